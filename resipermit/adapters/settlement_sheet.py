"""The sheet of a settlement pre-check (落户预审单): what the clerk hands over, one page of A4.

The conditions are many where a place has many routes: they are set smaller, and then the whole sheet, until one page
holds it. What no page holds at the smallest size goes on on the next.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

from resipermit.adapters.a4_sheet import HEIGHT_MM, MARGIN_MM, WIDTH_MM, A4Sheet
from resipermit.adapters.fonts import BOLD
from resipermit.answer_words import (
    ANSWER_SIGNS,
    ConditionLine,
    checked_words,
    condition_lines,
    counter_words,
    lines_below,
)
from resipermit.speech import Speech
from resipermit.usecases.settlement_check import SettlementSheet

SIGNS = ANSWER_SIGNS | {"no": "×"}  # the sign of the screen is in no font of the papers
SIZES = (
    (1.0, 1.12),
    (1.0, 1.0),
    (1.0, 0.92),
    (0.95, 0.92),
    (0.92, 0.9),
    (0.9, 0.87),
    (0.87, 0.85),
    (0.8, 0.86),
    (0.72, 0.9),
)
TOP_MM, FOOT_MM, STEP_MM, MIDDLE_MM = 15.0, 27.0, 4.0, WIDTH_MM / 2 + 2
MAY_MOVE_ALONG = "may_move_along"


def settlement_sheet(told: SettlementSheet, speech: Speech, fonts: Path | None = None) -> bytes:
    """Return the sheet as PDF; the same pre-check gives the same bytes."""
    for whole, conditions in SIZES:
        page = _Page(told, speech, fonts, whole, whole * conditions)
        if page.fits:
            break
    return page.sheet.pdf()


class _Page:
    """The sheet, its texts *whole* times their usual size, the conditions *small* times."""

    def __init__(self, told: SettlementSheet, speech: Speech, fonts: Path | None, whole: float, small: float) -> None:
        self._told, self._item, self._speech = told, told.item, speech
        self._whole, self._small = whole, small
        self.sheet = A4Sheet(speech.say("sheet.settlement"), fonts)
        self.sheet.at_mm = TOP_MM
        for part in (self._head, self._answer, self._papers, self._family, self._offices, self._conditions):
            part()
        self._provisions()
        self.fits = self.sheet.pages == 1 and self.sheet.at_mm <= HEIGHT_MM - FOOT_MM
        self._foot()

    def _head(self) -> None:
        told, speech, sheet = self._told, self._speech, self.sheet
        sheet.centred(speech.say("sheet.settlement"), 20 * self._whole, gap_mm=2.5)
        sheet.centred(speech.say("sheet.settlement_no_decision"), 10, gap_mm=4 * self._whole)
        for left, right in (
            (("name", told.name), ("number", told.number)),
            (("place", told.place), ("day", told.on)),
            (("authority", told.authority), ("record", told.record)),
        ):
            top, ends = sheet.at_mm, []
            for (code, value), x_mm, to_mm in (
                (left, MARGIN_MM, MIDDLE_MM - 4),
                (right, MIDDLE_MM, WIDTH_MM - MARGIN_MM),
            ):
                sheet.at_mm = top
                words = speech.say(f"sheet.settlement_{code}", value=value)
                sheet.paragraph(words, 10.5 * self._whole, x_mm=x_mm, to_mm=to_mm, gap_mm=0.4)
                ends.append(sheet.at_mm)
            sheet.at_mm = max(ends)

    def _answer(self) -> None:
        item, speech, sheet = self._item, self._speech, self.sheet
        sheet.at_mm += 2
        top = sheet.at_mm
        sheet.at_mm += 2.4
        x_mm, to_mm = MARGIN_MM + 4, WIDTH_MM - MARGIN_MM - 4
        answer = f"{SIGNS[item['answer']]} {speech.say('sheet.settlement_' + item['answer'])}"
        sheet.paragraph(answer, 14 * self._whole, weight=BOLD, x_mm=x_mm, to_mm=to_mm, gap_mm=0.6)
        if item["answer"] != "yes":
            sheet.paragraph(self._because(), 11 * self._whole, x_mm=x_mm, to_mm=to_mm, gap_mm=0.4)
        sheet.at_mm += 1.6
        sheet.frame(top)
        sheet.at_mm += 1

    def _because(self) -> str:
        item, speech = self._item, self._speech
        if item["answer"] == "unknown" and item["missing_evidence"]:
            return speech.say("sheet.settlement_bring")
        because = speech.say("sheet.settlement_because", reason=speech.reason(item["reason_code"]))
        return because + self._earliest(item)

    def _earliest(self, item: Mapping[str, Any]) -> str:
        on = item["earliest_on"]
        return self._speech.say("sheet.settlement_earliest", day=self._speech.iso(on)) if on else ""

    def _papers(self) -> None:
        speech, missing = self._speech, self._item["missing_evidence"]
        self._section("sheet.settlement_papers", count=len(missing))
        for number, paper in enumerate(missing, 1):
            others = [speech.paper(other) for other in paper["alternatives"]]
            words = speech.paper(paper["paper"]) + (speech.say("reasons.or", others=others) if others else "")
            proves = dict.fromkeys(speech.rule(name.rsplit("/", 1)[-1]) for name in paper["proves"])
            words += speech.say("sheet.settlement_proves", conditions=list(proves))
            self._line(f"□ {number}. {words}")
        if not missing:
            self._line(speech.say("sheet.settlement_no_papers"))

    def _family(self) -> None:
        speech, family = self._speech, self._item["family"]
        self._section("sheet.settlement_family")
        for member in family:
            who = f"{speech.word(member['relation'])} {self._told.names.get(member['subject'], '')}"
            words = speech.say(f"sheet.family_{member['answer']}", who=who)
            words += self._earliest(member) if member["answer"] in ("no", "unknown") else ""
            own = [line for line in condition_lines(_own(member), self._told.names, speech) if not line.has_parts]
            self._line(f"{SIGNS[member['answer']]} {words}　{_run_in(own, speech)}")
        if not family:
            self._line(speech.say("sheet.settlement_no_family"))

    def _offices(self) -> None:
        speech = self._speech
        self._section("sheet.settlement_offices")
        for office in self._item["departments"]:
            where = counter_words(office["local"], speech) if office["local"] else speech.say("sheet.no_counter")
            self._line(speech.say(f"sheet.office_{office['role']}", office=speech.rule(office["code"]), where=where))

    def _conditions(self) -> None:
        speech = self._speech
        signs = {answer: SIGNS[answer] for answer in ("yes", "no", "unknown", "not_opened")}
        self._section("sheet.settlement_conditions", **signs)
        for depth, words in _routes(list(condition_lines(self._item, self._told.names, speech)), speech):
            x_mm = MARGIN_MM + STEP_MM * (1 + depth) / 1.5
            self.sheet.paragraph(words, 9 * self._small, x_mm=x_mm, gap_mm=0.3, hang_mm=STEP_MM, leading=1.22)

    def _provisions(self) -> None:
        speech, small = self._speech, 8.5 * self._whole
        self._section("sheet.settlement_provisions")
        self.sheet.paragraph(_quoted(self._item, speech), small, gap_mm=0.4)
        if self._item["checked_on"]:
            self.sheet.paragraph(checked_words(self._item, speech), small, gap_mm=0.4)
        if self._item["to_verify"]:
            self.sheet.paragraph(speech.say("sheet.settlement_marks"), small, gap_mm=0.4)

    def _foot(self) -> None:
        told, sheet = self._told, self.sheet
        sheet.at_mm = max(sheet.at_mm, HEIGHT_MM - FOOT_MM + 2)
        sheet.rule(gap_mm=1)
        facts = {"version": told.version, "pack": told.pack, "record": told.record}
        sheet.paragraph(self._speech.say("sheet.settlement_rules", **facts), 7.5, gap_mm=0)

    def _section(self, code: str, **facts: Any) -> None:
        self.sheet.at_mm += 1.6 * self._whole
        self.sheet.paragraph(self._speech.say(code, **facts), 11 * self._whole, weight=BOLD, gap_mm=0.2)

    def _line(self, words: str) -> None:
        self.sheet.paragraph(words, 10 * self._whole, x_mm=MARGIN_MM + STEP_MM, gap_mm=0.3, hang_mm=STEP_MM)


def _routes(lines: Sequence[ConditionLine], speech: Speech) -> Iterator[tuple[int, str]]:
    """Yield a paragraph for each group, its single conditions in the same one, and how far it is set in.

    Of a route for cities of another size only that is told.
    """
    at = 0
    while at < len(lines):
        group = lines[at]
        below = lines_below(lines, at)
        inside = list(takewhile(lambda line: not line.has_parts, below))
        elsewhere = [line for line in inside if line.elsewhere]
        words = _condition(group, speech)
        if inside:
            words = speech.say("sheet.settlement_route", route=words, rest=_run_in(elsewhere or inside, speech))
        yield group.depth, words
        at += 1 + len(below if elsewhere else inside)


def _run_in(lines: Sequence[ConditionLine], speech: Speech) -> str:
    return "　".join(_condition(line, speech) for line in lines)


def _condition(line: ConditionLine, speech: Speech) -> str:
    figures = speech.say("sheet.settlement_figures", figures=line.figures) if line.figures else ""
    return f"{SIGNS[line.answer]} {line.words}{figures}{line.mark}"


def _own(member: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a relative's item with the conditions of the relative alone; the holder's own stand above."""
    kept, inside = [], {MAY_MOVE_ALONG}
    for condition in member["conditions"]:
        if condition["id"] in inside or condition["parent"] in inside:
            inside.add(condition["id"])
            kept.append(condition)
    return {**member, "conditions": kept}


def _quoted(item: Mapping[str, Any], speech: Speech) -> str:
    """Return every provision that the answer rests on, each text once with its places, as certain as it is known."""
    cited = [*item["citations"], *(one for condition in item["conditions"] for one in condition["citations"])]
    places: dict[tuple[str, str], dict[str, None]] = {}
    for one in cited:
        places.setdefault((one["instrument"], one["certainty"]), {})[speech.place_in(one)] = None
    texts = []
    for (instrument, certainty), found in places.items():
        where = speech.say("sheet.places", places=[place.strip() for place in found if place]) if any(found) else ""
        texts.append(f"{speech.instrument(instrument)}{where}{speech.mark(certainty)}")
    return speech.say("sheet.provisions", texts="；".join(texts) if speech.language == "zh_CN" else "; ".join(texts))
