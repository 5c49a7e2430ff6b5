"""Live checks of what is typed at the counter: numbers, names, days, places; each names its field."""

from datetime import date

from resipermit.domain.errors import InvalidInput, Refused
from resipermit.domain.fact_words import DWELLINGS
from resipermit.domain.facts import (
    EarlierPermit,
    Employment,
    Exam,
    Housing,
    Insurance,
    Residence,
    Schooling,
    Tax,
    Until,
)
from resipermit.domain.holder import Evidence, Person, Registration
from resipermit.domain.identity import Verdict, read_strict
from resipermit.domain.last_told import LASTING_LISTS
from resipermit.domain.names import check_name
from resipermit.domain.places import Gazetteer

Entry = Employment | Insurance | Tax | Housing | Schooling | EarlierPermit
HOUSEHOLD = "household"  # named in `Evidence.complete` when the ties on record are all there are
COMPLETE_LISTS = frozenset({"registrations", "exams", *LASTING_LISTS, HOUSEHOLD})


def check_person(person: Person, gazetteer: Gazetteer, today: date) -> None:
    """Raise InvalidInput unless number, name, sex, birth date and registered division are sound and agree."""
    check_name(person.name)
    reading = read_strict(person.citizen_number, gazetteer, today)
    if reading.verdict not in (Verdict.VALID, Verdict.WARN) or reading.number is None:
        raise InvalidInput("citizen_number_wrong", field="citizen_number", reason=reading.reason)
    if reading.born_on is not None and reading.born_on != person.born_on:
        raise InvalidInput("birth_disagrees_with_number", field="born_on", number_says=reading.born_on)
    if reading.sex is not None and reading.sex is not person.sex:
        raise InvalidInput("sex_disagrees_with_number", field="sex", number_says=reading.sex)
    check_division(person.registered_division, "registered_division", gazetteer)
    if not person.registered_address.strip():
        raise InvalidInput("address_missing", field="registered_address")
    if person.phone is not None and not (person.phone.isascii() and person.phone.isdigit() and len(person.phone) == 11):
        raise InvalidInput("phone_form", field="phone")


def check_registration(registration: Registration, gazetteer: Gazetteer, today: date) -> None:
    """Raise InvalidInput unless the residence lies in a known county and its days are possible."""
    residence = registration.residence
    check_division(residence.division, "division", gazetteer)
    if not registration.address.strip():
        raise InvalidInput("address_missing", field="address")
    if residence.dwelling not in DWELLINGS:
        raise InvalidInput("unknown_word", field="dwelling", value=residence.dwelling, words=sorted(DWELLINGS))
    if residence.registered_on is None:
        raise InvalidInput("day_missing", field="registered_on")
    check_not_in_future(residence.registered_on, "registered_on", today)
    check_period(residence.since, residence.until, "", today)


def check_evidence(evidence: Evidence, gazetteer: Gazetteer, today: date) -> None:
    """Raise InvalidInput unless every entry lies in a known division and on possible days."""
    for registration in evidence.registrations:
        check_registration(registration, gazetteer, today)
    for name in LASTING_LISTS:
        entries: tuple[Entry, ...] = getattr(evidence, name)
        for index, entry in enumerate(entries):
            check_division(entry.division, f"{name}[{index}].division", gazetteer)
            check_period(entry.since, entry.until, f"{name}[{index}].", today)
    for index, exam in enumerate(evidence.exams):
        _check_exam(exam, f"exams[{index}]", gazetteer, today)
    for name in evidence.complete - COMPLETE_LISTS:
        raise InvalidInput("unknown_word", field="complete", value=name, words=sorted(COMPLETE_LISTS))


def check_division(code: str, field: str, gazetteer: Gazetteer) -> None:
    """Raise InvalidInput unless *code* is, or once was, a unit of county level."""
    if not (gazetteer.known(code) and gazetteer.is_county(code)):
        raise InvalidInput("division_unknown", field=field, value=code)


def check_period(since: date | None, until: Until, path: str, today: date) -> None:
    """Raise InvalidInput when the period runs backwards or starts in the future; *path* goes before the field."""
    if since is not None:
        check_not_in_future(since, f"{path}from", today)
    if since is not None and isinstance(until, date) and until < since:
        raise InvalidInput("period_reversed", field=f"{path}until", since=since, until=until)


def check_not_in_future(day: date, field: str, today: date) -> None:
    """Raise InvalidInput when *day* has not come yet."""
    if day > today:
        raise InvalidInput("day_in_future", field=field, day=day)


def open_residences(evidence: Evidence) -> tuple[Registration, ...]:
    """Return the registrations whose end is not on record, the newest last."""
    still_there = [one for one in evidence.registrations if not isinstance(one.residence.until, date)]
    return tuple(sorted(still_there, key=_since))


def residence_on(evidence: Evidence, day: date) -> Registration | None:
    """Return the registration that holds *day*, the newest if several do."""
    there = [one for one in evidence.registrations if _holds(one.residence, day)]
    return max(there, key=_since) if there else None


def needed_reason(reason: str | None) -> str:
    """Return the reason; raises Refused when there is none."""
    if reason is None or not reason.strip():
        raise Refused("reason_needed")
    return reason.strip()


def _since(registration: Registration) -> date:
    return registration.residence.since or registration.residence.registered_on or date.min


def _holds(residence: Residence, day: date) -> bool:
    since = residence.since or residence.registered_on
    if since is None or since > day:
        return False
    return not isinstance(residence.until, date) or day < residence.until


def _check_exam(exam: Exam, path: str, gazetteer: Gazetteer, today: date) -> None:
    if exam.division is not None:
        check_division(exam.division, f"{path}.division", gazetteer)
    if exam.on is not None:
        check_not_in_future(exam.on, f"{path}.on", today)
