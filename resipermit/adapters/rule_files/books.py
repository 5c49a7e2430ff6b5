"""Makes the rule book of a place out of its layers: nation, province, prefecture, place.

A later layer adds conditions, alternatives, rows of values and openings; it never takes away what an earlier gave.
"""

import hashlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from resipermit import __version__
from resipermit.adapters.kept_trees import KeptTrees, trees_folder
from resipermit.adapters.rule_files.catalogue import entitlement, exam, in_order, occasion, opening
from resipermit.adapters.rule_files.nodes import Conditions
from resipermit.adapters.rule_files.reading import branches, complaint, one_of, rows
from resipermit.adapters.rule_files.schemes import table
from resipermit.adapters.rule_files.texts import Texts
from resipermit.adapters.yaml_trees import Branch, fault, read_source
from resipermit.domain.endorsement import endorsement_rules
from resipermit.domain.errors import InvalidInput
from resipermit.domain.rules import Entitlement, ExamRule, Opening, RuleBook
from resipermit.resources import resources

SECTIONS = (
    "instruments",
    "departments",
    "values",
    "papers",
    "reasons",
    "conditions",
    "extend",
    "points",
    "entitlements",
    "exams",
    "openings",
    "exam_periods",
    "events",
)
NEEDED_BY = {"local_opening": ("opened", "permit_in_use"), "anyone": ()}

Read = Callable[[bytes, str], Branch]  # parses the bytes of a file, which is called so in a complaint
Layers = tuple[tuple[str, bytes], ...]  # the name of each file, such as 43/20-exams, and its raw bytes, top layer first


@cache
def load_book(place: str, folder: Path | None = None) -> RuleBook:
    """Return the book of *place*, parsing no file twice; raises InvalidInput with file, line and reason."""
    layers = read_layers(place, folder)
    try:
        return build_book(place, layers, KeptTrees(trees_folder(os.environ)).read)
    except InvalidInput:
        return build_book(place, layers)  # the files know the line of a fault, and whether there is one


@cache
def parse_book(place: str) -> RuleBook:
    """Return the book of *place* by the program's own files, as `load_book` but without what was parsed before."""
    return build_book(place, read_layers(place))


def read_layers(place: str, folder: Path | None = None) -> Layers:
    """Return the files of *place* in *folder*; the program's own national layer where the folder has none."""
    own = resources() / "rules"
    root = folder or own
    national = root if (root / "national").is_dir() else own
    folders = [("national", national)]
    folders += [(name, root) for name in (place[:2], f"{place[:2]}/{place[:4]}", f"{place[:2]}/{place[:4]}/{place}")]
    return tuple(
        (f"{name}/{path.stem}", path.read_bytes())
        for name, base in folders
        for path in sorted((base / name).glob("*.yaml"))
    )


def build_book(place: str, layers: Layers, read: Read = read_source) -> RuleBook:
    """Return the book made of *layers*; raises InvalidInput with file, line and reason."""
    digest = hashlib.sha256()
    reading = _Reading(place)
    for name, raw in layers:
        digest.update(raw)
        reading.add(read(raw, f"{name}.yaml"))
    return reading.book(digest.hexdigest(), tuple(name for name, _ in layers))


