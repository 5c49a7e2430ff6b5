"""Names across the layers: unknown ones, wrong units, names that stand twice or lead back to themselves."""

from collections.abc import Iterator
from itertools import pairwise

from resipermit.adapters.rule_check.chain import Chain, Piece, branches, rows, unit_in_name
from resipermit.adapters.rule_check.walk import WHOLE_UNITS, Use
from resipermit.adapters.yaml_trees import Branch, Row
from resipermit.domain.rule_faults import Fault, nearest

ONCE = ("conditions", "entitlements", "exams", "points")
WITH_OFFICE = ("entitlements", "exams")
MOVES_ALONG = "may_move_along"


def name_faults(chain: Chain) -> Iterator[Fault]:
    """Yield what is wrong with the names of a chain."""
    for use in chain.uses:
        known = chain.known(use.what)
        if use.name not in known:
            facts = {"what": use.what, "name": use.name, "owner": use.owner[1] or use.owner[0]}
            yield Fault(use.file, use.line, "unknown_name", facts, nearest(use.name, known))
        elif use.what == "value" and use.unit:
            yield from _unit(chain, use)
    yield from _units_of_values(chain)
    yield from _without_words(chain)
    yield from _without_service(chain)
    yield from _without_family(chain)
    yield from _twice(chain)
    yield from _extended(chain)
    yield from _cycles(chain)
    yield from _offices(chain)
    yield from _uncited(chain)


def _unit(chain: Chain, use: Use) -> Iterator[Fault]:
    unit = chain.unit_of(use.name)
    if unit is not None and unit != use.unit:
        facts = {"name": use.name, "unit": unit, "wanted": use.unit}
        yield Fault(use.file, use.line, "wrong_unit", facts)


def _units_of_values(chain: Chain) -> Iterator[Fault]:
    for piece in chain.of("values"):
        stated = piece.body.entries.get("unit") if isinstance(piece.body, Branch) else None
        named = unit_in_name(piece.name)
        if stated is not None and named is not None and stated != named:
            facts = {"name": piece.name, "unit": str(stated), "wanted": named}
            yield Fault(piece.file.name, getattr(stated, "line", piece.line), "wrong_unit", facts)
        if (stated or named) in (None, "word", "flag"):
            continue
        for row in rows(piece.body, "values"):
            value = row.entries.get("value")
            line = getattr(value, "line", row.line)
            if value is not None and not _is_number(str(value)):
                facts = {"word": str(value), "unit": str(stated or named)}
                yield Fault(piece.file.name, line, "not_an_amount", facts)
            elif value is not None and (stated or named) in WHOLE_UNITS and not str(value).isdigit():
                yield Fault(piece.file.name, line, "not_a_whole_number", {"word": str(value)})


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _without_words(chain: Chain) -> Iterator[Fault]:
    """A value without words adds rows to one that has them; where none has, its name is probably a slip."""
    values = [piece for piece in chain.of("values") if isinstance(piece.body, Branch)]
    named = {piece.name for piece in values if "words" in piece.body.entries}
    for piece in values:
        if piece.name not in named:
            near = nearest(piece.name, named)
            yield Fault(piece.file.name, piece.line, "value_without_words", {"name": piece.name}, near)


def _without_service(chain: Chain) -> Iterator[Fault]:
    """Only what rests on local_opening may leave open which service is meant; a condition must name it."""
    for piece in chain.of("conditions", "extend", "entitlements", "exams", "points"):
        for branch in branches(piece.body) if piece.name != "opened" else ():
            leaf = branch.entries.get("opened")
            if isinstance(leaf, Branch) and "service" not in leaf.entries:
                yield Fault(piece.file.name, leaf.line, "missing_word", {"word": "service", "owner": piece.name})
    for use in chain.uses:
        if use.what == "condition" and use.name == "opened":
            yield Fault(use.file, use.line, "missing_word", {"word": "service", "owner": use.name})


