"""What the holder page decides: which words, which one act, which rows; it shows a file and asks for acts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Protocol, TypeVar

from resipermit.answer_words import answer_words, reasons
from resipermit.domain.actors import Actor, Right
from resipermit.domain.application import Application, Ground
from resipermit.domain.calendar import full_years
from resipermit.domain.errors import Refused
from resipermit.domain.holder import HeldPermit
from resipermit.domain.identity import masked
from resipermit.domain.permit import ActKind, Standing
from resipermit.domain.printing import PrintKind, PrintState
from resipermit.usecases.desk import Desk, Foresight, HolderFile
from ui.presenters.entitlements import Group, groups
from ui.presenters.evidence_rows import EvidenceRow, evidence_rows
from ui.presenters.schooling import ExamMark, School, exam_marks, forecast_lines, schools
from ui.text import STANDING_SIGNS, STANDING_TONES, Text

Kept = TypeVar("Kept")
CARD_ACTS = {
    ActKind.REPLACE: PrintKind.EXCHANGE,
    ActKind.CHANGE_ADDRESS: PrintKind.EXCHANGE,
    ActKind.REISSUE: PrintKind.LOST,
}
AGE_OF_EXAMS = 11  # below, "not yet at a junior school" is no answer to anything a family asks


@dataclass(frozen=True, slots=True, repr=False)
class Member:
    """One member of the family: who, the schooling, and what can be said of the exams."""

    who: str
    detail: str
    schools: tuple[School, ...]
    marks: tuple[ExamMark, ...]
    exams: tuple[str, ...]
    today: date


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """Everything the page shows, in words; *person_id* and *permit* are whom its acts are about."""

    person_id: int
    permit: str | None
    name: str
    number: str
    permit_words: str
    particulars: str
    standing: str
    standing_tone: str
    days: str
    aloud: str
    primary: str
    primary_words: str
    print_kind: PrintKind
    today: tuple[str, ...]
    groups: tuple[Group, ...]
    members: tuple[Member, ...]
    evidence: tuple[EvidenceRow, ...]
    ledger: tuple[tuple[str, str, str, str], ...]
    photo: bytes | None
    frame: str


class HolderView(Protocol):
    """What the presenter needs of the page."""

    def show_opening(self) -> None: ...
    def show_file(self, shown: Shown) -> None: ...
    def show_reasons(self, lines: tuple[str, ...]) -> None: ...
    def show_number(self, number: str) -> None: ...
    def offer_label(self, shown: Shown) -> None: ...
    def show_foresight(self, foresight: Foresight, shown: Shown) -> None: ...
    def say(self, words: str, kind: str) -> None: ...


class HolderPresenter:
    """Decides for one open file; an answer that comes after another file was opened is dropped."""

    def __init__(self, view: HolderView, desk: Desk, actor: Actor, run: Callable[..., None], text: Text) -> None:
        self._view, self._desk, self._actor, self._run, self._text = view, desk, actor, run, text
        self._asked = 0
        self.file: HolderFile | None = None
        self.shown: Shown | None = None

    def open(self, person_id: int) -> None:
        """Open somebody's file; until it is there, no act can meet the file that was open before."""
        if self.file is not None and self.file.person.id != person_id:
            self.file = self.shown = None
            self._view.show_opening()
        self._asked += 1
        ticket = self._asked

        def done(file: HolderFile) -> None:
            if ticket == self._asked:
                self.file = file
                self.shown = shown(file, self._text, self._desk)
                self._view.show_file(self.shown)

        self._run(lambda: self._desk.open_holder(self._actor, person_id), done=done, failed=self._failed)

    def reload(self) -> None:
        """Show the file as it stands now."""
        if self.file is not None and self.file.person.id is not None:
            self.open(self.file.person.id)

    def entered(self, words: str) -> None:
        """Say what was put on record and show the file anew, with the answers that follow from it."""
        self._view.say(words, "good")
        self.reload()

    def explain(self, item: Mapping[str, Any]) -> None:
        """Show the reasons behind a row."""
        if self.file is not None:
            self._view.show_reasons(reasons(item, names_of(self.file, self._text), self._text))

    def reveal(self) -> None:
        """Show the citizen number in full; that it was shown is noted."""
        if self.file is None:
            return
        person_id = self.file.person.id
        assert person_id is not None

        def done(number: str) -> None:
            if self.shown is not None and self.shown.person_id == person_id:
                self._view.show_number(number)

        self._run(lambda: self._desk.reveal(self._actor, person_id, "citizen_number"), done=done, failed=self._failed)

    def foresee_endorsement(self) -> None:
        """Ask what an endorsement today would change, before anything is done."""
        on_page = self.shown
        if on_page is None or on_page.permit is None:
            return
        number = on_page.permit

        def done(foresight: Foresight) -> None:
            if self.shown is not None and self.shown.permit == number:
                self._view.show_foresight(foresight, self.shown)

        self._run(lambda: self._desk.foresee_endorsement(self._actor, number), done=done, failed=self._failed)

    def endorse(self, number: str) -> None:
        """Endorse, show the file anew, and offer this year's label to whoever may print it."""
        on_page = self.shown

        def endorsed() -> None:
            if on_page is not None and on_page.permit == number and self._actor.may(Right.PRINT):
                self._view.offer_label(on_page)

        endorse = partial(self._desk.endorse_permit, self._actor, number)
        self._act(endorse, "done.endorse", self._permit_facts, endorsed)

    def make_label(self, number: str, reason: str | None, send: Callable[[bytes], None]) -> None:
        """Make the label of this year's endorsement and hand it to *send*."""

        def make() -> None:
            pdf = self._desk.card_room.make_label(self._actor, number, reason).pdf
            try:
                send(pdf)
            except Refused as error:  # its own words speak of a card that does not count
                raise Refused("label_not_printed", printer=error.facts["printer"]) from error

        def done(_: None) -> None:
            self._view.say(self._text.say("done.label_printed", number=number), "good")

        self._run(make, done=done, failed=self._failed)

    def print_settlement(self, person_id: int, send: Callable[[bytes], None]) -> None:
        """Look before an application for settlement, keep the record and hand the sheet to *send*."""

        def make() -> int | None:
            printed = self._desk.rule_room.print_settlement(self._actor, person_id, self._text.language)
            try:
                send(printed.pdf)
            except Refused as error:  # its own words speak of a card
                raise Refused("sheet_not_printed", printer=error.facts["printer"]) from error
            return printed.decision.id

        def done(record: int | None) -> None:
            self._view.say(self._text.say("done.settlement_printed", number=record), "good")

        self._run(make, done=done, failed=self._failed)

    def accept(self, person_id: int, grounds: tuple[Ground, ...], photo: bytes | None) -> None:
        """Accept an application on *grounds*."""

        def facts(application: Application) -> dict[str, Any]:
            return {"number": application.id, "due_on": application.due_on}

        self._act(lambda: self._desk.accept_application(self._actor, person_id, grounds, photo), "done.accept", facts)

    def replace_card(self, number: str, *, lost: bool, reason: str) -> None:
        """Record an exchange or a reissue."""
        code = "done.reissue" if lost else "done.replace"
        replace = partial(self._desk.replace_card, self._actor, number, lost=lost, reason=reason)
        self._act(replace, code, self._permit_facts)

    def end_permit(self, number: str, kind: ActKind, reason: str) -> None:
        """Cancel or revoke."""
        end = partial(self._desk.end_permit, self._actor, number, kind, reason)
        self._act(end, f"done.{kind}", self._permit_facts)

    def _permit_facts(self, held: HeldPermit) -> dict[str, Any]:
        state = held.permit.state(self._desk.today())
        window = state.window
        return {
            "number": held.permit.number,
            "standing": state.standing,
            "opens_on": window and window.opens_on,
            "closes_on": window and window.closes_on,
        }

    def _act(
        self,
        job: Callable[[], Kept],
        code: str,
        facts: Callable[[Kept], dict[str, Any]],
        then: Callable[[], None] = lambda: None,
    ) -> None:
        def done(kept: Kept) -> None:
            self._view.say(self._text.say(code, **facts(kept)), "good")
            self.reload()
            then()

        self._run(job, done=done, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self._view.say(self._text.error(error), "bad")


def names_of(file: HolderFile, text: Text) -> dict[str, str]:
    """Return who is behind each subject of the answer."""
    names = {"holder": file.person.name, "any_parent": text.say("word.any_parent")}
    names |= {f"household[{n}]": tie.relative.name for n, tie in enumerate(file.ties)}
    return names


def shown(file: HolderFile, text: Text, desk: Desk) -> Shown:
    """Return the page in words."""
    person = file.person
    standing = file.state.standing
    names = names_of(file, text)
    particulars = " · ".join(
        (
            text.word(person.sex),
            desk.ethnic_groups.get(person.ethnic_code, ""),
            text.say("born", day=text.day(person.born_on)),
        )
    )
    registered_at = desk.gazetteer.full_name(person.registered_division)
    number = file.held.permit.number if file.held else None
    assert person.id is not None
    return Shown(
        person_id=person.id,
        permit=number,
        name=person.name,
        number=masked(person.citizen_number),
        particulars=f"{particulars}\n{text.say('registered_at')} {registered_at}",
        permit_words=text.say("permit_number_of", number=number) if number else "",
        standing=f"{STANDING_SIGNS[standing.value]} {text.word(standing)}",
        standing_tone=STANDING_TONES.get(standing.value, "quiet"),
        days=_days(file, text),
        aloud=text.say(file.say_aloud.code, **file.say_aloud.facts),
        primary=file.primary_act,
        primary_words=text.say(f"act.{file.primary_act}"),
        print_kind=_print_kind(file),
        today=tuple(text.say(advice.code, **advice.facts) for advice in file.today),
        groups=groups(file.answer, names, text),
        members=tuple(_member(file, index, text, desk) for index in range(len(file.ties))),
        evidence=evidence_rows(file, text, desk),
        ledger=tuple(_ledger(file, text)),
        photo=file.photo,
        frame=text.say("frame", name=person.name, tail=person.citizen_number[-4:]),
    )


def _print_kind(file: HolderFile) -> PrintKind:
    """Return the kind of card that would be printed next, by what was printed and what has been done since."""
    if not any(line.state is PrintState.MADE for line in file.prints):
        return PrintKind.FIRST
    acts = file.held.permit.acts if file.held else ()
    newest = next((act.kind for act in reversed(acts) if act.kind in CARD_ACTS), None)
    return CARD_ACTS[newest] if newest else PrintKind.MISPRINT


def _days(file: HolderFile, text: Text) -> str:
    state = file.state
    if state.standing is Standing.SUSPENDED and state.suspended_since is not None:
        return text.say("days.suspended", days=(file.day - state.suspended_since).days + 1)
    if state.standing is Standing.IN_USE and state.due_on is not None:
        return text.say("days.left", days=(state.due_on - file.day).days, years=state.years_of_residence)
    return ""


def _member(file: HolderFile, index: int, text: Text, desk: Desk) -> Member:
    tie = file.ties[index]
    subject = f"household[{index}]"
    age = full_years(tie.relative.born_on, file.day)
    items = [item for item in file.answer["exams"] if item["subject"] == subject and _to_be_told(item, age)]
    exams = [line for item in items for line in (_exam(item, text), *forecast_lines(item, text))]
    rows = file.schooling.get(subject, ())
    return Member(
        who=f"{text.word(tie.relation)}　{tie.relative.name}",
        detail=text.say("family.detail", sex=text.word(tie.relative.sex), age=age),
        schools=schools(rows, file.answer["place"], file.day, text, desk),
        marks=exam_marks(items, text),
        exams=tuple(exams),
        today=file.day,
    )


def _exam(item: Mapping[str, Any], text: Text) -> str:
    return text.say(
        "family.exam",
        exam=text.rule(item["id"]),
        year=item["exam_year"] or "",
        answer=answer_words(item, text),
        reason=text.reason(item["reason_code"]),
    )


def _to_be_told(item: Mapping[str, Any], age: int) -> bool:
    """Say whether an examination concerns the child by now; the tab of entitlements has those far ahead."""
    return item["answer"] != "not_applicable" and age >= AGE_OF_EXAMS


def _ledger(file: HolderFile, text: Text) -> list[tuple[str, str, str, str]]:
    lines = [(text.day(line.act.on), text.word(line.act.kind), line.by, line.reason or "") for line in file.ledger]
    lines += [
        (text.day(one.accepted_on), text.say("ledger.accepted", stage=text.word(one.stage)), one.accepted_by, "")
        for one in file.applications
    ]
    lines += [
        (
            text.day(one.on),
            text.say("ledger.print", kind=text.word(one.kind), state=text.word(one.state)),
            one.by,
            one.reason or "",
        )
        for one in file.prints
    ]
    return lines
