"""Keys in the system's own keyring: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from resipermit.domain.errors import StoreUnavailable

SERVICE = "resipermit"
# The first two keep nothing, the others keep plain text or ask on the terminal.
_UNFIT = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt", "keyrings.cryptfile")


@dataclass(frozen=True, slots=True)
class KeyringSecrets:
    """`ports.Secrets` over the keyring of who is signed in to the computer.

    Every method raises StoreUnavailable: `keyring_missing`, `keyring_locked` or `keyring_failed`.
    """

    service: str = SERVICE

    def check(self) -> None:
        """Raise unless there is a keyring that answers."""
        self.get("check")

    def get(self, name: str) -> str | None:
        with _faults_said():
            found: str | None = _backend().get_password(self.service, name)
        return found

    def set(self, name: str, value: str) -> None:
        with _faults_said():
            backend = _backend()
            backend.set_password(self.service, name, value)
            if backend.get_password(self.service, name) != value:
                raise StoreUnavailable("keyring_failed")


def _backend() -> Any:
    import keyring  # looks for every kind of keyring as it is imported

    chosen: Any = keyring.get_keyring()
    candidates = list(getattr(chosen, "backends", [chosen]))
    fit = [backend for backend in candidates if not type(backend).__module__.startswith(_UNFIT)]
    if not fit:
        raise StoreUnavailable("keyring_missing")
    return fit[0]


@contextmanager
def _faults_said() -> Iterator[None]:
    from keyring import errors

    try:
        yield
    except errors.NoKeyringError as error:
        raise StoreUnavailable("keyring_missing") from error
    except errors.KeyringLocked as error:
        raise StoreUnavailable("keyring_locked") from error
    except StoreUnavailable:
        raise
    except Exception as error:  # each backend has faults of its own, those of the bus among them
        raise StoreUnavailable("keyring_failed") from error
