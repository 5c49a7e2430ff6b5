"""Reads the case tables beside this file: what is on record, in an official's words, and what the answer should be.

docs/rules.md section 7 describes the form. Everything is text until this module says what it is; a fault names file
and line.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.yaml_trees import Branch, Row, read_tree
from resipermit.domain.law import Certainty
from resipermit.domain.places import Band, DatedBand, Division, Gazetteer
from resipermit.resources import resources

HERE = Path(__file__).parent
ANSWERS = {"是": "yes", "否": "no", "不能判断": "unknown", "未开通": "not_opened", "不适用": "not_applicable"}
PEOPLE = {"配偶": "spouse", "孩子": "child", "父母": "parent", "监护人": "guardian", "其他家人": "other"}
LISTS = {
    "居住": "residences",
    "就业": "employment",
    "社保": "insurance",
    "个税": "tax",
    "住房": "housing",
    "就学": "schooling",
    "考试": "exams",
    "旧证": "earlier_permits",
    "户籍变动": "registered_divisions",
}
WORDS: Mapping[str, Mapping[str, tuple[str, Any]]] = {
    "residences": {
        "自有房": ("dwelling", "own"),
        "租房已备案": ("dwelling", "rented_registered"),
        "租房未备案": ("dwelling", "rented_unregistered"),
        "单位宿舍": ("dwelling", "employer_dormitory"),
        "学校宿舍": ("dwelling", "school_dormitory"),
        "寄住亲友": ("dwelling", "hosted"),
        "工棚": ("dwelling", "site_shed"),
        "救助站": ("dwelling", "shelter"),
        "无住所": ("dwelling", "none"),
    },
    "employment": {
        "劳动合同": ("kind", "labour_contract"),
        "事业单位": ("kind", "public_institution"),
        "劳务派遣": ("kind", "dispatch"),
        "个体经营": ("kind", "self_employed"),
        "灵活就业": ("kind", "informal"),
    },
    "insurance": {
        "养老": ("scheme", "pension"),
        "医疗": ("scheme", "medical"),
        "失业": ("scheme", "unemployment"),
        "工伤": ("scheme", "injury"),
        "生育": ("scheme", "maternity"),
        "居民医保": ("scheme", "resident_medical"),
        "正常缴费": ("kind", "regular"),
        "补缴": ("kind", "make_up"),
        "转入": ("kind", "transferred"),
    },
    "tax": {"工资薪金": ("kind", "wages"), "经营所得": ("kind", "business")},
    "housing": {
        "自有": ("tenure", "own"),
        "租赁": ("tenure", "rent"),
        "宿舍": ("tenure", "dormitory"),
        "亲属家": ("tenure", "relatives"),
        "已备案": ("registered", True),
        "未备案": ("registered", False),
    },
    "schooling": {
        "幼儿园": ("stage", "kindergarten"),
        "小学": ("stage", "primary"),
        "初中": ("stage", "junior"),
        "高中": ("stage", "senior"),
        "中职": ("stage", "vocational"),
        "大学": ("stage", "university"),
        "在读": ("status", "attending"),
        "休学": ("status", "suspended"),
        "请假获准": ("status", "approved_leave"),
        "有学籍": ("record", True),
        "无学籍": ("record", False),
    },
    "exams": {
        "中考": ("exam", "zhongkao"),
        "学业水平考试": ("exam", "proficiency"),
        "高考": ("exam", "gaokao"),
        "对口考试": ("exam", "vocational_exam"),
    },
    "earlier_permits": {
        "居住证": ("kind", "residence_permit"),
        "暂住证": ("kind", "temporary_permit"),
        "居住登记卡": ("kind", "registration_card"),
        "工作居住证": ("kind", "work_permit"),
    },
    "registered_divisions": {},
}
ACTS = {
    "签发": "issue",
    "签注": "endorse",
    "补签": "endorse",
    "换领": "replace",
    "补领": "reissue",
    "变更": "change_address",
    "注销": "cancel",
    "撤销": "revoke",
}
DAY = r"\d{4}-\d{2}-\d{2}"
ACT = re.compile(rf"(?P<act>{'|'.join(ACTS)})(?P<on>{DAY})(?:（受理(?P<applied>{DAY})）)?")


class Unreadable(ValueError):
    """A row that says something nobody has defined."""


@dataclass(frozen=True)
class RuleCase:
    """One case: whom and what, on which day and where, and what is to be answered."""

    file: str
    line: int
    words: str
    place: str
    rules: Path | None
    as_of: date
    facts: Mapping[str, Any]
    expect: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.words}"


def cases() -> Iterator[RuleCase]:
    """Return every case of every table, in the order of the files: here, and of the invented cities."""
    for path in (*sorted(HERE.glob("*.yaml")), *sorted((HERE / "invented").glob("*.yaml"))):
        yield from cases_of(read_tree(path.read_text(encoding="utf-8"), path.stem))


def cases_of(table: Branch) -> Iterator[RuleCase]:
    """Return the cases of one table; raises Unreadable naming file and line."""
    rules = table.entries.get("rules")
    folder = _folder(str(rules)) if rules else None
    for case in table.entries["cases"].entries:
        told = case.entries
        try:
            yield RuleCase(
                table.file,
                case.line,
                str(told["words"]),
                code(str(told.get("place", table.entries["place"]))),
                folder,
                date.fromisoformat(told["as_of"]),
                _facts(told),
                _plain(told["expect"]),
            )
        except (ValueError, KeyError) as error:
            raise Unreadable(f"{table.file}.yaml:{case.line}: {error}") from error


def _folder(rules: str) -> Path:
    """Return a folder of rules: one under resources/rules, or one beside the tables."""
    own = resources() / "rules" / rules
    return own if own.is_dir() else HERE / rules


def _facts(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the facts in the contract's form: as written under `facts`, or made of rows under each person."""
    if "facts" in told:
        facts: Mapping[str, Any] = _typed(told["facts"])
        return facts
    unknown = [key for key in told if key not in ("words", "place", "as_of", "expect", "本人") and not _relation(key)]
    if unknown:
        raise Unreadable(f"“{unknown[0]}” is neither a person nor a word of a case")
    holder = _person(told["本人"].entries)
    household = [{"relation": _relation(key), **_person(rows.entries)} for key, rows in told.items() if _relation(key)]
    facts = {"holder": {key: holder.pop(key) for key in ("citizen_number", "sex", "born_on") if key in holder}}
    alone = holder.pop("alone", False)
    return {**facts, **holder, **({"household": household} if household or alone else {})}


