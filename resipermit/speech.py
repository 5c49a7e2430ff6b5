"""What the program says of answers and rules: sentences, days, figures and provisions, in one language.

Window and papers say the same things in the same words.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from resipermit.domain.law import Certainty
from resipermit.words import day_words, say

WRITTEN = re.compile(r"(?P<instrument>\w+)(:(?P<article>[^()\s]+))?(\((?P<paragraph>\S+)\))? (?P<certainty>C1|C2|C3|R)")


@dataclass(frozen=True, slots=True)
class Speech:
    """Says things in one language; *rule_words* gives the words of the rule book for an id."""

    language: str
    rule_words: Callable[[str, str], str]

    def say(self, code: str, **facts: Any) -> str:
        """Return the catalogue's sentence *code*; ids of the rule book among the facts read as the book calls them."""
        for name, words in (("papers", self.paper), ("entitlements", self.rule)):
            if name in facts:
                facts[name] = [words(identifier) for identifier in facts[name]]
        if "exam" in facts:
            facts["exam"] = self.rule(facts["exam"])
        return say(code, self.language, **facts)

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
        """Return why an answer is what it is: by the sentence of the rule book for this code, else the program's.

        A condition that gives no reason is said by its own words.
        """
        own = self.rule(f"reason.{code}")
        if own != f"reason.{code}":
            return own
        sentence = say(code, self.language)
        words = self.rule(code)
        return sentence if sentence != code or words == code else self.say("reason_of_condition", words=words)

    def paper(self, identifier: str) -> str:
        """Return the rule book's words for a paper; an entitlement may have the same name."""
        return self.rule_words(f"paper.{identifier}", self.language)

    def figure(self, figure: Mapping[str, Any] | None) -> str:
        """Return a figure with its unit, such as 5 个月."""
        if figure is None:
            return ""
        value = figure["value"]
        shown = self.word(value) if isinstance(value, str) else str(value)
        return say(f"unit.{figure['unit']}", self.language, value=shown)

    def citation(self, citation: Mapping[str, Any]) -> str:
        """Return a provision as it is quoted, marked where it still has to be verified."""
        return self.provision(citation) + self.mark(citation["certainty"])

    def cited(self, written: str) -> str:
        """Return a provision written as in the rule files, D663:10(2) C3, as it is quoted; all else as it stands."""
        found = WRITTEN.fullmatch(written)
        return self.citation(found.groupdict()) if found else written

    def provision(self, citation: Mapping[str, Any]) -> str:
        """Return a provision as it is quoted."""
        return self.instrument(citation["instrument"]) + self.place_in(citation)

    def instrument(self, identifier: str) -> str:
        """Return the title of a legal text as it is quoted."""
        return f"《{self.rule(identifier)}》" if self.language == "zh_CN" else self.rule(identifier)

    def place_in(self, citation: Mapping[str, Any]) -> str:
        """Return article and paragraph, as far as they are known."""
        article, paragraph = citation.get("article"), citation.get("paragraph")
        if self.language == "zh_CN":
            return (f"第{article}条" if article else "") + (f"第{paragraph}款" if paragraph else "")
        return (f" art. {article}" if article else "") + (f" ({paragraph})" if paragraph else "")

    def mark(self, certainty: str) -> str:
        """Return the mark of what nobody has read in the text or on an official page; nothing for the rest."""
        return say("mark.to_verify", self.language, certainty=certainty) if Certainty(certainty).to_be_verified else ""
