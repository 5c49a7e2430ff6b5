"""Invented holders for the demo hall: every standing, families, rare characters; the same seed gives the same people.

Nobody here exists: citizen numbers carry the sequence codes 996 to 999, telephones start with 143, roads are named
演示. Ages, origins and stays are invented too and say nothing of real people.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from resipermit.domain.application import Ground, Stage
from resipermit.domain.calendar import add_months, add_years, full_years
from resipermit.domain.facts import Employment, Housing, Insurance, Residence, Schooling
from resipermit.domain.holder import Evidence, Person, Registration
from resipermit.domain.identity import Sex, check_character
from resipermit.domain.permit import ActKind, PermitAct, ResidencePermit, Standing
from resipermit.domain.places import Gazetteer

SEQUENCES = {Sex.MALE: (997, 999), Sex.FEMALE: (996, 998)}
ORIGINS = (  # county of the household registration, ethnic groups to choose from
    ("430281", ("01",)),
    ("430626", ("01",)),
    ("430922", ("01",)),
    ("431321", ("01",)),
    ("430424", ("01",)),
    ("433101", ("15", "06", "01")),
    ("431228", ("12", "01")),
    ("520102", ("01", "06")),
    ("522722", ("09", "01")),
    ("421087", ("01",)),
    ("360302", ("01",)),
    ("450102", ("08", "01")),
    ("511321", ("01",)),
    ("653101", ("05",)),
)
MINORITY_NAMES_FROM = "653101"
STORIES = (  # what became of a holder, and how often
    ("in_use", 30),
    ("window_open", 12),
    ("suspended", 14),
    ("restored", 6),
    ("reissued", 5),
    ("moved", 5),
    ("cancelled", 4),
    ("revoked", 2),
    ("may_apply", 8),
    ("not_yet", 7),
    ("papers_missing", 3),
    ("accepted", 2),
    ("approved", 2),
)
WITHOUT_PERMIT = frozenset({"may_apply", "not_yet", "papers_missing", "accepted", "approved"})


@dataclass(frozen=True, slots=True)
class NamePool:
    """What names are made of; each surname as often as it is given."""

    surnames: tuple[str, ...]
    weights: tuple[float, ...]
    rare_surnames: tuple[str, ...]
    given: dict[Sex, tuple[str, ...]]
    rare_given: tuple[str, ...]
    whole: tuple[str, ...]  # full names with a dot in them


@dataclass(frozen=True, slots=True, repr=False)
class SyntheticRelative:
    """A member of a synthetic household."""

    relation: str
    person: Person
    evidence: Evidence

    def __repr__(self) -> str:
        return f"SyntheticRelative({self.relation!r})"


@dataclass(frozen=True, slots=True, repr=False)
class SyntheticHolder:
    """One invented holder: *acts* are the permit's, none without one; *stage* is that of an open application."""

    story: str
    person: Person
    evidence: Evidence
    relatives: tuple[SyntheticRelative, ...] = ()
    acts: tuple[PermitAct, ...] = ()
    division: str = ""
    stage: Stage | None = None
    accepted_on: date | None = None
    grounds: tuple[Ground, ...] = (Ground.DWELLING,)

    def __repr__(self) -> str:
        return f"SyntheticHolder({self.story!r})"


def synthetic_holders(
    seed: int, count: int, today: date, place: str, names: NamePool, gazetteer: Gazetteer
) -> Iterator[SyntheticHolder]:
    """Yield *count* holders who live in the city or county *place*; each story comes up at least once."""
    chance = Random(seed)  # noqa: S311 - invented people, nothing secret
    districts = [row.code for row in gazetteer.counties(place[:2]) if gazetteer.place_of(row.code) == place]
    town = _Town(chance, today, districts, names, gazetteer)
    stories, weights = zip(*STORIES, strict=True)
    chosen = [*stories, *chance.choices(stories, weights, k=max(0, count - len(stories)))]
    for story in chosen[:count]:
        yield town.holder(story)


