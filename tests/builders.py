"""Invented people and papers for the tests: each builder fills in all that a test does not care about.

Every citizen number carries a sequence code 996 to 999, every telephone starts with 143, every road is named 演示.
"""

from datetime import UTC, date, datetime
from typing import Any

from resipermit.domain.actors import Actor, Role
from resipermit.domain.application import Application, Ground
from resipermit.domain.card import CardFace
from resipermit.domain.card_keys import KeyRecord, kid_of
from resipermit.domain.facts import (
    UNKNOWN,
    Employment,
    Exam,
    Housing,
    Insurance,
    Residence,
    Schooling,
    Until,
)
from resipermit.domain.holder import Evidence, HeldPermit, Person, Registration, Tie
from resipermit.domain.identity import Sex
from resipermit.domain.permit import ActKind, PermitAct, ResidencePermit
from resipermit.domain.printing import PrintKind, PrintLine, PrintState
from resipermit.usecases.ports import Clock, LedgerLine, User

TODAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)
FURONG, YUHUA, WANGCHENG, LIUYANG = "430102", "430111", "430112", "430181"
CHANGSHA, ZHUZHOU_LUSONG, GUIYANG = "430100", "430203", "520102"
HALL_KEY = KeyRecord(kid_of(bytes(32)), bytes(32), YUHUA, date(2020, 1, 1))

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def a_citizen_number(division: str = GUIYANG, born_on: date = date(1990, 3, 15), sequence: int = 997) -> str:
    """Return a number with its right check character; an odd *sequence* is a man's. *sequence* is 996 to 999."""
    first17 = f"{division}{born_on:%Y%m%d}{sequence:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(first17, _WEIGHTS, strict=True))
    return first17 + "10X98765432"[total % 11]


def a_person(
    name: str = "欧阳演示",
    *,
    born_on: date = date(1990, 3, 15),
    sex: Sex = Sex.MALE,
    division: str = GUIYANG,
    sequence: int | None = None,
    citizen_number: str | None = None,
    **changes: Any,
) -> Person:
    """Return a person without an id; number, sex and birth date agree unless a *citizen_number* is given."""
    sequence = sequence or (997 if sex is Sex.MALE else 996)
    particulars: dict[str, Any] = {
        "id": None,
        "citizen_number": citizen_number or a_citizen_number(division, born_on, sequence),
        "name": name,
        "sex": sex,
        "born_on": born_on,
        "ethnic_code": "01",
        "registered_division": division,
        "registered_address": "贵州省贵阳市南明区演示路1号",
        "phone": "14300000001",
    }
    return Person(**(particulars | changes))


def a_residence(
    division: str = YUHUA,
    registered_on: date | None = date(2023, 10, 1),
    since: date | None = None,
    until: Until = None,
    dwelling: str | None = "rented_registered",
) -> Residence:
    """Return a residence that is still open unless *until* says otherwise."""
    return Residence(division, registered_on, since or registered_on, until, dwelling)


def a_registration(
    division: str = YUHUA,
    registered_on: date = date(2023, 10, 1),
    until: Until = None,
    dwelling: str = "rented_registered",
    address: str = "湖南省长沙市雨花区演示路10号3栋402室",
) -> Registration:
    """Return a registration of residence without an id."""
    return Registration(None, a_residence(division, registered_on, until=until, dwelling=dwelling), address)


def a_job(division: str = YUHUA, since: date = date(2023, 11, 1), until: Until = None) -> Employment:
    """Return a job under a labour contract."""
    return Employment(division, "labour_contract", since, until)


def an_insurance(
    scheme: str = "pension", division: str = YUHUA, since: date = date(2023, 11, 1), until: Until = None
) -> Insurance:
    """Return an unbroken run of regular contributions."""
    return Insurance(division, scheme, "regular", since, until)


def a_lease(division: str = YUHUA, since: date = date(2023, 10, 1), until: Until = None) -> Housing:
    """Return a registered lease."""
    return Housing(division, "rent", True, since, until)


def a_schooling(
    stage: str = "primary", grade: int = 4, since: date = date(2025, 9, 1), division: str = YUHUA, until: Until = None
) -> Schooling:
    """Return attendance with a school record."""
    return Schooling(division, stage, grade, since, until, "attending", True)


