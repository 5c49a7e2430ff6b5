"""What is on record of a holder and the household, line by line, each record as it was told last."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from resipermit.domain.facts import Housing, Insurance, Schooling, Unknown
from resipermit.domain.holder import Evidence, Person
from resipermit.domain.last_told import LASTING_LISTS, last_told
from resipermit.usecases.desk import Desk, HolderFile
from ui.text import Text

EXAMS = "exams"
EVIDENCE_LISTS = ("employment", "insurance", "tax", "housing", "schooling", EXAMS, "earlier_permits")


@dataclass(frozen=True, slots=True, repr=False)
class EvidenceRow:
    """One record in words; *ends* says whether its end can be told, which of a registration another act does."""

    person_id: int
    whose: str
    record: str
    where: str
    since: str
    until: str
    list_name: str
    entry: Any

    @property
    def ends(self) -> bool:
        """Whether it is of a kind that has an end to be told."""
        return self.list_name in LASTING_LISTS


def people_of(file: HolderFile) -> Iterator[tuple[Person, Evidence]]:
    """Yield the holder and each member of the household with what is on record of them."""
    yield file.person, file.evidence
    for tie, evidence in zip(file.ties, file.household_evidence, strict=False):
        yield tie.relative, evidence


def evidence_rows(file: HolderFile, text: Text, desk: Desk) -> tuple[EvidenceRow, ...]:
    """Return the rows of everybody in the file."""
    return tuple(row for person, evidence in people_of(file) for row in _rows(person, evidence, text, desk))


def told_entries(evidence: Evidence, list_name: str) -> tuple[Any, ...]:
    """Return one list, each record as it was told last."""
    entries: tuple[Any, ...] = getattr(evidence, list_name)
    return last_told(entries) if list_name in LASTING_LISTS else entries


def record_words(list_name: str, entry: Any, text: Text) -> str:
    """Return what a record is: its kind and what it says beside place and days."""
    return " · ".join((text.say(f"evidence.{list_name}"), *_details(entry, text)))


def last_day_words(until: date | Unknown | None, text: Text) -> str:
    """Return the last day on which a record holds; *until* is the first day after it."""
    if until is None:
        return text.say("until.now")
    return text.say("until.unknown") if isinstance(until, Unknown) else text.day(until - timedelta(days=1))


def _rows(person: Person, evidence: Evidence, text: Text, desk: Desk) -> Iterator[EvidenceRow]:
    assert person.id is not None
    for registration in evidence.registrations:
        home = registration.residence
        division = desk.gazetteer.full_name(home.division)
        where = registration.address if registration.address.startswith(division) else division + registration.address
        words = text.say("evidence.residence", dwelling=text.word(home.dwelling))
        days = text.day(home.since), last_day_words(home.until, text)
        yield EvidenceRow(person.id, person.name, words, where, *days, "registrations", registration)
    for list_name in EVIDENCE_LISTS:
        for entry in told_entries(evidence, list_name):
            where = desk.gazetteer.full_name(entry.division) if entry.division else ""
            sat = list_name == EXAMS
            days = (text.day(entry.on), "") if sat else (text.day(entry.since), last_day_words(entry.until, text))
            words = record_words(list_name, entry, text)
            yield EvidenceRow(person.id, person.name, words, where, *days, list_name, entry)


def _details(entry: Any, text: Text) -> Iterator[str]:
    if isinstance(entry, Insurance):
        words = [text.word(entry.scheme), "" if entry.kind == "regular" else text.word(entry.kind)]
    elif isinstance(entry, Housing):
        words = [text.word(entry.tenure)]
        if entry.tenure == "rent" and entry.registered is not None:
            words.append(text.say("evidence.lease_filed" if entry.registered else "evidence.lease_not_filed"))
    elif isinstance(entry, Schooling):
        words = [
            text.word(entry.stage),
            "" if entry.grade is None else text.say("family.grade", grade=entry.grade),
            "" if entry.status in (None, "attending") else text.say(f"status.{entry.status}"),
            text.say("evidence.off_roll") if entry.record is False else "",
        ]
    else:
        words = [text.word(getattr(entry, "exam", None) or getattr(entry, "kind", None))]
    return (one for one in words if one)
