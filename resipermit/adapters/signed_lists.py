"""Key list and status list as signed documents: files for the verification kit, or the text of one printed code."""

from datetime import date

from resipermit.adapters.card_code import as_token, claims_from
from resipermit.adapters.cose import KeyOf, seal, unseal
from resipermit.domain.card_keys import KeyRecord, Signer, kid_of
from resipermit.domain.errors import Refused
from resipermit.domain.key_list import ROOT_NAME, KeyList, read_key_list
from resipermit.domain.status_list import StatusList, read_status_list

KEY_LIST_KIND = "application/jzz-keylist+cwt"
STATUS_LIST_KIND = "application/statuslist+cwt"
LONGEST_FILE = 4_000_000  # bytes; a list of 8,000,000 cards is 2,000,000 before compression


def seal_key_list(listing: KeyList, root: Signer) -> bytes:
    """Return the key list signed by the root key."""
    return seal(listing.tokens(), root, KEY_LIST_KIND)


def open_key_list(token: bytes, root_public: bytes) -> KeyList:
    """Return the keys on a list that this root signed.

    Raises:
        Refused: `malformed`, `wrong_algorithm`, `wrong_kind`, `unknown_key` (another root), `bad_signature` or
            `newer_than_program`.
    """
    root = root_record(root_public)
    tokens, _ = unseal(_bounded(token), lambda kid: root if kid == root.kid else None, KEY_LIST_KIND)
    return claims_from(read_key_list, tokens)


def root_record(root_public: bytes) -> KeyRecord:
    """Return the root as a key; it signs key lists only and belongs to no office."""
    return KeyRecord(kid_of(root_public), root_public, ROOT_NAME, date.min)


def seal_status_list(listing: StatusList, signer: Signer) -> bytes:
    """Return the status list signed by a key of its office; raises Refused when the key may not."""
    if reason := signer.key.objection(listing.office, listing.made_on):
        raise Refused(reason, kid=signer.key.kid.hex())
    return seal(listing.tokens(), signer, STATUS_LIST_KIND)


def open_status_list(shown: bytes | str, key_of: KeyOf) -> tuple[StatusList, KeyRecord]:
    """Return a list from its file or the text of its code; raises Refused as `card_code.decode`, or `wrong_kind`."""
    token = as_token(shown) if isinstance(shown, str) else _bounded(shown)
    tokens, key = unseal(token, key_of, STATUS_LIST_KIND)
    listing = claims_from(read_status_list, tokens)
    if reason := key.objection(listing.office, listing.made_on):
        raise Refused(reason, kid=key.kid.hex())
    return listing, key


def _bounded(token: bytes) -> bytes:
    if len(token) > LONGEST_FILE:
        raise Refused("malformed")
    return token
