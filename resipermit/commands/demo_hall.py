"""A demo hall: its people, its three users, its parts as the demo needs them."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from resipermit.commands.hall import authority_of
from resipermit.commands.workplace import Workplace
from resipermit.domain.actors import Actor, Role
from resipermit.domain.demo_family import DIVISION

if TYPE_CHECKING:
    from resipermit.domain.holder import Person
    from resipermit.domain.synthetic_people import SyntheticHolder
    from resipermit.usecases.fill_demo_hall import FillDemoHall

PASSWORD = "demo-2026"  # noqa: S105 - of a hall of invented people, shown on its sign-in page
HALL_SINCE = date(2019, 1, 1)  # the day on which the demo hall made its signing key
USERS = (
    ("li", "李演示", Role.CLERK),
    ("wang", "王演示", Role.REVIEWER),
    ("admin", "赵演示", Role.ADMINISTRATOR),
)


class DemoHall(Workplace, Protocol):
    """The parts over a demo hall: encrypted like any other, its passphrase in a private file of its own."""

    def set_day(self, day: date | None) -> None:
        """Let it be *day* at the desk; None is today."""
        ...

    @property
    def fill(self) -> "FillDemoHall": ...

    def complete(self) -> None:
        """Remember that the hall was made to the end."""
        ...

    def people(self, count: int, today: date) -> "Iterator[SyntheticHolder]":
        """Return invented holders; the same count and day give the same ones."""
        ...

    def portrait(self, person: "Person") -> bytes:
        """Return a drawn stand-in for a portrait."""
        ...

    def pictures(self, pdf: bytes) -> list[bytes]:
        """Return one PNG a page, at 300 dots an inch."""
        ...

    def public_keys(self) -> dict[str, str]:
        """Return the hall's signing keys as PEM, by their short names."""
        ...

    def gallery(self, actors: Mapping[str, Actor], out: Path) -> list[Path]:
        """Draw every page of the window into *out*, without a display; *actors* by role."""
        ...


class DemoWorkplace(Workplace, Protocol):
    """The program around the demo."""

    def demo_hall(self, folder: Path, *, anew: bool) -> AbstractContextManager[tuple[DemoHall, bool]]:
        """Open the demo hall in *folder* and say whether it was there already.

        Raises:
            Refused: `demo_folder_taken`, when there is a hall that is not a demo.
        """
        ...


@dataclass(frozen=True)
class DemoActors:
    """Who acts in the demo."""

    clerk: Actor
    reviewer: Actor
    administrator: Actor

    def by_role(self) -> dict[str, Actor]:
        """Return them by the name of the role."""
        return {
            str(Role.CLERK): self.clerk,
            str(Role.REVIEWER): self.reviewer,
            str(Role.ADMINISTRATOR): self.administrator,
        }


def set_up(hall: DemoHall, count: int) -> DemoActors:
    """Set up the hall with its users and its invented holders."""
    today = hall.desk.today()
    hall.set_day(HALL_SINCE)
    name, shown, _ = USERS[-1]
    administrator = hall.initialise_hall(
        division=DIVISION,
        unit_code=f"{DIVISION}000000",
        authority=authority_of(hall.gazetteer, DIVISION),
        user=name,
        display_name=shown,
        password=PASSWORD,
    )
    for name, shown, role in USERS[:-1]:
        hall.desk.add_user(administrator, name, shown, frozenset({role}), PASSWORD)
    hall.set_day(None)
    hall.fill(administrator, hall.people(count, today), USERS[0][0], USERS[1][0])
    hall.complete()
    return sign_in(hall)


def sign_in(hall: DemoHall) -> DemoActors:
    """Sign the three users in."""
    clerk, reviewer, administrator = (hall.desk.sign_in(name, PASSWORD) for name, _, _ in USERS)
    return DemoActors(clerk, reviewer, administrator)
