"""Writes HN-14 as a pack of this program's rule language (`bench/hn14/rules/`): python -m bench.hn14.write_rules."""

from pathlib import Path
from typing import Any

import yaml

from bench.hn14 import rule_set as hn14

FOLDER = Path(__file__).with_name("rules")
CITE = "HN14:1 R"
PERMIT = {"list": ["earlier_permits"], "in": "place", "where": {"kind": ["valid"]}}
SINCE = "2016-01-01"


def words(text: str) -> dict[str, str]:
    """Return the same words in both languages; a bench has no readers."""
    return {"zh": text, "en": text}


def named(identifier: str, **condition: Any) -> dict[str, Any]:
    """Return a condition with words and a provision."""
    return {"id": identifier, "words": words(identifier), "cite": CITE, "reason": identifier, **condition}


def value(name: str, numbers: tuple[int, ...]) -> dict[str, Any]:
    """Return a value with a row for each change of the law."""
    rows = [{"since": day, "value": number, "cite": CITE} for day, number in zip(hn14.CHANGES, numbers, strict=True)]
    return {"words": words(name), "values": [{**row, "since": row["since"].isoformat()} for row in rows]}


def entitlement(identifier: str, condition: Any, stage: str = "national") -> dict[str, Any]:
    """Return an entitlement that rests on its condition alone."""
    return {
        "id": identifier,
        "words": words(identifier),
        "stage": stage,
        "audience": "holder",
        "subject": "holder",
        "since": SINCE,
        "rests_on": "anyone",
        "condition": condition,
        "departments": ["office"],
        "cite": [CITE],
    }


def pack() -> dict[str, Any]:
    """Return the pack as a tree."""
    staged = {
        f"{name}.{unit}": value(f"{name}.{unit}", tuple(row[index] for row in rows))
        for name, rows in hn14.BY_STAGES.items()
        for index, unit in enumerate(("years", "months"))
    }
    return {
        "instruments": {"HN14": {"words": words("HN-14"), "checked_on": "2026-11-24", "certainty": "R"}},
        "departments": {
            "office": {"annex_name": "office", "names": [{"since": SINCE, "words": words("office"), "cite": CITE}]}
        },
        "values": {
            **staged,
            "settle.years": value("settle.years", hn14.SETTLE_YEARS),
            "settle.insured_years": value("settle.insured_years", hn14.SETTLE_YEARS),
            "settle.points": value("settle.points", hn14.SETTLE_POINTS),
        },
        "conditions": conditions(),
        "points": {"city.points": points()},
        "entitlements": [
            *(entitlement(name, "permit_active") for name in hn14.NOW),
            *(
                entitlement(name, {"all": ["permit_active", resident(name), insured(f"{name}.months")]})
                for name in hn14.BY_STAGES
            ),
            entitlement("zhongkao", {"all": ["permit_active", schooled("junior", "place")]}),
            entitlement("gaokao", {"all": ["permit_active", stable_job(), "home", schooled("senior", "province")]}),
            entitlement("residence_permit", "permit_active"),
            entitlement("settlement", "settlement_routes", "conditional"),
        ],
    }


def conditions() -> dict[str, Any]:
    """Return the conditions that several outputs share."""
    unnamed = {
        "permit_active": {"record": PERMIT},
        "home": {"record": {"list": ["housing"], "where": {"tenure": ["own", "rent", "dormitory"]}}},
        "employed": {"record": {"list": ["employment"]}},
        "may_move_along": {"living_together": {}},
        "settlement_routes": {"any": [route(tier, parts) for tier, parts in routes().items()]},
    }
    return {name: {"words": words(name), "cite": CITE, "reason": name, **body} for name, body in unnamed.items()}


def routes() -> dict[int, list[Any]]:
    """Return what each size of city asks."""
    one_month = named("insured.one", lasting={"list": ["insurance"], "mode": "sum", "months": 1})
    return {
        1: ["home"],
        2: ["home", "employed", one_month],
        3: [
            "home",
            named("job.years", lasting={"list": ["employment"], "gap_days": hn14.JOB_GAP, "years": "settle.years"}),
            named("insured.years", lasting={"list": ["insurance"], "mode": "sum", "years": "settle.insured_years"}),
        ],
        4: [named("points", points={"table": "city.points", "at_least": "settle.points"})],
    }


def route(tier: int, parts: list[Any]) -> dict[str, Any]:
    """Return the way to settle in a city of this tier."""
    return named(f"route.{tier}", all=[named(f"tier.{tier}", stated={"indicator": "tier", "is": [str(tier)]}), *parts])


def resident(name: str) -> dict[str, Any]:
    """Return the years of residence a service asks."""
    return named(f"{name}.resident", lasting={"list": ["residences"], "years": f"{name}.years"})


def insured(months: str) -> dict[str, Any]:
    """Return the months of insurance that a value asks."""
    return named(f"{months}.insured", lasting={"list": ["insurance"], "mode": "sum", "months": months})


def stable_job() -> dict[str, Any]:
    """Return half a year at work, with short gaps."""
    asked = {"list": ["employment"], "gap_days": hn14.JOB_GAP, "months": hn14.STABLE_JOB_MONTHS}
    return named("stable_job", lasting=asked)


def schooled(stage: str, scope: str) -> dict[str, Any]:
    """Return three years in one school stage of some child, holidays bridged."""
    asked = {
        "list": ["schooling"],
        "in": scope,
        "where": {"stage": [stage]},
        "gap_days": hn14.SCHOOL_GAP,
        "years": hn14.SCHOOL_YEARS,
    }
    return named(f"schooled.{stage}", of="any_child", lasting=asked)


def points() -> dict[str, Any]:
    """Return the points of the largest cities."""

    def lasting(identifier: str, asked: dict[str, Any], rate: dict[str, int]) -> dict[str, Any]:
        return {"id": identifier, "words": words(identifier), "lasting": asked, "rate": rate}

    indicators = [
        lasting("years_here", {"list": ["residences"], "per": "years"}, {"points": 10, "cap": 100}),
        lasting("insured", {"list": ["insurance"], "mode": "sum", "per": "months"}, {"points": 1, "cap": 60}),
        lasting(
            "at_work", {"list": ["employment"], "gap_days": hn14.JOB_GAP, "per": "years"}, {"points": 5, "cap": 50}
        ),
        {
            "id": "owns",
            "words": words("owns"),
            "record": {"list": ["housing"], "where": {"tenure": ["own"]}},
            "rate": {"points": 20},
        },
    ]
    return {
        "words": words("points"),
        "cite": CITE,
        "groups": [{"id": "all", "combine": "sum", "indicators": indicators}],
    }


def main() -> None:
    """Write the pack: its own nation below, so that nothing but HN-14 is asked."""
    national = FOLDER / "national" / "10-hn14.yaml"
    national.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(pack(), allow_unicode=True, sort_keys=False, default_flow_style=None, width=140)
    for tag in ("&", "*"):
        assert f"{tag}id0" not in text
    national.write_text(f"# Written by bench/hn14/write_rules.py from rule_set.py\n{text}", encoding="utf-8")


if __name__ == "__main__":
    main()
