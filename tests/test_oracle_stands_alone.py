"""The oracle proves something only while it shares nothing with what it is held against."""

import ast
from pathlib import Path

ORACLE = Path(__file__).parent / "oracle"
BESIDE = {"__init__", "generate", "sides", "differential", "mutations", "coverage", "columns", "entitled"}
MAY_BE_READ = {"rules", "facts", "law", "identity"}


def imported(path: Path) -> set[str]:
    """Return the modules that a module imports; one beside it with a point before."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level:
            found |= {f".{node.module}"} if node.module else {f".{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module))
    return found


def test_the_oracle_imports_the_form_of_the_book_and_the_facts_and_nothing_of_the_engine() -> None:
    modules = {path.stem: imported(path) for path in ORACLE.glob("*.py") if path.stem not in BESIDE}
    allowed = {f"resipermit.domain.{name}" for name in MAY_BE_READ} | {f".{name}" for name in modules}

    foreign = {
        (name, other)
        for name, others in modules.items()
        for other in others
        if (other.startswith((".", "resipermit", "db", "ui", "numpy")) and other not in allowed)
    }

    assert {"interpreter", "records", "ledger", "diary", "months", "atlas"} <= set(modules)
    assert not foreign
