"""The acts on keys and lists together, as the desk offers them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from resipermit.domain.actors import Actor
from resipermit.domain.status_list import StatusList
from resipermit.usecases.keep_keys import MakeSigningKey, ReportKeyCompromised, RetireKey
from resipermit.usecases.make_kit import MakeKit
from resipermit.usecases.make_status_list import MakeStatusList, NewestStatusList
from resipermit.usecases.sign_key_list import KeyRoom, MakeRoot, ShowKeys, SignKeyList

DrawSheet = Callable[[KeyRoom, date], bytes]


@dataclass(frozen=True)
class PrintKeySheet:
    """Return the fingerprint sheet as PDF, as things stand today."""

    show: ShowKeys
    draw: DrawSheet
    today: Callable[[], date]

    def __call__(self, actor: Actor) -> bytes:
        return self.draw(self.show(actor), self.today())


@dataclass(frozen=True)
class KeyActs:
    """What can be done about keys at this desk."""

    show: ShowKeys
    make: MakeSigningKey
    retire: RetireKey
    compromise: ReportKeyCompromised
    make_root: MakeRoot
    sign_list: SignKeyList
    sheet: PrintKeySheet
    status_list: MakeStatusList
    newest_list: NewestStatusList
    kit: MakeKit
    status_sheet: Callable[[StatusList, bytes], bytes]
