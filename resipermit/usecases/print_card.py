"""Print a card: make the page, read its code back, send it to the printer, and only then count it as made."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Protocol

from resipermit.domain.actors import Actor, Right
from resipermit.domain.card import CardFace
from resipermit.domain.endorsement_label import LabelFace
from resipermit.domain.errors import Refused, ResipermitError
from resipermit.domain.glyph_case import GlyphCase
from resipermit.domain.permit import ActKind, ResidencePermit
from resipermit.domain.preflight import MISSING_GLYPH, Preflight
from resipermit.domain.printing import PrintKind, PrintLine, PrintState
from resipermit.usecases.card_face import EthnicWord, compose_face
from resipermit.usecases.checks import needed_reason
from resipermit.usecases.desk import CardProof
from resipermit.usecases.keep_stock import needs_blank, take_blank
from resipermit.usecases.ports import Clock, OpenUnit, Unit

NEEDED_ACT = {
    PrintKind.EXCHANGE: ActKind.REPLACE,
    PrintKind.LOST: ActKind.REISSUE,
}


class CardMaker(Protocol):
    """Makes the page of a card and reads its code back from the rendered page."""

    def make(self, face: CardFace, photo: bytes, *, paper: bool = False) -> CardProof:
        """Return the page and the text of its code, on *paper* both sides on one sheet.

        Raises:
            InvalidInput, Refused: with the item as field.
        """
        ...

    def label(self, face: LabelFace) -> CardProof:
        """Return the page of an endorsement label and the text of its code; raises as `make`."""
        ...

    def join(self, pdfs: Iterable[bytes]) -> bytes:
        """Return the pages of many files in one, in their order."""
        ...

    def test_card(self, language: str) -> bytes:
        """Return the card on which a printer's offsets are measured."""
        ...

    def check(self, face: CardFace, photo: bytes) -> Preflight:
        """Return everything that stands against the card."""
        ...

    def read_back(self, pdf: bytes) -> str:
        """Return the text of the code as read from the rendered page."""
        ...

    def read_scan(self, picture: bytes) -> str:
        """Return the text of the code on the scanned card; raises InvalidInput."""
        ...


@dataclass(frozen=True)
class CheckCard:
    """Return everything that stands against printing a card; a character that no font has opens its 缺字处理."""

    open_unit: OpenUnit
    maker: CardMaker
    ethnic_word: EthnicWord
    clock: Clock

    def __call__(self, actor: Actor, number: str) -> Preflight:
        actor.needs(Right.PRINT)
        with self.open_unit() as unit:
            face, photo = compose_face(unit, unit.permits.get(number), self.clock.today(), self.ethnic_word)
        report = self.maker.check(face, photo)
        for lack in report.glyphs_missing:
            _open_glyph_case(self.open_unit, actor, number, {"item": lack.item, **lack.facts}, self.clock.today())
        return report


@dataclass(frozen=True)
class PreviewCard:
    """Return the very page that would be archived and printed; nothing is kept."""

    open_unit: OpenUnit
    maker: CardMaker
    ethnic_word: EthnicWord
    clock: Clock

    def __call__(self, actor: Actor, number: str, *, paper: bool = False) -> CardProof:
        actor.needs(Right.PRINT)
        with self.open_unit() as unit:
            face, photo = compose_face(unit, unit.permits.get(number), self.clock.today(), self.ethnic_word)
            unit.journal.note(actor, "preview_card", self.clock.now(), number)
            unit.commit()
        return self.maker.make(face, photo, paper=paper)


