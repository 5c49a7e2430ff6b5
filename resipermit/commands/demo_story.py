"""The main job, step by step, for one invented family; each step says what it did."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from resipermit.commands.demo_hall import DemoActors, DemoHall
from resipermit.domain import demo_family
from resipermit.domain.application import Ground
from resipermit.domain.printing import PrintKind
from resipermit.domain.verdict import VerificationResult


class Tell(Protocol):
    """Says a sentence."""

    def __call__(self, code: str, /, **facts: Any) -> None: ...


@dataclass(frozen=True)
class DemoStory:
    """Register, accept, review, issue, endorse, assess, print, read back, verify."""

    hall: DemoHall
    actors: DemoActors
    tell: Tell

    def from_registration_to_permit(self) -> str:
        """Return the number of the permit; the days of the past are those of `DemoDays`."""
        desk, clerk = self.hall.desk, self.actors.clerk
        days = demo_family.DemoDays.before(desk.today())
        home, family = demo_family.registration(days), demo_family.relatives(days.today)
        self.hall.set_day(days.registered_on)
        person = demo_family.holder()
        holder = desk.register_residence(clerk, person, home, self.hall.portrait(person))
        assert holder.id is not None
        desk.add_evidence(clerk, holder.id, demo_family.evidence(days))
        for tie, _ in family:
            desk.register_residence(clerk, tie.relative, home)
            desk.add_relative(clerk, holder.id, tie)
        said = desk.open_holder(clerk, holder.id).say_aloud
        self.tell("demo.registered", on=days.registered_on, name=holder.name, members=len(family))
        self.tell("demo.said", sentence=_said(said.code, said.facts))
        self.hall.set_day(days.accepted_on)
        grounds = (Ground.DWELLING, Ground.EMPLOYMENT)
        file = desk.accept_application(clerk, holder.id, grounds)
        assert file.id is not None
        self.tell("demo.accepted", on=days.accepted_on, by=clerk.display_name, due_on=file.due_on)
        self.hall.set_day(days.reviewed_on)
        desk.review_application(self.actors.reviewer, file.id, approve=True)
        self.tell("demo.reviewed", on=days.reviewed_on, by=self.actors.reviewer.display_name)
        self.hall.set_day(days.issued_on)
        held = desk.issue_permit(clerk, file.id)
        self.tell("demo.issued", on=days.issued_on, number=held.permit.number)
        self.hall.set_day(None)
        return held.permit.number

    def endorse(self, number: str) -> None:
        """Endorse today, inside the window, after the papers of the children were seen."""
        desk, clerk = self.hall.desk, self.actors.clerk
        for tie, evidence in demo_family.relatives(desk.today()):
            (found,) = desk.find_holder(clerk, tie.relative.citizen_number).hits
            assert found.person.id is not None
            desk.add_evidence(clerk, found.person.id, evidence)
        said = desk.open_holder(clerk, self._person_id(number)).say_aloud
        self.tell("demo.said", sentence=_said(said.code, said.facts))
        held = desk.endorse_permit(clerk, number)
        state = held.permit.state(desk.today())
        assert state.window is not None
        self.tell("demo.endorsed", on=desk.today(), closes_on=state.window.closes_on)

    def answers(self, number: str) -> list[Any]:
        """Return the answer about the family, and one about a holder of each other kind."""
        desk, clerk = self.hall.desk, self.actors.clerk
        today = desk.today()
        own = desk.assess_on(clerk, self._person_id(number), today)
        open_now = [item for item in own["entitlements"] if item["answer"] == "yes"]
        self.tell("demo.assessed", count=len(own["entitlements"]), yes=len(open_now), exams=len(own["exams"]))
        documents = [{"story": "demo_family", "answer": own}]
        seen: set[str] = set()
        for holder in self.hall.people(40, today):
            found = desk.find_holder(clerk, holder.person.citizen_number).hits
            if holder.story in seen or not found:
                continue
            seen.add(holder.story)
            person_id = found[0].person.id
            assert person_id is not None
            documents.append({"story": holder.story, "answer": desk.assess_on(clerk, person_id, today)})
        return documents

    def print(self, number: str, send: Callable[[bytes], None]) -> None:
        """Print the first card."""
        line = self.hall.desk.print_card(self.actors.clerk, number, PrintKind.FIRST, None, send)
        self.tell("demo.printed", number=number, sha256=line.pdf_sha256[:16])

    def verify(self, number: str, picture: bytes, pdf: bytes) -> tuple[VerificationResult, VerificationResult]:
        """Return the verdict on the picture of the printed page, and on its text with one character changed."""
        desk = self.hall.desk
        verdict = desk.verify_card(picture, expect=number)
        text = desk.preview_card(self.actors.clerk, number).qr_text
        middle = len(text) // 2
        changed = text[:middle] + ("A" if text[middle] != "A" else "B") + text[middle + 1 :]
        return verdict, desk.verify_card(changed)

    def _person_id(self, number: str) -> int:
        (found,) = self.hall.desk.find_holder(self.actors.clerk, number).hits
        assert found.person.id is not None
        return found.person.id


def _said(code: str, facts: Any) -> str:
    from resipermit.words import say

    return say(code, "zh_CN", **facts)
