"""The print ledger: a card is wanted, made, read back, and only then counts."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from resipermit.domain.errors import Refused


class PrintKind(StrEnum):
    """首次, 换领, 补领, 废证重制."""

    FIRST = "first"
    EXCHANGE = "exchange"
    LOST = "lost"
    MISPRINT = "misprint"


class PrintState(StrEnum):
    """A card counts as made once its code was read back from the rendered page and equals the record."""

    PENDING = "pending"
    MADE = "made"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, repr=False)
class PrintLine:
    """One line of the print ledger. *qr_text* is what the card's code says, *pdf_sha256* names the archived page."""

    id: int | None
    permit_number: str
    kind: PrintKind
    state: PrintState
    on: date
    by: str
    qr_text: str
    pdf_sha256: str
    reason: str | None = None

    def __repr__(self) -> str:
        return f"PrintLine(id={self.id}, state={self.state.value})"

    def made(self, read_back: str) -> "PrintLine":
        """Return the line as made; raises Refused when the code that was read back is another one."""
        if self.state is not PrintState.PENDING:
            raise Refused("print_already_closed", state=self.state)
        if read_back != self.qr_text:
            raise Refused("read_back_differs")
        return replace(self, state=PrintState.MADE)

    def failed(self, reason: str) -> "PrintLine":
        """Return the line as spoiled for *reason*."""
        if self.state is not PrintState.PENDING:
            raise Refused("print_already_closed", state=self.state)
        return replace(self, state=PrintState.FAILED, reason=reason)
