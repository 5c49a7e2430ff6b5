"""What the printers page decides: what is kept for each printer, what may be typed, and what the test card tells."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from resipermit.domain.actors import Actor
from resipermit.domain.errors import InvalidInput
from resipermit.domain.printer_profile import (
    TEST_CARD_EDGE_MM,
    TEST_CARD_RULER_MM,
    Duplex,
    PrinterProfile,
    profile_of,
)
from resipermit.usecases.desk import Desk
from ui.text import Text

RIGHT, DOWN, SCALE = "right", "down", "scale"
PUT: Mapping[str, Callable[[PrinterProfile, float], PrinterProfile]] = {
    RIGHT: lambda profile, number: replace(profile, offset_x_mm=number),
    DOWN: lambda profile, number: replace(profile, offset_y_mm=number),
    SCALE: lambda profile, number: replace(profile, scale=round(number / 100, 6)),
}
NUMBER = re.compile(r"[+-]?(\d{1,3}(\.\d{0,4})?|\.\d{1,4})")


@dataclass(frozen=True, slots=True)
class PrinterRow:
    """One printer: its profile, and in words whether the profile was kept and whether the printer is there."""

    profile: PrinterProfile
    there: bool
    state: str


@dataclass(frozen=True, slots=True)
class Settings:
    """A printer's settings as they stand in the form: millimetres to the right and down, scale in percent."""

    right: str
    down: str
    scale: str
    duplex: Duplex
    flip_back: bool
    back_first: bool


class PrintersView(Protocol):
    """What the presenter needs of the page."""

    def show_printers(self, rows: Sequence[PrinterRow], chosen: int) -> None: ...
    def show_settings(self, name: str, settings: Settings) -> None: ...
    def show_wrong(self, wrong: Mapping[str, str]) -> None: ...
    def show_ways(self, words: str, *, may_save: bool, may_print: bool) -> None: ...
    def show_test_card(self, pdf: bytes) -> None: ...
    def show_how(self, words: str) -> None: ...
    def show_advice(self, words: str, tone: str) -> None: ...
    def clear_measures(self) -> None: ...
    def say(self, words: str, kind: str) -> None: ...


