"""What the page of signing keys decides: which keys are shown, what is done to them, where files are written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from resipermit.domain.actors import Actor
from resipermit.domain.card_keys import KeyRecord
from resipermit.domain.errors import InvalidInput
from resipermit.domain.status_list import StatusList
from resipermit.usecases.desk import Desk
from resipermit.usecases.sign_key_list import KeyRoom, Root
from ui.text import Text


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key in words."""

    kid: str
    since: str
    retired: str
    compromised: str
    state: str


class SigningKeysView(Protocol):
    """What the presenter needs of the page."""

    def show_keys(self, rows: tuple[KeyRow, ...], root: str, state: str) -> None: ...
    def say(self, words: str, kind: str) -> None: ...


class SigningKeysPresenter:
    """Shows the keys and does what the key ceremony asks."""

    def __init__(self, view: SigningKeysView, desk: Desk, actor: Actor, run: Callable[..., None], text: Text) -> None:
        self._view, self._desk, self._actor, self._run, self._text = view, desk, actor, run, text

    def refresh(self) -> None:
        """Fetch the keys anew."""
        self._run(lambda: self._desk.keys.show(self._actor), done=self._show, failed=self._failed)

    def make(self) -> None:
        """Make a key on this desk."""
        self._do(lambda: self._desk.keys.make(self._actor), self._of_key("done.key_made"))

    def retire(self, kid: str) -> None:
        """Retire a key from today."""
        self._do(lambda: self._desk.keys.retire(self._actor, kid), self._of_key("done.key_retired"))

    def compromise(self, kid: str, day: str, reason: str) -> None:
        """Report a key compromised from *day*, written YYYY-MM-DD."""

        def report() -> KeyRecord:
            try:
                since = date.fromisoformat(day.strip())
            except ValueError as error:
                raise InvalidInput("day_impossible", field="on", value=day) from error
            return self._desk.keys.compromise(self._actor, kid, since, reason)

        self._do(report, self._of_key("done.key_compromised"))

    def make_root(self, file: Path, passphrase: str, again: str) -> None:
        """Make the root key into *file*."""
        if passphrase != again:
            self._failed(InvalidInput("passphrases_differ", field="passphrase"))
            return

        def told(root: Root) -> str:
            return self._text.say("done.root_made", path=str(file), fingerprint=root.fingerprint)

        self._do(lambda: self._desk.keys.make_root(self._actor, file, passphrase), told)

    def sign_list(self, file: Path, passphrase: str, out: Path) -> None:
        """Have the root in *file* sign the key list into *out*."""

        def sign() -> Root:
            root = self._desk.keys.sign_list(self._actor, file, passphrase)
            out.write_bytes(root.token or b"")
            return root

        self._do(sign, lambda root: self._text.say("done.key_list", path=str(out), sequence=root.sequence))

    def write_sheet(self, out: Path) -> None:
        """Write the fingerprint sheet."""

        def write() -> Path:
            out.write_bytes(self._desk.keys.sheet(self._actor))
            return out

        self._do(write, lambda path: self._text.say("done.key_sheet", path=str(path)))

    def write_status_list(self, out: Path, *, on_paper: bool) -> None:
        """Make the status list: the signed file of 2 bits, or *on_paper* one code that names the dead cards."""

        def write() -> StatusList:
            listing, token = self._desk.keys.status_list(self._actor, bits=1 if on_paper else 2)
            out.write_bytes(self._desk.keys.status_sheet(listing, token) if on_paper else token)
            return listing

        self._do(write, lambda made: self._text.say("done.status_list", path=str(out), until=made.good_until))

    def _do(self, act: Callable[[], object], told: Callable[..., str]) -> None:
        def done(result: object) -> None:
            self._view.say(told(result), "good")
            self.refresh()

        self._run(act, done=done, failed=self._failed)

    def _of_key(self, code: str) -> Callable[[KeyRecord], str]:
        def told(key: KeyRecord) -> str:
            on = key.compromised_on if code == "done.key_compromised" else key.retired_on
            return self._text.say(code, kid=key.kid.hex(), since=key.since, on=on)

        return told

    def _show(self, room: KeyRoom) -> None:
        today = self._desk.today()
        rows = tuple(self._row(key, today) for key in room.hall.keys)
        if room.root is None:
            self._view.show_keys(rows, self._text.say("key.no_root"), "")
            return
        said = self._text.say(f"key.list_{room.list_state}", sequence=room.root.sequence)
        self._view.show_keys(rows, self._text.say("key.root", fingerprint=room.root.fingerprint), said)

    def _row(self, key: KeyRecord, today: date) -> KeyRow:
        since, retired, compromised = map(self._text.day, (key.since, key.retired_on, key.compromised_on))
        state = self._text.say("sheet.key_good" if key.may_sign_on(today) else "sheet.key_ended")
        return KeyRow(key.kid.hex(), since, retired, compromised, state)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, OSError) and error.filename is not None:
            error = InvalidInput("file_unwritable", field="path", path=str(error.filename))
        self._view.say(self._text.error(error), "bad")
