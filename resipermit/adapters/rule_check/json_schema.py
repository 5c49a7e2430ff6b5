"""The schema of rule files for editors, made from the one table of words; docs/rules.md explains the words."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from resipermit.adapters.rule_check.shapes import (
    Amount,
    Choice,
    Either,
    Keys,
    ListOf,
    Name,
    OneOrMore,
    Ref,
    Scalar,
    Shape,
    Table,
)
from resipermit.adapters.rule_check.walk import CITATION, WHOLE_UNITS
from resipermit.adapters.rule_check.words import FILE, SHAPES
from resipermit.adapters.rule_files.vocabulary import SCOPES, SUBJECTS

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> Schema:
    """Return the schema; numbers and truths may be written with quotation marks or without."""
    return {
        "$schema": DRAFT,
        "title": "Rule file of resipermit (docs/rules.md)",
        **_of(FILE),
        "$defs": {name: _of(shape) for name, shape in SHAPES.items()},
    }


def _of(shape: Shape) -> Schema:
    return _WRITERS[type(shape)](shape)


def _keys(shape: Keys) -> Schema:
    schema: Schema = {
        "type": "object",
        "properties": {key: _of(value) for key, value in shape.fields.items()},
        "additionalProperties": False,
    }
    if shape.needed:
        schema["required"] = list(shape.needed)
    choices = [{"oneOf": [{"required": [word]} for word in words]} for words in shape.one_of]
    if choices:
        schema["allOf"] = choices
    return schema


def _scalar(shape: Scalar) -> Schema:
    return dict(_SCALARS[shape.kind])


def _text(pattern: str | None = None) -> Schema:
    """Return the schema of a word; an editor may take one without quotation marks for a number or a truth."""
    return {"type": "string", "pattern": f"^(?:{pattern})$"} if pattern else {"type": ["string", "number", "boolean"]}


def _number(pattern: str, kind: str) -> Schema:
    return {"type": [kind, "string"], "pattern": f"^(?:{pattern})$"}


_WRITERS: Mapping[type, Callable[[Any], Schema]] = {
    Keys: _keys,
    Scalar: _scalar,
    Choice: lambda shape: {"enum": _spoken(shape.words)},
    Name: lambda shape: {"type": "string", "description": f"the name of a {shape.of}"},
    Amount: lambda shape: {
        **(
            _number(r"\d+|[A-Za-z_][\w.]*", "integer")
            if shape.unit in WHOLE_UNITS
            else _number(r"\d+(\.\d+)?|[A-Za-z_][\w.]*", "number")
        ),
        "description": f"a number, or the name of a value, in {shape.unit}" if shape.unit else "a number or a value",
    },
    ListOf: lambda shape: {"type": "array", "items": _of(shape.item), "minItems": shape.least},
    OneOrMore: lambda shape: {"anyOf": [_of(shape.item), {"type": "array", "items": _of(shape.item)}]},
    Table: lambda shape: {"type": "object", "additionalProperties": _of(shape.item)},
    Either: lambda shape: {"anyOf": [_of(shape.word), _of(shape.other)]},
    Ref: lambda shape: {"$ref": f"#/$defs/{shape.name}"},
}


def _spoken(words: tuple[str, ...]) -> list[Any]:
    """Return the words, and beside true, false and numbers what YAML takes them for."""
    spoken: list[Any] = list(words)
    spoken += [word == "true" for word in words if word in ("true", "false")]
    return spoken + [int(word) for word in words if word.isdigit()]


_DAY = r"\d{4}-\d{2}-\d{2}"
_SCALARS: Mapping[str, Schema] = {
    "text": _text(),
    "value": _text(),
    "day": _text(_DAY),
    "month_day": _text(r"\d{2}-\d{2}"),
    "day_asked": _text(rf"registration|\d{{2}}-\d{{2}}|{_DAY}"),
    "whole": _number(r"\d+", "integer"),
    "number": _number(r"-?\d+(\.\d+)?", "number"),
    "flag": {"enum": ["true", "false", True, False]},
    "scope": _text("|".join([*SCOPES, r"group:[\w,]+", r"prefix:\d{2,6}(,\d{2,6})*"])),
    "subjects": _text(rf"({'|'.join(SUBJECTS)})(\+({'|'.join(SUBJECTS)}))*"),
    "cite": _text(re.sub(r"\?P<\w+>", "?:", CITATION.pattern)),
}
