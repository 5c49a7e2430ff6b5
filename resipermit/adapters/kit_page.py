"""The verification page: one HTML file with everything in it, that opens from a stick and asks no network for anything.

Its content security policy names the digest of each script and of the style, and forbids the rest.
"""

import gzip
import json
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from resipermit.domain.key_list import fingerprint
from resipermit.resources import resources
from resipermit.usecases.make_kit import KitContents

SCRIPTS = ("vendor/ed25519.js", "vendor/fflate.js", "vendor/zxing_reader.js", "code.js", "verdict.js", "page.js")
# The decoder is WebAssembly; a camera's picture and a chosen file are shown from memory.
POLICY = (
    "default-src 'none'; script-src 'wasm-unsafe-eval' {scripts}; style-src {style}; img-src blob: data:;"
    " media-src blob:; base-uri 'none'; form-action 'none'"
)


def kit_page(contents: KitContents) -> bytes:
    """Return the page; the same contents give the same bytes."""
    folder = resources() / "kit"
    style = _text(folder / "page.css")
    scripts = [_text(folder / name) for name in SCRIPTS]
    policy = POLICY.format(scripts=" ".join(map(_digest, scripts)), style=_digest(style))
    filled = {
        "csp": policy,
        "style": style,
        "kit": _data(_kit(contents)),
        "words": _data({language: json.loads(_text(folder / f"words.{language}.json")) for language in ("zh", "en")}),
        "decoder": _packed(folder / "vendor" / "zxing_reader.wasm"),
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    head, *pieces = _text(folder / "page.html").split("{{")
    for piece in pieces:
        name, _, after = piece.partition("}}")
        head += filled[name] + after
    return head.encode()


def _kit(contents: KitContents) -> dict[str, object]:
    return {
        "made_on": contents.made_on.isoformat(),
        "root_public_key": contents.root_public_key.hex(),
        "root_fingerprint": fingerprint(contents.root_public_key),
        "key_list": b64encode(contents.key_list).decode("ascii"),
        "status_lists": [b64encode(one).decode("ascii") for one in contents.status_lists],
    }


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip()


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"


def _data(value: object) -> str:
    """Return JSON that no text inside can end the element of."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")


def _packed(path: Path) -> str:
    return b64encode(gzip.compress(path.read_bytes(), 9, mtime=0)).decode("ascii")
