"""What the declared form of the store is compared with, by the steps and by the tests."""

from typing import Any

from db.search import NAME_INDEX_TABLES
from db.tables import Record


def counted(name: str | None, kind: str, *_: Any) -> bool:
    """Say whether a thing found in the store belongs to the declared tables; the index of names keeps its own."""
    return not (kind == "table" and name in NAME_INDEX_TABLES)


OPTIONS: dict[str, Any] = {
    "target_metadata": Record.metadata,
    "include_name": counted,
    "render_as_batch": True,
    "compare_type": True,
    "compare_server_default": True,
}
