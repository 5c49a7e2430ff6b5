"""The encrypted store of a hall: SQLCipher through SQLAlchemy; `open_store` is the way in."""

from db.keys import fingerprint_path, kept_fingerprint, key_name, new_key
from db.store import Store, make_store, open_store, unlock_store

__all__ = [
    "Store",
    "fingerprint_path",
    "kept_fingerprint",
    "key_name",
    "make_store",
    "new_key",
    "open_store",
    "unlock_store",
]
