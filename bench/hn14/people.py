"""Invented holders for HN-14, seeded: as columns for a million, and one at a time as plain facts."""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.hn14 import rule_set as hn14

Column = npt.NDArray[Any]
EPOCH = date(1970, 1, 1)
OPEN = 10**6  # the day number of an end that has not come
TODAY = (hn14.AS_OF - EPOCH).days


@dataclass(frozen=True)
class Holders:
    """One row a holder; days are int32 since 1970. `jobs` and `schooling` are rows of their own, in order of holder."""

    status: Column
    permit_from: Column
    permit_until: Column
    residence_since: Column
    insured_months: Column
    insured_on: Column
    still_insured: Column
    home: Column
    home_since: Column
    tier: Column
    job_of: Column
    job_since: Column
    job_until: Column
    school_of: Column
    school_child: Column
    school_stage: Column
    school_city: Column
    school_since: Column
    school_until: Column

    def __len__(self) -> int:
        return len(self.status)

    @property
    def city(self) -> Column:
        """The holder's city as a number."""
        return np.array([0, *(int(hn14.CITY_OF_TIER[tier]) for tier in (1, 2, 3, 4))], np.int32)[self.tier]

    def first(self, count: int) -> "Holders":
        """Return the first *count* holders."""
        found = {}
        for field in fields(self):
            column = getattr(self, field.name)
            owner = self.job_of if field.name.startswith("job_") else self.school_of
            of_rows = field.name.startswith(("job_", "school_"))
            found[field.name] = column[owner < count] if of_rows else column[:count]
        return Holders(**found)


def _early(days: Column) -> Column:
    """Move each day to the 28th of its month at the latest, so that no engine's month end decides."""
    day = days.astype("M8[D]")
    of_month = (day - day.astype("M8[M]").astype("M8[D]")).astype(int)
    return (days - np.maximum(of_month - 27, 0)).astype(np.int32)


def make(count: int, seed: int = 14) -> Holders:
    """Return *count* holders; the same seed gives the same people."""
    draw = np.random.default_rng(seed)
    permit_from = _early((date(2016, 1, 1) - EPOCH).days + draw.integers(0, 1700, count))
    length = draw.choice([365, 730, 1096, 1826, 2557], count, p=[0.1, 0.15, 0.25, 0.25, 0.25])
    since = _early(TODAY - draw.integers(0, 12 * 365, count))
    home = draw.choice(4, count, p=[0.15, 0.25, 0.5, 0.1]).astype(np.int8)
    home_since = _early(TODAY - draw.integers(-200, 2500, count))
    tier = draw.choice([1, 2, 3, 4], count, p=[0.4, 0.25, 0.2, 0.15]).astype(np.int8)
    jobs = draw.choice(4, count, p=[0.12, 0.38, 0.3, 0.2])
    at_work = draw.random(count) < 0.75
    job_of = np.repeat(np.arange(count, dtype=np.int32), jobs)
    job_since, job_until = _backwards(
        draw, jobs, at_work, (20, 1500), ([0, 5, 20, 31, 32, 60, 150], None), draw.integers(1, 400, count)
    )
    school = _schooling(draw, count, tier)
    return Holders(
        status=draw.choice(3, count, p=[0.88, 0.07, 0.05]).astype(np.int8),
        permit_from=permit_from,
        permit_until=(permit_from + length).astype(np.int32),
        residence_since=np.where(draw.random(count) < 0.05, OPEN, since).astype(np.int32),
        insured_months=draw.integers(0, 90, count).astype(np.int16),
        insured_on=np.full(count, (date(2020, 5, 1) - EPOCH).days, np.int32),
        still_insured=at_work & (jobs > 0),
        home=home,
        home_since=np.where(home == 0, OPEN, home_since).astype(np.int32),
        tier=tier,
        job_of=job_of,
        job_since=job_since,
        job_until=job_until,
        **school,
    )


