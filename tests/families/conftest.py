"""Reads the families beside this file and asks the real command about them."""

import copy
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from terminal import Run, command_in_process

HERE = Path(__file__).parent
STEP = re.compile(
    r"\.?(?P<key>[a-z_0-9]+)|\[(?P<index>\d+)\]|\[(?P<where>[a-z_]+=(?:[^\[\],]|\[\d+\])+(?:,[a-z_]+=(?:[^\[\],]|\[\d+\])+)*)\]"
)


@dataclass(frozen=True)
class Question:
    """One family, as its file tells it or in one of its variants, asked about one day."""

    family: str
    variant: str | None
    as_of: str

    def __str__(self) -> str:
        return f"{self.family}:{self.variant or 'as_told'}:{self.as_of}"


@cache
def families() -> dict[str, dict[str, Any]]:
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.json"))}


def question_of(family: str, expectation: dict[str, Any]) -> Question:
    return Question(family, expectation.get("variant"), expectation.get("as_of", families()[family]["as_of"]))


def steps(path: str) -> list[str | int | dict[str, str]]:
    """Split *path* such as ``entitlements[id=x,subject=household[1]].answer`` into keys, indexes and filters."""
    found: list[str | int | dict[str, str]] = []
    at = 0
    while at < len(path):
        match = STEP.match(path, at)
        if match is None or match.end() == at:
            raise ValueError(f"cannot read the path {path!r} from {path[at:]!r}")
        if match["key"] is not None:
            found.append(match["key"])
        elif match["index"] is not None:
            found.append(int(match["index"]))
        else:
            found.append(dict(pair.split("=", 1) for pair in match["where"].split(",")))
        at = match.end()
    return found


def at_path(document: Any, path: str) -> Any:
    """Return what *path* leads to; a filter must meet exactly one entry."""
    here = document
    for step in steps(path):
        if isinstance(step, dict):
            entries = [entry for entry in here if all(str(entry.get(key)) == value for key, value in step.items())]
            assert len(entries) == 1, f"{path}: {len(entries)} entries match {step}"
            here = entries[0]
        else:
            here = here[step]
    return here


def facts_of(family: str, variant: str | None) -> Any:
    """Return the facts of *family* with the changes of *variant* made to a copy."""
    told = families()[family]
    facts = copy.deepcopy(told["facts"])
    changes = told["variants"][variant] if variant else {}
    for path in changes.get("drop", []):
        *way, last = steps(path)
        del parent_of(facts, way)[last]
    for path, value in changes.get("set", {}).items():
        *way, last = steps(path)
        parent_of(facts, way)[last] = value
    return facts


def parent_of(facts: Any, way: list[Any]) -> Any:
    for step in way:
        facts = facts[step]
    return facts


@pytest.fixture(scope="session", autouse=True)
def home_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the command away from the files of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RESIPERMIT_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("LC_ALL", "C.UTF-8")
        yield


@pytest.fixture(scope="session")
def command() -> Callable[..., Run]:
    return command_in_process


@pytest.fixture(scope="session")
def arguments_for(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Question], list[str]]:
    """Write the facts of a question to a file and return the arguments that ask it."""
    folder = tmp_path_factory.mktemp("facts")

    def arguments(question: Question) -> list[str]:
        file = folder / f"{question.family}-{question.variant or 'as_told'}.json"
        file.write_text(json.dumps(facts_of(question.family, question.variant), ensure_ascii=False), encoding="utf-8")
        place = families()[question.family].get("place")
        return ["assess", str(file), "--as-of", question.as_of, "--json", *(["--place", place] if place else [])]

    return arguments


@pytest.fixture(scope="session")
def answer_to(arguments_for: Callable[[Question], list[str]]) -> Callable[[Question], Any]:
    """Return the answer document for a question; each question is asked once."""

    @cache
    def answer(question: Question) -> Any:
        return command_in_process(arguments_for(question)).document

    return answer


@pytest.fixture(scope="session")
def facts_for() -> Callable[[Question], Any]:
    return lambda question: facts_of(question.family, question.variant)


@pytest.fixture(scope="session")
def reach() -> Callable[[Any, str], Any]:
    return at_path


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "expectation" in metafunc.fixturenames:
        rows = [(question_of(name, row), row) for name, told in families().items() for row in told["expect"]]
        ids = [f"{question}:{row['path']}" for question, row in rows]
        metafunc.parametrize(("question", "expectation"), rows, ids=ids)
    elif "question" in metafunc.fixturenames:
        questions = {question_of(name, row): None for name, told in families().items() for row in told["expect"]}
        metafunc.parametrize("question", list(questions), ids=str)
    elif "family" in metafunc.fixturenames:
        metafunc.parametrize("family", list(families().items()), ids=[*families()])


@pytest.fixture(scope="session")
def asked_first() -> Callable[[str], Question]:
    """Return the question of a family's first expectation."""
    return lambda name: question_of(name, families()[name]["expect"][0])


@pytest.fixture(scope="session")
def families_asked() -> list[Question]:
    """Return every family, as its file tells it, on its own day."""
    return [Question(name, None, told["as_of"]) for name, told in families().items()]


@pytest.fixture(scope="session")
def split() -> Callable[[str], list[Any]]:
    return steps
