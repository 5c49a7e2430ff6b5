"""What is said of a card that somebody shows: genuine or not, and separately whether it is in use."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from resipermit.domain.card import CardClaims
from resipermit.domain.verdict import CardStanding, VerificationResult
from resipermit.usecases.desk import Desk
from ui.text import Text

Shown = str | Callable[[], bytes]  # the text of a code, or how to read a picture of it
ReadList = Callable[[Desk], bytes | str]
PICTURES = (b"\x89PNG", b"\xff\xd8", b"%PDF", b"BM", b"II*", b"MM\0*", b"RIFF")


@dataclass(frozen=True, slots=True, repr=False)
class Verdict:
    """The two statements with their tones, the reason, and what the card says."""

    genuine: str
    genuine_tone: str
    standing: str
    standing_tone: str
    reason: str
    reason_tone: str
    claims: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is at hand besides the card: the number it should have, a status list, the label that is stuck on it."""

    expect: str = ""
    status_list: ReadList | None = None
    label: Shown | None = None


class VerifyView(Protocol):
    """What the presenter needs of the page."""

    def show_verdict(self, verdict: Verdict) -> None: ...
    def show_code(self, code: str) -> None: ...
    def take_label(self, label: str) -> None:
        """Keep the text of a label for the card that it belongs to."""
        ...

    def say(self, words: str, kind: str) -> None: ...


class VerifyPresenter:
    """Asks the desk about a text or a picture; a label that is scanned joins the card that was scanned before it."""

    def __init__(self, view: VerifyView, desk: Desk, run: Callable[..., None], text: Text) -> None:
        self._view, self._desk, self._run, self._text = view, desk, run, text
        self._card: str | None = None

    def verify(self, shown: Shown, beside: Beside | None = None) -> None:
        """Verify what was scanned, pasted or opened, with what lies beside it."""
        beside = beside or Beside()

        def judge() -> tuple[str, VerificationResult]:
            code = self._code(shown)
            listing = beside.status_list and beside.status_list(self._desk)
            label = self._code(beside.label) if beside.label else None
            verdict = self._desk.verify_card(code, beside.expect or None, status_list=listing, label=label)
            return code, verdict

        def done(judged: tuple[str, VerificationResult]) -> None:
            code, result = judged
            if result.reason == "label_alone":
                self._view.take_label(code)
                if self._card is not None:
                    self.verify(self._card, replace(beside, label=code))
                    return
            if not isinstance(shown, str):
                self._view.show_code(code)
            self._card = code if result.genuine else None
            self._view.show_verdict(verdict(result, self._text))

        def failed(error: Exception) -> None:
            self._view.say(self._text.error(error), "bad")

        self._run(judge, done=done, failed=failed)

    def _code(self, shown: Shown) -> str:
        return shown if isinstance(shown, str) else self._desk.read_code(shown())


def newest_list(desk: Desk) -> bytes:
    """Return the hall's own newest list; raises Refused when none was made yet."""
    return desk.keys.newest_list()


@dataclass(frozen=True)
class ListFile:
    """A status list in a file: the signed list itself, or a picture of the paper with its code."""

    path: Path
    read: Callable[[Path], bytes]

    def __call__(self, desk: Desk) -> bytes | str:
        content = self.read(self.path)
        return desk.read_code(content) if content.startswith(PICTURES) else content


def verdict(result: VerificationResult, text: Text) -> Verdict:
    """Return a result in words."""
    genuine_code = "verify.genuine" if result.genuine else "verify.not_genuine"
    tone = {"in_use": "good", "suspended": "warn", "not_known": "warn"}.get(str(result.standing), "bad")
    plain = result.genuine and result.reason is None and result.standing is CardStanding.IN_USE
    why = () if plain else (result.reason or result.standing_reason,)  # of a card in use there is nothing to explain
    reason = "；".join(map(text.word, (*why, *result.cautions)))
    return Verdict(
        text.say(genuine_code),
        "good" if result.genuine else "bad",
        text.say(f"verify.{result.standing}") if result.genuine else "",
        tone,
        reason,
        "bad" if result.reason else "quiet",
        _claims(result.claims, text) if result.claims else (),
    )


def _claims(claims: CardClaims, text: Text) -> tuple[tuple[str, str], ...]:
    return (
        (text.say("label.name"), claims.name),
        (text.say("label.sex"), text.word(claims.sex)),
        (text.say("label.ethnic_group"), claims.ethnic_group),
        (text.say("label.born_on"), text.day(claims.born_on)),
        (text.say("label.citizen_number"), claims.citizen_number),
        (text.say("label.registered_address"), claims.registered_address),
        (text.say("label.residence_address"), claims.residence_address),
        (text.say("label.permit_number"), claims.permit_number),
        (text.say("label.issued_on"), text.day(claims.issued_on)),
    )
