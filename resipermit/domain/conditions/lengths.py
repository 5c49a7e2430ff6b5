"""How long records have lasted: in one run, since the first of them, added up, or within the last months."""

from collections.abc import Callable, Mapping
from datetime import date

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
    Spans,
    all_of,
    bridged,
    either,
    holding,
    piecewise,
    shifted,
)

Later = Callable[[int], int]  # from a day to the day so long after it
UNITS = ("months", "years", "days", "months_at_most")
LENGTH_WORDS = RECORD_WORDS | {*UNITS, "mode", "gap_days", "within_months", "still", "from"}


def lasting(case: Case, subject: Subject, params: Params) -> Days:
    """Return when the records have lasted as long as is asked on each day."""
    held = information(case, subject, params)
    unit = unit_of(params)
    parts = []
    for since, (length, gap) in case.steps(params[unit], params.get("gap_days", 0)):
        certain = _lasted(held.certain, int(length), params, int(gap))
        if unit == "months_at_most":  # a ceiling: the city may ask less, though it asks for something
            possible = either((*certain, *_begun(held.possible, params, int(gap))))
        else:
            possible = _lasted(held.possible, int(length), params, int(gap))
        parts.append((since, Days(certain, possible)))
    days = piecewise(parts)
    return all_of([days, record(case, subject, params["still"])]) if "still" in params else days


def unit_of(params: Params) -> str:
    """Return the key that says how long: months, years, days or months_at_most."""
    return next(unit for unit in UNITS if unit in params)


def _lasted(spans: Spans, length: int, params: Params, gap: int) -> Spans:
    unit = unit_of(params)
    if length <= 0 and params.get("mode") == "sum":
        return ALWAYS  # whatever there is adds up to nothing at least
    if "within_months" in params:
        runs = bridged(spans, gap) if gap else spans
        return months_within(runs, length * 12 if unit == "years" else length, int(params["within_months"]))
    return MODES[params.get("mode", "consecutive")](spans, later_by(length, unit), gap)


def _begun(spans: Spans, params: Params, gap: int) -> Spans:
    """Return the days on which there is some length at all, be it of a day."""
    if "within_months" in params:
        return _lasted(spans, 1, params, gap)
    mode = params.get("mode", "consecutive")
    return MODES["first" if mode == "sum" else mode](spans, later_by(0, "days"), gap)


def later_by(length: int, unit: str) -> Later:
    """Return the function from a day to the day *length* units after it, rounding down; END if there is none."""
    if unit == "days":
        return lambda day: min(day + length, END)
    months = length * 12 if unit == "years" else length
    return lambda day: after(day, months)


def after(day: int, months: int) -> int:
    """Return the ordinal *months* after *day*, rounding down."""
    if months == 0 or day >= END:
        return day
    try:
        return add_months(date.fromordinal(day), months).toordinal()
    except OverflowError:
        return END


def consecutive(spans: Spans, later: Later, gap_days: int) -> Spans:
    """Return the days from that long after each beginning, while it goes on; short gaps are bridged."""
    return shifted(bridged(spans, gap_days) if gap_days else spans, later)


def since_first(spans: Spans, later: Later, _gap: int) -> Spans:
    """Return the days from that long after the first beginning; whether it was broken does not matter."""
    if not spans:
        return NEVER
    low = later(spans[0][0])
    return ((low, END),) if low < END else NEVER


def summed(spans: Spans, later: Later, _gap: int) -> Spans:
    """Return the days from when the lengths add up, at the latest the day after a record's end; then it stays.

    Days of earlier stretches move the beginning of the later one back by as many days.
    """
    earlier_days = 0
    for low, high in spans:
        reached = max(later(max(low - earlier_days, FIRST)), low)
        if reached <= high and reached < END:
            return ((reached, END),)
        earlier_days += high - low
    return NEVER


MODES: Mapping[str, Callable[[Spans, Later, int], Spans]] = {
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
    held = information(case, subject, params).possible
    required = (length, figure)
    if not held or held is ALWAYS:
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
    "lasting": Kind(lasting, account, LENGTH_WORDS, frozenset({"list"})),
}
