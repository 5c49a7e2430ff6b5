"""What the commands need from the program around them; the composition root gives it.

A command module offers `add_parser(subparsers)`; each parser that it adds sets `run`, a function of the parsed
arguments and the workplace that returns the exit status. What it refuses it raises; `__main__` says it.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # `assess` starts in a few milliseconds: nothing is loaded that it does not need
    from datetime import date

    from resipermit.domain.places import Gazetteer
    from resipermit.usecases.assess_entitlements import AssessEntitlements
    from resipermit.usecases.desk import Desk
    from resipermit.usecases.initialise_hall import InitialiseHall
    from resipermit.usecases.ports import OpenUnit
    from resipermit.usecases.rule_shelf import RuleShelf


class Workplace(Protocol):
    """The parts of the program, each made when it is first asked for."""

    @property
    def language(self) -> str:
        """zh_CN or en, by the locale."""
        ...

    @property
    def today(self) -> "date":
        """The day at the desk."""
        ...

    @property
    def gazetteer(self) -> "Gazetteer": ...

    @property
    def open_unit(self) -> "OpenUnit":
        """Opens the store of this home; raises StoreUnavailable."""
        ...

    @property
    def desk(self) -> "Desk": ...

    @property
    def initialise_hall(self) -> "InitialiseHall":
        """Makes the store too, when there is none."""
        ...

    def assess(self, rules: Path | None = None) -> "AssessEntitlements":
        """Return the rule book's answers, by the rules that come with the program or those in a folder."""
        ...

    @property
    def rules(self) -> "RuleShelf":
        """The rule files on disk."""
        ...

    def open_window(self, hint: str = "") -> int:
        """Show the window until it is closed; *hint* stands on its sign-in page."""
        ...
