"""Blank cards counted in and out, the figures of the month, and the cards that wait for a character."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from resipermit.domain.actors import Actor, Right
from resipermit.domain.errors import Refused
from resipermit.domain.glyph_case import GlyphCase, GlyphRemedy
from resipermit.domain.stock import (
    BlankLot,
    BlankState,
    BlankUse,
    DayBalance,
    PrintRates,
    balances,
    lot_of,
    next_blank,
)
from resipermit.usecases.checks import needed_reason
from resipermit.usecases.ports import Clock, OpenUnit, Unit


@dataclass(frozen=True)
class ReceiveBlanks:
    """Keep a box of blanks by its first and last serial."""

    open_unit: OpenUnit
    clock: Clock

    def __call__(self, actor: Actor, first: str, last: str) -> BlankLot:
        actor.needs(Right.PRINT)
        lot = lot_of(first, last, self.clock.today(), actor.user)
        with self.open_unit() as unit:
            unit.stock.add_lot(lot)
            unit.journal.note(actor, "receive_blanks", self.clock.now(), f"{first}-{last}")
            unit.commit()
        return lot


@dataclass(frozen=True)
class SpoilBlank:
    """Write off a blank that was torn, misfed or lost, with the reason."""

    open_unit: OpenUnit
    clock: Clock

    def __call__(self, actor: Actor, serial: str, reason: str | None) -> BlankUse:
        actor.needs(Right.PRINT)
        said = needed_reason(reason)
        use = BlankUse(serial.strip().upper(), BlankState.SPOILED, self.clock.today(), actor.user, said)
        with self.open_unit() as unit:
            unit.stock.record(use)
            unit.journal.note(actor, "spoil_blank", self.clock.now(), use.serial)
            unit.commit()
        return use


@dataclass(frozen=True)
class BalanceBlanks:
    """Return the stock day by day, from *since* on and before *until*; this month when none is named."""

    open_unit: OpenUnit
    clock: Clock

    def __call__(self, actor: Actor, since: date | None = None, until: date | None = None) -> tuple[DayBalance, ...]:
        actor.needs(Right.PRINT)
        today = self.clock.today()
        with self.open_unit() as unit:
            lots, uses = unit.stock.lots(), unit.stock.uses()
        return balances(lots, uses, since or today.replace(day=1), until or today + timedelta(days=1))


@dataclass(frozen=True)
class CountPrints:
    """Return the figures of the cards made from *since* on and before *until*."""

    open_unit: OpenUnit

    def __call__(self, actor: Actor, since: date, until: date) -> PrintRates:
        actor.needs(Right.PRINT)
        with self.open_unit() as unit:
            return unit.stock.rates(since, until)


@dataclass(frozen=True)
class ListGlyphCases:
    """Return the cards that wait for a character, oldest first."""

    open_unit: OpenUnit

    def __call__(self, actor: Actor) -> tuple[GlyphCase, ...]:
        actor.needs(Right.PRINT)
        with self.open_unit() as unit:
            return unit.stock.glyph_cases()


@dataclass(frozen=True)
class SettleGlyphCase:
    """Say how a case ended."""

    open_unit: OpenUnit
    clock: Clock

    def __call__(self, actor: Actor, case_id: int, remedy: GlyphRemedy) -> GlyphCase:
        actor.needs(Right.PRINT)
        with self.open_unit() as unit:
            case = next((one for one in unit.stock.glyph_cases() if one.id == case_id), None)
            if case is None:
                raise Refused("glyph_case_unknown")
            settled = replace(case, settled_on=self.clock.today(), settled_by=actor.user, remedy=remedy)
            unit.stock.settle_glyph_case(settled)
            unit.journal.note(actor, "settle_glyph_case", self.clock.now(), case.permit_number)
            unit.commit()
        return settled


def needs_blank(unit: Unit) -> None:
    """Raise Refused("no_blank_left") in a hall that counts its blanks and has none; others don't count them."""
    lots = unit.stock.lots()
    if lots and next_blank(lots, {use.serial for use in unit.stock.uses()}) is None:
        raise Refused("no_blank_left")


def take_blank(unit: Unit, line_id: int | None, day: date, user: str) -> str | None:
    """Record the next blank as used by a line of the ledger; None in a hall that does not count its blanks."""
    lots = unit.stock.lots()
    serial = next_blank(lots, {use.serial for use in unit.stock.uses()})
    if serial is not None:
        unit.stock.record(BlankUse(serial, BlankState.USED, day, user, line_id=line_id))
    return serial
