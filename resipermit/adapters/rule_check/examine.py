"""Examines the layers of a place: all faults of all files, in the order of files and lines."""

from collections.abc import Callable, Iterable, Sequence

from resipermit.adapters.rule_check.ceilings import ceiling_faults
from resipermit.adapters.rule_check.chain import Chain, File
from resipermit.adapters.rule_check.dates import date_faults
from resipermit.adapters.rule_check.guard import guard_faults
from resipermit.adapters.rule_check.loading import fault_of, read_whole
from resipermit.adapters.rule_check.names import name_faults
from resipermit.adapters.rule_check.telling import telling_faults
from resipermit.adapters.rule_check.walk import Walk
from resipermit.adapters.rule_files import Layers, build_book
from resipermit.domain.errors import InvalidInput
from resipermit.domain.rule_faults import Fault

CHECKS: Sequence[Callable[[Chain], Iterable[Fault]]] = (
    name_faults,
    telling_faults,
    date_faults,
    ceiling_faults,
    guard_faults,
)


def examine(place: str, layers: Layers, groups: frozenset[str]) -> tuple[Fault, ...]:
    """Return every fault of *layers*; file names are those of the layers with ``.yaml`` behind.

    When nothing is found the book is built, so that what only the loader notices is said too.
    """
    faults: list[Fault] = []
    files: list[File] = []
    folders = list(dict.fromkeys(_folder(name) for name, _ in layers))
    for name, raw in layers:
        walk = Walk(f"{name}.yaml")
        try:
            tree = read_whole(raw, walk.file)
        except InvalidInput as error:
            faults.append(fault_of(error, walk.file))
            continue
        walk.read(tree)
        faults += walk.faults
        files.append(File(walk.file, _folder(name), folders.index(_folder(name)), tree, walk))
    broken = any(fault.code == "unreadable" for fault in faults)
    chain = Chain(tuple(files), groups)
    for check in CHECKS:
        faults += [fault for fault in check(chain) if not (broken and fault.code == "unknown_name")]
    if not faults:
        try:
            build_book(place, layers)
        except InvalidInput as error:
            faults.append(fault_of(error, "rules"))
    return tuple(sorted(_once(faults), key=lambda fault: (fault.file, fault.line, fault.code)))


def refuse_faulty(place: str, layers: Layers, groups: frozenset[str]) -> None:
    """Raise InvalidInput with the first fault's file and line, and how many there are."""
    faults = examine(place, layers, groups)
    if faults:
        where = f"{faults[0].file}:{faults[0].line}"
        raise InvalidInput("rule_file", field=where, why=faults[0], count=len(faults))


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _once(faults: Iterable[Fault]) -> list[Fault]:
    seen: dict[tuple[str, int, str, str], Fault] = {}
    for fault in faults:
        seen.setdefault((fault.file, fault.line, fault.code, str(sorted(fault.facts.items(), key=str))), fault)
    return list(seen.values())
