"""Where the engine and the day-by-day oracle once differed: each kept as the smallest family that showed it."""

from datetime import date
from typing import Any

import pytest
from oracle.sides import SIDES, Question, book_with

PLACE = "430100"
WORDS = {"words": {"zh": "一", "en": "one"}}
SCHOOL = {"division": "430104", "stage": "senior", "grade": 10, "from": "2013-01-31", "until": "2014-05-21"}
SINCE_TEN = {"since_grade": {"stage": "senior", "grade": 10, "in": "province", "from_term": 2}}
LIVED = {"list": ["residences"], "in": "province", "from": "registration", "per": "years"}
TABLE = {
    **WORDS,
    "cite": "CHOICE R",
    "groups": [
        {
            "id": "all",
            "combine": "sum",
            "indicators": [{"id": "lived", "lasting": LIVED, "bands": [{"from": 1, "until": 3, "points": 12}]}],
        }
    ],
}
CEILING = {"lasting": {"list": ["employment"], "months_at_most": "asked", "mode": "sum"}}
FOUND: list[tuple[str, dict[str, Any], dict[str, Any], str, str]] = [
    (
        "no record at all within the last months",
        {"lasting": {"list": ["tax"], "months": 6, "within_months": 12}},
        {"holder": {}, "tax": []},
        "2024-01-01",
        "no",
    ),
    (
        "more years may give fewer points, so that years not known may give the most",
        {"points": {"table": "one.points", "at_least": 10}},
        {"holder": {}},
        "2024-01-01",
        "unknown",
    ),
    (
        "an earlier school of which nothing is known may have been entered in a later grade",
        SINCE_TEN,
        {"holder": {}, "schooling": [SCHOOL, {"division": "430104"}]},
        "2014-05-20",
        "unknown",
    ),
    (
        "an earlier school that ended long before is another attendance",
        SINCE_TEN,
        {"holder": {}, "schooling": [SCHOOL, {"division": "430104", "until": "2012-01-01"}]},
        "2014-05-20",
        "yes",
    ),
    (
        "the days asked about cut a residence that counts from its registration",
        {
            "lasting": {
                "list": ["residences"],
                "months": 6,
                "within_months": 6,
                "from": "registration",
                "between": {"from": "2017-02-28", "until": "2017-03-01"},
            }
        },
        {"holder": {}, "residences": [{"division": "430102", "registered_on": "2014-01-19"}]},
        "2017-03-31",
        "no",
    ),
    (
        "whoever registered on a day lived there on that day, whatever came after",
        {"lasting": {"list": ["residences"], "months": 0, "from": "registration"}},
        {"holder": {}, "residences": [{"division": "430102", "registered_on": "2020-03-01", "from": "2020-02-01"}]},
        "2020-03-01",
        "yes",
    ),
    (
        "some months under a ceiling, though the job has ended",
        CEILING,
        {"holder": {}, "employment": [{"division": "430102", "from": "2020-01-01", "until": "2020-06-01"}]},
        "2024-01-01",
        "unknown",
    ),
    (
        "a school of which neither first nor last day is known, no whole year being asked",
        {"years_in_school": {"list": ["schooling"], "years": 0, "from_term": 2}},
        {"holder": {}, "schooling": [{"division": "430102", "stage": "senior"}]},
        "2024-01-01",
        "unknown",
    ),
    ("no month at all under a ceiling", CEILING, {"holder": {}, "employment": []}, "2024-01-01", "no"),
]


@pytest.mark.parametrize(
    ("condition", "facts", "day", "answer"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND]
)
def test_both_say_what_the_definition_says(
    condition: dict[str, Any], facts: dict[str, Any], day: str, answer: str
) -> None:
    rows = [{"since": "2016-01-01", "value": 36, "cite": "CHOICE R"}]
    values = {"asked": {**WORDS, "unit": "months", "values": rows}}
    layer = {"values": values, "points": {"one.points": TABLE}, "conditions": {"one": {**WORDS, **condition}}}
    book = book_with(PLACE, layer)
    question = Question(facts, book, PLACE, "430102", "holder")

    answers = {
        name: side(question, book.conditions["one"], date.fromisoformat(day).toordinal())
        for name, side in SIDES.items()
    }

    assert set(answers.values()) == {answer}, answers
