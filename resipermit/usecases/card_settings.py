"""What a hall has chosen for its cards: the design, one language or two, and how each printer is set."""

import json
from dataclasses import dataclass

from resipermit.domain.actors import Actor, Right
from resipermit.domain.printer_profile import PrinterProfile, read_profile
from resipermit.usecases.ports import Clock, OpenUnit, Settings

DESIGN, BILINGUAL, PRINTERS = "card_design", "card_bilingual", "printer_profiles"
DEFAULT_DESIGN = "hunan_card"


@dataclass(frozen=True, slots=True)
class CardDesign:
    """The design in use; `bilingual` is None when the template's own setting holds."""

    name: str = DEFAULT_DESIGN
    bilingual: bool | None = None


def read_design(settings: Settings) -> CardDesign:
    """Return the design of this hall."""
    bilingual = settings.get(BILINGUAL)
    return CardDesign(settings.get(DESIGN) or DEFAULT_DESIGN, None if bilingual is None else bilingual == "yes")


def read_profiles(settings: Settings) -> tuple[PrinterProfile, ...]:
    """Return the printers that were set, by name."""
    return tuple(read_profile(profile) for profile in json.loads(settings.get(PRINTERS) or "[]"))


@dataclass(frozen=True)
class ChooseDesign:
    """Keep which design the cards of this hall have."""

    open_unit: OpenUnit
    clock: Clock

    def __call__(self, actor: Actor, design: CardDesign) -> None:
        actor.needs(Right.PRINT)
        with self.open_unit() as unit:
            unit.settings.set(DESIGN, design.name)
            if design.bilingual is not None:
                unit.settings.set(BILINGUAL, "yes" if design.bilingual else "no")
            unit.journal.note(actor, "choose_design", self.clock.now(), design.name)
            unit.commit()


@dataclass(frozen=True)
class SetPrinter:
    """Keep how a printer is set, in the place of what was kept for it."""

    open_unit: OpenUnit
    clock: Clock

    def __call__(self, actor: Actor, profile: PrinterProfile) -> tuple[PrinterProfile, ...]:
        actor.needs(Right.PRINT)
        with self.open_unit() as unit:
            others = [known for known in read_profiles(unit.settings) if known.name != profile.name]
            profiles = tuple(sorted([*others, profile], key=lambda one: one.name))
            unit.settings.set(PRINTERS, json.dumps([one.document() for one in profiles]))
            unit.journal.note(actor, "set_printer", self.clock.now(), profile.name)
            unit.commit()
        return profiles


@dataclass(frozen=True)
class ListPrinters:
    """Return how the printers are set."""

    open_unit: OpenUnit

    def __call__(self) -> tuple[PrinterProfile, ...]:
        with self.open_unit() as unit:
            return read_profiles(unit.settings)


@dataclass(frozen=True)
class ReadDesign:
    """Return the design in use."""

    open_unit: OpenUnit

    def __call__(self) -> CardDesign:
        with self.open_unit() as unit:
            return read_design(unit.settings)
