"""Random families and random conditions, from a seed: every list in every state, every word of the language.

Families are documents in the contract's form and conditions are written as a rule file is, so that whatever is found
can be shown as it stands.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

PLACES = ("430102", "430104", "430121", "430181", "430211", "430302", "431302", "440106", "110105", "430124")
CITIES = ("430100", "430100", "430200", "431300", "430181")
WORDS: Mapping[str, Mapping[str, Sequence[Any]]] = {
    "residences": {
        "dwelling": ("own", "rented_registered", "rented_unregistered", "employer_dormitory", "hosted", "site_shed"),
    },
    "employment": {"kind": ("labour_contract", "dispatch", "self_employed", "informal")},
    "insurance": {
        "scheme": ("pension", "medical", "unemployment", "resident_medical"),
        "kind": ("regular", "make_up", "transferred"),
    },
    "tax": {"kind": ("wages", "business")},
    "housing": {"tenure": ("own", "rent", "dormitory", "relatives"), "registered": (True, False)},
    "schooling": {
        "stage": ("primary", "junior", "senior", "senior", "vocational", "university"),
        "status": ("attending", "attending", "suspended", "approved_leave"),
        "record": (True, True, False),
    },
    "registered_divisions": {},
    "earlier_permits": {"kind": ("residence_permit", "temporary_permit")},
}
EXAMS = ("zhongkao", "proficiency", "gaokao")
GRADES = {"primary": (1, 6), "junior": (7, 9), "senior": (10, 12), "vocational": (10, 12), "university": (13, 16)}
EDGES = ((1, 1), (1, 29), (1, 31), (2, 28), (2, 29), (3, 1), (3, 2), (3, 31), (5, 31), (6, 30), (7, 1), (8, 30))
EDGES += ((8, 31), (9, 1), (9, 2), (10, 31), (12, 31))
ENDORSEMENT = (
    ("endorsement.anchor", "word", ("issue", "makeup", "last_endorsement", "residence")),
    ("endorsement.window", "", (1, 2, 30)),
    ("endorsement.window_unit", "word", ("months", "days")),
    ("endorsement.grace_days", "days", (10, 30, 0)),
    ("endorsement.late_effect", "word", ("restart", "exclude_gap", "drop_missed_year", "void")),
    ("endorsement.cancel_after_days", "days", (0, 100, 365)),
    ("endorsement.reanchor_on_makeup", "word", ("true", "false")),
    ("endorsement.last_open_day", "word", ("none", "next_working_day")),
    ("endorsement.replacement_keeps_anchor", "word", ("true", "false")),
    ("endorsement.ends_on_local_registration", "word", ("true", "false")),
)


class Dice(random.Random):
    """Random choices in the words of this module, somewhere in *places*."""

    def __init__(self, seed: str, places: Sequence[str] = PLACES) -> None:
        super().__init__(seed)
        self.places = places

    def chance(self, share: float) -> bool:
        """Say yes in so many of a hundred hundredths."""
        return self.random() < share

    def day(self, low: int = 2008, high: int = 2029) -> date:
        """Return a day, often one on which something turns: ends of months, leap days, ends of school years."""
        year = self.randint(low, high)
        if self.chance(0.6):
            month, day = self.choice(EDGES)
            return date(year, month, min(day, 28) if (month, day) == (2, 29) and year % 4 else day)
        return date(year, 1, 1) + timedelta(self.randint(0, 364))

    def length(self) -> int:
        """Return a number of days, often about a length that rules ask for."""
        about = self.choice((0, 1, 30, 31, 92, 93, 181, 182, 184, 273, 365, 366, 730, 1096))
        return max(0, about + self.choice((-1, 0, 0, 1))) if self.chance(0.6) else self.randint(0, 1500)


def family(seed: str, places: Sequence[str] = PLACES) -> dict[str, Any]:
    """Return the facts of one family, a document in the contract's form; its records lie in *places*."""
    dice = Dice(seed, places)
    holder = _person(dice, born=(1960, 2002))
    facts: dict[str, Any] = {"holder": {key: holder.pop(key) for key in ("sex", "born_on") if key in holder}}
    facts |= holder
    if dice.chance(0.85):
        facts["household"] = [_relative(dice) for _ in range(dice.choice((0, 1, 1, 2, 2, 3)))]
    return facts


