"""Make the office's status list from the ledger: for each card that it made, dead, suspended or valid on this day."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from resipermit.domain.actors import Actor, Right
from resipermit.domain.card_keys import Signer
from resipermit.domain.errors import InvalidInput, Refused
from resipermit.domain.permit import Standing
from resipermit.domain.status_list import CardStatus, StatusList, pack_list
from resipermit.usecases.card_face import cards_made
from resipermit.usecases.hall import read_hall
from resipermit.usecases.ports import Clock, ListedCard, OpenUnit

NEWEST = "status_list"
DAYS_GOOD, MOST_DAYS = 8, 31  # made weekly, with a day to spare
SignerOf = Callable[[str, date], Signer]
Seal = Callable[[StatusList, Signer], bytes]


@dataclass(frozen=True)
class MakeStatusList:
    """Return the list and its signed form; *bits* 1 names the dead only, for a printed code, 2 is for the kit.

    The newest list of 2 bits stays at the desk, which verifies by it what its own record does not know.
    """

    open_unit: OpenUnit
    signer_of: SignerOf
    seal: Seal
    clock: Clock

    def __call__(self, actor: Actor, *, bits: int = 2, days: int = DAYS_GOOD) -> tuple[StatusList, bytes]:
        if not actor.may(Right.KEEP_KEYS):
            actor.needs(Right.PRINT)
        if not 1 <= days <= MOST_DAYS:
            raise InvalidInput("days_out_of_range", field="days", least=1, most=MOST_DAYS)
        today, now = self.clock.today(), self.clock.now()
        with self.open_unit() as unit:
            office = read_hall(unit.settings).division
            statuses = in_places(unit.statuses.listed(), today)
            listing = pack_list(office, now, today + timedelta(days=days), statuses, bits=bits)
            unit.journal.note(actor, "status_list_made", now, f"bits={bits} until={listing.good_until}")
            unit.commit()
        token = self.seal(listing, self.signer_of(office, listing.made_on))
        if bits > 1:
            with self.open_unit() as unit:
                unit.settings.set(NEWEST, b64encode(token).decode("ascii"))
                unit.commit()
        return listing, token


@dataclass(frozen=True)
class NewestStatusList:
    """Return the signed list of 2 bits that was made last at this desk; raises Refused("status_list_none")."""

    open_unit: OpenUnit

    def __call__(self) -> bytes:
        with self.open_unit() as unit:
            kept = unit.settings.get(NEWEST)
        if kept is None:
            raise Refused("status_list_none")
        return b64decode(kept)


def in_places(cards: Iterable[ListedCard], day: date) -> Iterator[CardStatus]:
    """Return the status of each place from 0 on; a place without card is valid."""
    at = 0
    for listed in cards:
        while at < listed.index:
            yield CardStatus.VALID
            at += 1
        yield status_of(listed, day)
        at += 1


def status_of(listed: ListedCard, day: date) -> CardStatus:
    """Return how a card stands: dead once its permit has ended or a later card took its place."""
    if listed.card < cards_made(listed.permit):
        return CardStatus.DEAD
    standing = listed.permit.state(day).standing
    if standing in (Standing.CANCELLED, Standing.REVOKED):
        return CardStatus.DEAD
    return CardStatus.SUSPENDED if standing is Standing.SUSPENDED else CardStatus.VALID
