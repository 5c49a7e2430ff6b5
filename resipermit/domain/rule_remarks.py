"""What waits for somebody in a rule book that has no fault: services nobody asked about, values to be verified."""

from collections.abc import Iterator
from datetime import date

from resipermit.domain.calendar import Rounding, add_months
from resipermit.domain.law import Citation
from resipermit.domain.rule_faults import Remark
from resipermit.domain.rules import RuleBook

LOCAL_OPENING, READ_EVERY_MONTHS = "local_opening", 12


def remarks(book: RuleBook, today: date) -> Iterator[Remark]:
    """Yield what should be looked into: first what a holder would miss, then what may be wrong, then what is old."""
    for service in without_row(book):
        yield Remark(book.place, "no_row", {"id": service})
    for name, since, citation in to_verify(book):
        facts = {"id": name, "since": since, "certainty": str(citation.certainty), "instrument": citation.instrument}
        yield Remark(book.place, "to_verify", facts)
    for instrument in book.instruments.values():
        if instrument.checked_on <= add_months(today, -READ_EVERY_MONTHS, Rounding.DOWN):
            yield Remark(book.place, "not_read", {"id": instrument.id, "checked_on": instrument.checked_on})


def without_row(book: RuleBook) -> Iterator[str]:
    """Yield the gradual services that the place has neither opened nor said not to have opened."""
    for entitlement in book.entitlements:
        resting = {row.value for row in entitlement.rests_on.rows}
        if entitlement.stage == "gradual" and LOCAL_OPENING in resting and not book.openings.get(entitlement.id):
            yield entitlement.id


def to_verify(book: RuleBook) -> Iterator[tuple[str, date, Citation]]:
    """Yield every dated row, of values and of openings, that was not read in a text or an official page."""
    for value in book.values.values():
        for row in value.rows:
            if row.citation.certainty.to_be_verified:
                yield value.name, row.since, row.citation
    for rows in book.openings.values():
        for opening in rows:
            if opening.citation.certainty.to_be_verified:
                yield opening.service, opening.since, opening.citation
