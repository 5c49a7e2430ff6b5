"""The words a rule file may use where the language has a closed list, and the units in which numbers are meant.

A book must be ready before the engine or the check of packs is needed, so neither is loaded for its words. They are the
same in all three: `tests/rules/test_one_language.py` says so.
"""

from collections.abc import Mapping

from resipermit.domain import fact_words as facts

TRUTH = ("true", "false")
UNITS = ("months", "days", "years", "yuan", "points", "people", "grade", "hours", "square_metres", "word", "flag")
SCOPES = ("place", "county", "prefecture", "province", "anywhere", "city")
LISTS_OF_SCOPES = ("group", "prefix")
WHOSE = ("subject", "holder", "spouse", "any_parent", "every_parent", "guardian", "any_child")
STAGES = ("equal_now", "gradual", "conditional", "national", "duty")
AUDIENCES = ("holder", "resident", "accompanying_child", "settled", "insured")
RESTS_ON = ("anyone", "actual_residence", "school_record", "permit_in_use", "local_opening")
SUBJECTS = ("holder", "child", "parent", "spouse")
OUTCOMES = ("full", "restricted", "guest_exam")
OPERATORS = ("all", "any", "not", "at_least", "by_band", "some_city", "measured")
BANDS = ("lt500k", "500k_1m", "1m_3m", "gt3m")
COMBINATIONS = ("sum", "max", "choose_one")
# The fields of each list of the facts that a rule may ask for, and their words; None stands for any text.
FIELDS: Mapping[str, Mapping[str, tuple[str, ...] | None]] = {
    "residences": {"dwelling": facts.DWELLINGS},
    "employment": {"kind": facts.EMPLOYMENT_KINDS},
    "insurance": {"scheme": facts.SCHEMES, "kind": facts.INSURANCE_KINDS},
    "tax": {"kind": None},
    "housing": {"tenure": facts.TENURES, "registered": TRUTH},
    "schooling": {
        "stage": facts.SCHOOL_STAGES,
        "grade": tuple(str(grade) for grade in range(facts.HIGHEST_GRADE + 1)),
        "status": facts.SCHOOL_STATUSES,
        "record": TRUTH,
    },
    "registered_divisions": {},
    "earlier_permits": {"kind": None},
    "permit": {"standing": facts.STANDINGS},
}
_CASE = ("in", "where", "except", "unclear")
RECORD_WORDS = frozenset({"list", "also", "between", *_CASE})
# the words that each kind of condition takes
TAKES: Mapping[str, frozenset[str]] = {
    "record": RECORD_WORDS,
    "first_known_of": frozenset({"options"}),
    "lasting": RECORD_WORDS
    | {"months", "years", "days", "months_at_most", "mode", "gap_days", "within_months", "still", "from"},
    "permit_in_use": frozenset({"in"}),
    "permit_issued": frozenset({"before", "in"}),
    "no_live_permit": frozenset({"in"}),
    "residence_years": frozenset({"years", "in"}),
    "attends": frozenset({"stages"}),
    "years_in_school": frozenset({"list", "between", "years", "from_term", "mode", "once_reached", *_CASE}),
    "since_grade": frozenset({"stage", "grade", "from_term", *_CASE}),
    "graduated": frozenset({"stage", *_CASE}),
    "event": frozenset({"exam", "in", "before"}),
    "age": frozenset({"from", "until"}),
    "year_of_age": frozenset({"age"}),
    "compulsory_age": frozenset({"from", "until_age"}),
    "registered": frozenset({"in"}),
    "living_together": frozenset(),
    "unmarried": frozenset({"below"}),
    "mainland_number": frozenset(),
    "sex": frozenset({"is"}),
    "stated": frozenset({"indicator", "is", "from", "until"}),
    "band": frozenset({"is"}),
    "place_in_group": frozenset({"group"}),
    "other_city_of_group": frozenset({"group"}),
    "value_is": frozenset({"value", "is"}),
    "opened": frozenset({"service"}),
    "points": frozenset({"table", "at_least"}),
}
# and those that it cannot do without
NEEDS: Mapping[str, tuple[str, ...]] = {
    "record": ("list",),
    "first_known_of": ("options",),
    "lasting": ("list",),
    "permit_issued": ("before",),
    "residence_years": ("years",),
    "attends": ("stages",),
    "years_in_school": ("list", "years"),
    "since_grade": ("stage", "grade"),
    "graduated": ("stage",),
    "event": ("exam",),
    "year_of_age": ("age",),
    "compulsory_age": ("from", "until_age"),
    "registered": ("in",),
    "sex": ("is",),
    "stated": ("indicator",),
    "band": ("is",),
    "place_in_group": ("group",),
    "other_city_of_group": ("group",),
    "value_is": ("value", "is"),
    "points": ("table", "at_least"),
}
# closed lists of words by kind of condition and key
WORDS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("attends", "stages"): facts.SCHOOL_STAGES,
    ("since_grade", "stage"): facts.SCHOOL_STAGES,
    ("graduated", "stage"): ("primary", "junior", "senior", "vocational"),
    ("event", "exam"): facts.EXAMS,
    ("band", "is"): BANDS,
    ("sex", "is"): ("male", "female"),
    ("lasting", "mode"): ("consecutive", "first", "sum"),
    ("lasting", "from"): ("registration",),
    ("lasting", "per"): ("years", "months"),
    ("years_in_school", "mode"): ("consecutive", "sum"),
    ("years_in_school", "once_reached"): TRUTH,
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
    ("unmarried", "below"): "years",
    ("compulsory_age", "from"): "years",
    ("compulsory_age", "until_age"): "years",
    ("points", "at_least"): "points",
}
PLAIN_NUMBERS = frozenset({"within_months", "from_term"})