@dataclass(frozen=True)
class PrintCard:
    """Return the line of the print ledger as made.

    The pending line and the archived page are one transaction. Whatever goes wrong after it leaves a spoiled line with
    its reason, never a card that counts.
    """

    open_unit: OpenUnit
    maker: CardMaker
    ethnic_word: EthnicWord
    clock: Clock

    def __call__(
        self,
        actor: Actor,
        number: str,
        kind: PrintKind,
        reason: str | None,
        send: Callable[[bytes], None],
        scan: Callable[[], bytes] | None = None,
        *,
        paper: bool = False,
    ) -> PrintLine:
        """With *scan*, the card itself is read too, and another card than the one just made is refused.

        A permit on *paper* takes no blank.
        """
        actor.needs(Right.PRINT)
        with self.open_unit() as unit:
            if not paper:
                needs_blank(unit)
            held = unit.permits.get(number)
            said = may_print(unit.prints.of_permit(number), held.permit, kind, reason)
            face, photo = compose_face(unit, held, self.clock.today(), self.ethnic_word)
        proof = self._made(actor, number, face, photo, paper)
        line = self._pending(actor, number, kind, said, proof)
        try:
            made = line.made(self.maker.read_back(proof.pdf))
            send(proof.pdf)
            if scan is not None and self.maker.read_scan(scan()) != proof.qr_text:
                raise Refused("scanned_other_card")
        except Exception as error:  # the printer's own faults are many; none may leave the line open
            spoiled = error.code if isinstance(error, ResipermitError) else "printer_failed"
            self._close(actor, line.failed(spoiled))
            if isinstance(error, ResipermitError):
                raise
            raise Refused("printer_failed") from error
        self._close(actor, made, takes_blank=not paper)
        return made

    def _made(self, actor: Actor, number: str, face: CardFace, photo: bytes, paper: bool) -> CardProof:
        try:
            return self.maker.make(face, photo, paper=paper)
        except Refused as refusal:
            if refusal.code == MISSING_GLYPH:
                _open_glyph_case(self.open_unit, actor, number, refusal.facts, self.clock.today())
            raise

    def _pending(self, actor: Actor, number: str, kind: PrintKind, reason: str | None, proof: CardProof) -> PrintLine:
        today, digest = self.clock.today(), sha256(proof.pdf).hexdigest()
        wanted = PrintLine(None, number, kind, PrintState.PENDING, today, actor.user, proof.qr_text, digest, reason)
        with self.open_unit() as unit:
            _close_unfinished(unit, number)
            line = unit.prints.add(wanted, proof.pdf)
            unit.journal.note(actor, "print_wanted", self.clock.now(), number)
            unit.commit()
        return line

    def _close(self, actor: Actor, line: PrintLine, *, takes_blank: bool = False) -> None:
        with self.open_unit() as unit:
            unit.prints.close(line)
            if takes_blank:
                take_blank(unit, line.id, self.clock.today(), actor.user)
            unit.journal.note(actor, f"print_{line.state}", self.clock.now(), line.permit_number)
            unit.commit()


def may_print(
    earlier: tuple[PrintLine, ...], permit: ResidencePermit, kind: PrintKind, reason: str | None
) -> str | None:
    """Return the reason to keep with the line; raises Refused when a card of this kind may not be printed.

    A first card is printed once; every further one says its kind and reason, and rests on its act.
    """
    if kind is PrintKind.FIRST:
        if any(line.state is PrintState.MADE for line in earlier):
            raise Refused("first_card_made")
        if any(line.state is PrintState.PENDING for line in earlier):
            raise Refused("print_unfinished")
        return reason
    said = needed_reason(reason)
    if kind is PrintKind.MISPRINT and not earlier:
        raise Refused("nothing_printed_yet")
    needed = NEEDED_ACT.get(kind)
    if needed is not None and not any(act.kind is needed for act in permit.acts):
        raise Refused("no_act_for_print", kind=kind)
    return said


def _open_glyph_case(open_unit: OpenUnit, actor: Actor, number: str, facts: Mapping[str, Any], day: date) -> None:
    case = GlyphCase(number, facts["item"], facts.get("characters", ""), facts.get("code_points", ""), day, actor.user)
    with open_unit() as unit:
        unit.stock.open_glyph_case(case)
        unit.commit()


def _close_unfinished(unit: Unit, number: str) -> None:
    """Close a line that a power cut left pending: somebody has now said why a card is printed anew."""
    for line in unit.prints.of_permit(number):
        if line.state is PrintState.PENDING:
            unit.prints.close(line.failed("interrupted"))
