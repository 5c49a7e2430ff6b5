"""HN-14 for zen-engine: a decision table of the dated numbers in front of one node of expressions.

It has no lists of periods, so the runs at work and at school are bridged before it is asked; it gives statuses only.
"""

import json
from datetime import date
from itertools import pairwise
from typing import Any

from bench.hn14 import by_hand
from bench.hn14 import rule_set as hn14


def model() -> dict[str, Any]:
    """Return the decision as the engine's own JSON."""
    asked = {
        f"p.{name}.{unit}": [row[at] for row in rows]
        for name, rows in hn14.BY_STAGES.items()
        for at, unit in ((0, "years"), (1, "months"))
    }
    asked |= {"p.settle_years": list(hn14.SETTLE_YEARS), "p.settle_points": list(hn14.SETTLE_POINTS)}
    columns = {name: f"out{number}" for number, name in enumerate(asked)}
    rows = [
        {
            "_id": f"row{at}",
            "in": f"$ >= d('{hn14.CHANGES[at].isoformat()}')",
            **{columns[name]: str(asked[name][at]) for name in asked},
        }
        for at in reversed(range(len(hn14.CHANGES)))
    ]
    table = {
        "hitPolicy": "first", "passThrough": True, "inputField": None, "outputPath": None, "executionMode": "single",
        "inputs": [{"id": "in", "name": "day", "field": "d(day)"}],
        "outputs": [{"id": column, "name": name, "field": name} for name, column in columns.items()],
        "rules": rows,
    }  # fmt: skip
    expressions = {
        "passThrough": False, "inputField": None, "outputPath": None, "executionMode": "single",
        "expressions": [{"id": key, "key": key, "value": text} for key, text in formulas().items()],
    }  # fmt: skip
    nodes = [
        _node("asked", "inputNode", None),
        _node("numbers", "decisionTableNode", table),
        _node("rules", "expressionNode", expressions),
        _node("answer", "outputNode", None),
    ]
    edges = [
        {"id": f"{one['id']}-{other['id']}", "type": "edge", "sourceId": one["id"], "targetId": other["id"]}
        for one, other in pairwise(nodes)
    ]
    return {"nodes": nodes, "edges": edges}


def _node(name: str, kind: str, content: Any) -> dict[str, Any]:
    node = {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}}
    return node if content is None else {**node, "content": content}


def formulas() -> dict[str, str]:
    """Return the rules in the engine's language; later lines read earlier ones."""
    school = f"some({{}}, d(#.since).add({12 * hn14.SCHOOL_YEARS}, 'month') <= $.x.day and d(#.until) > $.x.day)"
    found = {
        "x.day": "d(day)",
        "x.active": "status == 'valid' and d(permit_from) <= $.x.day and d(permit_until) >= $.x.day",
        "x.insured": "insured_months + (still_insured ? $.x.day.diff(d(insured_on), 'month') : 0)",
        "x.resident": "residence_since == null ? -1 : $.x.day.diff(d(residence_since), 'month')",
        "x.home": "home != 'none' and d(home_since) <= $.x.day",
        "x.job": "(job_since != null and d(job_since) <= $.x.day and d(job_until) > $.x.day)"
        " ? $.x.day.diff(d(job_since), 'month') : -1",
    }
    found |= dict.fromkeys(hn14.NOW, "$.x.active")
    for name in hn14.BY_STAGES:
        found[name] = f"$.x.active and $.x.resident >= 12 * p.{name}.years and $.x.insured >= p.{name}.months"
    found["zhongkao"] = "$.x.active and " + school.format("juniors")
    found["gaokao"] = f"$.x.active and $.x.home and $.x.job >= {hn14.STABLE_JOB_MONTHS} and " + school.format("seniors")
    found["x.points"] = (
        "10 * min([max([floor($.x.resident / 12), 0]), 10]) + min([$.x.insured, 60])"
        " + 5 * min([max([floor($.x.job / 12), 0]), 10]) + ((home == 'own' and $.x.home) ? 20 : 0)"
    )
    found["settlement"] = (
        "tier == 1 ? $.x.home : (tier == 2 ? ($.x.home and $.x.job >= 0 and $.x.insured >= 1) : (tier == 3 ? "
        "($.x.home and $.x.job >= 12 * p.settle_years and $.x.insured >= 12 * p.settle_years)"
        " : $.x.points >= p.settle_points))"
    )
    return found


def context(facts: dict[str, Any], bridged: Any, day: date) -> dict[str, Any]:
    """Return one holder as the engine's input."""
    job, juniors, seniors = bridged

    def runs_of(runs: Any) -> list[dict[str, str]]:
        return [{"since": since.isoformat(), "until": until.isoformat()} for since, until in runs]

    return {
        "day": day.isoformat(),
        "status": hn14.STATUSES[facts["status"]],
        "permit_from": facts["permit_from"].isoformat(),
        "permit_until": facts["permit_until"].isoformat(),
        "residence_since": facts["residence_since"].isoformat() if facts["residence_since"] else None,
        "insured_months": facts["insured_months"],
        "insured_on": facts["insured_on"].isoformat(),
        "still_insured": facts["still_insured"],
        "home": hn14.HOMES[facts["home"]],
        "home_since": (facts["home_since"] or by_hand.FAR).isoformat(),
        "tier": facts["tier"],
        "job_since": job[0].isoformat() if job else None,
        "job_until": job[1].isoformat() if job else None,
        "juniors": runs_of(juniors),
        "seniors": runs_of(seniors),
    }


class Zen:
    """The engine by its quickest way: a static loader and `evaluate` by key."""

    name = "zen-engine"

    def __init__(self) -> None:
        import zen

        self._engine = zen.ZenEngine(
            {"loader": {"type": "static", "content": {"hn14": json.loads(json.dumps(model()))}}}
        )

    def statuses(self, asked: dict[str, Any]) -> dict[str, bool]:
        """Return what holds, of an input made by `context`."""
        result = self._engine.evaluate("hn14", asked)["result"]
        return {name: result[name] for name in hn14.OUTPUTS}