def _relative(dice: Dice) -> dict[str, Any]:
    relation = dice.choice(("child", "child", "spouse", "spouse", "guardian", "parent", "other"))
    member = {"relation": relation, **_person(dice, born=(1996, 2018) if relation == "child" else (1955, 2000))}
    if dice.chance(0.8):
        member["living_together"] = dice.choice((True, True, False, None))
    if dice.chance(0.2):
        member["living_together"] = [dict(zip(("from", "until"), spell, strict=False)) for spell in _spells(dice)]
    if dice.chance(0.6):
        member["married"] = dice.chance(0.3)
    return member


def _person(dice: Dice, born: tuple[int, int]) -> dict[str, Any]:
    person: dict[str, Any] = {}
    if dice.chance(0.85):
        person["born_on"] = dice.day(*born).isoformat()
    if dice.chance(0.8):
        person["sex"] = dice.choice(("male", "female"))
    if dice.chance(0.7):
        person["registered_division"] = dice.choice(dice.places)
    for name in WORDS:
        if dice.chance(0.15 if name == "registered_divisions" else 0.8):
            person[name] = [] if dice.chance(0.15) else _records(dice, name)
    if dice.chance(0.7):
        person["exams"] = [_sitting(dice) for _ in range(dice.randint(0, 2))]
    if dice.chance(0.8):
        person["permit"] = None if dice.chance(0.15) else _permit(dice)
    if dice.chance(0.6):
        person["points"] = _points(dice)
    return person


def _points(dice: Dice) -> dict[str, Any]:
    said: dict[str, Any] = {
        "education": dice.choice(("junior_college", "bachelor", "none")),
        "fines": dice.randint(0, 3),
        "age_points": dice.choice((0, 20, 50)),
    }
    return {name: value for name, value in said.items() if dice.chance(0.7)}


def _sitting(dice: Dice) -> dict[str, Any]:
    sitting: dict[str, Any] = {"exam": dice.choice(EXAMS)}
    if dice.chance(0.85):
        sitting["division"] = dice.choice(dice.places)
    if dice.chance(0.85):
        sitting["on"] = dice.day().isoformat()
    return sitting


def _records(dice: Dice, name: str) -> list[dict[str, Any]]:
    found = []
    home = dice.places[0] if dice.chance(0.5) else dice.choice(dice.places)
    for spell in _spells(dice):
        record: dict[str, Any] = {"division": home if dice.chance(0.7) else dice.choice(dice.places)}
        record |= dict(zip(("from", "until"), spell, strict=False))
        record |= {field: dice.choice(words) for field, words in WORDS[name].items() if dice.chance(0.85)}
        if name == "residences" and dice.chance(0.85):
            start = date.fromisoformat(record["from"]) if record.get("from") else dice.day()
            record["registered_on"] = (start + timedelta(dice.choice((0, 0, 0, 1, 5, 40, 200, -3)))).isoformat()
        if name == "schooling" and dice.chance(0.85):
            low, high = GRADES[record.get("stage", "senior")]
            record["grade"] = dice.randint(low, high) if dice.chance(0.5) else low
        found.append(record)
    if dice.chance(0.1):
        dice.shuffle(found)
    return found


def _spells(dice: Dice) -> list[tuple[Any, ...]]:
    """Return beginnings and ends, one after another with gaps, some of them open, not stated or touching."""
    found: list[tuple[Any, ...]] = []
    at = dice.day(2008, 2022)
    for _ in range(dice.choice((1, 1, 2, 2, 3, 4))):
        until = at + timedelta(dice.length())
        since = None if dice.chance(0.04) else at.isoformat()
        fate = dice.random()
        if fate < 0.08:
            found.append((since,))
        elif fate < 0.3:
            found.append((since, None))
        else:
            found.append((since, until.isoformat()))
        at = until + timedelta(dice.choice((0, 0, 1, 2, 30, 31, 32, 92, 93, 93, -20, dice.length())))
        if dice.chance(0.2):
            at = dice.day(2009, 2026)
    return found


