"""The words a rule file may use where the language has a closed list, and the units in which numbers are meant."""

from collections.abc import Mapping

from resipermit.adapters.rule_check.words import (
    AUDIENCES,
    FIELDS,
    OUTCOMES,
    RESTS_ON,
    STAGES,
    SUBJECTS,
    TRUTH,
    UNITS,
    WHOSE,
)
from resipermit.domain.facts_document import EXAMS, SCHOOL_STAGES
from resipermit.domain.places import Band

OPERATORS = ("all", "any", "not", "at_least", "by_band", "some_city", "measured")
COMBINATIONS = ("sum", "max", "choose_one")
FLAG = TRUTH
# closed lists of words by kind of condition and key
WORDS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("attends", "stages"): SCHOOL_STAGES,
    ("since_grade", "stage"): SCHOOL_STAGES,
    ("graduated", "stage"): ("primary", "junior", "senior", "vocational"),
    ("event", "exam"): EXAMS,
    ("band", "is"): tuple(band.value for band in Band),
    ("sex", "is"): ("male", "female"),
    ("lasting", "mode"): ("consecutive", "first", "sum"),
    ("lasting", "from"): ("registration",),
    ("lasting", "per"): ("years", "months"),
    ("years_in_school", "mode"): ("consecutive", "sum"),
    ("years_in_school", "once_reached"): FLAG,
}
# keys under which a number may stand as a value's name, with the unit that the value must have
NUMBERS: Mapping[tuple[str, str], str] = {
    ("lasting", "months"): "months",
    ("lasting", "months_at_most"): "months",
    ("lasting", "years"): "years",
    ("lasting", "days"): "days",
    ("lasting", "gap_days"): "days",
    ("residence_years", "years"): "years",
    ("years_in_school", "years"): "years",
    ("since_grade", "grade"): "grade",
    ("age", "from"): "years",
    ("age", "until"): "years",
    ("year_of_age", "age"): "years",
    ("compulsory_age", "from"): "years",
    ("compulsory_age", "until_age"): "years",
    ("points", "at_least"): "points",
}
PLAIN_NUMBERS = frozenset({"within_months", "from_term"})

__all__ = (
    "AUDIENCES",
    "COMBINATIONS",
    "FIELDS",
    "NUMBERS",
    "OPERATORS",
    "OUTCOMES",
    "PLAIN_NUMBERS",
    "RESTS_ON",
    "STAGES",
    "SUBJECTS",
    "UNITS",
    "WHOSE",
    "WORDS",
)
