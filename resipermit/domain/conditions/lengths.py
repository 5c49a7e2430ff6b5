"""How long records have lasted: in one run, since the first of them, added up, or within the last months."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from resipermit.domain.calendar import add_months, full_months
from resipermit.domain.conditions.case import Case, Reading, Subject, Who
from resipermit.domain.conditions.leaf import Account, Kind, Params
from resipermit.domain.conditions.records import record, records_of
from resipermit.domain.conditions.windows import full_months_within, months_within
from resipermit.domain.rules import RuleBook
from resipermit.domain.spans import (
    ALWAYS,
    END,
    FIRST,
    NEVER,
    Days,
    Span,
    Spans,
    bridged,
    either,
    holding,
    known,
    met,
)

UNITS = ("months", "years", "days", "months_at_most")


Later = Callable[[int, int], int]  # a day, and the day so many months, or days, after it
Lasted = Callable[[Spans, int, int, Later], Iterable[Span]]  # records, how long, what gap is bridged


class Row(NamedTuple):
    """How long is asked on the days from *since* up to, not including, *until*, and what gap is bridged."""

    since: int
    until: int
    length: int
    gap: int


def lasting(book: RuleBook, params: Params) -> Reading:
    """Return when the records have lasted as long as is asked on each day."""
    held_by, rows, ceiling = records_of(book, params), rows_of_time(book, params), "months_at_most" in params
    lasted, later = _lasted(params), days_later if unit_of(params) == "days" else after
    at_all, some = _at_all(params), [row._replace(length=1 if "within_months" in params else 0) for row in rows]
    still = records_of(book, params["still"]) if "still" in params else None

    def read(who: Who) -> Days:
        held = held_by(who)
        certain = possible = _through_time(held.certain, rows, lasted, later)
        if ceiling:  # the city may ask less, though it asks for something
            possible = either((*certain, *_through_time(held.possible, some, at_all, later)))
        elif held.certain is not held.possible:
            possible = _through_time(held.possible, rows, lasted, later)
        days = known(certain) if certain is possible else Days(certain, possible)
        return met(days, still(who)) if still else days

    return read


def rows_of_time(book: RuleBook, params: Params) -> tuple[Row, ...]:
    """Return what is asked through time, lengths in months or, where so asked, in days."""
    unit = unit_of(params)
    steps = book.steps(params[unit], params.get("gap_days", 0))
    ends = [*(since for since, _ in steps[1:]), END]
    return tuple(
        Row(since, until, int(length) * (12 if unit == "years" else 1), int(gap))
        for (since, (length, gap)), until in zip(steps, ends, strict=True)
    )


def _lasted(params: Params) -> Lasted:
    """Return how the length of records is reckoned."""
    if "within_months" not in params:
        return MODES[params.get("mode", "consecutive")]
    window = int(params["within_months"])

    def lasted(spans: Spans, months: int, gap: int, _later: Later) -> Spans:
        return months_within(bridged(spans, gap) if gap else spans, months, window)

    return lasted


def _at_all(params: Params) -> Lasted:
    """Return how it is reckoned whether there is some length at all, be it of a day."""
    return since_first if params.get("mode") == "sum" and "within_months" not in params else _lasted(params)


def _through_time(spans: Spans, rows: Sequence[Row], lasted: Lasted, later: Later) -> Spans:
    """Return when the length is reached, each row in its time; what is found is in order of day."""
    if len(spans) == 1 and lasted in ALIKE_FOR_ONE_RUN:
        return _of_one_run(spans[0], rows, later, stays=lasted is summed)
    found: list[Span] = []
    for since, until, length, gap in rows:
        for low, high in lasted(spans, length, gap, later):
            begins = low if low > since else since
            ends = high if high < until else until
            if begins >= ends:
                continue
            if found and begins <= found[-1][1]:
                found[-1] = found[-1][0], max(ends, found[-1][1])
            else:
                found.append((begins, ends))
    return tuple(found)


def _of_one_run(run: Span, rows: Sequence[Row], later: Later, *, stays: bool) -> Spans:
    """Return the same for a single run, as most people have it: no gap is to be bridged, and nothing added up."""
    low, high = run
    found: list[Span] = []
    for since, until, length, _gap in rows:
        begins = later(low, length)
        ends = until if until < high else high
        if stays:
            if length <= 0:
                begins = since
            elif begins > high:
                continue
            ends = until
        if begins < since:
            begins = since
        if begins >= ends:
            continue
        if found and found[-1][1] == begins:
            begins, _ = found.pop()
        found.append((begins, ends))
    return tuple(found)


def unit_of(params: Params) -> str:
    """Return the key that says how long: months, years, days or months_at_most."""
    for unit in UNITS:
        if unit in params:
            return unit
    raise KeyError("months")


def days_later(day: int, length: int) -> int:
    """Return the day so many days after *day*; END if there is none."""
    return min(day + length, END)


@lru_cache(1 << 16)
def after(day: int, months: int) -> int:
    """Return the ordinal *months* after *day*, rounding down."""
    if months == 0 or day >= END:
        return day
    try:
        return add_months(date.fromordinal(day), months).toordinal()
    except OverflowError:
        return END


def consecutive(spans: Spans, length: int, gap: int, later: Later) -> Iterable[Span]:
    """Return the days from that long after each beginning, while it goes on; short gaps are bridged."""
    return [(later(low, length), high) for low, high in (bridged(spans, gap) if gap else spans)]


def since_first(spans: Spans, length: int, _gap: int, later: Later) -> Iterable[Span]:
    """Return the days from that long after the first beginning; whether it was broken does not matter."""
    return ((later(spans[0][0], length), END),) if spans else NEVER


def summed(spans: Spans, length: int, _gap: int, later: Later) -> Iterable[Span]:
    """Return the days from when the lengths add up, at the latest the day after a record's end; then it stays.

    Days of earlier stretches move the beginning of the later one back by as many days. Nothing asked always holds.
    """
    if length <= 0:
        return ALWAYS
    earlier_days = 0
    for low, high in spans:
        begins = low - earlier_days
        reached = later(begins if begins > FIRST else FIRST, length)
        if reached < low:
            reached = low
        if reached <= high and reached < END:
            return ((reached, END),)
        earlier_days += high - low
    return NEVER


MODES: Mapping[str, Lasted] = {"consecutive": consecutive, "first": since_first, "sum": summed}
ALIKE_FOR_ONE_RUN = (consecutive, summed)


def account(case: Case, subject: Subject, params: Params, _days: Days) -> Account:
    """Return the whole months (or days) so far, what is asked on the day, and the rest."""
    unit = unit_of(params)
    asked = params[unit]
    length = int(case.value(asked) if isinstance(asked, str) else asked) * (12 if unit == "years" else 1)
    figure = "days" if unit == "days" else "months"
    days = record(case, subject, params)
    held = days.certain or days.possible if days.possible == ALWAYS else days.possible  # what is surely there, at least
    required = (length, figure)
    if not held or held == ALWAYS:
        nothing = None if held else (0, figure)
        return Account(nothing, required, required if nothing else None)
    done = _done(case, held, params, figure)
    return Account((done, figure), required, (max(0, length - done), figure))


def _done(case: Case, held: Spans, params: Params, figure: str) -> int:
    asked = params.get("gap_days", 0)
    gap = int(case.value(asked) if isinstance(asked, str) else asked)
    runs = bridged(held, gap) if gap else held
    if "within_months" in params:
        return full_months_within(runs, case.as_of, int(params["within_months"]))
    start = _start(case.today, held, runs, params.get("mode", "consecutive"))
    if start is None:
        return 0
    if figure == "days":
        return case.today - start
    return full_months(date.fromordinal(max(start, FIRST)), case.as_of)


def _start(today: int, held: Spans, runs: Spans, mode: str) -> int | None:
    if mode == "first":
        return held[0][0] if held[0][0] <= today else None
    if mode == "sum":
        days = sum(min(high, today) - low for low, high in held if low < today)
        return today - days if days else None
    span = holding(runs, today)
    return span[0] if span else None


KINDS: Mapping[str, Kind] = {
    "lasting": Kind(lasting, account, gives_reason=False),
}
