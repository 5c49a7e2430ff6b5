"""What to say aloud to the person at the counter, the one act to offer first, and what can be done today."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from resipermit.domain.application import Application, Stage
from resipermit.domain.holder import HeldPermit, Registration
from resipermit.domain.permit import ActKind, PermitState, Standing
from resipermit.domain.printing import PrintLine, PrintState
from resipermit.usecases.card_face import CARD_ACTS
from resipermit.usecases.desk import Advice

LIVE = (Standing.IN_USE, Standing.SUSPENDED)
EXAMS_AHEAD = 6  # years: a condition of continuous schooling can still be met when it is said this early
NEEDS_NO_PERMIT = frozenset({"anyone", "actual_residence", "school_record"})


@dataclass(frozen=True, repr=False)
class Situation:
    """One person on one day. *if_registered* is the first day to apply if the residence were registered today.

    *moved* names the place of the live permit and that of the residence (`here`, `there`) where these are two.
    """

    day: date
    state: PermitState
    held: HeldPermit | None
    present: Registration | None
    applications: tuple[Application, ...]
    prints: tuple[PrintLine, ...]
    answer: Mapping[str, Any]
    has_children: bool = False
    if_registered: date | None = None
    days_to_issue: int = 15
    moved: Mapping[str, str] | None = None

    @property
    def live(self) -> bool:
        return self.state.standing in LIVE

    @property
    def window_open(self) -> bool:
        return self.state.window is not None and self.day in self.state.window

    @property
    def card_to_make(self) -> bool:
        """A live permit without a card since its issue here, or since a replacement made the last one void.

        The first cards of imported permits were made elsewhere.
        """
        acts = self.held.permit.acts if self.held else ()
        newest = next((act for act in reversed(acts) if act.kind in CARD_ACTS), None)
        if not self.live or newest is None:
            return False
        if newest.kind is ActKind.ISSUE and not self._issued_here:
            return False
        return not any(line.state is PrintState.MADE and line.on >= newest.on for line in self.prints)

    @property
    def _issued_here(self) -> bool:
        number = self.held and self.held.permit.number
        return any(file.permit_number == number for file in self.applications if file.permit_number)

    @property
    def open_file(self) -> Application | None:
        return next((file for file in self.applications if file.stage in (Stage.ACCEPTED, Stage.APPROVED)), None)

    @property
    def application(self) -> Mapping[str, Any]:
        item: Mapping[str, Any] = self.answer["permit"]["application"]
        return item

    @property
    def earliest_on(self) -> date | None:
        return _day(self.application.get("earliest_on"))


def primary_act(case: Situation) -> str:
    """Return the one act that the page offers first."""
    if case.live:
        if case.state.standing is Standing.SUSPENDED or case.window_open:
            return "endorse"
        return "print" if case.card_to_make else "none"
    if case.open_file is not None:
        return "issue" if case.open_file.stage is Stage.APPROVED else "review"
    if case.present is None:
        return "register"
    return "accept" if case.application["answer"] in ("yes", "unknown") else "none"


def say_aloud(case: Situation) -> Advice:
    """Return the one sentence to say."""
    if case.live:
        return _of_a_permit(case)
    if case.open_file is not None:
        return _of_a_file(case.open_file)
    return _of_a_right_to_apply(case)


def today_panel(case: Situation) -> tuple[Advice, ...]:
    """Return what can be done today, in the order of the talk; never empty."""
    return (*_acts_today(case), *_papers_today(case), *_exams(case))


def _of_a_permit(case: Situation) -> Advice:
    state = case.state
    window = state.window
    assert window is not None
    facts: dict[str, Any] = {"opens_on": window.opens_on, "closes_on": window.closes_on}
    if state.standing is Standing.SUSPENDED:
        code = "say_suspended_family" if case.has_children else "say_suspended"
        return Advice(code, facts | {"suspended_since": state.suspended_since})
    if case.window_open:
        return Advice("say_window_open", facts | {"days_left": (window.closes_on - case.day).days + 1})
    if case.card_to_make:
        return Advice("say_card_to_make", {"in_use_since": state.in_use_since})
    return Advice("say_in_use", facts)


def _of_a_file(file: Application) -> Advice:
    if file.stage is Stage.APPROVED:
        return Advice("say_approved", {"due_on": file.due_on})
    return Advice("say_under_review", {"accepted_on": file.accepted_on, "due_on": file.due_on})


def _of_a_right_to_apply(case: Situation) -> Advice:
    answer = case.application["answer"]
    if answer == "not_applicable":
        return _referral(case.application.get("reason_code"))
    if case.present is None:
        if case.if_registered is not None:
            return Advice("say_register_first", {"earliest_on": case.if_registered})
        return Advice("say_register_first_no_day", {})
    if answer == "yes":
        return Advice("say_may_apply", {"days": case.days_to_issue})
    if answer == "unknown":
        papers = tuple(paper["paper"] for paper in case.application["missing_evidence"])
        facts = {"count": len(papers), "papers": papers}
        if case.earliest_on is None or case.earliest_on <= case.day:
            return Advice("say_not_decided", facts)
        return Advice("say_not_decided_from", facts | {"earliest_on": case.earliest_on})
    if case.earliest_on is not None:
        return Advice("say_not_yet", {"earliest_on": case.earliest_on})
    return Advice("say_no_ground", {})


def _referral(reason: str | None) -> Advice:
    if reason == "local_household_registration":
        return Advice("say_local_household", {})
    return Advice("say_other_document", {})


def _acts_today(case: Situation) -> Iterator[Advice]:
    if case.state.standing is Standing.SUSPENDED:
        yield Advice("today_late_endorsement", {})
    elif case.live:
        if case.window_open:
            yield Advice("today_endorse", {})
        if case.card_to_make:
            yield Advice("today_print", {})
    if case.live:
        yield Advice("today_moved", dict(case.moved)) if case.moved else Advice("today_change_address", {})
        yield Advice("today_replace", {})
        return
    if case.open_file is not None:
        yield Advice("today_issue" if case.open_file.stage is Stage.APPROVED else "today_review", {})
        return
    if case.present is None:
        yield Advice("today_register", {})
    elif case.application["answer"] in ("yes", "unknown"):
        yield Advice("today_accept", {})
    if case.application["answer"] in ("no", "unknown"):
        yield Advice("today_faster_routes", {})


def _papers_today(case: Situation) -> Iterator[Advice]:
    if case.present is not None:
        if not case.live and case.earliest_on is not None and case.earliest_on > case.day:
            yield Advice("today_certificate_with_day", {"earliest_on": case.earliest_on})
        else:
            yield Advice("today_certificate", {})
    free = _needing_no_permit(case.answer)
    if free and case.state.standing is not Standing.IN_USE:
        yield Advice("today_without_permit", {"count": len(free), "entitlements": free})
    if case.state.window is not None and case.state.standing is Standing.IN_USE and not case.window_open:
        yield Advice("today_reminder", {"opens_on": case.state.window.opens_on})
    elif not case.live and case.earliest_on is not None and case.earliest_on > case.day:
        yield Advice("today_reminder", {"opens_on": case.earliest_on})


def _exams(case: Situation) -> Iterator[Advice]:
    for item in case.answer["exams"]:
        year = item.get("exam_year")
        if item["answer"] in ("not_applicable", "not_opened") or year is None or year > case.day.year + EXAMS_AHEAD:
            continue
        code = {"yes": "today_exam_yes", "no": "today_exam_no"}.get(item["answer"], "today_exam_open")
        yield Advice(code, {"exam": item["id"], "year": year, "subject": item.get("subject")})


def _needing_no_permit(answer: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(
        item["id"] for item in answer["entitlements"] if item["answer"] == "yes" and _rests_elsewhere(item["rests_on"])
    )


def _rests_elsewhere(rests_on: str | list[str]) -> bool:
    bases = {rests_on} if isinstance(rests_on, str) else set(rests_on)
    return bool(bases) and bases <= NEEDS_NO_PERMIT


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
