"""From values of the domain to words on the screen; the sentences themselves stand in the words catalogue."""

from collections.abc import Callable
from dataclasses import dataclass
from errno import EDQUOT, ENOSPC

from resipermit.domain.errors import ResipermitError, StoreUnavailable
from resipermit.speech import Speech
from resipermit.words import say, say_error

ANSWER_TONES = {"yes": "good", "no": "bad", "unknown": "warn", "not_opened": "warn", "not_applicable": "quiet"}
STANDING_SIGNS = {"in_use": "●", "suspended": "◐", "cancelled": "✕", "revoked": "✕", "none": "○", "unknown": "◐"}
STANDING_TONES = {"in_use": "good", "suspended": "warn", "cancelled": "bad", "revoked": "bad"}


@dataclass(frozen=True, slots=True)
class Text(Speech):
    """Says things in one language; *log_defect* writes a defect down and names the log."""

    log_defect: Callable[[BaseException], str] = lambda error: "…"

    def error(self, error: Exception) -> str:
        """Return what to say about *error*; anything that is no refusal is logged and gets the plain apology."""
        if isinstance(error, OSError) and error.errno in (ENOSPC, EDQUOT):
            error = StoreUnavailable("disk_full")
        if isinstance(error, ResipermitError):
            return say_error(error, self.language)
        return say("defect", self.language, log=self.log_defect(error))