def _permit(dice: Dice) -> dict[str, Any]:
    """Return a ledger: endorsed in the window, at its edges, late, or not any more; now and then ended."""
    at = dice.day(2014, 2026)
    acts: list[dict[str, Any]] = [{"act": "issue", "on": at.isoformat()}]
    for _ in range(dice.randint(0, 6)):
        due = date(at.year + 1, at.month, min(at.day, 28) if at.month == 2 else at.day)
        at = due + timedelta(dice.choice((-31, -30, -29, -15, -15, -1, 0, 1, 9, 10, 10, 30, 30, 31, 100, 400, -200)))
        act: dict[str, Any] = {"act": "endorse", "on": at.isoformat()}
        if dice.chance(0.15):
            act["applied_on"] = (at - timedelta(dice.choice((0, 1, 3)))).isoformat()
        acts.append(act)
        if dice.chance(0.1):
            kind = dice.choice(("replace", "reissue", "change_address", "correct"))
            acts.append({"act": kind, "on": (at + timedelta(5)).isoformat()})
    if dice.chance(0.15):
        on = at + timedelta(dice.randint(6, 500))
        acts.append({"act": dice.choice(("cancel", "revoke")), "on": on.isoformat()})
    return {"number": None, "division": dice.choice(dice.places[:4]), "acts": acts}


# -- conditions ---------------------------------------------------------------------------------


def conditions(seed: str, count: int) -> dict[str, Any]:
    """Return a layer of *count* random conditions r0, r1, ..., with the values and the points table they name."""
    dice = Dice(seed)
    return {
        "values": _values(dice),
        "points": {"random.points": _table(dice)},
        "conditions": {
            f"r{n}": {
                "words": {"zh": f"随机{n}", "en": f"random {n}"},
                **condition(dice, dice.choice((0, 0, 0, 1, 1, 2, 3))),
            }
            for n in range(count)
        },
    }


def _values(dice: Dice) -> dict[str, Any]:
    def rows(unit: str, values: Sequence[Any]) -> dict[str, Any]:
        days = sorted({dice.day(2010, 2027) for _ in range(dice.randint(1, 3))})
        return {
            "words": {"zh": "随机", "en": "random"},
            **({"unit": unit} if unit else {}),
            "values": [{"since": day.isoformat(), "value": dice.choice(values), "cite": "CHOICE R"} for day in days],
        }

    return {
        **{name: rows(unit, values) for name, unit, values in ENDORSEMENT if dice.chance(0.5)},
        "random.months": rows("months", (1, 5, 6, 7, 12, 24)),
        "random.years": rows("years", (0, 1, 2, 3)),
        "random.age": rows("years", (6, 16, 18, 60)),
        "random.gap": rows("days", (0, 1, 30, 92)),
        "random.grade": rows("grade", (9, 10, 11)),
        "random.school_years": rows("years", (0, 1, 2, 3)),
        "random.points_needed": rows("points", (20, 60, 90)),
    }


def condition(dice: Dice, depth: int) -> dict[str, Any]:
    """Return one random condition, at most so deep."""
    made = _joined(dice, depth) if depth and dice.chance(0.85) else _leaf(dice)
    if dice.chance(0.25):
        people = ("holder", "spouse", "any_parent", "every_parent", "guardian", "any_child")
        made["of"] = dice.choice(people)
    if dice.chance(0.07):
        made["since"] = dice.day(2012, 2026).isoformat()
    if dice.chance(0.07):
        made["until"] = dice.day(2014, 2028).isoformat()
    if dice.chance(0.05):
        made["classes"] = dice.choice(({"from": 2024}, {"until": 2026}, {"from": 2020, "until": 2030}))
    return made


def _joined(dice: Dice, depth: int) -> dict[str, Any]:
    def part() -> dict[str, Any]:
        return condition(dice, depth - 1)

    parts = [part() for _ in range(dice.choice((2, 2, 3)))]
    word = dice.choice(("all", "all", "any", "any", "not", "at_least", "by_band", "some_city", "measured"))
    if word == "not":
        return {"not": part()}
    if word == "at_least":
        return {"at_least": dice.randint(1, len(parts)), "parts": parts}
    if word == "by_band":
        bands = (["lt500k"], ["500k_1m", "1m_3m"], ["gt3m"])
        return {"by_band": [{"all": [{"band": {"is": band}}, {"all": [part()]}]} for band in bands]}
    if word == "some_city":
        inside = [{"record": _asked(dice, scope="city")}, {"lasting": _length(dice, scope="city")}]
        return {"some_city": {dice.choice(("all", "any")): inside[: dice.randint(1, 2)]}}
    if word == "measured":
        return {"measured": {**_on(dice), "that": part()}}
    return {word: parts}


def _on(dice: Dice) -> dict[str, Any]:
    day = f"{dice.day():%m-%d}".replace("02-29", "02-28")
    return dice.choice(
        (
            {"on": dice.day().isoformat()},
            {"on": day, "year": "exam_year"},
            {"on": day, "year": "before"},
            {"on": "registration"},
            {"on": "registration", "without": "day_asked"},
        )
    )


