"""HN-14 by hand for one day: the plain reading of the rules that every engine's answers are held against."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from bench.hn14 import rule_set as hn14

Run = tuple[date, date]
FAR = date(9999, 12, 31)


def months_later(day: date, months: int) -> date:
    """Return *day* moved forward; the people of the bench begin nothing after a 28th, so no month is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, day.day)


def full_months(since: date, day: date) -> int:
    """Return the whole months from *since* to *day*, 0 where it has not begun."""
    if day < since:
        return 0
    return (day.year - since.year) * 12 + day.month - since.month - (day.day < since.day)


def newest_run(periods: Iterable[tuple[date, date | None]], gap: int) -> Run | None:
    """Return the newest of the runs that remain when gaps of up to *gap* days are bridged."""
    run: Run | None = None
    for since, until in periods:
        end = until or FAR
        joins = run is not None and (since - run[1]).days <= gap
        run = (run[0], max(run[1], end)) if run is not None and joins else (since, end)
    return run


def runs(facts: dict[str, Any]) -> tuple[Run | None, list[Run], list[Run]]:
    """Return the newest run at work, and of each child at junior school here and at senior school in the province."""
    found: tuple[list[Run], list[Run]] = [], []
    for child in facts["children"]:
        for stage, kept, scope in ((1, found[0], facts["city"]), (2, found[1], "43")):
            run = newest_run(
                ((since, until) for at, city, since, until in child if at == stage and city.startswith(scope)),
                hn14.SCHOOL_GAP,
            )
            if run is not None:
                kept.append(run)
    return newest_run(facts["jobs"], hn14.JOB_GAP), *found


def statuses(facts: dict[str, Any], day: date) -> dict[str, bool]:
    """Return what holds on *day*."""
    row = bisect_right(hn14.CHANGES, day) - 1
    job, juniors, seniors = runs(facts)
    active = facts["status"] == 0 and facts["permit_from"] <= day <= facts["permit_until"]
    since = facts["residence_since"]
    resident = full_months(since, day) if since and since <= day else -1
    insured = facts["insured_months"] + (full_months(facts["insured_on"], day) if facts["still_insured"] else 0)
    at_work = full_months(job[0], day) if job and job[0] <= day < job[1] else -1
    home = facts["home"] != 0 and facts["home_since"] <= day
    answer = dict.fromkeys(hn14.NOW, active)
    for name, rows in hn14.BY_STAGES.items():
        years, months = rows[row]
        answer[name] = active and resident >= 12 * years and insured >= months
    answer["zhongkao"] = active and _schooled(juniors, day)
    answer["gaokao"] = active and home and at_work >= hn14.STABLE_JOB_MONTHS and _schooled(seniors, day)
    years = hn14.SETTLE_YEARS[row]
    total = hn14.points(max(resident, 0) // 12, insured, max(at_work, 0) // 12, home and facts["home"] == 1)
    answer["settlement"] = {
        1: home,
        2: home and at_work >= 0 and insured >= 1,
        3: home and at_work >= 12 * years and insured >= 12 * years,
        4: total >= hn14.SETTLE_POINTS[row],
    }[facts["tier"]]
    return answer


def first_days(facts: dict[str, Any]) -> dict[str, date]:
    """Return the first day on which each output holds, asked on every day up to the horizon; none for never."""
    found: dict[str, date] = {}
    for ordinal in range(hn14.AS_OF.toordinal(), hn14.HORIZON.toordinal()):
        day = date.fromordinal(ordinal)
        for name, holds in statuses(facts, day).items():
            if holds:
                found.setdefault(name, day)
    return found


def _schooled(found: Sequence[Run], day: date) -> bool:
    return any(months_later(since, 12 * hn14.SCHOOL_YEARS) <= day < until for since, until in found)
