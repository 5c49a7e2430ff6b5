"""The rule book with one value read otherwise: what a change of the law would do, tried before it is made."""

from dataclasses import replace
from datetime import date
from typing import Any

from resipermit.domain.endorsement import endorsement_rules
from resipermit.domain.errors import InvalidInput
from resipermit.domain.rule_faults import nearest
from resipermit.domain.rules import RuleBook


def with_value(book: RuleBook, name: str, text: str) -> RuleBook:
    """Return the book in which *name* has always had the value that *text* says.

    Raises:
        InvalidInput: `value_unknown` with the nearest name, `value_no_number`, `value_above_ceiling`.
    """
    dated = book.values.get(name)
    if dated is None:
        raise InvalidInput("value_unknown", field="VALUE", value=name, near=nearest(name, book.values) or "—")
    value = _read(text, dated.rows[-1].value)
    ceiling = book.values[dated.at_most].rows[-1].value if dated.at_most else None
    if ceiling is not None and value > ceiling:
        raise InvalidInput("value_above_ceiling", field="VALUE", value=text, most=ceiling)
    row = dated.rows[-1]._replace(since=date.min, value=value)
    values = {**book.values, name: replace(dated, rows=(row,))}
    # what was worked out for the book as it is does not hold for another
    return replace(book, values=values, endorsement=endorsement_rules(values), kept={})


def _read(text: str, known: Any) -> Any:
    """Return *text* as the kind of value that is known: a number, or a word."""
    if isinstance(known, str):
        return text
    try:
        number = float(text)
    except ValueError as error:
        raise InvalidInput("value_no_number", field="VALUE", value=text) from error
    if number < 0 or number > 100_000 or (isinstance(known, int) and number != int(number)):
        raise InvalidInput("value_no_number", field="VALUE", value=text)
    return int(number) if number == int(number) else number
