"""Which rules are in force in this hall, and how others come into force: one person proposes, a second accepts."""

from collections.abc import Callable
from dataclasses import dataclass

from resipermit.domain.actors import Actor, Right
from resipermit.domain.errors import Refused
from resipermit.domain.rule_packs import Layers, Pack, PackStep, Step, in_force, open_proposal
from resipermit.domain.rules import RuleBook
from resipermit.usecases.ports import Clock, OpenUnit, Unit

Examine = Callable[[Pack], None]  # raises InvalidInput with file, line and reason


class RulesInForce:
    """The pack in force as this desk knows it, and the books made of it.

    Until a store says otherwise it is the program's own. A question is asked while a transaction is open, so the store
    is read in `refresh` only: when it was opened, when somebody signs in, and when a pack was accepted here.
    """

    def __init__(
        self,
        own: Callable[[], Pack],
        own_book: Callable[[str], RuleBook],
        build: Callable[[str, Layers], RuleBook],
    ) -> None:
        self._own, self._own_book, self._build = own, own_book, build
        self._pack: Pack | None = None  # None stands for the program's own
        self._books: dict[tuple[str, str], RuleBook] = {}

    @property
    def pack(self) -> Pack:
        """The pack in force."""
        return self._pack or self._own()

    def refresh(self, unit: Unit) -> None:
        """Read from the store which pack is in force."""
        accepted = in_force(unit.packs.steps())
        if accepted is None or accepted == self._own().sha256:
            self._pack = None
        elif self._pack is None or self._pack.sha256 != accepted:
            self._pack = unit.packs.get(accepted)

    def book(self, place: str) -> RuleBook:
        """Return the book of a place; raises InvalidInput with file, line and reason."""
        pack = self._pack
        if pack is None:
            return self._own_book(place)
        return self.book_of(pack, place)

    def book_of(self, pack: Pack, place: str) -> RuleBook:
        """Return the book of a place by any pack; raises InvalidInput with file, line and reason."""
        key = (pack.sha256, place)
        if key not in self._books:
            self._books[key] = self._build(place, pack.of_place(place))
        return self._books[key]


@dataclass(frozen=True)
class ProposeRules:
    """Keep a pack and say that it shall come into force; return its hash. A pack with a fault is refused."""

    open_unit: OpenUnit
    examine: Examine
    clock: Clock

    def __call__(self, actor: Actor, pack: Pack) -> str:
        actor.needs(Right.ADMINISTER)
        self.examine(pack)
        with self.open_unit() as unit:
            if in_force(unit.packs.steps()) == pack.sha256:
                raise Refused("rules_in_force_already", sha256=pack.sha256)
            unit.packs.keep(pack)
            unit.packs.note(PackStep(pack.sha256, Step.PROPOSED, actor.user, self.clock.now()))
            unit.journal.note(actor, "rules_proposed", self.clock.now(), pack.sha256)
            unit.commit()
        return pack.sha256


@dataclass(frozen=True)
class AcceptRules:
    """Put a proposed pack in force: a second person with the reviewing role names its whole hash."""

    open_unit: OpenUnit
    examine: Examine
    rules: RulesInForce
    clock: Clock

    def __call__(self, actor: Actor, sha256: str) -> str:
        actor.needs(Right.REVIEW)
        with self.open_unit() as unit:
            _proposal_of_another(unit, actor, sha256)
            self.examine(unit.packs.get(sha256))  # it may have been proposed under an older program
            unit.packs.note(PackStep(sha256, Step.ACCEPTED, actor.user, self.clock.now()))
            unit.journal.note(actor, "rules_accepted", self.clock.now(), sha256)
            unit.commit()
            self.rules.refresh(unit)
        return sha256


@dataclass(frozen=True)
class RefuseRules:
    """Send a proposed pack back for a reason; it stays kept, and what was in force stays in force."""

    open_unit: OpenUnit
    clock: Clock

    def __call__(self, actor: Actor, sha256: str, reason: str) -> str:
        actor.needs(Right.REVIEW)
        why = reason.strip()
        if not why:
            raise Refused("reason_needed")
        with self.open_unit() as unit:
            _proposal_of_another(unit, actor, sha256)
            unit.packs.note(PackStep(sha256, Step.REFUSED, actor.user, self.clock.now(), why))
            unit.journal.note(actor, "rules_refused", self.clock.now(), sha256)
            unit.commit()
        return sha256


def _proposal_of_another(unit: Unit, actor: Actor, sha256: str) -> None:
    """Raise Refused unless the pack waits and somebody other than *actor* proposed it."""
    if open_proposal(unit.packs.steps(), sha256).by == actor.user:
        raise Refused("second_person_needed", user=actor.user)


@dataclass(frozen=True)
class ListPacks:
    """Return who proposed, accepted or refused which pack, oldest first; whoever is signed in may know."""

    open_unit: OpenUnit

    def __call__(self, actor: Actor) -> tuple[PackStep, ...]:
        with self.open_unit() as unit:
            return unit.packs.steps()
