"""Show the decoder what nobody should: half of it rightly signed and malformed, half random, cut, flipped, inflated.

    python bench/fuzz_code.py --seed 20261124 --count 100000

Prints how many of each kind were refused for which reason. Fails on any error that is not a refusal, and on anything
accepted that does not say, byte for byte, what was signed.
"""

import argparse
import random
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import base45
import cbor2

from resipermit.adapters.card_code import ALPHABET, as_text, decode, decode_label, encode, label_code
from resipermit.adapters.signed_lists import (
    KEY_LIST_KIND,
    STATUS_LIST_KIND,
    open_key_list,
    open_status_list,
    seal_key_list,
    seal_status_list,
)
from resipermit.adapters.signing_keys import signer_from_seed
from resipermit.domain.card import CardClaims
from resipermit.domain.card_keys import KeyRecord
from resipermit.domain.errors import Refused
from resipermit.domain.identity import Sex
from resipermit.domain.key_list import KEYS, ROOT_NAME, KeyList
from resipermit.domain.label import LabelClaims
from resipermit.domain.status_list import LIST_CLAIM, CardStatus, pack_list

OFFICE, NUMBER = "430111", "4301110000002025000001"
SIGNER = signer_from_seed(bytes([7]) * 32, OFFICE, date(2025, 1, 1))
ROOT = signer_from_seed(bytes([8]) * 32, ROOT_NAME, date.min)
MADE_AT = datetime(2026, 11, 2, 2, tzinfo=UTC)
CARD = CardClaims(
    *(NUMBER, "430111199003159973", "欧阳演示", Sex.MALE, "汉", date(1990, 3, 15)),
    *("贵州省贵阳市南明区演示路1号", "湖南省长沙市雨花区演示路10号3栋402室", "430111", OFFICE),
    *(date(2025, 11, 20), date(2026, 11, 20), None, 17),
)
LABEL = LabelClaims(NUMBER, OFFICE, MADE_AT, date(2027, 11, 20), "欧阳演示")
LIST = pack_list(OFFICE, MADE_AT, date(2026, 11, 10), [CardStatus.VALID, CardStatus.DEAD, CardStatus.SUSPENDED] * 9)
KEY_LIST = KeyList(3, MADE_AT, (SIGNER.key,))
TEXTS = (encode(CARD, SIGNER), label_code(LABEL, SIGNER), as_text(seal_status_list(LIST, SIGNER)))
TOKENS = (*map(base45.b45decode, TEXTS), seal_key_list(KEY_LIST, ROOT), seal_status_list(LIST, SIGNER))


class WronglyAccepted(Exception):
    """The decoder took something that does not say what was signed."""


def key_of(kid: bytes) -> KeyRecord | None:
    """Return the one key there is."""
    return SIGNER.key if kid == SIGNER.key.kid else None


def packed(value: Any) -> bytes:
    """Return *value* as the program packs it."""
    return bytes(cbor2.dumps(value, canonical=True))


# --- what the decoder is asked, and what it may say ---


def ask_card(text: str) -> bytes:
    """Return the payload that was read."""
    return packed(decode(text, key_of)[0].tokens())


def ask_label(text: str) -> bytes:
    """Return the payload that was read."""
    return packed(decode_label(text, key_of)[0].tokens())


def ask_list(text: str | bytes) -> bytes:
    """Return the payload that was read."""
    return packed(open_status_list(text, key_of)[0].tokens())


def ask_keys(token: bytes) -> bytes:
    """Return the payload that was read."""
    return packed(open_key_list(token, ROOT.key.public_key).tokens())


# --- rightly signed and malformed ---

INTS = (-1, 0, 1, 23, 24, 255, 256, 65535, 65536, 2**31, 2**32, 2**63, 2**64 - 1, -(2**64), 86400, 1763596800)
STRANGE_BYTES = (
    *(b"", b"\xff", b"\xbf\xff", b"\x9f\xff", b"\x5f\xff", b"\x7f\xff", b"\xf6", b"\xf7", b"\xf9\x7e\x00"),
    *(b"\xfb" + bytes(8), b"\x18\x01", b"\x19\x00\x01", b"\x81" * 2000, b"\xa1\x01" * 500, b"\xa2\x01\x00\x01\x00"),
    *(
        b"\x5b" + b"\xff" * 8,
        b"\x9b" + b"\xff" * 8,
        b"\xbb" + b"\xff" * 8,
        b"\xd8\x1c\x81\xd8\x1d\x00",
        b"\xc2\x41\x01",
    ),
    *(b"\xc2\x41\x01", b"\x62\xff\xff", b"\x61\x00", b"\xf8\x00", b"\x1c", b"\xdf", b"\xd9\x01\x02\x80"),
)


LETTERS = "0129AXZ汉演示 \n\x00\u200b\u202e\U00030edd"