def _relation(key: str) -> str | None:
    return PEOPLE.get(re.sub(r"\d+$", "", key))


def _person(rows: list[Any]) -> dict[str, Any]:
    person: dict[str, Any] = {}
    rest_none = False
    for row in rows:
        label, *words = re.split(r"[ ，、]+", str(row).strip())
        if label == "其余没有":
            rest_none = True
        elif label in LISTS:
            person.setdefault(LISTS[label], []).append(_record(LISTS[label], words))
        elif label in LABELS:
            LABELS[label](person, words)
        else:
            raise Unreadable(f"“{label}” begins no row")
    if rest_none:
        for name in LISTS.values():
            if name != "registered_divisions":
                person.setdefault(name, [])
        person.setdefault("permit", None)
    return person


def _record(name: str, words: list[str]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for word in words:
        if word in WORDS[name]:
            key, value = WORDS[name][word]
            record[key] = value
        elif match := re.fullmatch(rf"({DAY})起", word):
            record |= {"from": match[1], "until": None}
        elif match := re.fullmatch(rf"({DAY})起止日不明", word):
            record["from"] = match[1]
        elif match := re.fullmatch(rf"({DAY})至({DAY})", word):
            record |= {"from": match[1], "until": _day_after(match[2])}
        elif match := re.fullmatch(rf"至({DAY})起日不明", word):
            record["until"] = _day_after(match[1])
        elif match := re.fullmatch(rf"登记({DAY})", word):
            record["registered_on"] = match[1]
        elif match := re.fullmatch(r"(\d+)年级", word):
            record["grade"] = int(match[1])
        elif re.fullmatch(DAY, word):
            record["on"] = word
        else:
            record["division"] = code(word)
    if name == "residences" and "from" in record:
        record.setdefault("registered_on", record["from"])
    return record


def _day_after(last_day: str) -> str:
    return (date.fromisoformat(last_day) + timedelta(days=1)).isoformat()


def _permit(person: dict[str, Any], words: list[str]) -> None:
    acts = []
    for word in words[1:]:
        match = ACT.fullmatch(word)
        if match is None:
            raise Unreadable(f"“{word}” is no act on a permit")
        act = {"act": ACTS[match["act"]], "on": match["on"]}
        acts.append({**act, "applied_on": match["applied"]} if match["applied"] else act)
    person["permit"] = {"number": None, "division": code(words[0]), "acts": acts}


def _none(person: dict[str, Any], words: list[str]) -> None:
    for word in words:
        if word == "居住证":
            person["permit"] = None
        elif word == "家人":
            person["alone"] = True
        elif word in LISTS:
            person[LISTS[word]] = []
        else:
            raise Unreadable(f"“{word}” is nothing one could have none of")


def _together(person: dict[str, Any], words: list[str]) -> None:
    if words[0] in ("是", "否"):
        person["living_together"] = words[0] == "是"
    else:
        person["living_together"] = [_record("residences", [word]) for word in words]
        for spell in person["living_together"]:
            del spell["registered_on"]


def _points(person: dict[str, Any], words: list[str]) -> None:
    for word in words:
        name, _, value = word.partition("=")
        number = re.fullmatch(r"-?\d+(\.\d+)?", value)
        person.setdefault("points", {})[name] = (float(value) if "." in value else int(value)) if number else value


def _set(key: str, values: Mapping[str, Any] | None = None) -> Any:
    def put(person: dict[str, Any], words: list[str]) -> None:
        person[key] = values[words[0]] if values else words[0]

    return put


def _registered(person: dict[str, Any], words: list[str]) -> None:
    person["registered_division"] = code(words[0])


LABELS = {
    "出生": _set("born_on"),
    "性别": _set("sex", {"男": "male", "女": "female"}),
    "号码": _set("citizen_number"),
    "户籍": _registered,
    "居住证": _permit,
    "没有": _none,
    "婚姻": _set("married", {"已婚": True, "未婚": False}),
    "同住": _together,
    "积分": _points,
}


def code(place: str) -> str:
    """Return the code of a place given by code or by full name, such as 长沙市芙蓉区."""
    if re.fullmatch(r"\d{6}", place):
        return place
    found = _codes().get(place)
    if found is None:
        raise Unreadable(f"“{place}” is no word of this row and no place with just one code")
    return found


@cache
def known_places() -> Gazetteer:
    """Return the divisions in use with the invented ones beside them, and the bands of the invented cities."""
    with (HERE / "invented" / "divisions.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    real = load_gazetteer()
    invented = {
        row["code"]: [Division(row["code"], row["name"], row["level"], "", row["parent"], "current", 2016, None, ())]
        for row in rows
    }
    assert not [code for code in invented if real.known(code)]
    bands = [
        DatedBand(row["code"], date.fromisoformat(row["since"]), Band(row["band"]), Certainty.C1, "invented")
        for row in rows
        if row["band"]
    ]
    return Gazetteer({row.code: [row] for row in real.divisions_under("")} | invented, bands)


@cache
def _codes() -> Mapping[str, str | None]:
    """Return the codes in use by name without the province; a name that two units share has none."""
    gazetteer = known_places()
    found: dict[str, str | None] = {}
    for row in gazetteer.divisions_under(""):
        name = gazetteer.full_name(row.code)
        for known in {name, name.removeprefix(gazetteer.name(f"{row.code[:2]}0000") or "")}:
            found[known] = None if known in found else row.code
    return found


def _plain(tree: Any) -> Any:
    if isinstance(tree, Branch):
        return {str(key): _plain(value) for key, value in tree.entries.items()}
    return [_plain(value) for value in tree.entries] if isinstance(tree, Row) else str(tree)


def _typed(tree: Any, key: str = "") -> Any:
    """Return facts written in the contract's form: numbers only where it has numbers."""
    if isinstance(tree, Branch):
        return {
            str(name): _typed(value, "points" if key == "points" else str(name)) for name, value in tree.entries.items()
        }
    if isinstance(tree, Row):
        return [_typed(value) for value in tree.entries]
    text = str(tree)
    if key == "grade" or (key == "points" and re.fullmatch(r"-?\d+(\.\d+)?", text)):
        return float(text) if "." in text else int(text)
    return {"null": None, "true": True, "false": False}.get(text, text)