@dataclass
class _Town:
    """Where the invented people live; remembers which numbers are given away."""

    chance: Random
    today: date
    districts: list[str]
    names: NamePool
    gazetteer: Gazetteer
    taken: set[str] = field(default_factory=set)
    telephones: int = 0

    def holder(self, story: str) -> SyntheticHolder:
        origin, groups = self.chance.choice(ORIGINS)
        person = self._person(origin, self.chance.choice(groups), self._birthday(19, 58))
        division, arrived = self.chance.choice(self.districts), self._arrival(story)
        acts = () if story in WITHOUT_PERMIT else self._acts(story, arrived)
        evidence = self._evidence(story, division, arrived)
        if story == "moved":
            evidence = replace(evidence, registrations=self._moved(evidence.registrations[0], acts[-1].on))
        holder = SyntheticHolder(story, person, evidence, self._relatives(person, division, arrived), acts, division)
        if story in ("accepted", "approved"):
            accepted_on = self.today - timedelta(days=self.chance.randint(1, 9))
            return replace(holder, stage=Stage(story), accepted_on=accepted_on)
        return holder

    def _person(self, origin: str, ethnic_code: str, born_on: date, surname: str | None = None) -> Person:
        sex = self.chance.choice(list(Sex))
        number, born_on = self._number(origin, born_on, sex)
        self.telephones += 1
        address = f"{self.gazetteer.full_name(origin)}演示镇演示村{self.chance.randint(1, 20)}组"
        return Person(
            id=None,
            citizen_number=number,
            name=self._name(origin, sex, surname),
            sex=sex,
            born_on=born_on,
            ethnic_code=ethnic_code,
            registered_division=origin,
            registered_address=address,
            phone=None if full_years(born_on, self.today) < 14 else f"143{self.telephones:08d}",
        )

    def _number(self, origin: str, born_on: date, sex: Sex) -> tuple[str, date]:
        while True:
            for sequence in SEQUENCES[sex]:
                first17 = f"{origin}{born_on:%Y%m%d}{sequence}"
                number = first17 + check_character(first17)
                if number not in self.taken:
                    self.taken.add(number)
                    return number, born_on
            born_on += timedelta(days=1)

    def _name(self, origin: str, sex: Sex, surname: str | None) -> str:
        if origin == MINORITY_NAMES_FROM and surname is None:
            return self.chance.choice(self.names.whole)
        if surname is None:
            rare = self.chance.random() < 0.08
            surname = self._surname(rare)
        if self.chance.random() < 0.08:
            return surname + self.chance.choice(self.names.rare_given)
        length = 1 if self.chance.random() < 0.2 else 2
        return surname + "".join(self.chance.choice(self.names.given[sex]) for _ in range(length))

    def _surname(self, rare: bool) -> str:
        if rare:
            return self.chance.choice(self.names.rare_surnames)
        return self.chance.choices(self.names.surnames, self.names.weights)[0]

    def _birthday(self, youngest: int, oldest: int) -> date:
        born_on = add_years(self.today, -self.chance.randint(youngest, oldest - 1))
        return born_on - timedelta(days=self.chance.randint(1, 364))

    def _arrival(self, story: str) -> date:
        if story == "not_yet":
            return self.today - timedelta(days=self.chance.randint(5, 150))
        lived = {"suspended": (32, 60)}.get(story, (8, 14) if story in WITHOUT_PERMIT else (20, 84))
        months = self.chance.randint(*lived)
        return add_months(self.today, -months) - timedelta(days=self.chance.randint(0, 27))

    def _registration(self, division: str, since: date, dwelling: str) -> Registration:
        address = (
            f"{self.gazetteer.full_name(division)}演示路{self.chance.randint(1, 300)}号"
            f"{self.chance.randint(1, 20)}栋{self.chance.randint(101, 2804)}室"
        )
        return Registration(None, Residence(division, since, since, None, dwelling), address)

    def _moved(self, old: Registration, on: date) -> tuple[Registration, ...]:
        new = self._registration(self.chance.choice(self.districts), on, "rented_registered")
        return replace(old, residence=replace(old.residence, until=on)), new

    def _evidence(self, story: str, division: str, arrived: date) -> Evidence:
        if story == "papers_missing":
            return Evidence(registrations=(replace_dwelling(self._registration(division, arrived, "hosted"), None),))
        dwelling = self.chance.choice(("own", "rented_registered", "rented_registered", "employer_dormitory"))
        tenure = {"own": "own", "rented_registered": "rent", "employer_dormitory": "dormitory"}[dwelling]
        since = arrived + timedelta(days=self.chance.randint(0, 3))
        runs = tuple(Insurance(division, scheme, "regular", since, None) for scheme in ("pension", "medical"))
        working = self.chance.random() < 0.75
        return Evidence(
            registrations=(self._registration(division, arrived, dwelling),),
            employment=(Employment(division, "labour_contract", since, None),) if working else (),
            insurance=runs if working else (),
            housing=(Housing(division, tenure, True, arrived, None),),
            complete=frozenset({"registrations", "employment", "insurance", "housing"}),
        )

    def _relatives(self, holder: Person, division: str, arrived: date) -> tuple[SyntheticRelative, ...]:
        age = full_years(holder.born_on, self.today)
        if age < 26 or self.chance.random() < 0.45:
            return ()
        home = Evidence(registrations=(self._registration(division, arrived, "rented_registered"),))
        found = [SyntheticRelative("spouse", self._spouse(holder), home)]
        oldest = min(17, age - 22)
        for _ in range(self.chance.choice((0, 1, 1, 2))):
            born_on = self._birthday(min(1, oldest - 1), max(2, oldest))
            child = self._person(holder.registered_division, holder.ethnic_code, born_on, holder.name[0])
            found.append(SyntheticRelative("child", child, replace(home, schooling=self._schooling(child, division))))
        return tuple(found)

    def _spouse(self, holder: Person) -> Person:
        born_on = holder.born_on + timedelta(days=self.chance.randint(-900, 900))
        spouse = self._person(holder.registered_division, holder.ethnic_code, born_on)
        while spouse.sex is holder.sex:
            spouse = self._person(holder.registered_division, holder.ethnic_code, born_on)
        return spouse

    def _schooling(self, child: Person, division: str) -> tuple[Schooling, ...]:
        """Return the attendance that began last 1 September, at the grade of somebody who started school at six."""
        year = self.today.year if self.today >= date(self.today.year, 9, 1) else self.today.year - 1
        began = date(year, 9, 1)
        grade = full_years(child.born_on, began) - 5
        if grade < -2 or grade > 12:
            return ()
        if grade < 1:
            return (Schooling(division, "kindergarten", None, began, None, "attending", True),)
        stage = "primary" if grade <= 6 else "junior" if grade <= 9 else "senior"
        return (Schooling(division, stage, grade, began, None, "attending", True),)

    def _acts(self, story: str, arrived: date) -> tuple[PermitAct, ...]:
        earliest = add_months(arrived, 6) + timedelta(days=12)
        if story == "window_open":
            days_left = self.chance.randint(1, 27)
            due_on = self.today + timedelta(days=days_left)
            years = max(1, full_years(earliest, due_on))
            return self._kept_up(add_years(due_on, -years))
        if story == "suspended":
            return (_issue(add_months(self.today, -self.chance.randint(13, 23))),)
        issued_on = min(earliest, add_months(self.today, -3)) - timedelta(days=self.chance.randint(0, 20))
        if story == "restored" and full_years(issued_on, self.today) >= 2:
            late = add_years(issued_on, 1) + timedelta(days=self.chance.randint(20, 120))
            return self._kept_up(issued_on, PermitAct(ActKind.ENDORSE, late))
        acts = self._kept_up(issued_on)
        kind = {
            "reissued": ActKind.REISSUE,
            "moved": ActKind.CHANGE_ADDRESS,
            "cancelled": ActKind.CANCEL,
            "revoked": ActKind.REVOKE,
        }.get(story)
        if kind is None:
            return acts
        on = max(acts[-1].on, self.today - timedelta(days=self.chance.randint(2, 60)))
        return (*acts, PermitAct(kind, on))

    def _kept_up(self, issued_on: date, *more: PermitAct) -> tuple[PermitAct, ...]:
        """Return the acts of a permit whose every window up to today was used, but for one that is open now."""
        permit = ResidencePermit("", "", (_issue(issued_on), *more))
        while True:
            state = permit.state(self.today)
            window = permit.course().window
            assert window is not None
            if state.standing is Standing.IN_USE and self.today <= window.closes_on:
                return permit.acts
            day = window.opens_on + timedelta(days=self.chance.randint(0, 24))
            permit = replace(permit, acts=(*permit.acts, PermitAct(ActKind.ENDORSE, day)))


def replace_dwelling(registration: Registration, dwelling: str | None) -> Registration:
    """Return the registration with another kind of lodging; None is not known."""
    return replace(registration, residence=replace(registration.residence, dwelling=dwelling))


def _issue(on: date) -> PermitAct:
    return PermitAct(ActKind.ISSUE, on, on - timedelta(days=9))