def strange(rng: random.Random, deep: int = 0) -> Any:
    """Return a value of any kind, nested now and then."""
    simple: tuple[Callable[[], Any], ...] = (
        lambda: rng.choice(INTS),
        lambda: rng.choice((None, True, False, cbor2.undefined, 1.5, float("nan"), float("inf"), -0.0)),
        lambda: rng.randbytes(rng.choice((0, 1, 8, 31, 32, 33, 64, 300))),
        lambda: "".join(
            rng.choice("0129AXZ汉演示 \n\x00\u200b\u202e\U00030edd") for _ in range(rng.choice((0, 1, 6, 18, 201)))
        ),
        lambda: rng.choice(("430111", "43011", "20260230", "20251120", "JZZ", "JZZ-QZ", "CN", "jzz:430102", NUMBER)),
        lambda: cbor2.CBORTag(rng.choice((0, 1, 2, 24, 28, 61, 258)), rng.choice((0, "x", b"x"))),
    )
    if deep < 3 and rng.random() < 0.25:
        if rng.random() < 0.5:
            return [strange(rng, deep + 1) for _ in range(rng.randrange(4))]
        return {rng.choice((1, 4, 22, 169, "a", "bits", -1)): strange(rng, deep + 1) for _ in range(rng.randrange(4))}
    return rng.choice(simple)()


def disturbed(rng: random.Random, tokens: Any) -> Any:
    """Return a copy with one or two entries, at any depth, changed, gone or too many."""
    for _ in range(rng.choice((1, 1, 2))):
        if isinstance(tokens, dict) and tokens and rng.random() < 0.9:
            key = rng.choice(list(tokens))
            rest = {name: value for name, value in tokens.items() if name != key}
            act = rng.randrange(5)
            if act == 0:
                tokens = rest
            elif act == 1:
                tokens = tokens | {rng.choice((*INTS, "x", "office", b"b")): strange(rng)}
            elif act == 2 and isinstance(tokens[key], dict | list):
                tokens = rest | {key: disturbed(rng, tokens[key])}
            else:
                tokens = rest | {key: strange(rng)}
        elif isinstance(tokens, list) and tokens:
            at = rng.randrange(len(tokens))
            tokens = [*tokens[:at], disturbed(rng, tokens[at]), *tokens[at + 1 :]]
        else:
            tokens = strange(rng)
    return tokens


def disturbed_list(rng: random.Random, tokens: dict[Any, Any]) -> Any:
    """Return a status list whose body is another stream, too long, cut or followed by something."""
    body = zlib.compress(rng.choice((b"", b"\x00", rng.randbytes(40), bytes(3_000_000 if rng.random() < 0.02 else 99))))
    wrong = rng.choice((body, body[:-1], body + b"x", body[1:], rng.randbytes(20)))
    return tokens | {LIST_CLAIM: {"bits": rng.choice((0, 1, 2, 3, 4, 8, True, "2")), "lst": wrong}}


def signed(rng: random.Random, payload: bytes, signer: Any, kind: str | None) -> bytes:
    """Return a token whose signature is right, its header and frame now and then disturbed."""
    header: Any = {1: -8, 4: signer.key.kid} | ({} if kind is None else {16: kind})
    if rng.random() < 0.1:
        header = disturbed(rng, header)
    protected = rng.choice(STRANGE_BYTES) if rng.random() < 0.02 else packed_somehow(rng, header)
    signature = signer.sign(packed(["Signature1", protected, b"", payload]))
    parts: Any = [protected, {}, payload, signature]
    if rng.random() < 0.05:
        parts = disturbed(rng, parts)
    tag = rng.choice((b"", b"\xd8\x3d\xd2", b"\xd1", b"\xd2\xd2")) if rng.random() < 0.02 else b"\xd2"
    return tag + packed_somehow(rng, parts)


def packed_somehow(rng: random.Random, value: Any) -> bytes:
    """Return *value* in CBOR, one time in twenty not in the canonical form."""
    try:
        return bytes(cbor2.dumps(value, canonical=rng.random() > 0.05))
    except (cbor2.CBOREncodeError, OverflowError, ValueError, TypeError):
        return b"\xf6"


