"""The invented family whose whole way the demo shows: from the first registration to the verified card."""

from dataclasses import dataclass
from datetime import date, timedelta

from resipermit.domain.calendar import add_months, add_years
from resipermit.domain.facts import Employment, Housing, Insurance, Residence, Schooling
from resipermit.domain.holder import Evidence, Person, Registration, Tie
from resipermit.domain.identity import Sex, check_character

HOME, DIVISION, PLACE = "520102", "430111", "430100"
ADDRESS = "湖南省长沙市雨花区演示路18号3栋402室"
REGISTERED_ADDRESS = "贵州省贵阳市南明区演示街道演示路9号"
HOLDER_NAME, SPOUSE_NAME = "欧阳䶮", "刘演示"
LISTS = ("registrations", "employment", "insurance", "tax", "housing", "schooling", "exams", "earlier_permits")
CHILD_NAMES = ("欧阳演", "欧阳示")


@dataclass(frozen=True)
class DemoDays:
    """The days of the way, counted back from today so that the window is open today."""

    registered_on: date
    accepted_on: date
    reviewed_on: date
    issued_on: date
    today: date

    @classmethod
    def before(cls, today: date) -> "DemoDays":
        """Return the days of a permit whose last day in time lies about twenty days ahead."""
        issued_on = add_years(today, -1) + timedelta(days=20)
        accepted_on = issued_on - timedelta(days=6)
        registered_on = add_months(accepted_on, -6) - timedelta(days=8)
        return cls(registered_on, accepted_on, issued_on - timedelta(days=2), issued_on, today)


def holder() -> Person:
    """Return the holder."""
    return _person(HOLDER_NAME, date(1984, 2, 29), 997, Sex.MALE, "14300090001")


def registration(days: DemoDays) -> Registration:
    """Return the family's lease in Changsha."""
    since = days.registered_on
    return Registration(None, Residence(DIVISION, since, since, None, "rented_registered"), ADDRESS)


def evidence(days: DemoDays) -> Evidence:
    """Return the holder's papers: a labour contract, its insurance, a registered lease."""
    since = days.registered_on
    schemes = ("pension", "medical", "unemployment", "injury", "maternity")
    return Evidence(
        employment=(Employment(DIVISION, "labour_contract", since, None),),
        insurance=tuple(Insurance(DIVISION, scheme, "regular", since, None) for scheme in schemes),
        housing=(Housing(DIVISION, "rent", True, since, None),),
        complete=frozenset(LISTS),
    )


def relatives(today: date) -> tuple[tuple[Tie, Evidence], ...]:
    """Return the household with what is on record of each: a spouse, a child in grade nine, a child of five."""
    year = _school_year(today)
    spouse = _person(SPOUSE_NAME, date(1986, 7, 1), 996, Sex.FEMALE, "14300090002")
    girl = _person(CHILD_NAMES[0], date(year - 15, 3, 8), 998, Sex.FEMALE, None)
    boy = _person(CHILD_NAMES[1], date(year - 5, 5, 20), 999, Sex.MALE, None)
    return (
        (Tie("spouse", spouse, True, True), Evidence(complete=frozenset({"employment", "insurance"}))),
        (Tie("child", girl, True, False), _at_school("junior", 7, date(year - 2, 9, 1))),
        (Tie("child", boy, True, False), _at_school("kindergarten", None, date(year, 9, 1))),
    )


def newcomers() -> tuple[Person, ...]:
    """Return people who have not come to the counter yet; their identity cards lie on the simulated reader."""
    return (
        _person("石演示", date(1995, 10, 3), 999, Sex.MALE, None),
        _person("令狐㛃", date(1998, 12, 24), 998, Sex.FEMALE, None),
        _person("彭演示", date(2001, 5, 4), 997, Sex.MALE, None),
    )


def _at_school(stage: str, grade: int | None, since: date) -> Evidence:
    attends = Schooling(DIVISION, stage, grade, since, None, "attending", True)
    return Evidence(schooling=(attends,), complete=frozenset({"schooling", "exams"}))


def _school_year(today: date) -> int:
    return today.year if today >= date(today.year, 9, 1) else today.year - 1


def _person(name: str, born_on: date, sequence: int, sex: Sex, phone: str | None) -> Person:
    first17 = f"{HOME}{born_on:%Y%m%d}{sequence}"
    return Person(
        id=None,
        citizen_number=first17 + check_character(first17),
        name=name,
        sex=sex,
        born_on=born_on,
        ethnic_code="01",
        registered_division=HOME,
        registered_address=REGISTERED_ADDRESS,
        phone=phone,
    )
