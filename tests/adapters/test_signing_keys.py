import hashlib
from datetime import date

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from resipermit.adapters.signing_keys import make_key, public_pem, signer_for
from resipermit.domain.errors import Refused


class DictSecrets:
    """A secret store that forgets when the test ends."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def set(self, name: str, value: str) -> None:
        self.kept[name] = value


@pytest.fixture
def secrets() -> DictSecrets:
    return DictSecrets()


def test_a_key_made_at_the_desk_signs_and_its_pem_verifies(secrets: DictSecrets):
    record = make_key("430111", date(2026, 1, 1), secrets)

    signature = signer_for(record, secrets, date(2026, 5, 1)).sign(b"card")

    public = load_pem_public_key(public_pem(record).encode())
    assert public.verify(signature, b"card") is None
    assert record.kid == hashlib.sha256(record.public_key).digest()[:8]
    assert (record.office, record.since, record.algorithm) == ("430111", date(2026, 1, 1), "Ed25519")


def test_two_keys_are_never_the_same(secrets: DictSecrets):
    kids = {make_key("430111", date(2026, 1, 1), secrets).kid for _ in range(20)}

    assert len(kids) == len(secrets.kept) == 20


def test_the_private_half_shows_nowhere(secrets: DictSecrets):
    record = make_key("430111", date(2026, 1, 1), secrets)

    shown = repr(signer_for(record, secrets, date(2026, 1, 1))) + repr(record.document())

    assert next(iter(secrets.kept.values())) not in shown


def test_a_desk_without_the_private_half_says_so(secrets: DictSecrets):
    record = make_key("430111", date(2026, 1, 1), secrets)

    with pytest.raises(Refused) as refusal:
        signer_for(record, DictSecrets(), date(2026, 1, 1))

    assert refusal.value.code == "signing_key_missing"


@pytest.mark.parametrize("kept", ["", "not base64!", "AAAA", "A" * 43 + "="])
def test_a_damaged_or_foreign_private_half_is_refused(secrets: DictSecrets, kept: str):
    record = make_key("430111", date(2026, 1, 1), secrets)
    secrets.set(next(iter(secrets.kept)), kept)

    with pytest.raises(Refused) as refusal:
        signer_for(record, secrets, date(2026, 1, 1))

    assert refusal.value.code == "signing_key_damaged"


def test_a_key_does_not_sign_before_its_first_day(secrets: DictSecrets):
    record = make_key("430111", date(2026, 1, 1), secrets)

    with pytest.raises(Refused) as refusal:
        signer_for(record, secrets, date(2025, 12, 31))

    assert refusal.value.code == "key_not_yet_in_use"
