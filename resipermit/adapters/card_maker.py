"""Makes the page of a card with the hall's own key, with the first mask of its code that reads back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from resipermit.adapters import card_code
from resipermit.adapters.card_pdf import make_card, make_label
from resipermit.adapters.card_preflight import preflight
from resipermit.adapters.card_reader import code_in_picture, read_back
from resipermit.adapters.card_template import CardTemplate
from resipermit.adapters.page_pictures import joined
from resipermit.adapters.printer_card import printer_card
from resipermit.adapters.qr import MASKS
from resipermit.adapters.template_files import paper_template
from resipermit.domain.card import CardFace
from resipermit.domain.card_keys import Signable, Signer
from resipermit.domain.endorsement_label import LabelFace
from resipermit.domain.errors import Refused
from resipermit.domain.preflight import Preflight
from resipermit.usecases.desk import CardProof


@dataclass(frozen=True)
class PdfCardMaker:
    """Makes cards as PDF; *signer* and *template* are asked for each card, so that a change needs no restart."""

    signer: Callable[[Signable], Signer]
    template: Callable[[], CardTemplate]
    local_fonts: Path | None = None

    def make(self, face: CardFace, photo: bytes, *, paper: bool = False) -> CardProof:
        """Return the page, on *paper* both sides on one sheet.

        Raises:
            Refused: `read_back_failed` when its code reads back with no mask.
        """
        signer, template, fonts = self.signer(face), self.template(), self.local_fonts
        on = paper_template() if paper else None
        for attempt in range(len(MASKS)):
            sheet = make_card(face, photo, signer, attempt=attempt, template=template, paper=on, local_fonts=fonts)
            if self._reads(sheet.pdf, sheet.qr_text):
                return CardProof(sheet.pdf, sheet.qr_text)
        raise Refused("read_back_failed", codes=0)

    def label(self, face: LabelFace) -> CardProof:
        """Return the page of a label; raises Refused("read_back_failed")."""
        sheet = make_label(face, self.signer(face), local_fonts=self.local_fonts)
        if not self._reads(sheet.pdf, sheet.qr_text):
            raise Refused("read_back_failed", codes=0)
        return CardProof(sheet.pdf, sheet.qr_text)

    def join(self, pdfs: Iterable[bytes]) -> bytes:
        """Return all pages in one file, in their order."""
        return joined(pdfs)

    def test_card(self, language: str) -> bytes:
        """Return the card on which a printer's offsets are measured."""
        return printer_card(language)

    def check(self, face: CardFace, photo: bytes) -> Preflight:
        """Return what stands against the card; raises Refused when no key may sign it."""
        code = card_code.encode(face.claims, self.signer(face))
        return preflight(face, photo, code, self.template(), self.local_fonts)

    def read_back(self, pdf: bytes) -> str:
        """Return the text of the code as read from the rendered page; raises Refused."""
        return read_back(pdf)

    def read_scan(self, picture: bytes) -> str:
        """Return the text of the code on a scanned or photographed card; raises InvalidInput."""
        return code_in_picture(picture)

    def _reads(self, pdf: bytes, text: str) -> bool:
        try:
            return self.read_back(pdf) == text
        except Refused:
            return False
