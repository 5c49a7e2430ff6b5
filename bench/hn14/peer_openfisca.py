"""HN-14 for OpenFisca: a country package of two entities, built in memory, with the dated numbers as its parameters.

It has no lists of periods either: NumPy bridges them into runs before it is asked. "When does it become true?" is a
scan by month.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import yaml

from bench.hn14 import rule_set as hn14
from bench.hn14.people import OPEN, Column, Holders

NEVER = date(2999, 12, 31)
PROVINCE = 43


class OpenFisca:
    """The system, and the three ways the bench asks it: one holder, one holder through time, a population."""

    name = "OpenFisca"

    def __init__(self) -> None:
        from openfisca_core.simulations import SimulationBuilder

        self._builder = SimulationBuilder
        self._system, self._enums = build()

    def statuses(self, asked: dict[str, Any], day: date) -> dict[str, bool]:
        """Return what holds on *day*."""
        simulation = self._builder().build_from_entities(self._system, asked)
        return {name: bool(simulation.calculate(name, day.isoformat())[0]) for name in hn14.OUTPUTS}

    def first_days(self, asked: dict[str, Any], days: list[date]) -> dict[str, date]:
        """Return the first of *days* on which each output holds, in one simulation, stopping when all are found."""
        simulation = self._builder().build_from_entities(self._system, asked)
        found: dict[str, date] = {}
        for day in days:
            for name in [name for name in hn14.OUTPUTS if name not in found]:
                if simulation.calculate(name, day.isoformat())[0]:
                    found[name] = day
            if len(found) == len(hn14.OUTPUTS):
                break
        return found

    def population(
        self, holders: Holders, bridged: dict[str, tuple[Column, Column, Column]]
    ) -> Callable[[date], dict[str, Column]]:
        """Return what asks a whole population about a day; *bridged*: owner, since, until of each run."""
        builder = self._builder()
        builder.create_entities(self._system)
        junior, senior = (bridged[name][0] for name in ("junior", "senior"))
        count = len(holders)
        household = np.concatenate([np.arange(count), junior, senior])
        builder.declare_person_entity("person", np.arange(len(household)))
        households = builder.declare_entity("household", np.arange(count))
        builder.join_with_persons(households, household, np.repeat([0, 1, 1], [count, len(junior), len(senior)]))
        simulation = builder.build(self._system)
        self._put_households(simulation, holders, bridged["job"])
        self._put_children(simulation, count, len(household), bridged)
        return lambda day: {name: simulation.calculate(name, day.isoformat()) for name in hn14.OUTPUTS}

    def _put_households(self, simulation: Any, holders: Holders, job: tuple[Column, Column, Column]) -> None:
        from openfisca_core.indexed_enums import EnumArray

        status, home = self._enums
        job_since, job_until = (_spread(len(holders), job[0], column) for column in job[1:])
        inputs = {
            "permit_status": EnumArray(holders.status.astype(np.uint8), status),
            "home": EnumArray(holders.home.astype(np.uint8), home),
            "insured_months": holders.insured_months,
            "still_insured": holders.still_insured,
            "tier": holders.tier,
            "job_since": _dates(job_since),
            "job_until": _dates(job_until),
        }
        for name in ("permit_from", "permit_until", "residence_since", "insured_on", "home_since"):
            inputs[name] = _dates(getattr(holders, name))
        for name, column in inputs.items():
            simulation.set_input(name, "ETERNITY", column)

    def _put_children(self, simulation: Any, count: int, people: int, bridged: Any) -> None:
        at = count
        for stage in ("junior", "senior"):
            owner, since, until = bridged[stage]
            for side, days in (("since", since), ("until", until)):
                column = np.full(people, np.datetime64(NEVER))
                column[at : at + len(owner)] = _dates(days)
                simulation.set_input(f"{stage}_{side}", "ETERNITY", column)
            at += len(owner)


def bridged(holders: Holders) -> dict[str, tuple[Column, Column, Column]]:
    """Return the owner, since and until of each newest run at work, and of each child at junior and senior school."""
    here = holders.school_city == holders.city.take(holders.school_of)
    in_province = holders.school_city // 10_000 == PROVINCE
    found = {"job": _newest(holders.job_of, holders.job_of, holders.job_since, holders.job_until, hn14.JOB_GAP)}
    for stage, name, counts in ((1, "junior", here), (2, "senior", in_province)):
        rows = np.flatnonzero((holders.school_stage == stage) & counts)
        columns = (holders.school_of, holders.school_child, holders.school_since, holders.school_until)
        found[name] = _newest(*(column.take(rows) for column in columns), hn14.SCHOOL_GAP)
    return found


def _newest(owner: Column, whose: Column, since: Column, until: Column, gap: int) -> tuple[Column, Column, Column]:
    """Return the newest run of each person; periods lie in order of person and day, and never overlap."""
    other = whose[1:] != whose[:-1]
    begins = np.flatnonzero(np.append(True, other | (since[1:] > until[:-1] + np.int32(gap))))
    ends = np.append(begins[1:], len(whose)) - 1
    last = np.flatnonzero(np.append(whose.take(begins[1:]) != whose.take(begins[:-1]), True))
    begins, ends = begins.take(last), ends.take(last)
    return owner.take(begins).astype(np.int64), since.take(begins), until.take(ends)


def _spread(count: int, owner: Column, days: Column) -> Column:
    column = np.full(count, OPEN, np.int32)
    column[owner] = days
    return column


def _dates(days: Column) -> Column:
    return np.minimum(days.astype(np.int64), (NEVER - date(1970, 1, 1)).days).astype("M8[D]")


def situation(facts: dict[str, Any], bridged: Any) -> dict[str, Any]:
    """Return one holder as the JSON that a caller writes."""
    job, juniors, seniors = bridged

    def day(value: date | None) -> dict[str, str]:
        return {"ETERNITY": (NEVER if value is None or value.year > NEVER.year else value).isoformat()}

    people: dict[str, Any] = {"holder": {}}
    for stage, found in (("junior", juniors), ("senior", seniors)):
        for at, (since, until) in enumerate(found):
            people[f"{stage}{at}"] = {f"{stage}_since": day(since), f"{stage}_until": day(until)}
    household: dict[str, Any] = {"holders": ["holder"], "children": [name for name in people if name != "holder"]}
    household |= {
        name: day(facts[name])
        for name in ("permit_from", "permit_until", "residence_since", "insured_on", "home_since")
    }
    household |= {name: {"ETERNITY": facts[name]} for name in ("insured_months", "still_insured", "tier")}
    household["permit_status"] = {"ETERNITY": hn14.STATUSES[facts["status"]]}
    household["home"] = {"ETERNITY": hn14.HOMES[facts["home"]]}
    if job:
        household["job_since"], household["job_until"] = map(day, job)
    return {"persons": people, "households": {"h": household}}


def build() -> tuple[Any, tuple[Any, Any]]:
    """Return the system and its two enumerations."""
    from openfisca_core.entities import build_entity
    from openfisca_core.indexed_enums import Enum
    from openfisca_core.periods import DAY, ETERNITY
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    person = build_entity(key="person", plural="persons", label="a person", is_person=True)
    roles = [{"key": "holder", "plural": "holders", "max": 1}, {"key": "child", "plural": "children"}]
    household = build_entity(key="household", plural="households", label="a household", roles=roles)
    status = Enum("PermitStatus", {name: name for name in hn14.STATUSES})
    home = Enum("Home", {name: name for name in hn14.HOMES})
    system = TaxBenefitSystem([person, household])

    def add(name: str, entity: Any, kind: Any, **more: Any) -> None:
        period = DAY if "formula" in more else ETERNITY
        body = {"value_type": kind, "entity": entity, "definition_period": period, "label": name, **more}
        system.add_variable(type(name, (Variable,), body))

    for name in (
        "permit_from",
        "permit_until",
        "residence_since",
        "insured_on",
        "home_since",
        "job_since",
        "job_until",
    ):
        add(name, household, date, default_value=NEVER)
    for name in ("junior_since", "junior_until", "senior_since", "senior_until"):
        add(name, person, date, default_value=NEVER)
    add("permit_status", household, Enum, possible_values=status, default_value=status.valid)
    add("home", household, Enum, possible_values=home, default_value=home.none)
    add("insured_months", household, int)
    add("still_insured", household, bool)
    add("tier", household, int, default_value=1)
    for name, (entity, kind, formula) in formulas(status, home, person, household).items():
        add(name, entity, kind, formula=formula)
    with TemporaryDirectory() as folder:
        write_parameters(Path(folder))
        system.load_parameters(folder)
    return system, (status, home)


def write_parameters(folder: Path) -> None:
    """Write the dated numbers as the YAML files of a country package."""

    def leaf(numbers: Any) -> dict[str, Any]:
        return {
            "values": {day.isoformat(): {"value": number} for day, number in zip(hn14.CHANGES, numbers, strict=True)}
        }

    staged = {
        name: {"years": leaf([row[0] for row in rows]), "months": leaf([row[1] for row in rows])}
        for name, rows in hn14.BY_STAGES.items()
    }
    settlement = {"years": leaf(hn14.SETTLE_YEARS), "points": leaf(hn14.SETTLE_POINTS)}
    for name, tree in (("staged", staged), ("settlement", settlement)):
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(tree), encoding="utf-8")


def _ago(period: Any, *, years: int = 0, months: int = 0) -> np.datetime64:
    instant = period.start
    if years:
        instant = instant.offset(-years, "year")
    if months:
        instant = instant.offset(-months, "month")
    return np.datetime64(instant.date)


def _months_since(since: Column, period: Any) -> Column:
    year, month, day = period.start
    begun = since.astype("M8[M]")
    day_of_month = (since - begun.astype("M8[D]")).astype(int)
    return np.maximum((year - 1970) * 12 + month - 1 - begun.astype(int) - (day_of_month > day - 1), 0)


def formulas(status: Any, home: Any, person: Any, household: Any) -> dict[str, tuple[Any, Any, Any]]:  # noqa: C901 one small function a variable
    """Return each computed variable with its entity and kind."""

    def active(h: Any, period: Any) -> Any:
        day = _ago(period)
        return (
            (h("permit_status", period) == status.valid)
            * (h("permit_from", period) <= day)
            * (h("permit_until", period) >= day)
        )

    def insured(h: Any, period: Any) -> Any:
        return h("insured_months", period) + h("still_insured", period) * _months_since(h("insured_on", period), period)

    def employed(h: Any, period: Any) -> Any:
        return (h("job_since", period) <= _ago(period)) * (h("job_until", period) > _ago(period))

    def housed(h: Any, period: Any) -> Any:
        return (h("home", period) != home.none) * (h("home_since", period) <= _ago(period))

    def schooled(stage: str) -> Any:
        def formula(p: Any, period: Any) -> Any:
            return (p(f"{stage}_since", period) <= _ago(period, years=hn14.SCHOOL_YEARS)) * (
                p(f"{stage}_until", period) > _ago(period)
            )

        return formula

    def staged(name: str) -> Any:
        def formula(h: Any, period: Any, parameters: Any) -> Any:
            asked = parameters(period).staged[name]
            resident = h("residence_since", period) <= _ago(period, years=int(asked.years))
            return h("active", period) * resident * (h("insured", period) >= asked.months)

        return formula

    def zhongkao(h: Any, period: Any) -> Any:
        return h("active", period) * h.any(h.members("schooled_junior", period))

    def gaokao(h: Any, period: Any) -> Any:
        stable = h("employed", period) * (h("job_since", period) <= _ago(period, months=hn14.STABLE_JOB_MONTHS))
        return h("active", period) * stable * h("housed", period) * h.any(h.members("schooled_senior", period))

    def points(h: Any, period: Any) -> Any:
        years_here = _months_since(h("residence_since", period), period) // 12
        years_at_work = h("employed", period) * (_months_since(h("job_since", period), period) // 12)
        owns = (h("home", period) == home.own) * h("housed", period)
        return (
            10 * np.minimum(years_here, 10)
            + np.minimum(h("insured", period), 60)
            + 5 * np.minimum(years_at_work, 10)
            + 20 * owns
        )

    def settlement(h: Any, period: Any, parameters: Any) -> Any:
        asked = parameters(period).settlement
        years, tier, months = int(asked.years), h("tier", period), h("insured", period)
        long_at_work = h("employed", period) * (h("job_since", period) <= _ago(period, years=years))
        return np.select(
            [tier == 1, tier == 2, tier == 3],
            [
                h("housed", period),
                h("housed", period) * h("employed", period) * (months >= 1),
                h("housed", period) * long_at_work * (months >= 12 * years),
            ],
            h("points", period) >= asked.points,
        )

    found: dict[str, tuple[Any, Any, Any]] = {
        "active": (household, bool, active),
        "insured": (household, int, insured),
        "employed": (household, bool, employed),
        "housed": (household, bool, housed),
        "schooled_junior": (person, bool, schooled("junior")),
        "schooled_senior": (person, bool, schooled("senior")),
        "zhongkao": (household, bool, zhongkao),
        "gaokao": (household, bool, gaokao),
        "points": (household, int, points),
        "settlement": (household, bool, settlement),
    }
    found |= {name: (household, bool, lambda h, period: h("active", period)) for name in hn14.NOW}
    found |= {name: (household, bool, staged(name)) for name in hn14.BY_STAGES}
    return found
