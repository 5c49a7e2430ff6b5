"""A demo hall: encrypted like any other, its passphrase in a private file beside it, its people invented."""

import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from resipermit.domain.errors import Refused, StoreUnavailable
from resipermit.private_files import private_folder, write_private
from resipermit.wiring.parts import Parts

if TYPE_CHECKING:
    from resipermit.domain.actors import Actor
    from resipermit.domain.holder import Person
    from resipermit.domain.synthetic_people import SyntheticHolder
    from resipermit.usecases.fill_demo_hall import FillDemoHall
    from resipermit.usecases.ports import IdentityCard, IdentityReader

MARK, PASSPHRASE = "demo-hall", "demo-passphrase"
COMPLETE = "complete\n"
DRAWINGS = 12  # of each kind; more would only take time


class DemoParts(Parts):
    """The parts over a demo hall: its clock can be set, its people are invented, their portraits drawn."""

    def set_day(self, day: date | None) -> None:
        self._day = day

    def complete(self) -> None:
        """Remember that the hall was made to the end."""
        write_private(self.home_folder / MARK, COMPLETE.encode("ascii"))

    @property
    def fill(self) -> "FillDemoHall":
        from resipermit.usecases.fill_demo_hall import FillDemoHall

        return FillDemoHall(self.open_unit, self.gazetteer, self.portrait, self.clock, self.days_to_issue)

    def people(self, count: int, today: date) -> "Iterator[SyntheticHolder]":
        from resipermit.adapters.name_pool import load_name_pool
        from resipermit.domain.demo_family import PLACE
        from resipermit.domain.synthetic_people import synthetic_holders

        return synthetic_holders(today.year, count, today, PLACE, load_name_pool(), self.gazetteer)

    def portrait(self, person: "Person") -> bytes:
        from resipermit.domain.identity import Sex

        return _drawing(sum(map(ord, person.citizen_number)) % DRAWINGS, person.sex is Sex.FEMALE)

    def pictures(self, pdf: bytes) -> list[bytes]:
        from resipermit.adapters.page_pictures import page_pngs

        return page_pngs(pdf)

    def public_keys(self) -> dict[str, str]:
        from resipermit.adapters.signing_keys import public_pem
        from resipermit.usecases.hall import read_hall

        with self.open_unit() as unit:
            return {key.kid.hex(): public_pem(key) for key in read_hall(unit.settings).keys}

    def gallery(self, actors: "Mapping[str, Actor]", out: Path) -> list[Path]:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # the pages are drawn, not shown
        from ui.gallery import make_gallery

        return make_gallery(self.desk, actors, out)

    @property
    def identity_reader(self) -> "IdentityReader":
        from resipermit.adapters.simulated_reader import SimulatedReader
        from resipermit.domain.demo_family import holder, newcomers

        return SimulatedReader(self._card_of(person) for person in (*newcomers(), holder()))

    def _card_of(self, person: "Person") -> "IdentityCard":
        from resipermit.usecases.ports import IdentityCard

        return IdentityCard(
            citizen_number=person.citizen_number,
            name=person.name,
            sex=str(person.sex),
            born_on=person.born_on,
            ethnic_code=person.ethnic_code,
            registered_address=person.registered_address,
            photo=self.portrait(person),
        )


@cache
def _drawing(number: int, long_hair: bool) -> bytes:
    from resipermit.adapters.photo import placeholder_portrait

    return placeholder_portrait(str(number), long_hair)


@contextmanager
def open_demo_hall(
    language: str, environment: Mapping[str, str], folder: Path, *, anew: bool
) -> Iterator[tuple[DemoParts, bool]]:
    """Open the demo hall in *folder* and say whether it was there already; one not made to the end is made anew.

    Raises:
        Refused: `demo_folder_taken`, when something else is in the folder; nothing of it is touched.
    """
    mark, passphrase = folder / MARK, folder / PASSPHRASE
    if folder.exists() and any(folder.iterdir()) and not mark.exists():
        raise Refused("demo_folder_taken", path=str(folder))
    there = not anew and mark.exists() and mark.read_text(encoding="ascii") == COMPLETE
    try:
        if not there:
            shutil.rmtree(folder, ignore_errors=True)
            private_folder(folder)
            write_private(mark, b"being made\n")
            write_private(passphrase, secrets.token_urlsafe(24).encode("ascii") + b"\n")
    except OSError as error:
        raise StoreUnavailable("home_unavailable", path=str(folder)) from error
    named = {"RESIPERMIT_HOME": str(folder.absolute()), "RESIPERMIT_PASSPHRASE_FILE": str(passphrase.absolute())}
    hall = DemoParts(language, {**environment, **named})
    try:
        yield hall, there
    finally:
        hall.close()
