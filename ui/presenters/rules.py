"""What the rules page decides: which lines of the book are shown, what is said of one, who may put a pack in force."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from resipermit.domain.actors import Actor, Right
from resipermit.domain.claims import OFFICE_TIME
from resipermit.domain.rule_packs import PackStep, accepted_last, waiting
from resipermit.rule_words import told, words_of
from resipermit.usecases.desk import Desk
from ui.text import Text

KINDS = ("entitlement", "exam", "points", "condition", "value", "paper", "department", "instrument")
NAMED = frozenset({"unit", "stage", "audience", "subject", "combine", "sign", "outcome"})  # words of the rule files
GROUP = 8  # characters of a hash that the eye takes in at once


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One id of the book: what kind it is, its words, the id itself."""

    kind: str
    kind_words: str
    words: str
    identifier: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A line about one id, *depth* steps set in; *to_verify* when nobody has read its provision in the text.

    *written* is how a rule file writes it, for whoever writes them.
    """

    depth: int
    words: str
    to_verify: bool
    written: str = ""


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of a pack in words; *own* when whoever looks at it took it."""

    sha256: str
    at: str
    step: str
    by: str
    reason: str
    own: bool

    @property
    def short(self) -> str:
        """The hash as far as a table has room for it."""
        return f"{self.sha256[: 2 * GROUP]}…"


class RulesView(Protocol):
    """What the presenter needs of the page."""

    def show_rows(self, rows: Sequence[RuleRow]) -> None: ...
    def show_rule(self, lines: Sequence[RuleLine]) -> None: ...
    def show_packs(self, current: str, proposals: Sequence[StepRow], history: Sequence[StepRow]) -> None: ...
    def show_changes(self, lines: Sequence[str]) -> None: ...
    def say(self, words: str, kind: str) -> None: ...


