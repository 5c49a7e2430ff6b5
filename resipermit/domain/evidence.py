"""The smallest set of papers that would turn an unknown answer into a certain one, and the other ways to it."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from resipermit.domain.evaluation import Outcome

Choice = tuple[Outcome, ...]  # conditions to be proved together
KEPT = 48  # the best choices of a condition; a rule with more ways than that still gets one of the smallest


def wanted(outcome: Outcome) -> Choice:
    """Return the conditions to be proved: those that take the fewest papers, the first of them in the text's order."""
    choices = _choices(outcome)
    return choices[0] if choices else ()


def _choices(outcome: Outcome) -> list[Choice]:
    """Return ways to prove *outcome*, the one with the fewest papers first."""
    if outcome.answer != "unknown":
        return []
    if not outcome.parts or outcome.node.papers:
        return [(outcome,)]
    ways = [found for part in outcome.counting if (found := _choices(part))]
    if outcome.node.op in ("any", "some_city", "dated") or (outcome.node.op == "by_band" and _band_known(outcome)):
        return _best(choice for found in ways for choice in found)
    if outcome.node.op == "at_least":
        held = sum(part.answer == "yes" for part in outcome.counting)
        needed = max(1, outcome.node.least - held)
        return _best(choice for some in combinations(ways, min(needed, len(ways))) for choice in _all_of(some))
    return _all_of(ways)


def _band_known(outcome: Outcome) -> bool:
    return not any(
        part.node.kind == "band" and part.answer == "unknown" for route in outcome.parts for part in route.parts
    )


def _all_of(ways: Iterable[Sequence[Choice]]) -> list[Choice]:
    joined: list[Choice] = [()]
    for found in ways:
        joined = _best(_joined(one, other) for one in joined for other in found)
    return joined


def _joined(one: Choice, other: Choice) -> Choice:
    return (*one, *(outcome for outcome in other if outcome not in one))


def _best(choices: Iterable[Choice]) -> list[Choice]:
    return sorted(choices, key=_cost)[:KEPT]


def _cost(choice: Choice) -> tuple[bool, bool, int, int]:
    """What papers alone can settle comes first; then what they can settle in part; then the number of papers counts."""
    papers = {outcome.node.papers[0] for outcome in choice if outcome.node.papers}
    without = sum(not outcome.node.papers for outcome in choice)
    return without > 0, not papers, len(papers), without
