"""What an answer could not tell: ids that stand twice in one condition, and reasons where no answer reads one."""

from collections.abc import Iterator, Mapping

from resipermit.adapters.rule_check.chain import Chain, branches
from resipermit.adapters.yaml_trees import Text
from resipermit.domain.rule_faults import Fault

SECTIONS = ("conditions", "extend", "entitlements", "exams", "points")
SAID_BY_THEIR_PARTS = ("all", "at_least", "some_city", "measured")  # the first part that fails gives the reason
Owner = tuple[str, str]  # the section and the name of a piece
Place = tuple[int, int]  # the number of the file in the chain, and the line


def telling_faults(chain: Chain) -> Iterator[Fault]:
    """Yield what an answer could not tell."""
    yield from _ids_twice(chain)
    for piece in chain.of(*SECTIONS):
        for branch in branches(piece.body):
            reason = branch.entries.get("reason")
            silent = [word for word in SAID_BY_THEIR_PARTS if word in branch.entries]
            if isinstance(reason, Text) and silent:
                yield Fault(piece.file.name, reason.line, "reason_not_said", {"word": silent[0]})


def _ids_twice(chain: Chain) -> Iterator[Fault]:
    """Yield a fault for every id that stands for two things in one condition, those that it names included."""
    ids, names = _ids(chain), _names(chain)
    reported: set[Place] = set()
    for owner in ids:
        first: dict[str, Place] = {}
        for place, name in sorted(one for below in _below(owner, names) for one in ids.get(below, ())):
            there = first.setdefault(name, place)
            if there != place and place not in reported:
                reported.add(place)
                facts = {"name": name, "where": f"{chain.files[there[0]].name}:{there[1]}"}
                yield Fault(chain.files[place[0]].name, place[1], "id_twice", facts)


def _ids(chain: Chain) -> dict[Owner, list[tuple[Place, str]]]:
    """Return the ids that stand in each piece, its own name among them."""
    number = {file.name: place for place, file in enumerate(chain.files)}
    found: dict[Owner, list[tuple[Place, str]]] = {}
    for piece in chain.of(*SECTIONS):
        here = found.setdefault((piece.section, piece.name), [])
        if piece.section == "conditions":
            here.append(((number[piece.file.name], piece.line), piece.name))
        for branch in branches(piece.body):
            written = branch.entries.get("id")
            if isinstance(written, Text):
                here.append(((number[piece.file.name], written.line), str(written)))
    return found


def _names(chain: Chain) -> dict[Owner, list[str]]:
    """Return the conditions that each piece names."""
    found: dict[Owner, list[str]] = {}
    for use in chain.uses:
        if use.what == "condition":
            found.setdefault(use.owner, []).append(use.name)
    return found


def _below(owner: Owner, names: Mapping[Owner, list[str]]) -> Iterator[Owner]:
    """Yield a piece and all the conditions that it rests on, with what lower layers add to them, each once."""
    waiting, seen = [owner], {owner}
    while waiting:
        one = waiting.pop()
        yield one
        added = [("extend", one[1])] if one[0] == "conditions" else []
        for below in (*added, *(("conditions", name) for name in names.get(one, ()))):
            if below not in seen:
                seen.add(below)
                waiting.append(below)
