"""The drawing board of the hall's cards: look at a design, move its boxes within limits, keep them as a revision."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from resipermit.domain.actors import Actor, Right
from resipermit.domain.card_design import Arrangement, Changes, DesignName, DesignPicture, OpenedDesign, Specimen
from resipermit.usecases.ports import Clock, OpenUnit


class Board(Protocol):
    """Where designs are drawn and kept; nothing that the law asks for can leave one."""

    def names(self) -> Sequence[DesignName]: ...
    def opened(self, name: str) -> OpenedDesign: ...
    def arrange(self, name: str, changes: Changes) -> Arrangement: ...
    def pictures(self, name: str, changes: Changes, specimen: Specimen) -> Sequence[DesignPicture]: ...
    def save(self, name: str, changes: Changes) -> OpenedDesign: ...


@dataclass(frozen=True)
class DesignCards:
    """For administrators, who see no holder: the records drawn are invented."""

    board: Board
    open_unit: OpenUnit
    clock: Clock

    def names(self) -> Sequence[DesignName]:
        """Return the designs that can be chosen; whoever prints chooses one."""
        return self.board.names()

    def open(self, actor: Actor, name: str) -> OpenedDesign:
        """Return a design with the hall's changes; raises InvalidInput when the hall's layer cannot be read."""
        actor.needs(Right.ADMINISTER)
        return self.board.opened(name)

    def arrange(self, actor: Actor, name: str, changes: Changes) -> Arrangement:
        """Return the boxes with *changes*, and all that stands against these."""
        actor.needs(Right.ADMINISTER)
        return self.board.arrange(name, changes)

    def pictures(self, actor: Actor, name: str, changes: Changes, specimen: Specimen) -> Sequence[DesignPicture]:
        """Return the sides of the design as printed; raises InvalidInput when a text does not fit its box."""
        actor.needs(Right.ADMINISTER)
        return self.board.pictures(name, changes, specimen)

    def save(self, actor: Actor, name: str, changes: Changes) -> OpenedDesign:
        """Keep *changes* as the next revision, for cards made from now on; raises InvalidInput and keeps nothing."""
        actor.needs(Right.ADMINISTER)
        with self.open_unit() as unit:
            kept = self.board.save(name, changes)
            unit.journal.note(actor, "save_design", self.clock.now(), f"{name}/{kept.version}+{kept.revision}")
            unit.commit()
        return kept