def _leaf(dice: Dice) -> dict[str, Any]:
    word, make = dice.choice(LEAVES)
    return {word: make(dice)}


def _scope(dice: Dice) -> str:
    return dice.choice(
        (
            "place",
            "place",
            "place",
            "province",
            "prefecture",
            "county",
            "anywhere",
            "prefix:4301,4302",
            "group:chang_zhu_tan_districts",
        )
    )


def _asked(dice: Dice, scope: str | None = None, lists: Sequence[str] | None = None) -> dict[str, Any]:
    names = list(lists or dice.sample([*WORDS, "permit"], dice.choice((1, 1, 1, 2))))
    asked: dict[str, Any] = {"list": names}
    if dice.chance(0.8):
        asked["in"] = scope or _scope(dice)
    fields = WORDS.get(names[0], {"standing": ("in_use", "suspended")})
    if len(names) == 1 and fields and dice.chance(0.4):
        key = dice.choice(("where", "where", "except")) if names != ["permit"] else "where"
        field = dice.choice(sorted(fields))
        words = [_text(word) for word in sorted(set(fields[field]), key=str)]
        asked[key] = {field: dice.sample(words, dice.randint(1, len(words)))}
        if dice.chance(0.3) and names != ["permit"]:
            asked["unclear"] = {field: dice.sample(words, 1)}
    if dice.chance(0.15):
        low = dice.day(2009, 2020)
        asked["between"] = {"from": low.isoformat(), "until": (low + timedelta(dice.length() + 1)).isoformat()}
    return asked


def _text(word: Any) -> str:
    return str(word).lower() if isinstance(word, bool) else str(word)


def _length(dice: Dice, scope: str | None = None) -> dict[str, Any]:
    asked = _asked(dice, scope)
    mode = dice.choice(("consecutive", "consecutive", "first", "sum", "within"))
    if mode == "within":
        asked |= {"months": dice.choice((1, 6, 12)), "within_months": dice.choice((6, 12, 36))}
    else:
        asked |= dice.choice(
            (
                {"months": "random.months"},
                {"months": dice.choice((0, 1, 6, 6, 12, 36))},
                {"years": dice.choice((1, 2, 3))},
                {"days": dice.choice((1, 30, 180, 365))},
                {"months_at_most": "random.months"},
            )
        )
        asked["mode"] = mode
    if mode in ("consecutive", "within") and dice.chance(0.6):
        asked["gap_days"] = dice.choice((1, 30, 31, 92, "random.gap"))
    if dice.chance(0.25):
        asked["still"] = _asked(dice, scope)
    if "residences" in asked["list"] and dice.chance(0.6):
        asked["from"] = "registration"
    return asked


def _school_years(dice: Dice) -> dict[str, Any]:
    asked = {**_asked(dice, lists=["schooling"]), "years": dice.choice((1, 2, 3, "random.school_years"))}
    asked.pop("between", None)
    if dice.chance(0.4):
        asked["from_term"] = dice.choice((1, 2))
    if dice.chance(0.4):
        asked["mode"] = dice.choice(("consecutive", "sum"))
    if dice.chance(0.3):
        asked["once_reached"] = "true"
    return asked


def _since_grade(dice: Dice) -> dict[str, Any]:
    asked = {"stage": "senior", "grade": dice.choice((10, 10, 11, "random.grade")), "in": _scope(dice)}
    if dice.chance(0.6):
        asked["from_term"] = dice.choice((1, 2))
    if dice.chance(0.6):
        asked["where"] = dice.choice(
            ({"record": ["true"]}, {"status": ["attending"]}, {"status": ["attending", "approved_leave"]})
        )
    return asked


def _event(dice: Dice) -> dict[str, Any]:
    asked = {"exam": dice.choice(EXAMS), "in": _scope(dice)}
    return {**asked, "before": dice.day().isoformat()} if dice.chance(0.3) else asked


def _age(dice: Dice) -> dict[str, Any]:
    asked: dict[str, Any] = {"from": dice.choice((0, 6, 16, 18, "random.age"))}
    return {**asked, "until": dice.choice((16, 20, 45, 60))} if dice.chance(0.5) else asked


def _stated(dice: Dice) -> dict[str, Any]:
    return dice.choice(
        (
            {"indicator": "education", "is": ["bachelor"]},
            {"indicator": "fines", "from": 1},
            {"indicator": "fines", "from": 0, "until": 2},
            {"indicator": "age_points", "is": ["20", "50"]},
        )
    )


