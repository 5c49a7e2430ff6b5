"""What the stock page shows: the blanks of a month day by day, its rates, and the cards that wait for a character."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from resipermit.domain.actors import Actor
from resipermit.domain.calendar import add_months
from resipermit.domain.errors import Refused
from resipermit.domain.glyph_case import GlyphCase, GlyphRemedy
from resipermit.domain.stock import BlankLot, BlankUse, DayBalance, PrintRates
from resipermit.usecases.desk import Desk
from ui.text import Text

FEW_LEFT = 50  # below this the hall should ask for the next box
MONTHS_BACK = 12


@dataclass(frozen=True, slots=True)
class WaitingGlyph:
    """One line of 缺字处理: whose card waits for which code points (no font can show them), and for how long."""

    case_id: int
    permit_number: str
    item: str
    code_points: str
    found: str
    waited: str


@dataclass(frozen=True, slots=True)
class StockShown:
    """The page at one moment; *days* are newest first."""

    left: str
    tone: str
    days: tuple[DayBalance, ...]
    rates: tuple[tuple[str, str, str], ...]  # name, value, how it is reckoned
    glyphs: tuple[WaitingGlyph, ...]
    glyph_summary: str


class StockView(Protocol):
    """What the presenter needs of the page."""

    def show_stock(self, shown: StockShown) -> None: ...
    def clear_receipt(self) -> None: ...
    def clear_spoiled(self) -> None: ...
    def say(self, words: str, kind: str) -> None: ...


class StockPresenter:
    """Counts blanks in and out and settles the cards that wait for a character."""

    def __init__(self, view: StockView, desk: Desk, actor: Actor, run: Callable[..., None], text: Text) -> None:
        self._view, self._desk, self._actor, self._run, self._text = view, desk, actor, run, text
        self._month = desk.today().replace(day=1)
        self._asked = 0

    def months(self) -> tuple[tuple[date, str], ...]:
        """Return the months that can be looked at, this one first, each with its name."""
        this = self._desk.today().replace(day=1)
        starts = (add_months(this, -back) for back in range(MONTHS_BACK + 1))
        return tuple((start, f"{start:%Y-%m}") for start in starts)

    def look_at(self, month: date) -> None:
        """Show the month that begins on *month*."""
        self._month = month
        self.refresh()

    def refresh(self) -> None:
        """Fetch stock, figures and cases anew."""
        room, since = self._desk.card_room, self._month
        until = add_months(since, 1)
        self._asked += 1
        ticket = self._asked

        def fetch() -> StockShown:
            days = room.balance_blanks(self._actor, since, until)
            today = room.balance_blanks(self._actor)
            rates = room.count_prints(self._actor, since, until)
            return self._shown(today[-1].closing, days, rates, room.glyph_cases(self._actor))

        def done(shown: StockShown) -> None:
            if ticket == self._asked:
                self._view.show_stock(shown)

        self._run(fetch, done=done, failed=self._failed)

    def receive(self, first: str, last: str) -> None:
        """Take in a box by its first and last serial; one blank when the last is left empty."""

        def done(lot: BlankLot) -> None:
            serials = {"first": lot.serial(lot.first), "last": lot.serial(lot.last)}
            self._view.clear_receipt()
            self._told("done.stock_receive", count=lot.count, **serials)

        room = self._desk.card_room
        self._run(lambda: room.receive_blanks(self._actor, first, last or first), done=done, failed=self._failed)

    def spoil(self, serial: str, reason: str) -> None:
        """Write off one blank."""

        def done(use: BlankUse) -> None:
            self._view.clear_spoiled()
            self._told("done.stock_spoil", serial=use.serial)

        room = self._desk.card_room
        self._run(lambda: room.spoil_blank(self._actor, serial, reason or None), done=done, failed=self._failed)

    def settle(self, line: WaitingGlyph, remedy: GlyphRemedy) -> None:
        """Close a case, once the card is looked at again and lacks no character."""

        def job() -> GlyphCase:
            if lacking := self._lacking(line.permit_number):
                raise Refused("glyph_still_missing", code_points=lacking)
            return self._desk.card_room.settle_glyph_case(self._actor, line.case_id, remedy)

        self._run(job, done=lambda case: self._told("done.glyph_settled", case=case.id), failed=self._failed)

    def _lacking(self, number: str) -> str:
        try:
            report = self._desk.card_room.check_card(self._actor, number)
        except Refused:
            return ""  # no card can be made of this permit any more; the case need not wait for it
        return " ".join(str(one.facts["code_points"]) for one in report.glyphs_missing)

    def _shown(
        self, left: int, days: tuple[DayBalance, ...], rates: PrintRates, cases: tuple[GlyphCase, ...]
    ) -> StockShown:
        return StockShown(
            left=self._text.say("stock.left" if left >= FEW_LEFT else "stock.few_left", count=left),
            tone="quiet" if left >= FEW_LEFT else "warn",
            days=tuple(day for day in reversed(days) if day.received or day.used or day.spoiled),
            rates=self._rates(rates),
            glyphs=tuple(self._waiting(case) for case in cases),
            glyph_summary=self._text.say("stock.glyphs" if cases else "stock.no_glyph_case", count=len(cases)),
        )

    def _rates(self, rates: PrintRates) -> tuple[tuple[str, str, str], ...]:
        parts = (
            ("stock.misprint_rate", rates.misprint_rate, rates.misprints, rates.printed),
            ("stock.lost_rate", rates.lost_rate, rates.lost, rates.printed),
            ("stock.permit_rate", rates.permit_rate, rates.permits, rates.registered),
        )
        say = self._text.say
        return tuple((say(code), percent(rate), say(f"{code}.of", part=a, whole=b)) for code, rate, a, b in parts)

    def _waiting(self, case: GlyphCase) -> WaitingGlyph:
        assert case.id is not None
        return WaitingGlyph(
            case.id,
            case.permit_number,
            self._text.say(f"field.{case.item}"),
            case.code_points,
            self._text.day(case.found_on),
            self._text.say("stock.waited", days=(self._desk.today() - case.found_on).days),
        )

    def _told(self, code: str, **facts: object) -> None:
        self.refresh()
        self._view.say(self._text.say(code, **facts), "good")

    def _failed(self, error: Exception) -> None:
        self._view.say(self._text.error(error), "bad")


def percent(rate: float | None) -> str:
    """Return a rate as it stands in a report; a dash where there is nothing to divide by."""
    return "—" if rate is None else f"{rate:.1%}"