def structured(rng: random.Random) -> tuple[str, Callable[[], bytes], bytes]:
    """Return a kind, the question to the decoder, and the payload that was signed."""
    kind, ask, record, signer, media = rng.choice(
        (
            ("signed card", ask_card, CARD, SIGNER, None),
            ("signed card", ask_card, CARD, SIGNER, None),
            ("signed label", ask_label, LABEL, SIGNER, None),
            ("signed status list", ask_list, LIST, SIGNER, STATUS_LIST_KIND),
            ("signed key list", ask_keys, KEY_LIST, ROOT, KEY_LIST_KIND),
        )
    )
    tokens = record.tokens()
    if record is LIST and rng.random() < 0.4:
        changed = disturbed_list(rng, tokens)
    elif record is KEY_LIST and rng.random() < 0.6:
        changed = tokens | {KEYS: [disturbed(rng, tokens[KEYS][0])]}
    elif 169 in tokens and rng.random() < 0.6:
        changed = tokens | {169: disturbed(rng, tokens[169])}
    else:
        changed = disturbed(rng, tokens)
    payload = rng.choice(STRANGE_BYTES) if rng.random() < 0.05 else packed_somehow(rng, changed)
    token = signed(rng, payload, signer, media)
    shown: Any = token if ask in (ask_keys,) else as_text(token)
    return kind, lambda: ask(shown), payload


# --- random, cut, flipped, inflated ---


def unstructured(rng: random.Random) -> tuple[str, Callable[[], bytes], bytes | None]:
    """Return a kind, the question, and None: nothing of it was ever signed."""
    act = rng.randrange(7)
    ask: Any = rng.choice((ask_card, ask_label, ask_list))
    letters = sorted(ALPHABET)
    text = rng.choice(TEXTS)
    if act == 0:
        shown: Any = "".join(rng.choices(letters, k=rng.randrange(1, 5000)))
        return "random letters", lambda: ask(shown), None
    if act == 1:
        shown = text[: rng.randrange(len(text))] + "".join(rng.choices(letters, k=rng.choice((0, 0, 1, 3))))
        return ("cut", lambda: ask(shown), None) if shown != text else unstructured(rng)
    if act == 2:
        at = rng.randrange(len(text))
        shown = text[:at] + rng.choice(letters) + text[at + 1 :]
        return ("one letter changed", lambda: ask(shown), None) if shown != text else unstructured(rng)
    if act == 3:
        token = bytearray(rng.choice(TOKENS))
        for _ in range(rng.choice((1, 2, 9))):
            token[rng.randrange(len(token))] ^= 1 << rng.randrange(8)
        flipped = bytes(token)
        asks = (ask_keys, ask_list, lambda shown: ask(as_text(shown)))
        question = rng.choice(asks)
        return ("bits flipped", lambda: question(flipped), None) if flipped not in TOKENS else unstructured(rng)
    if act == 4:
        noise = rng.randbytes(rng.randrange(400))
        shown = as_text(rng.choice((b"\xd2\x84", b"\xd2", b"")) + noise)
        return "random bytes, well wrapped", lambda: ask(shown), None
    if act == 5:
        bomb = zlib.compress(b"\xd2" + bytes(rng.choice((0, 1000, 200_000))), rng.randrange(10))
        shown = base45.b45encode(bomb[:4000]).decode()
        return "another zlib stream", lambda: ask(shown), None
    shown = rng.choice((b"", rng.randbytes(rng.randrange(2000)), rng.choice(STRANGE_BYTES), b"\xd2" + bytes(5_000_000)))
    question = rng.choice((ask_keys, ask_list))
    return "random file", lambda: question(shown), None


def same(read: bytes, payload: bytes) -> bool:
    """Say whether what was read is what was signed; a status list may have been compressed in another way."""
    if read == payload:
        return True
    one, other = cbor2.loads(read), cbor2.loads(payload)
    if not (isinstance(other, dict) and LIST_CLAIM in one and LIST_CLAIM in other):
        return False
    for tokens in (one, other):
        tokens[LIST_CLAIM] = {**tokens[LIST_CLAIM], "lst": zlib.decompress(tokens[LIST_CLAIM]["lst"])}
    return packed(one) == packed(other)


def fuzz(seed: int, count: int) -> Counter[tuple[str, str]]:
    """Return how many of each kind ended in which way; raises on the first wrong answer."""
    rng = random.Random(seed)
    told: Counter[tuple[str, str]] = Counter()
    for number in range(count):
        kind, ask, payload = structured(rng) if number % 2 else unstructured(rng)
        try:
            read = ask()
        except Refused as refusal:
            told[kind, refusal.code] += 1
            continue
        except Exception as error:
            raise RuntimeError(f"input {number} of seed {seed} ({kind})") from error
        if payload is None or not same(read, payload):
            raise WronglyAccepted(f"input {number} of seed {seed} ({kind})")
        told[kind, "accepted, as signed"] += 1
    return told


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=20261124)
    parser.add_argument("--count", type=int, default=100_000)
    args = parser.parse_args()
    began = time.perf_counter()
    told = fuzz(args.seed, args.count)
    for (kind, reason), number in sorted(told.items()):
        sys.stdout.write(f"{kind:28} {reason:24} {number:8}\n")
    seconds = time.perf_counter() - began
    sys.stdout.write(f"seed {args.seed}: {told.total()} inputs, no crash, no wrong accept, {seconds:.0f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
