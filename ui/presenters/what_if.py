"""What the what-if dialog decides: which question is asked, and what differs, in words and in two lines of days."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from resipermit.answer_words import ANSWER_SIGNS, whose
from resipermit.domain.actors import Actor
from resipermit.domain.calendar import add_years
from resipermit.domain.presets import Preset
from resipermit.usecases.desk import Desk, HolderFile
from resipermit.usecases.what_if import Compared, Difference
from ui.presenters.holder import names_of
from ui.text import Text

YEARS_BACK, YEARS_AHEAD = 2, 4
TONES = {"lost": "bad", "gained": "good", "later": "warn", "earlier": "good", "shorter": "warn", "longer": "good"}
Spans = tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One thing that would differ: what, whose, how, and the two lines of days."""

    title: str
    effect: str
    tone: str
    before: str
    after: str
    spans_before: Spans
    spans_after: Spans


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """What the dialog shows; *frame* is the first and the last day drawn."""

    head: str
    lines: tuple[Line, ...]
    frame: tuple[date, date]
    today: date


class WhatIfView(Protocol):
    """What the presenter needs of the dialog."""

    def show_told(self, told: Told) -> None: ...
    def say(self, words: str) -> None: ...


class WhatIfPresenter:
    """Asks one question at a time; an answer that comes after another question was asked is dropped."""

    def __init__(
        self, view: WhatIfView, desk: Desk, actor: Actor, run: Callable[..., None], text: Text, file: HolderFile
    ) -> None:
        self._view, self._desk, self._actor, self._run, self._text, self._file = view, desk, actor, run, text, file
        self._asked = 0

    def ask(self, name: str, division: str | None = None) -> None:
        """Ask the preset *name*; the division is that of the other school or home."""
        self._asked += 1
        ticket = self._asked
        person_id = self._file.person.id
        assert person_id is not None

        def done(compared: Compared) -> None:
            if ticket == self._asked:
                self._view.show_told(told(compared, self._file, self._text))

        def failed(error: Exception) -> None:
            if ticket == self._asked:
                self._view.say(self._text.error(error))

        preset = Preset(name, division)
        self._run(lambda: self._desk.what_if(self._actor, person_id, preset), done=done, failed=failed)


def told(compared: Compared, file: HolderFile, text: Text) -> Told:
    """Return the comparison in words, differences that matter today first."""
    names = names_of(file, text)
    frame = (add_years(file.day, -YEARS_BACK), add_years(file.day, YEARS_AHEAD))
    lines = tuple(_line(one, names, text, frame[1]) for one in compared.differences)
    heads = [text.say("what_if.same") if not lines else text.say("what_if.count", count=len(lines))]
    heads += [text.say(remark["code"]) for remark in compared.remarks]
    heads += _readings(compared, text)
    return Told("\n".join(heads), lines, frame, file.day)


def _readings(compared: Compared, text: Text) -> Iterable[str]:
    """Return the years of residence by both readings, where the permit itself would differ."""
    if any(one.identifier == "permit" for one in compared.differences):
        yield from reading_lines(compared.after["permit"]["readings"], text)


def reading_lines(readings: Sequence[Mapping[str, Any]], text: Text) -> list[str]:
    """Return one line a reading of the years; the one that applies is marked."""
    return [
        text.say(
            "endorse.reading_applied" if one["applied"] else "endorse.reading",
            years=one["years"],
            effect=text.word(one["effect"]),
        )
        for one in readings
    ]


def _line(one: Difference, names: Mapping[str, str], text: Text, last: date) -> Line:
    title = text.say("what_if.permit") if one.identifier == "permit" else text.rule(one.identifier)
    if one.after.get("exam_year"):
        title = f"{title} {one.after['exam_year']}"
    return Line(
        title=f"{title}　{whose(one.subject, names)}",
        effect=text.say(f"what_if.{one.effect}"),
        tone=TONES.get(one.effect, "quiet"),
        before=_side(one.before, text),
        after=_side(one.after, text),
        spans_before=_spans(one.before["spans"], last),
        spans_after=_spans(one.after["spans"], last),
    )


def _side(side: Mapping[str, Any], text: Text) -> str:
    """Return one side in a few words: the answer and the day that matters, or what the exam's forecast says."""
    answer = side["answer"]
    if "years_of_residence" in side:  # the permit itself
        return text.say("what_if.standing", standing=side["outcome"], years=side["years_of_residence"] or 0)
    words = f"{ANSWER_SIGNS[answer]} {text.say(f'answer.{answer}')}"
    if side.get("forecast"):
        first = side["forecast"][0]
        answer, year = first["answer_if_endorsed"], first["exam_year"]
        words = text.say(f"forecast.{answer}", year=year, on=text.iso(first["registers_on"]))
    elif side["answer"] == "yes" and side["until"]:
        words += " " + text.say("what_if.until", day=text.iso(side["until"]))
    elif side["answer"] != "yes" and side["earliest_on"]:
        words += " " + text.say("row.earliest", day=text.iso(side["earliest_on"]))
    return words


def _spans(spans: Sequence[Sequence[str | None]], last: date) -> Spans:
    return tuple(
        (date.fromisoformat(low), date.fromisoformat(high) if high else last) for low, high in spans if low is not None
    )
