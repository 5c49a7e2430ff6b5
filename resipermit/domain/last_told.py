"""Evidence told again with another end: the last telling counts, and every one stays on record.

A job that ended, a school that was left, a lease that ran out early: the same record is appended once more with its
end. Two records are the same when they differ in nothing but the end.
"""

from dataclasses import replace
from typing import TypeVar

from resipermit.domain.facts import UNKNOWN, EarlierPermit, Employment, Housing, Insurance, Schooling, Tax

Lasting = TypeVar("Lasting", Employment, Insurance, Tax, Housing, Schooling, EarlierPermit)
LASTING_LISTS = ("employment", "insurance", "tax", "housing", "schooling", "earlier_permits")


def last_told(entries: tuple[Lasting, ...]) -> tuple[Lasting, ...]:
    """Return *entries*, each record once and as it was told last, in the order of the first telling."""
    if len(entries) < 2:
        return entries
    return tuple({replace(entry, until=UNKNOWN): entry for entry in entries}.values())
