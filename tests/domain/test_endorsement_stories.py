"""The yearly endorsement by the rules of eight places and times: tables in tests/stories that an official can read."""

from datetime import date
from pathlib import Path

import pytest

from resipermit.adapters.rule_files import load_book
from resipermit.domain.permit import ActKind, PermitAct, ResidencePermit
from resipermit.resources import resources

FILES = sorted((Path(__file__).parents[1] / "stories").glob("endorsement-*.txt"))
DAYS = {"resident-since": "resident_since", "registered-here-on": "registered_here_on"}


def day(text):
    return date.fromisoformat(text)


def stories():
    for file in FILES:
        lines = file.read_text(encoding="utf-8").splitlines()
        place = next(line.split()[-1] for line in lines if line.startswith("# place"))
        body = "\n".join(line for line in lines if not line.startswith("#"))
        for story in body.strip().split("\n\n"):
            title, *rows = story.splitlines()
            yield pytest.param(place, rows, id=f"{file.stem}: {title}")


def an_act(words):
    applied_on = next((day(word.removeprefix("applied=")) for word in words if word.startswith("applied=")), None)
    return PermitAct(ActKind(words[1]), day(words[0]), applied_on)


def a_permit_of(place, rows):
    book = load_book(place, None if place.startswith("43") else resources() / "rules/examples")
    days = {DAYS[name]: day(value) for row in rows if not row.startswith(" ") for name, value in [row.split()]}
    acts = tuple(an_act(row.split()) for row in rows if row.startswith(" ") and row.split()[1] != "-")
    return ResidencePermit("P1", place, acts, book.endorsement, **days)


def told(state):
    applied, other = (one.years for one in state.readings) if state.readings else (None, None)
    cells = (state.standing.value.replace("_", "-"), state.due_on, state.counts_from, applied, other)
    return ["-" if cell is None else str(cell) for cell in cells]


@pytest.mark.parametrize(("place", "rows"), list(stories()))
def test_each_line_of_the_story(place, rows):
    permit = a_permit_of(place, rows)

    lines = [row.split() for row in rows if row.startswith(" ")]

    assert lines
    for line in lines:
        assert told(permit.state(day(line[0]))) == line[-5:], line[0]


def test_the_four_rules_that_differ_most_have_twenty_lines_each():
    counts = {file.stem: file.read_text(encoding="utf-8").count("\n  ") for file in FILES}

    assert all(counts[f"endorsement-{name}"] >= 20 for name in ("decree", "jiangsu", "hangzhou", "jilin"))
