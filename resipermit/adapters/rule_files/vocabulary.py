"""The words a rule file may use where the language has a closed list, and the units in which numbers are meant."""

from collections.abc import Mapping

from resipermit.domain.facts_document import (
    DWELLINGS,
    EMPLOYMENT_KINDS,
    EXAMS,
    INSURANCE_KINDS,
    SCHEMES,
    SCHOOL_STAGES,
    SCHOOL_STATUSES,
    TENURES,
)
from resipermit.domain.places import Band

OPERATORS = ("all", "any", "not", "at_least", "by_band", "some_city", "measured")
PEOPLE = ("subject", "holder", "spouse", "any_parent", "every_parent", "guardian", "any_child")
STAGES = ("equal_now", "gradual", "conditional", "national", "duty")
AUDIENCES = ("holder", "resident", "accompanying_child", "settled", "insured")
SUBJECTS = ("holder", "child", "parent", "spouse")
RESTS_ON = ("anyone", "actual_residence", "school_record", "permit_in_use", "local_opening")
OUTCOMES = ("full", "restricted", "guest_exam")
COMBINATIONS = ("sum", "max", "choose_one")
FLAG = ("true", "false")
# the fields of a record that `where` may name, with their words; None where any word may stand
FIELDS: Mapping[str, Mapping[str, tuple[str, ...] | None]] = {
    "residences": {"dwelling": DWELLINGS},
    "employment": {"kind": EMPLOYMENT_KINDS},
    "insurance": {"scheme": SCHEMES, "kind": INSURANCE_KINDS},
    "tax": {"kind": None},
    "housing": {"tenure": TENURES, "registered": FLAG},
    "schooling": {"stage": SCHOOL_STAGES, "status": SCHOOL_STATUSES, "record": FLAG, "grade": None},
    "registered_divisions": {},
    "earlier_permits": {"kind": None},
    "permit": {"standing": ("in_use", "suspended")},
}
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
    ("years_in_school", "years"): "school_years",
    ("since_grade", "grade"): "grade",
    ("age", "from"): "years",
    ("age", "until"): "years",
    ("year_of_age", "age"): "years",
    ("compulsory_age", "from"): "years",
    ("compulsory_age", "until_age"): "years",
    ("points", "at_least"): "points",
}
PLAIN_NUMBERS = frozenset({"within_months", "from_term"})
UNITS = frozenset({*NUMBERS.values(), "yuan", "people", "word"})