def _without_family(chain: Chain) -> Iterator[Fault]:
    """Who may settle is also asked who of the family may come too."""
    for piece in chain.of("entitlements"):
        if piece.name == "settlement" and MOVES_ALONG not in chain.known("condition"):
            facts = {"what": "condition", "name": MOVES_ALONG, "owner": piece.name}
            yield Fault(piece.file.name, piece.line, "unknown_name", facts)


def _twice(chain: Chain) -> Iterator[Fault]:
    first: dict[tuple[str, str], Piece] = {}
    for piece in chain.of(*ONCE):
        there = first.setdefault((piece.section, piece.name), piece)
        if there is not piece and piece.name:
            facts = {"name": piece.name, "where": f"{there.file.name}:{there.line}"}
            yield Fault(piece.file.name, piece.line, "name_twice", facts)


def _extended(chain: Chain) -> Iterator[Fault]:
    """An extension needs a condition with alternatives, by name or anywhere inside another one."""
    for piece in chain.of("extend"):
        base = chain.known("condition").get(piece.name)
        if base is None:
            known = chain.known("condition")
            facts = {"what": "condition", "name": piece.name, "owner": "extend"}
            yield Fault(piece.file.name, piece.line, "unknown_name", facts, nearest(piece.name, known))
        elif isinstance(base, Branch) and "any" not in base.entries:
            yield Fault(piece.file.name, piece.line, "no_alternatives", {"name": piece.name})


def _cycles(chain: Chain) -> Iterator[Fault]:
    """Yield one fault for every ring of conditions, or of ceilings, at the first name of the ring in the files."""
    yield from _rings(chain, ("conditions", "extend"), "condition")
    yield from _rings(chain, ("values",), "value")


def _rings(chain: Chain, sections: tuple[str, ...], what: str) -> Iterator[Fault]:
    leads: dict[str, list[Use]] = {}
    for use in chain.uses:
        if use.what == what and use.owner[0] in sections:
            leads.setdefault(use.owner[1], []).append(use)
    reported: set[frozenset[str]] = set()
    for start in leads:
        ring = _way_back(leads, start)
        if ring and frozenset(ring) not in reported:
            reported.add(frozenset(ring))
            use = _last_of(chain, what, [*ring, start])
            yield Fault(use.file, use.line, "cycle", {"names": [*ring, start]})


def _last_of(chain: Chain, what: str, ring: list[str]) -> Use:
    """Return the use that closes the ring: the one in the lowest layer."""
    steps = set(pairwise(ring))
    return [use for use in chain.uses if use.what == what and (use.owner[1], use.name) in steps][-1]


def _way_back(leads: dict[str, list[Use]], start: str) -> list[str]:
    """Return the shortest way from *start* back to itself, without the return; empty if there is none."""
    ways = [[start]]
    seen = {start}
    while ways:
        way = ways.pop(0)
        for use in leads.get(way[-1], ()):
            if use.name == start:
                return way
            if use.name not in seen:
                seen.add(use.name)
                ways.append([*way, use.name])
    return []


def _offices(chain: Chain) -> Iterator[Fault]:
    for piece in chain.of(*WITH_OFFICE):
        offices = piece.body.entries.get("departments")
        if offices is None or (isinstance(offices, Row) and not offices.entries):
            yield Fault(piece.file.name, piece.line, "no_office", {"name": piece.name})


def _uncited(chain: Chain) -> Iterator[Fault]:
    """A named condition, and every alternative that a layer adds, rests on a provision somewhere."""
    for piece in chain.of("conditions"):
        if not _cites(piece.body):
            yield Fault(piece.file.name, piece.line, "missing_citation", {"word": "cite", "owner": piece.name})
    for piece in chain.of("extend"):
        added = piece.body.entries.get("any") if isinstance(piece.body, Branch) else None
        for part in added.entries if isinstance(added, Row) else ():
            if isinstance(part, Branch) and not _cites(part):
                name = str(part.entries.get("id", piece.name))
                yield Fault(piece.file.name, part.line, "missing_citation", {"word": "cite", "owner": name})


def _cites(body: object) -> bool:
    return any("cite" in branch.entries for branch in branches(body))
