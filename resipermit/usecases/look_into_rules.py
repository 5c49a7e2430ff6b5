"""Look into the rules in force in this hall: what the book holds, all about one id, what a proposal would change."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from resipermit.domain.actors import Actor
from resipermit.domain.places import Gazetteer
from resipermit.domain.rule_description import catalogue, describe
from resipermit.domain.rule_differences import between_books
from resipermit.domain.rules import RuleBook
from resipermit.usecases.hall import read_hall
from resipermit.usecases.ports import OpenUnit
from resipermit.usecases.rule_shelf import RuleShelf
from resipermit.usecases.rules_in_force import RulesInForce

Line = Mapping[str, Any]


def shown(book: RuleBook, identifier: str, shelf: RuleShelf, division: str) -> dict[str, Any]:
    """Return what the book holds about an id, with the annex's tasks and each department's counter in a division.

    Raises:
        InvalidInput: `rule_id_unknown`, with the nearest id.
    """
    described = describe(book, identifier)
    described["tasks"] = [task for task in shelf.tasks() if task["number"] in described.get("tasks", ())]
    for office in described.get("departments", ()):
        office["local"] = shelf.local_office(division, office["code"])
    return described


@dataclass(frozen=True)
class LookIntoRules:
    """Answers about the book of the hall's own place; whoever is signed in may read it."""

    open_unit: OpenUnit
    rules: RulesInForce
    shelf: RuleShelf
    gazetteer: Gazetteer

    def catalogue(self, actor: Actor) -> tuple[Line, ...]:
        """Return one line for everything in the book, kind by kind."""
        return tuple(catalogue(self.rules.book(self.gazetteer.place_of(self._division()))))

    def describe(self, actor: Actor, identifier: str) -> Line:
        """Return all that the book holds about an id; raises InvalidInput."""
        division = self._division()
        return shown(self.rules.book(self.gazetteer.place_of(division)), identifier, self.shelf, division)

    def changes(self, actor: Actor, sha256: str) -> tuple[Line, ...]:
        """Return which ids read otherwise in a kept pack than in the rules in force.

        Raises:
            Refused: `rules_unknown`.
        """
        place = self.gazetteer.place_of(self._division())
        with self.open_unit() as unit:
            pack = unit.packs.get(sha256)
        return tuple(between_books(self.rules.book(place), self.rules.book_of(pack, place)))

    def _division(self) -> str:
        with self.open_unit() as unit:
            return read_hall(unit.settings).division
