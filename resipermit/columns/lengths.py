"""Records by column: open on a day, and how long they have lasted."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from resipermit.columns import joining
from resipermit.columns import layers as many
from resipermit.columns.asking import YES, Answers, Asking, answered
from resipermit.columns.held import Group, Held, Params
from resipermit.columns.layers import DayColumns, Layers, layered
from resipermit.columns.months import later
from resipermit.columns.runs import Runs, each
from resipermit.domain.conditions.lengths import unit_of
from resipermit.domain.conditions.windows import months_within
from resipermit.domain.spans import END


def _pair(asked: Asking, group: Group, params: Params, layers: Callable[[Runs], Layers]) -> DayColumns:
    """Return the days of surely and of possibly open records, each made into layers."""
    kept = asked.held(group, params)
    certain = layers(kept.certain)
    return many.known(certain) if kept.certain is kept.possible else DayColumns(certain, layers(kept.possible))


# ---- records


def record(asked: Asking, group: Group, params: Params) -> DayColumns:
    return _pair(asked, group, params, lambda runs: runs.layers(asked.case.today))


def record_today(asked: Asking, group: Group, params: Params) -> Answers:
    return _two(asked.held(group, params), lambda runs: runs.holding(asked.case.today) < END)


def _two(kept: Held, ask: Callable[[Runs], npt.NDArray[np.bool_]]) -> Answers:
    sure = ask(kept.certain)
    if kept.certain is kept.possible:
        return sure.astype(np.int8) * np.int8(YES)
    return sure.astype(np.int8) + ask(kept.possible)


# ---- lengths


def lasting(asked: Asking, group: Group, params: Params) -> DayColumns:
    today, unit = asked.case.today, unit_of(params)
    steps = asked.case.book.steps(params[unit], params.get("gap_days", 0))
    kept, count = asked.held(group, params), group.count
    parts = []
    for number, (since, (length, gap)) in enumerate(steps):
        until = steps[number + 1][0] if number + 1 < len(steps) else END
        if until <= today:
            continue
        certain = _lasted(kept.certain, int(length), params, int(gap), today)
        if unit == "months_at_most":  # a ceiling: the city may ask less, though it asks for something
            possible = joining.either((certain, _begun(kept.possible, params, int(gap), today)), today, count)
        else:
            same = kept.certain is kept.possible
            possible = certain if same else _lasted(kept.possible, int(length), params, int(gap), today)
        parts.append(joining.clipped(DayColumns(certain, possible), since, until, today, count))
    days = joining.any_of(parts, today, count)
    if "still" in params:
        return joining.all_of([days, record(asked, group, params["still"])], today, count)
    return days


def _months(length: int, unit: str) -> int:
    return length * 12 if unit == "years" else length


def _lasted(runs: Runs, length: int, params: Params, gap: int, today: int) -> Layers:
    unit, mode = unit_of(params), params.get("mode", "consecutive")
    if "within_months" in params:
        window, needed = int(params["within_months"]), _months(length, unit)
        whole = runs.bridged(gap)
        return each(whole, lambda spans: months_within(spans, needed, window), today, months_within((), needed, window))
    move = _mover(length, unit)
    if mode == "consecutive":
        whole = runs.bridged(gap)
        return whole.as_layers(move(whole.low), whole.high, today)
    if mode == "first":
        who, first = runs.firsts()
        return layered(who, move(first), _ends(who), runs.count, today)
    if length <= 0:
        return many.ALWAYS  # lengths always add up to at least nothing
    return _summed(runs, move, today)


def _begun(runs: Runs, params: Params, gap: int, today: int) -> Layers:
    """Return the days on which there is some length at all, be it of a day."""
    if "within_months" in params:
        return _lasted(runs, 1, params, gap, today)
    mode = params.get("mode", "consecutive")
    return _lasted(runs, 0, {**params, "mode": "first" if mode == "sum" else mode}, gap, today)


def _mover(length: int, unit: str) -> Callable[[many.Column], many.Column]:
    if unit == "days":
        return lambda days: np.minimum(days.astype(np.int64) + length, END).astype(np.int32)
    return lambda days: later(days, _months(length, unit))


def _ends(who: many.Column) -> many.Column:
    return np.full(len(who), END, np.int32)


def _summed(runs: Runs, move: Callable[[many.Column], many.Column], today: int) -> Layers:
    """Return the days from which lengths add up to enough; once reached it stays so."""
    reached = np.maximum(move(runs.begun_before()), runs.low)
    enough = (reached <= runs.high) & (reached < END)
    if runs.alone:
        return runs.as_layers(np.where(enough, reached, np.int32(END)), _ends(reached), today)
    done = np.flatnonzero(enough)
    who = runs.who.take(done)
    earliest = np.flatnonzero(np.append(True, who[1:] != who[:-1])[: len(done)])
    low = reached.take(done).take(earliest)
    return layered(who.take(earliest), low, _ends(low), runs.count, today)


def lasting_today(asked: Asking, group: Group, params: Params) -> Answers:
    """Return the answers by the whole months so far, which are counted once for all lengths asked of the records."""
    unit, mode = unit_of(params), params.get("mode", "consecutive")
    today = asked.case.today
    if "within_months" in params or unit == "days":
        return answered(lasting(asked, group, params), today, group.count)
    length, gap = next(
        row for since, row in reversed(asked.case.book.steps(params[unit], params.get("gap_days", 0))) if since <= today
    )
    kept = asked.held(group, params)
    months = _months(int(length), unit)

    def reached(mode: str, least: int) -> Callable[[Runs], npt.NDArray[np.bool_]]:
        if mode == "sum" and least <= 0:
            return lambda runs: np.ones(runs.count, np.bool_)
        return lambda runs: (runs.bridged(int(gap)) if mode == "consecutive" else runs).months(mode, today) >= least

    if unit == "months_at_most":
        sure = reached(mode, months)(kept.certain)
        maybe = sure | reached("first" if mode == "sum" else mode, 0)(kept.possible)
        answers = sure.astype(np.int8) + maybe.astype(np.int8)
    else:
        answers = _two(kept, reached(mode, months))
    if "still" in params:
        answers = np.minimum(answers, record_today(asked, group, params["still"]))
    return answers
