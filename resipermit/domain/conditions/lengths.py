"""How long records have lasted: in one run, since the first of them, added up, or within the last months."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from resipermit.domain.calendar import add_months, full_months
from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.conditions.leaf import Account, Kind, Params
from resipermit.domain.conditions.records import RECORD_WORDS, information, record
from resipermit.domain.conditions.windows import full_months_within, months_within
from resipermit.domain.spans import (
    ALWAYS,
    END,
    FIRST,
    NEVER,
    Days,
    Span,
    Spans,
    all_of,
    both,
    bridged,
    either,
    holding,
)

UNITS = ("months", "years", "days", "months_at_most")
LENGTH_WORDS = RECORD_WORDS | {*UNITS, "mode", "gap_days", "within_months", "still", "from"}


class Asked(NamedTuple):
    """A length as it is asked for through time, worked out from the book once; *records* is shared by equal demands."""

    records: object
    unit: str
    rows: tuple[tuple[int, int, int, int], ...]  # from and until which day, how long, what gap is bridged


def lasting(case: Case, subject: Subject, params: Params) -> Days:
    """Return when the records have lasted as long as is asked on each day."""
    asked: Asked = case.book.kept.get(("lasting", id(params))) or _asked(case, params)
    held = _held(case, subject, params, asked.records)
    certain = _through_time(held.certain, asked, params)
    unit = asked.unit
    if unit == "months_at_most":  # a ceiling: the city may ask less, though it asks for something
        begun = [
            span
            for since, until, _, gap in asked.rows
            for span in both(either(_begun(held.possible, params, gap)), ((since, until),))
        ]
        possible = either((*certain, *begun))
    elif held.certain is held.possible:
        possible = certain
    else:
        possible = _through_time(held.possible, asked, params)
    days = Days(certain, possible)
    return all_of([days, record(case, subject, params["still"])]) if "still" in params else days


def _asked(case: Case, params: Params) -> Asked:
    unit = unit_of(params)
    steps = case.steps(params[unit], params.get("gap_days", 0))
    ends = [*(since for since, _ in steps[1:]), END]
    rows = tuple(
        (since, until, int(length) * (12 if unit == "years" else 1), int(gap))
        for (since, (length, gap)), until in zip(steps, ends, strict=True)
    )
    words = [(key, repr(params[key])) for key in sorted({*RECORD_WORDS, "from"}) if key in params]
    asked = Asked(case.book.keep(("records", tuple(words)), object), unit, rows)
    case.book.kept["lasting", id(params)] = asked
    return asked


def held_days(case: Case, subject: Subject, params: Params) -> Days:
    """Return the days covered by the records; leaves that ask for the same records share them."""
    asked: Asked = case.book.kept.get(("lasting", id(params))) or _asked(case, params)
    return _held(case, subject, params, asked.records)


def _held(case: Case, subject: Subject, params: Params, records: object) -> Days:
    key = (records, subject.label, case.city)
    held: Days | None = case.common.get(key)
    if held is None:
        held = case.common[key] = information(case, subject, params)
    return held


def _through_time(spans: Spans, asked: Asked, params: Params) -> Spans:
    """Return when the length is reached, each row in its time; what is found is in order of day."""
    lasted = MODES[params.get("mode", "consecutive")]
    days_long, within = asked.unit == "days", "within_months" in params
    found: list[Span] = []
    for since, until, length, gap in asked.rows:
        reached = _within(spans, length, params, gap) if within else lasted(spans, length, days_long, gap)
        for low, high in reached:
            begins = low if low > since else since
            ends = high if high < until else until
            if begins >= ends:
                continue
            if found and begins <= found[-1][1]:
                found[-1] = found[-1][0], max(ends, found[-1][1])
            else:
                found.append((begins, ends))
    return tuple(found)


def _within(spans: Spans, months: int, params: Params, gap: int) -> Spans:
    return months_within(bridged(spans, gap) if gap else spans, months, int(params["within_months"]))


def unit_of(params: Params) -> str:
    """Return the key that says how long: months, years, days or months_at_most."""
    for unit in UNITS:
        if unit in params:
            return unit
    raise KeyError("months")


def _begun(spans: Spans, params: Params, gap: int) -> Iterable[Span]:
    """Return the days on which there is some length at all, be it of a day."""
    if "within_months" in params:
        return _within(spans, 1, params, gap)
    mode = params.get("mode", "consecutive")
    return MODES["first" if mode == "sum" else mode](spans, 0, True, gap)


def later(day: int, length: int, days_long: bool) -> int:
    """Return the day so many months, or days, after *day*, rounding down; END if there is none."""
    return min(day + length, END) if days_long else after(day, length)


@lru_cache(1 << 16)
def after(day: int, months: int) -> int:
    """Return the ordinal *months* after *day*, rounding down."""
    if months == 0 or day >= END:
        return day
    try:
        return add_months(date.fromordinal(day), months).toordinal()
    except OverflowError:
        return END


def consecutive(spans: Spans, length: int, days_long: bool, gap_days: int) -> Iterable[Span]:
    """Return the days from that long after each beginning, while it goes on; short gaps are bridged."""
    runs = bridged(spans, gap_days) if gap_days else spans
    return [(later(low, length, days_long), high) for low, high in runs]


def since_first(spans: Spans, length: int, days_long: bool, _gap: int) -> Iterable[Span]:
    """Return the days from that long after the first beginning; whether it was broken does not matter."""
    return ((later(spans[0][0], length, days_long), END),) if spans else NEVER


def summed(spans: Spans, length: int, days_long: bool, _gap: int) -> Iterable[Span]:
    """Return the days from when the lengths add up, at the latest the day after a record's end; then it stays.

    Days of earlier stretches move the beginning of the later one back by as many days. Nothing asked always holds.
    """
    if length <= 0:
        return ALWAYS
    earlier_days = 0
    for low, high in spans:
        reached = max(later(max(low - earlier_days, FIRST), length, days_long), low)
        if reached <= high and reached < END:
            return ((reached, END),)
        earlier_days += high - low
    return NEVER


MODES: Mapping[str, Callable[[Spans, int, bool, int], Iterable[Span]]] = {
    "consecutive": consecutive,
    "first": since_first,
    "sum": summed,
}


def account(case: Case, subject: Subject, params: Params, _days: Days) -> Account:
    """Return the whole months (or days) so far, what is asked on the day, and the rest."""
    unit = unit_of(params)
    asked = params[unit]
    length = int(case.value(asked) if isinstance(asked, str) else asked) * (12 if unit == "years" else 1)
    figure = "days" if unit == "days" else "months"
    days = held_days(case, subject, params)
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
    "lasting": Kind(lasting, account, LENGTH_WORDS, frozenset({"list"}), gives_reason=False),
}
