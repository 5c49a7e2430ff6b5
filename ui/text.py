"""From values of the domain to words on the screen; the sentences themselves stand in the words catalogue."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from errno import EDQUOT, ENOSPC
from typing import Any

from resipermit.domain.errors import ResipermitError, StoreUnavailable
from resipermit.words import day_words, say, say_error

ANSWER_SIGNS = {"yes": "●", "no": "✕", "unknown": "◐", "not_opened": "○", "not_applicable": "–"}
ANSWER_TONES = {"yes": "good", "no": "bad", "unknown": "warn", "not_opened": "warn", "not_applicable": "quiet"}
STANDING_SIGNS = {"in_use": "●", "suspended": "◐", "cancelled": "✕", "revoked": "✕", "none": "○", "unknown": "◐"}
STANDING_TONES = {"in_use": "good", "suspended": "warn", "cancelled": "bad", "revoked": "bad"}


@dataclass(frozen=True, slots=True)
class Text:
    """Says things in one language.

    *rule_words* gives the words of the rule book for an id, *log_defect* writes a defect down and names the log.
    """

    language: str
    rule_words: Callable[[str, str], str]
    log_defect: Callable[[BaseException], str] = lambda error: "…"

    def say(self, code: str, **facts: Any) -> str:
        """Return the catalogue's sentence *code*; ids of the rule book among the facts read as the book calls them."""
        for name, words in (("papers", self.paper), ("entitlements", self.rule)):
            if name in facts:
                facts[name] = [words(identifier) for identifier in facts[name]]
        if "exam" in facts:
            facts["exam"] = self.rule(facts["exam"])
        return say(code, self.language, **facts)

    def error(self, error: Exception) -> str:
        """Return what to say about *error*; anything that is no refusal is logged and gets the plain apology."""
        if isinstance(error, OSError) and error.errno in (ENOSPC, EDQUOT):
            error = StoreUnavailable("disk_full")
        if isinstance(error, ResipermitError):
            return say_error(error, self.language)
        return say("defect", self.language, log=self.log_defect(error))

    def word(self, value: object) -> str:
        """Return the word for a member of an enumeration."""
        return say(f"word.{value}", self.language) if value is not None else ""

    def day(self, day: date | None) -> str:
        """Return a day in words; nothing for None."""
        return day_words(day, self.language) if day else ""

    def iso(self, text: str | None) -> str:
        """Return a day written YYYY-MM-DD in words; nothing for None."""
        return self.day(date.fromisoformat(text)) if text else ""

    def rule(self, identifier: str) -> str:
        """Return the rule book's words for an entitlement, condition, office or instrument."""
        return self.rule_words(identifier, self.language)

    def reason(self, code: str) -> str:
        """Return why an answer is what it is; a condition that gives no reason is said by its own words."""
        sentence = say(code, self.language)
        words = self.rule(code)
        return sentence if sentence != code or words == code else self.say("reason_of_condition", words=words)

    def paper(self, identifier: str) -> str:
        """Return the rule book's words for a paper; an entitlement may have the same name."""
        return self.rule_words(f"paper.{identifier}", self.language)

    def figure(self, figure: dict[str, Any] | None) -> str:
        """Return a figure with its unit, such as 5 个月."""
        if figure is None:
            return ""
        value = figure["value"]
        shown = self.word(value) if isinstance(value, str) else str(value)
        return say(f"unit.{figure['unit']}", self.language, value=shown)

    def citation(self, citation: dict[str, Any]) -> str:
        """Return a provision as it is quoted, marked where it still has to be verified."""
        instrument = self.rule(citation["instrument"])
        article, paragraph = citation.get("article"), citation.get("paragraph")
        if self.language == "zh_CN":
            place = (f"第{article}条" if article else "") + (f"第{paragraph}款" if paragraph else "")
            mark = "〔待核实〕" if citation["certainty"] in ("C3", "R") else ""
            return f"《{instrument}》{place}{mark}"
        place = (f" art. {article}" if article else "") + (f" ({paragraph})" if paragraph else "")
        return f"{instrument}{place}" + (" [to be verified]" if citation["certainty"] in ("C3", "R") else "")
