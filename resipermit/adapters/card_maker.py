"""Makes the page of a card with the hall's own key, with the first mask of its code that reads back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from resipermit.adapters.card_pdf import make_card
from resipermit.adapters.card_reader import read_back
from resipermit.adapters.qr import MASKS
from resipermit.domain.card import CardFace
from resipermit.domain.card_keys import Signer
from resipermit.domain.errors import Refused
from resipermit.usecases.desk import CardProof


@dataclass(frozen=True)
class PdfCardMaker:
    """Makes cards as PDF; *signer* is asked for each card, so that a key is rotated without a restart."""

    signer: Callable[[CardFace], Signer]
    local_fonts: Path | None = None

    def make(self, face: CardFace, photo: bytes) -> CardProof:
        """Return the page; raises Refused("read_back_failed") when its code reads back with no mask."""
        signer = self.signer(face)
        for attempt in range(len(MASKS)):
            sheet = make_card(face, photo, signer, attempt=attempt, local_fonts=self.local_fonts)
            if self._reads(sheet.pdf, sheet.qr_text):
                return CardProof(sheet.pdf, sheet.qr_text)
        raise Refused("read_back_failed", codes=0)

    def read_back(self, pdf: bytes) -> str:
        """Return the text of the code as read from the rendered page; raises Refused."""
        return read_back(pdf)

    def _reads(self, pdf: bytes, text: str) -> bool:
        try:
            return self.read_back(pdf) == text
        except Refused:
            return False
