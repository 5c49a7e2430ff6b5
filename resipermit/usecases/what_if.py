"""What if: the same question with some facts changed; both answers, and what differs between them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from resipermit.domain.actors import Actor, Right
from resipermit.domain.facts import Facts
from resipermit.domain.overlay import Change, overlaid
from resipermit.domain.places import Gazetteer
from resipermit.domain.presets import Preset
from resipermit.usecases.assess_on import Assess, asked_place
from resipermit.usecases.gather_facts import gather_facts
from resipermit.usecases.hall import read_hall
from resipermit.usecases.ports import Clock, OpenUnit

Answer = Mapping[str, Any]
COMPARED = ("answer", "outcome", "since", "until", "earliest_on", "spans")
EFFECTS = ("lost", "gained", "later", "earlier", "shorter", "longer", "other")  # in the order in which they are told


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that would differ: what each says, with the spans for two timelines side by side."""

    identifier: str
    subject: str
    effect: str  # one of EFFECTS
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True, repr=False)
class Compared:
    """Two answers about one family on one day, in one place; *remarks* are contradictions that only the second has."""

    before: Answer
    after: Answer
    differences: tuple[Difference, ...]
    remarks: tuple[Mapping[str, Any], ...]

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        return {
            "as_of": self.before["as_of"],
            "place": self.before["place"],
            "differences": [
                {
                    "id": one.identifier,
                    "subject": one.subject,
                    "effect": one.effect,
                    "before": one.before,
                    "after": one.after,
                }
                for one in self.differences
            ],
            "remarks": list(self.remarks),
            "before": self.before,
            "after": self.after,
        }


def what_if(assess: Assess, facts: Facts, as_of: date, changes: Iterable[Change], place: str | None = None) -> Compared:
    """Ask about *facts* and about *facts* with *changes* made, both in the place that the first answer is about.

    Raises:
        InvalidInput: a change does not fit the facts, or no place can be told.
    """
    before = assess(facts, as_of, place)
    after = assess(overlaid(facts, changes), as_of, before["place"])
    remarks = tuple(one for one in after["contradictions"] if one not in before["contradictions"])
    return Compared(before, after, differences(before, after), remarks)


@dataclass(frozen=True)
class WhatIf:
    """Answer one of the presets for a person on record, today; nothing is kept."""

    open_unit: OpenUnit
    assess: Assess
    gazetteer: Gazetteer
    clock: Clock

    def __call__(self, actor: Actor, person_id: int, preset: Preset) -> Compared:
        actor.needs(Right.FIND)
        today = self.clock.today()
        with self.open_unit() as unit:
            division = read_hall(unit.settings).division
            facts = gather_facts(unit, person_id, self.gazetteer.place_of(division))
        return what_if(self.assess, facts, today, preset.changes(facts, today), asked_place(facts, division, today))


def differences(before: Answer, after: Answer) -> tuple[Difference, ...]:
    """Return what differs, by (id, subject): what is lost or gained today first, then what moves."""
    old, new = _told(before), _told(after)
    found = [
        Difference(*key, _effect(old[key], new[key]), old[key], new[key])
        for key in old
        if key in new and old[key] != new[key]
    ]
    return tuple(sorted(found, key=lambda one: EFFECTS.index(one.effect)))


def items_of(answer: Answer) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Return every item of an answer by (id, subject)."""
    items = [answer["permit"]["application"], *answer["entitlements"], *answer["exams"]]
    if answer["settlement"]:
        items += [answer["settlement"], *answer["settlement"].get("family", ())]
    return {(item["id"], item.get("subject", "holder")): item for item in items}


def _told(answer: Answer) -> dict[tuple[str, str], dict[str, Any]]:
    """Return what is compared of each item, and of the permit itself under the name permit."""
    told: dict[tuple[str, str], dict[str, Any]] = {("permit", "holder"): _permit(answer["permit"])}
    for key, item in items_of(answer).items():
        told[key] = {name: item.get(name) for name in COMPARED}
        if "exam_year" in item:
            told[key]["exam_year"] = item["exam_year"]
            told[key]["forecast"] = item["forecast"]
    return told


def _permit(permit: Mapping[str, Any]) -> dict[str, Any]:
    """Return the permit in the form of an item: yes while it is in use."""
    in_use = permit["standing"] == "in_use"
    answer = "yes" if in_use else "unknown" if permit["standing"] == "unknown" else "no"
    return {
        "answer": answer,
        "outcome": permit["standing"],
        "since": permit.get("in_use_since"),
        "until": permit.get("due_on") if in_use else None,
        "earliest_on": None,
        "spans": permit.get("in_use", []),
        "counts_from": permit.get("counts_from"),
        "years_of_residence": permit.get("years_of_residence"),
    }


def _effect(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    was, becomes = old["answer"] == "yes", new["answer"] == "yes"
    if was != becomes:
        return "gained" if becomes else "lost"
    if was:
        return _moved(old["until"], new["until"], "shorter", "longer")
    return _moved(old["earliest_on"], new["earliest_on"], "earlier", "later")


def _moved(old: str | None, new: str | None, sooner: str, later: str) -> str:
    """Return which of the two words fits; no day at all is later than any day."""
    if old == new:
        return "other"
    return sooner if (new or "9999") < (old or "9999") else later
