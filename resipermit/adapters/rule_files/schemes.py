"""Reads points tables: groups of indicators, with bands, rates, caps, vetoes and the ranking."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from resipermit.adapters.rule_files import vocabulary
from resipermit.adapters.rule_files.nodes import Conditions
from resipermit.adapters.rule_files.reading import (
    amount,
    complaint,
    entries,
    need,
    need_text,
    one_of,
    only,
    rows,
    text_or_none,
    whole,
    words_of,
)
from resipermit.adapters.rule_files.texts import Texts
from resipermit.adapters.yaml_trees import Branch
from resipermit.domain.rules import (
    Indicator,
    Node,
    PointsBand,
    PointsGroup,
    PointsRate,
    PointsTable,
    Ranking,
)

MEASURES = ("stated", "age", "lasting", "record")
INDICATOR_WORDS = {"id", "words", "cite", "papers", "words_points", "bands", "rate", *MEASURES}


def table(identifier: str, body: Branch, texts: Texts, conditions: Conditions) -> PointsTable:
    """Return a points table."""
    only(body, ("words", "cite", "floor", "veto", "groups", "ranking"))
    texts.say(identifier, body)
    vetoes = entries(body.entries["veto"]) if "veto" in body.entries else []
    groups = tuple(_group(row, texts, conditions) for row in rows(need(body, "groups")))
    known = [one.id for group in groups for one in group.indicators]
    if len(known) != len(set(known)):
        raise complaint(body, f"an indicator of “{identifier}” stands twice")
    return PointsTable(
        id=identifier,
        citations=texts.cite(body),
        groups=groups,
        veto=tuple(conditions.node(veto, f"{identifier}.veto.{n}") for n, veto in enumerate(vetoes)),
        floor=amount(body.entries["floor"], body) if "floor" in body.entries else None,
        ranking=_ranking(body.entries["ranking"], texts, known) if "ranking" in body.entries else None,
    )


def _group(body: Branch, texts: Texts, conditions: Conditions) -> PointsGroup:
    only(body, ("id", "words", "combine", "sign", "cap", "indicators"))
    texts.say(need_text(body, "id"), body, needed=False)
    sign = one_of(str(body.entries.get("sign", "plus")), ("plus", "minus"), body, "sign")
    return PointsGroup(
        id=need_text(body, "id"),
        combine=one_of(need_text(body, "combine"), vocabulary.COMBINATIONS, body, "combination"),
        indicators=tuple(_indicator(row, texts, conditions) for row in rows(need(body, "indicators"))),
        sign=-1 if sign == "minus" else 1,
        cap=amount(body.entries["cap"], body) if "cap" in body.entries else None,
    )


def _indicator(body: Branch, texts: Texts, conditions: Conditions) -> Indicator:
    only(body, INDICATOR_WORDS)
    identifier = need_text(body, "id")
    texts.say(identifier, body, needed=False)
    measures = [word for word in MEASURES if word in body.entries]
    if len(measures) != 1:
        raise complaint(body, f"an indicator is measured by exactly one of {', '.join(MEASURES)}")
    given = [word for word in ("words_points", "bands", "rate") if word in body.entries]
    if len(given) > 1 or (not given and measures[0] != "stated"):
        raise complaint(body, "an indicator takes its points from words_points, bands or rate")
    papers = words_of(body, "papers")
    for paper in papers:
        one_of(paper, texts.papers, body, "paper")
    return Indicator(
        id=identifier,
        measure=measures[0],
        name=text_or_none(body, "stated"),
        records=_records(body, measures[0], identifier, conditions),
        words_points=_words_points(body),
        bands=_bands(body),
        rate=_rate(body),
        citations=texts.cite(body, needed=False),
        papers=papers,
    )


def _records(body: Branch, measure: str, identifier: str, conditions: Conditions) -> Node | None:
    if measure not in ("lasting", "record"):
        return None
    written = Branch(body.file, body.line, {measure: body.entries[measure]})
    return conditions.node(written, f"{identifier}.{measure}")


def _words_points(body: Branch) -> Mapping[str, float] | None:
    if "words_points" not in body.entries:
        return None
    written = body.entries["words_points"]
    return MappingProxyType({word: amount(points, written) for word, points in written.entries.items()})


def _bands(body: Branch) -> tuple[PointsBand, ...]:
    if "bands" not in body.entries:
        return ()
    found: list[PointsBand] = []
    for row in rows(body.entries["bands"]):
        only(row, ("from", "until", "points"))
        low, high = _bound(row, "from"), _bound(row, "until")
        if found and (found[-1].high is None or low is None or low < found[-1].high):
            raise complaint(row, "bands must be in order and not overlap")
        found.append(PointsBand(low, high, amount(need(row, "points"), row)))
    return tuple(found)


def _bound(row: Branch, key: str) -> float | None:
    return amount(row.entries[key], row) if key in row.entries else None


def _rate(body: Branch) -> PointsRate | None:
    if "rate" not in body.entries:
        return None
    row: Any = body.entries["rate"]
    only(row, ("points", "after", "cap"))
    return PointsRate(amount(need(row, "points"), row), whole(row.entries.get("after", "0"), row), _bound(row, "cap"))


def _ranking(body: Branch, texts: Texts, known: list[str]) -> Ranking:
    only(body, ("quota", "ties"))
    quota = text_or_none(body, "quota")
    if quota is not None:
        one_of(quota, texts.values, body, "value")
    ties = words_of(body, "ties")
    for tie in ties:
        one_of(tie, known, body, "indicator")
    return Ranking(quota, ties)