class _Reading:
    """Takes down the layers one after another; every complaint names file and line."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.texts = Texts()
        self.conditions = Conditions(self.texts)
        self.tables: dict[str, Branch] = {}
        self.entitlements: dict[str, Branch] = {}
        self.exams: dict[str, Branch] = {}
        self.openings: list[Branch] = []
        self.occasions: dict[str, list[Branch]] = {"exam_periods": [], "events": []}

    def add(self, tree: Branch) -> None:
        """Take down one file."""
        for key in tree.entries:
            one_of(key, SECTIONS, tree, "section")
        for key in SECTIONS:
            if key in tree.entries:
                getattr(self, f"_{key}")(tree.entries[key])

    def _instruments(self, tree: Any) -> None:
        self.texts.add_instruments(tree)

    def _departments(self, tree: Any) -> None:
        self.texts.add_departments(tree)

    def _values(self, tree: Any) -> None:
        self.texts.add_values(tree)

    def _papers(self, tree: Any) -> None:
        self.texts.add_papers(tree)

    def _reasons(self, tree: Any) -> None:
        self.texts.add_reasons(tree)

    def _conditions(self, tree: Any) -> None:
        for identifier, body in branches(tree):
            self.conditions.write(identifier, body)

    def _extend(self, tree: Any) -> None:
        for identifier, body in branches(tree):
            self.conditions.extend(identifier, body)

    def _points(self, tree: Any) -> None:
        for identifier, body in branches(tree):
            self._once(self.tables, identifier, body)
            self.texts.tables.add(identifier)

    def _entitlements(self, tree: Any) -> None:
        for body in rows(tree):
            self._once(self.entitlements, str(body.entries.get("id", "")), body)

    def _exams(self, tree: Any) -> None:
        for body in rows(tree):
            self._once(self.exams, str(body.entries.get("id", "")), body)

    def _openings(self, tree: Any) -> None:
        self.openings += rows(tree)

    def _exam_periods(self, tree: Any) -> None:
        self.occasions["exam_periods"] += rows(tree)

    def _events(self, tree: Any) -> None:
        self.occasions["events"] += rows(tree)

    def _once(self, found: dict[str, Branch], identifier: str, body: Branch) -> None:
        if identifier in found:
            raise complaint(body, f"“{identifier}” exists already; a lower layer may not replace it")
        found[identifier] = body

    def book(self, sha256: str, names: tuple[str, ...]) -> RuleBook:
        """Return what has been taken down as a book."""
        if not self.entitlements:
            raise fault("rules", 1, f"there are no rules for {self.place}")
        texts, conditions = self.texts, self.conditions
        named = conditions.all()
        catalogue = {key: entitlement(body, texts, conditions) for key, body in self.entitlements.items()}
        exams = {key: exam(body, texts, conditions) for key, body in self.exams.items()}
        tables = {key: table(key, body, texts, conditions) for key, body in self.tables.items()}
        self._check_grounds(catalogue, set(named))
        if "residence_permit" not in catalogue:
            raise fault("rules", 1, "the entitlement “residence_permit” is missing")
        application, settlement = catalogue.pop("residence_permit"), catalogue.pop("settlement", None)
        return RuleBook(
            place=self.place,
            version=__version__,
            sha256=sha256,
            layers=names,
            instruments=texts.instruments,
            values=texts.values,
            endorsement=endorsement_rules(texts.values),
            conditions=named,
            entitlements=tuple(catalogue.values()),
            exams=tuple(exams.values()),
            application=application,
            settlement=settlement,
            departments=texts.departments,
            openings=self._opened({*self.entitlements, *texts.services}),
            words=texts.words,
            points=tables,
            exam_periods=self._entered("exam_periods", "exam", exams),
            events=self._entered("events", "event", None),
        )

    def _check_grounds(self, catalogue: dict[str, Entitlement], known: set[str]) -> None:
        """What an entitlement rests on is a condition of that name."""
        for identifier, found in catalogue.items():
            grounds = [name for row in found.rests_on.rows for name in NEEDED_BY.get(row.value, (row.value,))]
            for name in grounds:
                if name not in known:
                    body = self.entitlements[identifier]
                    raise complaint(body, f"“{identifier}” rests on the condition “{name}”, which is missing")

    def _opened(self, services: set[str]) -> dict[str, tuple[Opening, ...]]:
        found: dict[str, list[Any]] = {}
        for body in self.openings:
            row = opening(body, self.texts)
            one_of(row.service, services, body, "service")
            in_order(found, row, body, row.service, "since")
        return {service: tuple(dated) for service, dated in found.items()}

    def _entered(self, section: str, key: str, exams: dict[str, ExamRule] | None) -> dict[str, tuple[Any, ...]]:
        found: dict[str, list[Any]] = {}
        for body in self.occasions[section]:
            row = occasion(body, self.texts, key)
            if exams is not None:
                one_of(row.name, exams, body, "examination")
            in_order(found, row, body, row.name, "year")
        return {name: tuple(dated) for name, dated in found.items()}
