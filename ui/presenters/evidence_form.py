"""One record as it is typed: the fields that each kind has, and what is appended when they can be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from resipermit.domain.errors import InvalidInput
from resipermit.domain.fact_words import (
    EMPLOYMENT_KINDS,
    EXAMS,
    HIGHEST_GRADE,
    INSURANCE_KINDS,
    SCHEMES,
    SCHOOL_STAGES,
    SCHOOL_STATUSES,
    TENURES,
)
from resipermit.domain.facts import (
    UNKNOWN,
    EarlierPermit,
    Employment,
    Exam,
    Housing,
    Insurance,
    Schooling,
    Tax,
    Until,
)
from resipermit.domain.holder import Evidence
from ui.presenters.particulars import typed_day

ENTRY, LAST_ENTRY, NO_ENTRY = CONTENTS = ("entry", "last_entry", "no_entry")
GOES_ON, ENDED, NOT_CLEAR = ENDINGS = ("now", "ended", "not_known")
YES_NO = ("not_clear", "yes", "no")
FLAGS = {"yes": True, "no": False}
TYPED = ""  # a field that is typed has no words to choose among
# the fields of each kind besides place and days: name, and the words offered in their order
FIELDS: Mapping[str, Mapping[str, tuple[str, ...] | str]] = {
    "employment": {"kind": EMPLOYMENT_KINDS},
    "insurance": {"scheme": SCHEMES, "kind": INSURANCE_KINDS},
    "tax": {"kind": TYPED},
    "housing": {"tenure": ("rent", *(one for one in TENURES if one != "rent")), "registered": YES_NO},
    "schooling": {"stage": SCHOOL_STAGES, "grade": TYPED, "status": SCHOOL_STATUSES, "record": YES_NO},
    "exams": {"exam": EXAMS},
    "earlier_permits": {"kind": TYPED},
}


@dataclass(frozen=True, slots=True, repr=False)
class EvidenceForm:
    """What is typed about one record; *last_day* is the last day on which it held, for one that has ended."""

    person_id: int
    list_name: str
    content: str
    values: Mapping[str, str]
    division: str
    since: str
    ending: str
    last_day: str


def evidence_of(form: EvidenceForm) -> Evidence:
    """Return what is to be appended; raises InvalidInput for the first field that cannot be read."""
    complete = frozenset() if form.content == ENTRY else frozenset({form.list_name})
    if form.content == NO_ENTRY:
        return Evidence(complete=complete)
    told: dict[str, Any] = {form.list_name: (_entry(form),)}
    return Evidence(**told, complete=complete)


def _entry(form: EvidenceForm) -> Any:
    values = form.values
    if form.list_name != "exams" and not form.division:
        raise InvalidInput("field_missing", field="division")
    grade = _grade(values["grade"]) if form.list_name == "schooling" else None
    day = "on" if form.list_name == "exams" else "since"
    if not form.since.strip():
        raise InvalidInput("day_missing", field=day)
    since = typed_day(form.since, day)
    if form.list_name == "exams":
        return Exam(values["exam"], form.division or None, since)
    place, until = form.division, end_of(since, form.ending, form.last_day)
    if form.list_name == "employment":
        return Employment(place, values["kind"], since, until)
    if form.list_name == "insurance":
        return Insurance(place, values["scheme"], values["kind"], since, until)
    if form.list_name == "tax":
        return Tax(place, values["kind"].strip() or None, since, until)
    if form.list_name == "housing":
        return Housing(place, values["tenure"], FLAGS.get(values["registered"]), since, until)
    if form.list_name == "schooling":
        record = FLAGS.get(values["record"])
        return Schooling(place, values["stage"], grade, since, until, values["status"], record)
    return EarlierPermit(values["kind"].strip() or None, place, since, until)


def end_of(since: date | None, ending: str, last_day: str) -> Until:
    """Return the first day after the last one."""
    if ending != ENDED:
        return None if ending == GOES_ON else UNKNOWN
    if not last_day.strip():
        raise InvalidInput("day_missing", field="last_day")
    last = typed_day(last_day, "last_day")
    if since is not None and last < since:
        raise InvalidInput("period_reversed", field="last_day")
    return last + timedelta(days=1)


def _grade(typed: str) -> int | None:
    if not typed.strip():
        return None
    if not (typed.strip().isascii() and typed.strip().isdigit() and int(typed) <= HIGHEST_GRADE):
        raise InvalidInput("number_out_of_range", field="grade", least=0, most=HIGHEST_GRADE)
    return int(typed)
