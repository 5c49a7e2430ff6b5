"""Add a member of the household."""

from dataclasses import dataclass, replace

from resipermit.domain.actors import Actor, Right
from resipermit.domain.errors import InvalidInput, Refused
from resipermit.domain.fact_words import RELATIONS
from resipermit.domain.holder import Person, Tie
from resipermit.domain.names import check_name
from resipermit.domain.places import Gazetteer
from resipermit.usecases.checks import check_person
from resipermit.usecases.ports import Clock, OpenUnit, Unit


@dataclass(frozen=True)
class AddRelative:
    """Keep a tie and return it with the relative as kept; a relative already on record is recognised by the number."""

    open_unit: OpenUnit
    gazetteer: Gazetteer
    clock: Clock

    def __call__(self, actor: Actor, person_id: int, tie: Tie) -> Tie:
        actor.needs(Right.REGISTER)
        if tie.relation not in RELATIONS:
            raise InvalidInput("unknown_word", field="relation", value=tie.relation, words=sorted(RELATIONS))
        with self.open_unit() as unit:
            holder = unit.people.get(person_id)
            relative = self._kept(unit, tie.relative)
            _check_tie(unit, holder, replace(tie, relative=relative))
            unit.people.add_tie(person_id, replace(tie, relative=relative))
            unit.journal.note(actor, "add_relative", self.clock.now(), str(person_id))
            unit.commit()
        return replace(tie, relative=relative)

    def _kept(self, unit: Unit, relative: Person) -> Person:
        """Return the relative as on record; the particulars of somebody new are checked, those on record stand."""
        if relative.id is not None:
            return unit.people.get(relative.id)
        if (known := unit.people.by_number(relative.citizen_number)) is not None:
            return known
        new = replace(relative, name=check_name(relative.name))
        check_person(new, self.gazetteer, self.clock.today())
        return unit.people.add(new)


def _check_tie(unit: Unit, holder: Person, tie: Tie) -> None:
    assert holder.id is not None
    if tie.relative.id == holder.id:
        raise InvalidInput("relative_is_holder", field="citizen_number")
    if any(other.relative.id == tie.relative.id for other in unit.people.household(holder.id)):
        raise Refused("relative_known")
    if tie.relation == "child" and tie.relative.born_on <= holder.born_on:
        raise InvalidInput("child_not_younger", field="born_on")
    if tie.relation == "parent" and tie.relative.born_on >= holder.born_on:
        raise InvalidInput("child_not_younger", field="born_on")
