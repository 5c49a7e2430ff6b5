"""What has a day: rows in order, periods that run forward, periods that do not lie over one another."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from resipermit.adapters.rule_check.chain import Chain, Piece, branches, rows
from resipermit.adapters.yaml_trees import Branch, Text
from resipermit.domain.rule_faults import Fault

DATED = (("values", "values"), ("departments", "names"), ("entitlements", "rests_on"))
DAY, NUMBER = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"\d+(\.\d+)?")
FORWARD = (("since", "until"), ("from", "until"), ("opens_on", "closes_on"))


def date_faults(chain: Chain) -> Iterator[Fault]:
    """Yield what is wrong with the days of a chain."""
    for section, key in DATED:
        for piece in chain.of(section):
            yield from _in_order(piece, [row.entries.get("since") for row in rows(piece.body, key)])
            if section == "values" and isinstance(piece.body, Branch) and not list(rows(piece.body, key)):
                yield Fault(piece.file.name, piece.line, "no_rows", {"name": piece.name})
    for piece in chain.pieces:
        yield from _forward(piece)
    yield from _openings(chain)
    yield from _far_away(chain)
    yield from _occasions(chain)


def _in_order(piece: Piece, days: list[object]) -> Iterator[Fault]:
    written = [day for day in days if isinstance(day, Text)]
    for one, other in pairwise(written):
        if other <= one:
            code = "rows_same_day" if other == one else "rows_out_of_order"
            facts = {"name": piece.name, "day": str(other), "before": str(one)}
            yield Fault(piece.file.name, other.line, code, facts)


def _bounds(branch: Branch) -> Iterator[tuple[str, Text, Text]]:
    """Yield the bounds that can be compared: two days, or two numbers; a value's name is read on each day."""
    for low, high in FORWARD:
        one, other = branch.entries.get(low), branch.entries.get(high)
        if isinstance(one, Text) and isinstance(other, Text):
            for form in (NUMBER, DAY):
                if form.fullmatch(one) and form.fullmatch(other):
                    yield low, one, other


def _forward(piece: Piece) -> Iterator[Fault]:
    """A period must not end before it begins; a half-open one must not end on its first day either."""
    for branch in branches(piece.body):
        for low, one, other in _bounds(branch):
            length = _size(other) - _size(one)
            if length < 0 or (length == 0 and low != "opens_on"):
                facts = {"name": piece.name, "since": str(one), "until": str(other)}
                yield Fault(piece.file.name, other.line, "period_backwards", facts)


def _size(text: str) -> float:
    """Return a number as it is and a day as a number that grows with it."""
    return float(text.replace("-", ""))


def _openings(chain: Chain) -> Iterator[Fault]:
    by_service: dict[tuple[str, str], list[Piece]] = {}
    for piece in chain.of("openings"):
        by_service.setdefault((piece.file.layer, piece.name), []).append(piece)
    for found in by_service.values():
        for one, other in pairwise(found):
            yield from _in_order(other, [one.body.entries.get("since"), other.body.entries.get("since")])


def _far_away(chain: Chain) -> Iterator[Fault]:
    """The year of an exam's period is that of the exam, so at most one away from its first day."""
    for piece in chain.of("exam_periods", "events"):
        year, opens = (str(piece.body.entries.get(key, "")) for key in ("year", "opens_on"))
        if year.isdigit() and DAY.fullmatch(opens) and abs(int(opens[:4]) - int(year)) > 1:
            line = getattr(piece.body.entries["year"], "line", piece.line)
            yield Fault(piece.file.name, line, "year_far_away", {"year": year, "day": opens})


def _occasions(chain: Chain) -> Iterator[Fault]:
    """Two periods of one exam, or of one event, must not lie over one another."""
    for section, key in (("exam_periods", "exam"), ("events", "event")):
        for one, other in combinations(list(chain.of(section)), 2):
            if one.body.entries.get(key) != other.body.entries.get(key) or one.file.layer != other.file.layer:
                continue
            days = [piece.body.entries.get(day) for piece in (one, other) for day in ("opens_on", "closes_on")]
            if all(isinstance(day, Text) for day in days) and days[0] <= days[3] and days[2] <= days[1]:
                facts = {"name": str(one.body.entries.get(key)), "day": str(days[2]), "before": str(days[0])}
                yield Fault(other.file.name, other.line, "periods_overlap", facts)