def _table(dice: Dice) -> dict[str, Any]:
    base = [
        {"id": "education", "stated": "education", "words_points": {"junior_college": 20, "bachelor": 50}},
        {"id": "by_age", "age": "true", "bands": [{"from": 16, "until": 44, "points": 30}, {"from": 44, "points": 5}]},
        {
            "id": "paid",
            "lasting": {"list": ["insurance"], "in": "place", "mode": dice.choice(("sum", "consecutive", "first"))}
            | {"per": dice.choice(("years", "months"))},
            "rate": {"points": 3, "after": dice.choice((0, 1)), "cap": dice.choice((6, 20))},
        },
        {"id": "owns", "record": {"list": ["housing"], "where": {"tenure": ["own"]}}, "rate": {"points": 10}},
        {
            "id": "lived",
            "lasting": {"list": ["residences"], "in": "province", "from": "registration", "per": "years"},
            "bands": [{"from": 1, "until": 3, "points": 12}, {"from": 3, "until": 6, "points": 4}],
        },
    ]
    groups = [
        {"id": "base", "combine": "sum", "cap": dice.choice((60, 90)), "indicators": base[:3]},
        {"id": "more", "combine": dice.choice(("max", "choose_one", "sum")), "indicators": base[3:]},
        {
            "id": "less",
            "combine": "sum",
            "sign": "minus",
            "indicators": [{"id": "fines", "stated": "fines", "rate": {"points": 10, "cap": 25}}],
        },
    ]
    table: dict[str, Any] = {"words": {"zh": "随机积分", "en": "random points"}, "cite": "CHOICE R", "groups": groups}
    if dice.chance(0.5):
        table["floor"] = dice.choice((0, 15))
    if dice.chance(0.5):
        table["veto"] = [{"stated": {"indicator": "fines", "from": 3}}]
    return table


def _points_reached(dice: Dice) -> dict[str, Any]:
    return {"table": "random.points", "at_least": dice.choice((20, 60, "random.points_needed"))}


def _nothing(_dice: Dice) -> dict[str, Any]:
    return {}


LEAVES: Sequence[tuple[str, Callable[[Dice], dict[str, Any]]]] = (
    ("record", _asked),
    ("record", _asked),
    *((("lasting", _length),) * 12),
    ("first_known_of", lambda dice: {"options": [_asked(dice) for _ in range(2)]}),
    ("permit_in_use", lambda dice: {"in": _scope(dice)} if dice.chance(0.5) else {}),
    *((("permit_in_use", _nothing),) * 3),
    ("no_live_permit", _nothing),
    ("permit_issued", lambda dice: {"before": dice.day().isoformat()}),
    ("residence_years", lambda dice: {"years": dice.choice((0, 1, 2, 3, "random.years"))}),
    *((("residence_years", lambda dice: {"years": dice.choice((1, 2, 3)), "in": "anywhere"}),) * 4),
    ("attends", lambda dice: {"stages": dice.choice((["senior"], ["primary", "junior"], ["vocational"]))}),
    *((("years_in_school", _school_years),) * 4),
    *((("since_grade", _since_grade),) * 3),
    ("graduated", lambda dice: {"stage": dice.choice(("junior", "senior")), "in": _scope(dice)}),
    ("event", _event),
    ("age", _age),
    ("year_of_age", lambda dice: {"age": dice.choice((18, "random.age"))}),
    ("compulsory_age", lambda _dice: {"from": "school.age", "until_age": "school.latest_age"}),
    ("registered", lambda dice: {"in": _scope(dice)}),
    ("living_together", _nothing),
    ("unmarried", lambda dice: {"below": dice.choice((18, 20, "random.age"))} if dice.chance(0.6) else {}),
    ("mainland_number", _nothing),
    ("sex", lambda dice: {"is": [dice.choice(("male", "female"))]}),
    ("stated", _stated),
    ("band", lambda dice: {"is": [dice.choice(("lt500k", "gt3m"))]}),
    ("place_in_group", lambda _dice: {"group": "chang_zhu_tan_districts"}),
    ("other_city_of_group", lambda _dice: {"group": "chang_zhu_tan_districts"}),
    ("opened", lambda dice: {"service": dice.choice(("housing_security", "startup_support"))}),
    *((("points", _points_reached),) * 3),
)
