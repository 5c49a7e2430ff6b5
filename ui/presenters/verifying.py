"""What is said of a card that somebody shows: genuine or not, and separately whether it is in use."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from resipermit.domain.card import CardClaims
from resipermit.domain.verdict import CardStanding, VerificationResult
from resipermit.usecases.desk import Desk
from ui.text import Text


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


class VerifyView(Protocol):
    """What the presenter needs of the page."""

    def show_verdict(self, verdict: Verdict) -> None: ...
    def say(self, words: str, kind: str) -> None: ...


class VerifyPresenter:
    """Asks the desk about a text or a picture."""

    def __init__(self, view: VerifyView, desk: Desk, run: Callable[..., None], text: Text) -> None:
        self._view, self._desk, self._run, self._text = view, desk, run, text

    def verify(self, code: str | bytes, expect: str | None = None) -> None:
        """Verify what was scanned, pasted or opened."""

        def failed(error: Exception) -> None:
            self._view.say(self._text.error(error), "bad")

        self._run(
            lambda: self._desk.verify_card(code, expect or None),
            done=lambda result: self._view.show_verdict(verdict(result, self._text)),
            failed=failed,
        )


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