class RulesPresenter:
    """Reads the book of the hall's place, and asks for the acts that change it."""

    def __init__(self, view: RulesView, desk: Desk, actor: Actor, run: Callable[..., None], text: Text) -> None:
        self._view, self._desk, self._actor, self._run, self._text = view, desk, actor, run, text
        self._rows: tuple[RuleRow, ...] = ()
        self._typed, self._kind = "", ""
        self._asked = 0

    @property
    def may_propose(self) -> bool:
        """Whether this person may propose rules."""
        return self._actor.may(Right.ADMINISTER)

    def may_decide(self, proposal: StepRow | None) -> bool:
        """Say whether this person may accept or refuse a proposal: never one of their own."""
        return proposal is not None and not proposal.own and self._actor.may(Right.REVIEW)

    def refresh(self) -> None:
        """Fetch the book and the packs anew."""
        room = self._desk.rule_room
        self._run(lambda: room.look.catalogue(self._actor), done=self._show_book, failed=self._failed)
        self._run(lambda: room.packs(self._actor), done=self._show_packs, failed=self._failed)

    def search(self, typed: str) -> None:
        """Show the lines in whose words or id everything stands that was typed."""
        self._typed = typed
        self._show_found()

    def choose_kind(self, kind: str) -> None:
        """Show the lines of one kind; nothing stands for all."""
        self._kind = kind
        self._show_found()

    def choose(self, identifier: str) -> None:
        """Show all that the book holds about an id; an answer that comes after another was chosen is dropped."""
        self._asked += 1
        ticket = self._asked

        def done(shown: Mapping[str, Any]) -> None:
            if ticket == self._asked:
                self._view.show_rule([self._line(*one) for one in told(shown, self._text.language)])

        look = self._desk.rule_room.look
        self._run(lambda: look.describe(self._actor, identifier), done=done, failed=self._failed)

    def propose(self, folder: Path | None) -> None:
        """Propose the rules of a folder; None stands for those that come with the program."""
        room = self._desk.rule_room
        self._act(lambda: room.propose(self._actor, room.pack_of(folder)), "done.rules_proposed")

    def accept(self, sha256: str) -> None:
        """Put a proposal in force."""
        self._act(lambda: self._desk.rule_room.accept(self._actor, sha256), "done.rules_accepted")

    def refuse(self, sha256: str, reason: str) -> None:
        """Send a proposal back."""
        self._act(lambda: self._desk.rule_room.refuse(self._actor, sha256, reason), "done.rules_refused")

    def compare(self, sha256: str) -> None:
        """Show which ids a proposal changes."""

        def done(lines: Sequence[Mapping[str, Any]]) -> None:
            self._view.show_changes([*map(self._change, lines)] or [self._text.say("rules.same_here")])

        look = self._desk.rule_room.look
        self._run(lambda: look.changes(self._actor, sha256), done=done, failed=self._failed)

    def _act(self, job: Callable[[], str], code: str) -> None:
        def done(sha256: str) -> None:
            self._view.say(self._text.say(code, sha256=sha256), "good")
            self.refresh()

        self._run(job, done=done, failed=self._failed)

    def _show_book(self, lines: Sequence[Mapping[str, Any]]) -> None:
        language = self._text.language
        rows = [
            RuleRow(line["kind"], self._text.say(f"rule_kind.{line['kind']}"), words_of(line, language), line["id"])
            for line in lines
        ]
        self._rows = tuple(sorted(rows, key=lambda row: KINDS.index(row.kind)))
        self._show_found()

    def _show_found(self) -> None:
        wanted = self._typed.casefold().split()
        self._view.show_rows(
            [
                row
                for row in self._rows
                if self._kind in ("", row.kind)
                and all(word in f"{row.words} {row.identifier}".casefold() for word in wanted)
            ]
        )

    def _show_packs(self, steps: Sequence[PackStep]) -> None:
        last = accepted_last(steps)
        if last is None:
            current = self._text.say("rules.none_accepted")
        else:
            current = self._text.say("rules.current", sha256=grouped(last.sha256), by=last.by, at=_at(last.at))
        self._view.show_packs(current, [*map(self._step, waiting(steps))], [*map(self._step, reversed(steps))])

    def _step(self, step: PackStep) -> StepRow:
        words = self._text.say(f"pack_step.{step.step}")
        return StepRow(step.sha256, _at(step.at), words, step.by, step.reason or "", step.by == self._actor.user)

    def _change(self, line: Mapping[str, Any]) -> str:
        what = [self._named("rule_part", part) for part in line["what"]]
        words = self._text.rule(line["id"])
        return self._text.say(f"rules.would_be_{line['change']}", words=words, id=line["id"], what=what)

    def _line(self, code: str, facts: Mapping[str, Any]) -> RuleLine:
        said, marks, written = dict(facts), "", ""
        if "cite" in said:
            cites = [said["cite"]] if isinstance(said["cite"], str) else said["cite"]
            said["cite"] = [self._text.cited(one) for one in cites]
            marks = "".join(self._text.mark(one.rpartition(" ")[2]) for one in cites if " " in one)
        if "certainty" in said:
            marks = self._text.mark(said["certainty"])
            said["certainty"] = marks.strip() or said["certainty"]
        for fact in NAMED & said.keys():
            said[fact] = [self._named(f"rule_{fact}", word) for word in str(said[fact]).split("+")]
        if code == "rules.show_rests_on":
            said["value"] = self._named("rule_rests_on", said["value"])
        if code == "rules.show_condition":
            code, written = "rules.read_condition", f"{said['op']}{said['asks']}"
            said["op"] = self._named("rule_op", said["op"], "")
        words = self._text.say(code, **said)
        stripped = words.lstrip()
        return RuleLine((len(words) - len(stripped)) // 2, stripped, bool(marks), written)

    def _named(self, kind: str, word: str, unnamed: str | None = None) -> str:
        """Return what a word of the rule files is called; one without a name is itself, or *unnamed*."""
        code = f"{kind}.{word}"
        name = self._text.say(code)
        return name if name != code else word if unnamed is None else unnamed

    def _failed(self, error: Exception) -> None:
        self._view.say(self._text.error(error), "bad")


def grouped(sha256: str) -> str:
    """Return a hash in groups that the eye can compare."""
    return " ".join(sha256[start : start + GROUP] for start in range(0, len(sha256), GROUP))


def _at(instant: datetime) -> str:
    return f"{instant.astimezone(OFFICE_TIME):%Y-%m-%d %H:%M}"
