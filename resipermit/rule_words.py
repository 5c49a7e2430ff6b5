"""What the rule book holds about one id, sentence by sentence, for the command line and the window alike."""

from collections.abc import Iterator, Mapping
from typing import Any

Sentence = tuple[str, dict[str, Any]]  # a code of the words catalogue and its facts


def words_of(thing: Mapping[str, Any], language: str) -> str:
    """Return the words of an id in a language; nothing where it has none."""
    words = thing.get("words") or {}
    return str(words.get("zh" if language == "zh_CN" else "en") or "")


def told(shown: Mapping[str, Any], language: str) -> Iterator[Sentence]:
    """Yield what to say about one id, line by line."""
    yield "rules.show_head", {"id": shown["id"], "words": words_of(shown, language)}
    yield from _basis(shown)
    yield from _groups(shown, language)
    if shown.get("citations"):
        yield "rules.show_cite", {"cite": shown["citations"]}
    for value in shown.get("values", ()):
        unit = value["unit"] or "—"
        yield "rules.show_value", {"id": value["id"], "unit": unit, "at_most": value["at_most"] or "—"}
        for row in value["rows"]:
            yield "rules.show_row", {"since": row["since"], "value": row["value"], "cite": row["cite"]}
    for row in shown.get("openings", ()):
        said = "rules.show_opened" if row["opened"] else "rules.show_not_opened"
        yield said, {"since": row["since"], "cite": row["cite"], "checked_on": row["checked_on"]}
    if shown["kind"] == "department":
        names = {"annex": shown["annex_name"], "today": words_of(shown["names"][-1], language)}
        yield "rules.show_names", names
    for office in shown.get("departments", ()):
        names = {"annex": office["annex_name"], "today": words_of(office["names"][-1], language)}
        yield "rules.show_office", {"role": f"office_{office['role']}", **names}
        if office.get("local"):
            yield "rules.show_local", dict(office["local"])
    for task in shown.get("tasks", ()):
        yield "rules.show_task", {"number": task["number"], "text": task["text"], "offices": task["departments"]}
    yield from _trees(shown, language)
    for paper in shown.get("papers", ()):
        yield "rules.show_paper", {"id": paper["id"], "words": words_of(paper, language)}
    for source in [shown] if shown["kind"] == "instrument" else shown.get("sources", ()):
        facts = {"number": source["number"] or "—", "in_force_on": source["in_force_on"] or "—"}
        facts |= {"checked_on": source["checked_on"], "certainty": source["certainty"]}
        yield "rules.show_source", {"id": source["id"], "words": words_of(source, language), **facts}


def _basis(shown: Mapping[str, Any]) -> Iterator[Sentence]:
    """Yield the usual days of an examination, or whom an entitlement is for and what it rests on."""
    if shown["kind"] == "exam":
        yield "rules.show_exam_days", {"sat_on": shown["sat_on"], "registers_on": shown["registers_on"]}
    if shown["kind"] == "entitlement":
        yield "rules.show_basis", {key: shown[key] for key in ("stage", "audience", "subject", "since")}
        for row in shown["rests_on"]:
            yield "rules.show_rests_on", {key: row[key] for key in ("since", "value", "cite")}


def _trees(shown: Mapping[str, Any], language: str) -> Iterator[Sentence]:
    """Yield the conditions, those of an examination each under its outcome."""
    for number, tree in enumerate(shown.get("conditions", ())):
        if shown["kind"] == "exam":
            admits = shown["admits"][number]
            named = f" admits={_asked(admits)}" if admits else ""
            yield "rules.show_outcome", {"outcome": shown["outcomes"][number], "admits": named}
        yield from _tree(tree, language, 1)


def _groups(shown: Mapping[str, Any], language: str) -> Iterator[Sentence]:
    """Yield the groups of a points table, their indicators and every row of points."""
    for group in shown.get("groups", ()):
        facts = {"combine": group["combine"], "sign": group["sign"], "cap": _dash(group["cap"])}
        yield "rules.show_group", {"id": group["id"], "words": words_of(group, language), **facts}
        for one in group["indicators"]:
            asks = one["stated"] or _asked(one["asks"]) if one["stated"] or one["asks"] else "—"
            facts = {"measure": one["measure"], "asks": asks, "cite": one["citations"] or ["—"]}
            yield "rules.show_indicator", {"id": one["id"], "words": words_of(one, language), **facts}
            for row in one["rows"]:
                yield "rules.show_points", {"when": _when(row["when"]), "points": f"{row['points']:g}"}
            if one["rate"]:
                rate = {"after": one["rate"]["after"], "cap": _dash(one["rate"]["cap"])}
                yield "rules.show_rate", {"points": f"{one['rate']['points']:g}", **rate}


def _dash(number: float | None) -> str:
    return "—" if number is None else f"{number:g}"


def _when(when: Any) -> str:
    """Return the word or the span; a word is quoted as the pack writes it: elsewhere it may mean something else."""
    return f"“{when}”" if isinstance(when, str) else " – ".join(map(_dash, when))


def _asked(value: Any) -> str:
    """Return what a word asks for in one piece, as a rule file would write it."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_asked(one)}" for key, one in value.items()) + "}"
    return "[" + ", ".join(map(_asked, value)) + "]" if isinstance(value, list) else str(value)


def _bounds(node: Mapping[str, Any]) -> dict[str, Any]:
    """Return whose facts a condition asks, how many parts must hold, the days and the exam years it is law for."""
    bounds = {word: node[word] for word in ("of", "since", "until") if node[word] not in (None, "subject")}
    if node["op"] == "at_least":
        bounds["least"] = node["least"]
    if node["classes"]:
        bounds["classes"] = {word: year for word, year in zip(("from", "until"), node["classes"], strict=True) if year}
    return bounds


def _tree(node: Mapping[str, Any], language: str, depth: int) -> Iterator[Sentence]:
    cites = node["citations"] or ["—"]
    asks = "".join(f" {word}={_asked(value)}" for word, value in {**_bounds(node), **node["asks"]}.items())
    words = words_of(node, language) or node["id"]
    facts = {"indent": "  " * depth, "op": node["op"], "words": words, "asks": asks, "cite": cites}
    yield "rules.show_condition", facts
    for part in node["parts"]:
        yield from _tree(part, language, depth + 1)
