"""The record of a decision: what was asked, by which rules, from which facts, and the whole answer, in bytes that
anybody can make again.

The bytes are canonical JSON after RFC 8785: keys sorted, no blanks, UTF-8, whole numbers without a fraction.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from resipermit.domain.facts import Facts
from resipermit.domain.facts_writing import facts_document

ENGINE = "resipermit"


class DecisionKind(StrEnum):
    """受理, 不予办理, 签发, 签注, 落户预审."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    ISSUE = "issue"
    ENDORSE = "endorse"
    SETTLEMENT_CHECK = "settlement_check"


@dataclass(frozen=True, slots=True, repr=False)
class Decision:
    """One decision on record. *about* is the number of the permit or of the application; *pack* names the rules."""

    id: int | None
    kind: DecisionKind
    person_id: int
    about: str
    by: str
    at: datetime
    pack: str
    document: bytes

    @property
    def sha256(self) -> str:
        """Return the hex hash of the document."""
        return hashlib.sha256(self.document).hexdigest()


def canonical(document: Any) -> bytes:
    """Return *document* as canonical JSON; raises ValueError for a number that JSON does not know."""
    plain = _plain(document)
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def decision_document(facts: Facts, as_of: date, answer: Mapping[str, Any], pack: str, engine: str) -> dict[str, Any]:
    """Return the record: the engine and the pack by name, the facts used, the day, and the answer with its reasons.

    The counters' addresses are left out: they say where to go, not what was decided. The engine's number stands with
    the engine alone, so that a later engine that answers the same gives the same bytes.
    """
    rules = {name: value for name, value in answer["rules"].items() if name != "version"}
    return {
        "engine": {"name": ENGINE, "version": engine},
        "pack": pack,
        "as_of": as_of.isoformat(),
        "place": answer["place"],
        "facts": facts_document(facts),
        "answer": _without_counters({**answer, "rules": rules}),
    }


def _without_counters(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_counters(one) for key, one in value.items() if key != "local"}
    return [_without_counters(one) for one in value] if isinstance(value, list) else value


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, date):
        return value.isoformat()
    return value
