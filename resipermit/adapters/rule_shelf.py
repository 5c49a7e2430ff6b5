"""The rule files on disk as policy staff work with them: examine some, or make the examined book of a place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from resipermit.adapters.case_tables import read_case_table
from resipermit.adapters.office_files import annex_tasks, local_offices
from resipermit.adapters.rule_check.examine import examine, refuse_faulty
from resipermit.adapters.rule_check.json_schema import json_schema
from resipermit.adapters.rule_files import Layers, build_book, read_layers
from resipermit.domain.errors import InvalidInput
from resipermit.domain.places import Gazetteer
from resipermit.domain.rule_cases import CaseTable
from resipermit.domain.rule_faults import Examination, Fault, Remark
from resipermit.domain.rule_packs import Pack
from resipermit.domain.rule_remarks import remarks
from resipermit.domain.rules import RuleBook
from resipermit.resources import resources, rules_manual
from resipermit.words import catalogue

_LAYER = re.compile(r"national|\d{2}|\d{2}/\d{4}|\d{2}/\d{4}/\d{6}")
_LONE = "alone"  # the layer of a file that lies in no folder of a place
_NOWHERE = "000000"


class FileShelf:
    """What `usecases.rule_shelf.RuleShelf` asks for, over files."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._groups = gazetteer.group_names

    def examine(self, paths: Sequence[Path], today: date) -> Examination:
        """Return every fault of the files at *paths* (none: the program's own), each read below its own layers.

        Raises:
            InvalidInput: a path is not there, or holds no rule files.
        """
        files = [file for path in paths or [resources() / "rules"] for file in _files_at(path)]
        homes: dict[tuple[Path, str], dict[str, Path]] = {}
        for file in files:
            root, layer = _home_of(file)
            homes.setdefault((root, layer), {})[f"{layer}/{file.name}"] = file
        faults: list[Fault] = []
        found: list[Remark] = []
        for (root, layer), own in homes.items():
            place, layers = _place_of(layer), _layers_of(root, layer, own)
            seen = examine(place, layers, self._groups)
            faults += _said_of(seen, own, layers)
            if not seen and not any(_is_below(other, (root, layer)) for other in homes):
                found += remarks(build_book(place, layers), today, _sentences())
        return Examination(tuple(map(str, files)), tuple(faults), tuple(found))

    def book(self, place: str, folder: Path | None = None) -> RuleBook:
        """Return the examined book of a place; raises InvalidInput with file, line and reason."""
        layers = read_layers(place, folder)
        refuse_faulty(place, layers, self._groups)
        return build_book(place, layers)

    def cases(self, path: Path, rules: Path | None = None, place: str | None = None) -> CaseTable:
        """Return the cases of a table with all its faults; see `read_case_table`."""
        return read_case_table(path, self._gazetteer, rules=rules, place=place)

    def schema(self) -> dict[str, Any]:
        """Return the schema of rule files for editors."""
        return json_schema()

    def manual(self) -> str:
        """Return the page that teaches to write rules, in Markdown."""
        return rules_manual().read_text(encoding="utf-8")

    def tasks(self) -> Sequence[Mapping[str, Any]]:
        """Return the tasks of the annex with the departments that it names."""
        return annex_tasks()

    def local_office(self, division: str, department: str) -> Mapping[str, Any] | None:
        """Return the counter of a department in a division, else in its city; None if there is none on file."""
        return local_offices(self._gazetteer)(division, department)

    def pack(self, folder: Path | None = None) -> Pack:
        """Return all files of *folder* (none: the program's own) that lie in the layer of a place.

        A folder without a national layer is given the program's own.

        Raises:
            InvalidInput: there are no such files.
        """
        own = resources() / "rules"
        root = folder or own
        found = {
            f"{layer}/{file.stem}": file.read_bytes()
            for file in _files_at(root)
            for home, layer in [_home_of(file)]
            if layer != _LONE and home == root.resolve()
        }
        if not found:
            raise InvalidInput("rules_folder_empty", field="DIR", value=str(root))
        if not any(name.startswith("national/") for name in found):
            found |= {f"national/{file.stem}": file.read_bytes() for file in sorted((own / "national").glob("*.yaml"))}
        return Pack.of(found.items())

    def refuse_faulty(self, pack: Pack) -> None:
        """Raise InvalidInput with file, line and reason if a layer of *pack* has a fault."""
        for place in pack.places:
            refuse_faulty(place, pack.of_place(place), self._groups)


def _sentences() -> list[str]:
    """Return the codes that the program has a sentence for; what belongs to one part of it only has a dot."""
    return [code for code in catalogue("en") if "." not in code]


def _files_at(path: Path) -> list[Path]:
    files = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    if not files:
        raise InvalidInput("rules_folder_empty", field="DIR", value=str(path))
    for file in files:
        if not file.is_file():
            raise InvalidInput("file_unreadable", field="FILE", value=str(file))
    return files


def _home_of(file: Path) -> tuple[Path, str]:
    """Return the root folder of the rules and the layer in which *file* lies."""
    folder = file.resolve().parent
    for depth in (3, 2, 1):
        parts = folder.parts[-depth:]
        layer = "/".join(parts)
        if len(parts) == depth and _LAYER.fullmatch(layer) and _nested(parts):
            return folder.parents[depth - 1], layer
    return folder, _LONE


def _nested(parts: tuple[str, ...]) -> bool:
    return all(longer.startswith(shorter) for shorter, longer in pairwise(parts))


def _place_of(layer: str) -> str:
    last = layer.rpartition("/")[2]
    return last.ljust(6, "0") if last.isdigit() else _NOWHERE


def _layers_of(root: Path, layer: str, own: Mapping[str, Path]) -> Layers:
    if layer != _LONE:
        return read_layers(_place_of(layer), root)
    above = read_layers(_NOWHERE)
    return (*above, *((name.removesuffix(".yaml"), path.read_bytes()) for name, path in own.items()))


def _is_below(other: tuple[Path, str], home: tuple[Path, str]) -> bool:
    """Say whether *other* is a layer that stands on *home*."""
    if other == home or other[0] != home[0] or home[1] == _LONE:
        return False
    return home[1] == "national" or other[1].startswith(f"{home[1]}/")


def _said_of(faults: Sequence[Fault], own: Mapping[str, Path], layers: Layers) -> list[Fault]:
    """Return the faults of the files asked about, by the names they have on disk; a layer above is asked on its own."""
    others = {f"{name}.yaml" for name, _ in layers} - set(own)
    return [replace(fault, file=str(own.get(fault.file, fault.file))) for fault in faults if fault.file not in others]
