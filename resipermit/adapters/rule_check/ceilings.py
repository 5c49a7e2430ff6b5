"""What a layer above allows at most: values below their ceiling, and no more years for settlement than it says.

The opinion's section 三(二) and decree 663 art. 16 put ceilings on what a city may ask; a ceiling itself is raised by
no layer below the one that set it.
"""

from collections.abc import Iterator
from typing import Any

from resipermit.adapters.rule_check.chain import Chain, File, Piece, texts
from resipermit.adapters.yaml_trees import Branch, Row, Text
from resipermit.domain.rule_faults import Fault

SETTLEMENT = "settlement"
# the ceilings on settlement: the opinion's for years of any kind, the decree's for years of insurance
SETTLEMENT_CEILINGS = {"settlement.years_ceiling_months": None, "settlement.insurance_ceiling_months": "insurance"}
IN_MONTHS = {"months": 1.0, "years": 12.0, "days": 12 / 365}
COUNTED = ("lasting", "residence_years", "years_in_school")
Rows = list[tuple[str, float, Text, File]]


def ceiling_faults(chain: Chain) -> Iterator[Fault]:
    """Yield every value and every literal number that lies above its ceiling."""
    ceilings: set[str] = set(SETTLEMENT_CEILINGS) & set(chain.known("value"))
    for piece in chain.of("values"):
        named = piece.body.entries.get("at_most") if isinstance(piece.body, Branch) else None
        if isinstance(named, Text) and named in chain.known("value"):
            ceilings.add(str(named))
            yield from _above(chain, piece.name, str(named))
    ceilings |= {use.name for use in chain.uses if use.what == "value" and use.word == "months_at_most"}
    for name in sorted(ceilings):
        yield from _raised(chain, name)
    yield from _settlement_years(chain)


def _numbers(chain: Chain, value: str) -> Rows:
    found: Rows = []
    for since, written, where, file in chain.rows_of(value):
        try:
            found.append((since, float(written), where, file))
        except ValueError:
            continue  # said already: no number
    return found


def _on(rows: Rows, day: str) -> float:
    """Return the number in force on a day; before the first row that of the first row."""
    there = [row for row in rows if row[0] <= day] or rows[:1]
    return max(there, key=lambda row: row[0])[1]


def _above(chain: Chain, value: str, ceiling: str) -> Iterator[Fault]:
    rows, limits = _numbers(chain, value), _numbers(chain, ceiling)
    if not rows or not limits:
        return
    for day in sorted({row[0] for row in (*rows, *limits)}):
        number, limit = _on(rows, day), _on(limits, day)
        if number > limit:
            _, _, where, file = max((row for row in rows if row[0] <= day), default=rows[0], key=lambda row: row[0])
            yield _fault(file, where, value, number, ceiling, limit)


def _raised(chain: Chain, name: str) -> Iterator[Fault]:
    rows = _numbers(chain, name)
    for since, number, where, file in rows:
        above = [row for row in rows if row[3].depth < file.depth]
        if above and number > _on(above, since):
            yield _fault(file, where, name, number, name, _on(above, since))


def _fault(file: File, where: Text, name: str, number: float, ceiling: str, limit: float) -> Fault:
    facts = {"name": name, "value": _short(number), "ceiling": ceiling, "limit": _short(limit)}
    return Fault(file.name, where.line, "above_ceiling", facts)


def _settlement_years(chain: Chain) -> Iterator[Fault]:
    roots = [piece for piece in chain.of("entitlements") if piece.name == SETTLEMENT]
    for piece in reachable(chain, roots):
        for asked in _lengths(piece.body):
            for ceiling, only in SETTLEMENT_CEILINGS.items():
                if ceiling in chain.known("value") and (only is None or only in _lists(asked)):
                    yield from _too_long(chain, piece, asked, ceiling)


def _lengths(body: Any) -> Iterator[Branch]:
    """Yield what asks for a length of time; beside a points table years are points, no demand (decree 663 art. 16)."""
    if isinstance(body, Row):
        if any(isinstance(part, Branch) and "points" in part.entries for part in body.entries):
            return
        for part in body.entries:
            yield from _lengths(part)
    elif isinstance(body, Branch):
        for word, value in body.entries.items():
            if word in COUNTED and isinstance(value, Branch):
                yield value
            yield from _lengths(value)


def _lists(asked: Branch) -> list[str]:
    lists = asked.entries.get("list")
    return [str(name) for name in lists.entries] if isinstance(lists, Row) else []


def _too_long(chain: Chain, piece: Piece, asked: Branch, ceiling: str) -> Iterator[Fault]:
    limits = _numbers(chain, ceiling)
    for unit, factor in IN_MONTHS.items():
        amount = asked.entries.get(unit)
        if not isinstance(amount, Text) or not limits:
            continue
        for since, number in _amounts(chain, amount):
            limit = min(_on(limits, day) for day in [since, *(row[0] for row in limits if row[0] > since)])
            if number * factor > limit:
                facts = {"value": str(amount), "unit": unit, "ceiling": ceiling, "limit": _short(limit)}
                yield Fault(piece.file.name, amount.line, "settlement_years", facts)
                break


def _amounts(chain: Chain, amount: Text) -> list[tuple[str, float]]:
    try:
        return [("0001-01-01", float(amount))]
    except ValueError:
        return [(since, number) for since, number, _, _ in _numbers(chain, str(amount))]


def reachable(chain: Chain, roots: list[Piece]) -> list[Piece]:
    """Return the pieces that *roots* hold, by the names of conditions and by what layers add to those."""
    found: list[Piece] = []
    waiting = list(roots)
    named: dict[str, list[Piece]] = {}
    for piece in chain.of("conditions", "extend"):
        named.setdefault(piece.name, []).append(piece)
    while waiting:
        piece = waiting.pop()
        if any(piece is one for one in found):
            continue
        found.append(piece)
        waiting += [other for word in sorted(set(map(str, texts(piece.body)))) for other in named.get(word, ())]
    return found


def _short(number: float) -> str:
    return f"{number:g}"