def _backwards(
    draw: np.random.Generator,
    counts: Column,
    going_on: Column,
    lengths: tuple[int, int],
    gaps: tuple[list[int], list[float] | None],
    ended_ago: Column,
) -> tuple[Column, Column]:
    """Lay *counts* periods each behind the other from today back; return their beginnings and ends, oldest first."""
    total = int(counts.sum())
    first = np.repeat(np.cumsum(counts) - counts, counts)
    place = np.arange(total) - first  # 0 is the newest
    length = draw.integers(*lengths, total)
    step = length + draw.choice(gaps[0], total, p=gaps[1])
    run = np.cumsum(step)
    before = run - step - np.where(first > 0, run[first - 1], 0)
    end = TODAY - np.repeat(np.where(going_on, 0, ended_ago), counts) - before
    since = _early(end - length)
    until = np.where((place == 0) & np.repeat(going_on, counts), OPEN, end).astype(np.int32)
    oldest_first = np.lexsort((-place, np.repeat(np.arange(len(counts)), counts)))
    return since[oldest_first], until[oldest_first]


def _schooling(draw: np.random.Generator, count: int, tier: Column) -> dict[str, Column]:
    children = draw.choice(3, count, p=[0.45, 0.35, 0.2])
    parent = np.repeat(np.arange(count, dtype=np.int32), children)
    enrolments = draw.choice(4, len(parent), p=[0.25, 0.35, 0.25, 0.15])
    going_on = draw.random(len(parent)) < 0.8
    since, until = _backwards(
        draw,
        enrolments,
        going_on,
        (200, 900),
        ([0, 45, 92, 93, 200], [0.2, 0.4, 0.2, 0.1, 0.1]),
        draw.integers(1, 500, len(parent)),
    )
    child = np.repeat(np.arange(len(parent), dtype=np.int32), enrolments)
    of = parent[child]
    city = np.array([0, *(int(hn14.CITY_OF_TIER[one]) for one in (1, 2, 3, 4))], np.int32)[tier[of]]
    ends = np.where(draw.random(len(child)) < 0.5, OPEN, TODAY + draw.integers(30, 1200, len(child)))
    elsewhere = draw.choice([430100, 430400, 440300], len(child))
    return {
        "school_of": of,
        "school_child": child,
        "school_stage": np.repeat(draw.choice(3, len(parent), p=[0.3, 0.4, 0.3]), enrolments).astype(np.int8),
        "school_city": np.where(draw.random(len(child)) < 0.8, city, elsewhere).astype(np.int32),
        "school_since": since,
        "school_until": np.where(until == OPEN, ends, until).astype(np.int32),
    }


def plain(holders: Holders) -> list[dict[str, Any]]:
    """Return each holder as a desk would hold the facts: days as dates, lists as lists, None for what has no end."""
    count = len(holders)
    jobs = np.searchsorted(holders.job_of, np.arange(count + 1))
    schools = np.searchsorted(holders.school_of, np.arange(count + 1))
    found = []
    for one in range(count):
        children: dict[int, list[Any]] = {}
        for row in range(schools[one], schools[one + 1]):
            enrolment = (
                int(holders.school_stage[row]),
                str(holders.school_city[row]),
                _day(holders.school_since[row]),
                _day(holders.school_until[row]),
            )
            children.setdefault(int(holders.school_child[row]), []).append(enrolment)
        spells = [
            (_day(holders.job_since[row]), _day(holders.job_until[row])) for row in range(jobs[one], jobs[one + 1])
        ]
        found.append(
            {
                "status": int(holders.status[one]),
                "permit_from": _day(holders.permit_from[one]),
                "permit_until": _day(holders.permit_until[one]),
                "residence_since": _day(holders.residence_since[one]),
                "insured_months": int(holders.insured_months[one]),
                "insured_on": _day(holders.insured_on[one]),
                "still_insured": bool(holders.still_insured[one]),
                "home": int(holders.home[one]),
                "home_since": _day(holders.home_since[one]),
                "tier": int(holders.tier[one]),
                "city": hn14.CITY_OF_TIER[int(holders.tier[one])],
                "jobs": spells,
                "children": list(children.values()),
            }
        )
    return found


def _day(number: Any) -> date | None:
    return None if number >= OPEN else EPOCH + timedelta(days=int(number))