class PrintersPresenter:
    """Keeps the settings of printers; what was typed for a printer stays until it is saved."""

    def __init__(self, view: PrintersView, desk: Desk, actor: Actor, run: Callable[..., None], text: Text) -> None:
        self._view, self._desk, self._actor, self._run, self._text = view, desk, actor, run, text
        self._system: tuple[str, ...] = ()
        self._rows: tuple[PrinterRow, ...] = ()
        self._chosen: PrinterRow | None = None
        self._typed: dict[str, Settings] = {}
        self._busy = False
        self.test_card: bytes | None = None

    def refresh(self, system: Sequence[str]) -> None:
        """Fetch what is kept for the printers that the *system* offers, and for those it offers no more."""
        self._system = tuple(system)
        self._run(self._desk.card_room.printers, done=self._show_kept, failed=self._failed)
        if self.test_card is None:
            language = self._text.language
            self._run(lambda: self._desk.card_room.test_card(language), done=self._drawn, failed=self._failed)

    def choose(self, row: PrinterRow) -> None:
        """Show the settings of a printer, with what was typed for it before."""
        self._chosen = row
        self._view.show_settings(row.profile.name, self._typed.get(row.profile.name) or written(row.profile))
        self._check()

    def type(self, settings: Settings) -> None:
        """Check what was typed."""
        if self._chosen is not None:
            self._typed[self._chosen.profile.name] = settings
            self._check()

    @property
    def changed(self) -> bool:
        """Whether the form says something else than what is kept."""
        row = self._chosen
        return row is not None and self._settings(row) != written(row.profile)

    def save(self) -> None:
        """Keep the settings as typed, once every field can be read."""
        row = self._chosen
        if row is None or self._busy:
            return
        settings = self._settings(row)
        profile, wrong = self._read(row.profile, settings)
        if profile is None:
            self._view.say(next(iter(wrong.values())), "bad")
            return

        def done(profiles: tuple[PrinterProfile, ...]) -> None:
            if self._typed.get(profile.name) == settings:  # nothing was typed meanwhile
                del self._typed[profile.name]
            self._view.clear_measures()
            self._show_kept(profiles)
            self._view.say(self._text.say("done.printer", name=profile.name), "good")

        self._run(lambda: self._desk.card_room.set_printer(self._actor, profile), done=done, failed=self._failed)

    def print(self, send: Callable[[bytes, PrinterProfile], None]) -> None:
        """Print the test card as the chosen printer is set, and then say how to measure it."""
        row, pdf = self._chosen, self.test_card
        if row is None or pdf is None or not self._may_print(row):
            return

        def done(_: object) -> None:
            self._set_busy(False)
            measures = {"edge": f"{TEST_CARD_EDGE_MM:g}", "ruler": TEST_CARD_RULER_MM}
            self._view.show_how(self._text.say("printer.how", **measures))
            self._view.say(self._text.say("done.test_card_printed", name=row.profile.name), "good")

        self._set_busy(True)
        self._run(lambda: send(pdf, row.profile), done=done, failed=self._not_printed)

    def keep_file(self, save: Callable[[bytes], None], path: str) -> None:
        """Keep the test card as a file."""
        if (pdf := self.test_card) is None:
            return

        def done(_: object) -> None:
            self._view.say(self._text.say("done.test_card", path=path), "good")

        self._run(lambda: save(pdf), done=done, failed=self._failed)

    def work_out(self, left: str, top: str, ruler: str) -> bool:
        """Fill in how to set the printer by these measures (empty: as it should be); say whether they could be read."""
        row = self._chosen
        if row is None:
            return False
        try:
            measured = [
                _number(text) if text.strip() else right
                for text, right in ((left, TEST_CARD_EDGE_MM), (top, TEST_CARD_EDGE_MM), (ruler, TEST_CARD_RULER_MM))
            ]
            if measured[2] <= 0:
                raise ValueError(ruler)
            better = row.profile.corrected(*measured)
        except ValueError:
            self._view.show_advice(self._text.say("printer.measure_unreadable"), "bad")
        except InvalidInput as error:
            self._view.show_advice(self._text.error(error), "bad")
        else:
            self._fill_in(row, better)
            return True
        return False

    def _fill_in(self, row: PrinterRow, better: PrinterProfile) -> None:
        now = written(better)
        settings = replace(self._settings(row), right=now.right, down=now.down, scale=now.scale)
        self._typed[row.profile.name] = settings
        self._view.show_settings(row.profile.name, settings)
        self._check()
        facts = {"right": settings.right, "down": settings.down, "scale": settings.scale}
        self._view.show_advice(self._text.say("printer.worked_out", **facts), "")

    def _show_kept(self, profiles: tuple[PrinterProfile, ...]) -> None:
        kept = {profile.name for profile in profiles}
        names = (*self._system, *(name for name in sorted(kept) if name not in self._system))
        self._rows = tuple(self._row(profile_of(name, profiles), name in kept) for name in names)
        before = self._chosen.profile.name if self._chosen is not None else ""
        at = names.index(before) if before in names else 0
        self._chosen = self._rows[at] if self._rows else None
        self._view.show_printers(self._rows, at)
        if self._chosen is not None:
            self.choose(self._chosen)
        else:
            self._view.show_ways(self._text.say("printer.none_there"), may_save=False, may_print=False)

    def _row(self, profile: PrinterProfile, kept: bool) -> PrinterRow:
        there = profile.name in self._system
        code = "printer.kept" if kept and there else "printer.absent" if kept else "printer.not_set"
        return PrinterRow(profile, there, self._text.say(code))

    def _drawn(self, pdf: bytes) -> None:
        self.test_card = pdf
        self._view.show_test_card(pdf)
        self._check()

    def _settings(self, row: PrinterRow) -> Settings:
        return self._typed.get(row.profile.name) or written(row.profile)

    def _check(self) -> None:
        row = self._chosen
        if row is None:
            return
        _, wrong = self._read(row.profile, self._settings(row))
        self._view.show_wrong(wrong)
        code = "unsaved" if self.changed else "prints_as" if row.there else "not_here"
        self._view.show_ways(
            self._text.say(f"printer.{code}", name=row.profile.name),
            may_save=not wrong and not self._busy,
            may_print=self._may_print(row),
        )

    def _may_print(self, row: PrinterRow) -> bool:
        return row.there and not self.changed and not self._busy and self.test_card is not None

    def _read(self, before: PrinterProfile, settings: Settings) -> tuple[PrinterProfile | None, dict[str, str]]:
        """Return the profile as typed, or None and by field what is wrong with it."""
        wrong: dict[str, str] = {}
        profile = replace(before, duplex=settings.duplex, flip_back=settings.flip_back, back_first=settings.back_first)
        for field, text in ((RIGHT, settings.right), (DOWN, settings.down), (SCALE, settings.scale)):
            try:
                profile = PUT[field](profile, _number(text))
            except ValueError:
                wrong[field] = self._text.say(f"printer.{field}_unreadable")
            except InvalidInput as error:
                wrong[field] = self._text.error(error)
        return (None if wrong else profile), wrong

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._check()

    def _not_printed(self, error: Exception) -> None:
        self._set_busy(False)
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        self._view.say(self._text.error(error), "bad")


def written(profile: PrinterProfile) -> Settings:
    """Return a profile as the form writes it."""
    return Settings(
        hundredths(profile.offset_x_mm),
        hundredths(profile.offset_y_mm),
        hundredths(profile.scale * 100),
        profile.duplex,
        profile.flip_back,
        profile.back_first,
    )


def hundredths(number: float) -> str:
    """Return a number as a ruler and a clerk can use it, without noughts at its end."""
    return f"{round(number, 2) + 0:g}"  # no minus before a nought


def _number(text: str) -> float:
    """Return a number as an input method may write it; raises ValueError."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-").replace("。", ".")
    if NUMBER.fullmatch(plain) is None:
        raise ValueError(text)
    return float(plain)
