"""Reads one table of cases whole: what can be asked of it, and every fault with its line."""

from pathlib import Path
from typing import Any

from resipermit.adapters.case_tables.cases import CaseReader
from resipermit.adapters.case_tables.fault_list import FaultList
from resipermit.adapters.case_tables.places import Places
from resipermit.adapters.rule_check.loading import fault_of, read_whole
from resipermit.adapters.rule_check.words import SECTIONS
from resipermit.adapters.yaml_trees import Branch, Row, Text
from resipermit.domain.errors import InvalidInput
from resipermit.domain.places import Gazetteer
from resipermit.domain.rule_cases import CaseTable
from resipermit.domain.rule_faults import Slip, nearest
from resipermit.resources import resources

HEAD = ("place", "rules", "cases")


def read_case_table(
    path: Path, gazetteer: Gazetteer, *, rules: Path | None = None, place: str | None = None
) -> CaseTable:
    """Return the cases of a file with all its faults.

    *rules* and *place* stand in place of those that the table names for all its cases.
    """
    file = str(path)
    faults = FaultList(file)
    with faults.watching(1):
        raw = _raw(path)
        try:
            return case_table(read_whole(raw, file), gazetteer, rules=rules, place=place)
        except InvalidInput as error:
            return CaseTable(file, (), (fault_of(error, file),))
    return CaseTable(file, (), faults.sorted())


def case_table(tree: Branch, gazetteer: Gazetteer, *, rules: Path | None = None, place: str | None = None) -> CaseTable:
    """Return the cases of a table that has been parsed."""
    faults, places = FaultList(tree.file), Places(gazetteer)
    bodies = _bodies(tree, faults)
    with faults.watching(tree.entries.get("place")):
        if place is None and "place" in tree.entries:
            place = places.code(_text(tree.entries["place"]))
    with faults.watching(tree.entries.get("rules")):
        if rules is None and "rules" in tree.entries:
            rules = _folder(_text(tree.entries["rules"]), Path(tree.file).parent)
    reader = CaseReader(places, faults, place, rules)
    cases = tuple(case for body in bodies if (case := reader.read(body)) is not None)
    return CaseTable(tree.file, cases, faults.sorted())


def _raw(path: Path) -> bytes:
    """Return what is in a file; raises Slip, which names the file that was probably meant."""
    if path.is_dir():
        tables = sorted(one.name for one in path.glob("*.y*ml"))
        raise Slip("case_is_a_folder", str(path / tables[0]) if tables else None)
    try:
        return path.read_bytes()
    except OSError:
        near = nearest(path.name, [one.name for one in path.parent.glob("*.y*ml")])
        raise Slip("case_no_file", near and str(path.with_name(near))) from None


def _bodies(tree: Branch, faults: FaultList) -> list[Branch]:
    """Return the cases as they are written; a file that holds none, and two of the same words, are faulty."""
    pack = next((key for key in tree.entries if key in SECTIONS), None)
    if pack is not None:
        faults.note(pack, Slip("case_is_a_pack", word=str(pack)))
        return []
    for key in tree.entries:
        if key not in HEAD:
            faults.note(key, Slip("unknown_word", nearest(key, HEAD), word=str(key)))
    listed = tree.entries.get("cases")
    if not isinstance(listed, Row) or not listed.entries:
        faults.note(tree if listed is None else listed, Slip("case_table_empty"))
        return []
    first: dict[str, Branch] = {}
    for body in listed.entries:
        if not isinstance(body, Branch):
            faults.note(body, Slip("wrong_form", expected="mapping"))
            continue
        words = str(body.entries.get("words", f"line {body.line}"))
        if words in first:
            faults.note(body, Slip("name_twice", name=words, where=f"{tree.file}:{first[words].line}"))
        first.setdefault(words, body)
    return [body for body in listed.entries if isinstance(body, Branch)]


def _text(written: Any) -> str:
    if not isinstance(written, Text) or not written:
        raise Slip("wrong_form", expected="word")
    return str(written)


def _folder(named: str, beside: Path) -> Path:
    """Return the folder of rules that a table names: a full path, one of the program's own, or one beside the table."""
    folders = (resources() / "rules" / named, beside / named)
    for folder in folders:
        if folder.is_dir():
            return folder
    there = [one.name for folder in folders for one in folder.parent.glob("*") if one.is_dir()]
    raise Slip("case_no_folder", nearest(Path(named).name, there), word=named)
