"""Where this home keeps its keys: behind a passphrase when one is named, else in the system's keyring."""

from collections.abc import Mapping
from pathlib import Path

from resipermit.adapters.key_file import VARIABLE, KeyFileSecrets, passphrase_from
from resipermit.adapters.keyring_secrets import KeyringSecrets
from resipermit.domain.errors import InvalidInput, StoreUnavailable

KEY_FILE = "keys.json"


def secrets_of(home: Path, environment: Mapping[str, str]) -> KeyFileSecrets | KeyringSecrets:
    """Return the keeper of the keys; a home with a key file needs its passphrase even where there is a keyring.

    Raises:
        InvalidInput: the file of the passphrase is missing, empty or open to others.
        StoreUnavailable: `passphrase_needed`, for a home that has a key file while no passphrase is named.
    """
    named = environment.get(VARIABLE)
    path = home / KEY_FILE
    if named:
        return KeyFileSecrets(path, passphrase_from(Path(named).expanduser()))
    if path.exists():
        raise StoreUnavailable("passphrase_needed", variable=VARIABLE, path=str(path))
    return KeyringSecrets()


def secrets_for_new_hall(home: Path, environment: Mapping[str, str]) -> KeyFileSecrets | KeyringSecrets:
    """Return the keeper of the keys of a hall to be set up, tried and found working; nothing is written.

    Raises:
        InvalidInput: there is neither a keyring nor a passphrase (`keyring_missing`), or the passphrase does not do.
        StoreUnavailable: the keyring is locked, or the passphrase does not open the key file.
    """
    secrets = secrets_of(home, environment)
    try:
        secrets.check()
    except StoreUnavailable as fault:
        if fault.code == "keyring_missing":
            raise InvalidInput(fault.code, field=VARIABLE) from fault
        raise
    return secrets