def an_exam(exam: str = "zhongkao", on: date = date(2025, 6, 18), division: str = YUHUA) -> Exam:
    """Return an examination sat."""
    return Exam(exam, division, on)


def evidence(**lists: Any) -> Evidence:
    """Return evidence with the lists given; `complete` is the set of lists that are all there is."""
    return Evidence(**lists)


def a_tie(relation: str = "child", relative: Person | None = None, living_together: bool | None = True) -> Tie:
    """Return a tie to a relative."""
    child = a_person("欧阳小演", born_on=date(2016, 3, 8), sex=Sex.FEMALE, phone=None)
    return Tie(relation, relative or child, living_together, married=relation == "spouse")


def a_permit(
    issued_on: date = date(2025, 11, 20),
    number: str = "4301110000002025000001",
    division: str = YUHUA,
    *acts: PermitAct,
) -> ResidencePermit:
    """Return a permit issued that day, with further *acts* in order."""
    return ResidencePermit(number, division, (PermitAct(ActKind.ISSUE, issued_on), *acts))


def an_act(kind: ActKind | str, on: date, applied_on: date | None = None) -> PermitAct:
    """Return one act of the ledger."""
    return PermitAct(ActKind(kind), on, applied_on)


def held(person_id: int, permit: ResidencePermit | None = None, place: str = CHANGSHA) -> HeldPermit:
    """Return a permit in the hands of a person."""
    return HeldPermit(person_id, place, permit or a_permit())


def a_line(act: PermitAct, by: str = "li", reason: str | None = None) -> LedgerLine:
    """Return a line of the ledger for *act*."""
    return LedgerLine(act, by, NOW, reason)


def an_application(person_id: int, on: date = date(2026, 10, 26), by: str = "li") -> Application:
    """Return a file accepted that day on the ground of a dwelling."""
    return Application.accept(person_id, YUHUA, (Ground.DWELLING,), on, by, 15)


def a_print(
    number: str = "4301110000002025000001", kind: PrintKind = PrintKind.FIRST, qr_text: str = "QR"
) -> PrintLine:
    """Return a pending line of the print ledger without an id."""
    return PrintLine(None, number, kind, PrintState.PENDING, TODAY, "li", qr_text, "0" * 64)


def a_face(**changes: Any) -> CardFace:
    """Return what a card says."""
    particulars: dict[str, Any] = {
        "permit_number": "4301110000002025000001",
        "name": "欧阳演示",
        "sex": Sex.MALE,
        "ethnic_group": "汉",
        "born_on": date(1990, 3, 15),
        "citizen_number": a_citizen_number(),
        "registered_address": "贵州省贵阳市南明区演示路1号",
        "residence_address": "湖南省长沙市雨花区演示路10号3栋402室",
        "residence_division": YUHUA,
        "issuing_division": YUHUA,
        "issuing_authority": "长沙市公安局雨花分局",
        "issued_on": date(2025, 11, 20),
        "due_on": date(2026, 11, 20),
    }
    return CardFace(**(particulars | changes))


def an_actor(*roles: Role | str, user: str = "li", display_name: str = "李演示") -> Actor:
    """Return somebody signed in with *roles*; a clerk when none is named."""
    return Actor(user, display_name, frozenset(Role(role) for role in roles) or frozenset({Role.CLERK}))


CLERK = an_actor(Role.CLERK)
REVIEWER = an_actor(Role.REVIEWER, user="wang", display_name="王演示")
ADMINISTRATOR = an_actor(Role.ADMINISTRATOR, user="admin", display_name="管理员")


def a_user(name: str = "li", *roles: Role, password_hash: str = "hash:password-1", **changes: Any) -> User:
    """Return somebody who may sign in; the fake Passwords knows the password as ``password-1``."""
    return User(name, "李演示", frozenset(roles) or frozenset({Role.CLERK}), password_hash, **changes)


def a_clock(day: date = TODAY, now: datetime | None = None) -> Clock:
    """Return a clock that stands still."""
    instant = now or datetime(day.year, day.month, day.day, 1, 30, tzinfo=UTC)
    return Clock(lambda: day, lambda: instant)


NOT_KNOWN = UNKNOWN
