"""What a leaf condition comes to: its days, and the figures behind them on the day asked."""

from typing import Any, NamedTuple

from resipermit.domain.spans import Days

Figure = tuple[Any, str]  # a value with its unit


class Leaf(NamedTuple):
    """Days on which the leaf holds, and what there is, what is asked and what is short of it; None does not apply."""

    days: Days
    actual: Figure | None = None
    required: Figure | None = None
    shortfall: Figure | None = None
    reason: str | None = None
