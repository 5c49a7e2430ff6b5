"""Answer what a holder and the household are entitled to on a day: one document for window, papers and command line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from resipermit.domain.assessment import Assessment
from resipermit.domain.conditions.case import Case
from resipermit.domain.errors import InvalidInput
from resipermit.domain.facts import Facts, PermitFacts
from resipermit.domain.findings import Item
from resipermit.domain.places import Gazetteer
from resipermit.domain.rules import RuleBook

Answer = dict[str, Any]
LocalOffice = Callable[[str, str], Mapping[str, str] | None]  # of a division and a department


def no_counter_on_file(_division: str, _department: str) -> Mapping[str, str] | None:
    """Return None: the local counters are not known here."""
    return None


def items_of(answer: Mapping[str, Any]) -> list[Item]:
    """Return every item of an answer document, the application first, the family's settlement last."""
    settlement = answer["settlement"]
    settling = [settlement, *settlement["family"]] if settlement else []
    return [answer["permit"]["application"], *answer["entitlements"], *answer["exams"], *settling]


@dataclass(frozen=True)
class AssessEntitlements:
    """Answer about facts on a day in a place; the place is that of the permit, else of the open residence."""

    book_for: Callable[[str], RuleBook]
    gazetteer: Gazetteer
    local_office: LocalOffice = no_counter_on_file

    def __call__(self, facts: Facts, as_of: date, place: str | None = None) -> Answer:
        """Return the answer document; raises InvalidInput as `assessment` does."""
        assessment = self.assessment(facts, as_of, place)
        answer = assessment.document()
        self._name_counters(answer, assessment.case.division)
        return answer

    def assessment(self, facts: Facts, as_of: date, place: str | None = None) -> Assessment:
        """Return the answers, each worked out when it is read.

        Raises:
            InvalidInput: no place is given and none can be told from the facts.
        """
        division = place or division_of(facts, as_of)
        place = self.gazetteer.place_of(division)
        book = self.book_for(place)
        return Assessment(Case(facts, book, self.gazetteer, place, as_of, division=division))

    def _name_counters(self, answer: Answer, division: str) -> None:
        """Put beside each department the counter where people of this division go, None when none is on file."""
        for one in items_of(answer):
            for office in one["departments"]:
                office["local"] = self.local_office(division, office["code"])


def division_of(facts: Facts, as_of: date) -> str:
    """Return the division of the permit, else of the open residence; raises InvalidInput when there is neither."""
    if isinstance(facts.holder.permit, PermitFacts):
        return facts.holder.permit.division
    open_now = [
        row
        for row in facts.holder.residences or ()
        if (row.since is None or row.since <= as_of) and not (isinstance(row.until, date) and row.until <= as_of)
    ]
    if not open_now:
        raise InvalidInput("place_needed", field="--place")
    return max(open_now, key=lambda row: row.since or date.min).division
