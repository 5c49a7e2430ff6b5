"""The one table of the rule language: every word, where it may stand and what may stand under it.

The check of rule files and the schema for editors are both read from here; docs/rules.md explains the same words.
"""

from collections.abc import Mapping

from resipermit.adapters.rule_check.shapes import (
    Amount,
    Choice,
    Either,
    Keys,
    ListOf,
    Name,
    OneOrMore,
    Ref,
    Scalar,
    Shape,
    Table,
)
from resipermit.adapters.rule_files.vocabulary import (
    AUDIENCES,
    BANDS,
    FIELDS,
    OUTCOMES,
    RESTS_ON,
    STAGES,
    UNITS,
    WHOSE,
)
from resipermit.domain import fact_words as facts
from resipermit.domain.law import Certainty

TEXT, DAY, MONTH_DAY, FLAG = Scalar("text"), Scalar("day"), Scalar("month_day"), Scalar("flag")
WHOLE, NUMBER, SCOPE = Scalar("whole"), Scalar("number"), Scalar("scope")
CITE = OneOrMore(Scalar("cite"))
TITLE = Keys({"zh": TEXT, "en": TEXT}, needed=("zh", "en"))

_CASE: Shape = Table(OneOrMore(TEXT))
_RECORD: dict[str, Shape] = {
    "list": ListOf(Choice(tuple(FIELDS))),
    "also": ListOf(Choice(tuple(FIELDS))),
    "in": SCOPE,
    "where": _CASE,
    "except": _CASE,
    "unclear": _CASE,
    "between": Keys({"from": DAY, "until": DAY}),
}
_HOW_LONG: dict[str, Shape] = {"months": Amount("months"), "years": Amount("years"), "days": Amount("days")}
_LASTING: dict[str, Shape] = {
    **_RECORD,
    **_HOW_LONG,
    "months_at_most": Name("value"),
    "mode": Choice(("consecutive", "first", "sum")),
    "gap_days": Amount("days"),
    "within_months": Amount("months"),
    "still": Ref("record"),
    "from": Choice(("registration",)),
}
_SCHOOL: dict[str, Shape] = {"in": SCOPE, "where": _CASE, "except": _CASE, "unclear": _CASE}
_NOTHING = Keys({})
_ITS_PLACE = Keys({"in": SCOPE})

LEAVES: Mapping[str, Shape] = {
    "record": Ref("record"),
    "first_known_of": Keys({"options": ListOf(Ref("record"))}, needed=("options",)),
    "lasting": Ref("lasting"),
    "permit_in_use": _ITS_PLACE,
    "permit_issued": Keys({"before": DAY, "in": SCOPE}, needed=("before",)),
    "no_live_permit": _ITS_PLACE,
    "residence_years": Keys({"years": Amount("years"), "in": SCOPE}, needed=("years",)),
    "attends": Keys({"stages": ListOf(Choice(facts.SCHOOL_STAGES))}, needed=("stages",)),
    "years_in_school": Keys(
        {
            **_SCHOOL,
            "list": ListOf(Choice(("schooling",))),
            "between": _RECORD["between"],
            "years": Amount("years"),
            "from_term": Choice(("1", "2")),
            "mode": Choice(("consecutive", "sum")),
            "once_reached": FLAG,
        },
        needed=("list", "years"),
    ),
    "since_grade": Keys(
        {
            **_SCHOOL,
            "stage": Choice(facts.SCHOOL_STAGES),
            "grade": Amount("grade"),
            "from_term": Choice(("1", "2")),
        },
        needed=("stage", "grade"),
    ),
    "graduated": Keys({**_SCHOOL, "stage": OneOrMore(Choice(facts.SCHOOL_STAGES))}, needed=("stage",)),
    "event": Keys({"exam": Choice(facts.EXAMS), "in": SCOPE, "before": DAY}, needed=("exam",)),
    "age": Keys({"from": Amount("years"), "until": Amount("years")}),
    "year_of_age": Keys({"age": Amount("years")}, needed=("age",)),
    "compulsory_age": Keys({"from": Amount("years"), "until_age": Amount("years")}, needed=("from", "until_age")),
    "registered": Keys({"in": SCOPE}, needed=("in",)),
    "living_together": _NOTHING,
    "unmarried": Keys({"below": Amount("years")}),
    "mainland_number": _NOTHING,
    "sex": Keys({"is": OneOrMore(Choice(("male", "female")))}, needed=("is",)),
    "stated": Keys(
        {"indicator": TEXT, "is": OneOrMore(TEXT), "from": Amount(""), "until": Amount("")}, needed=("indicator",)
    ),
    "band": Keys({"is": OneOrMore(Choice(BANDS))}, needed=("is",)),
    "place_in_group": Keys({"group": Name("group")}, needed=("group",)),
    "other_city_of_group": Keys({"group": Name("group")}, needed=("group",)),
    "value_is": Keys({"value": Name("value"), "is": OneOrMore(TEXT)}, needed=("value", "is")),
    "opened": Keys({"service": TEXT}),
    "points": Keys({"table": Name("table"), "at_least": Amount("points")}, needed=("table", "at_least")),
}
_PART = Ref("condition")
OPERATORS: Mapping[str, Shape] = {
    "all": ListOf(_PART),
    "any": ListOf(_PART),
    "not": _PART,
    "at_least": WHOLE,
    "by_band": ListOf(_PART),
    "some_city": _PART,
    "measured": Keys(
        {
            "on": Scalar("day_asked"),
            "year": Choice(("exam_year", "before")),
            "without": Choice(("day_asked",)),
            "that": _PART,
        },
        needed=("on", "that"),
    ),
    "ref": Name("condition"),
}
_CONDITION = Keys(
    {
        "id": TEXT,
        "words": TITLE,
        "cite": CITE,
        "papers": ListOf(Name("paper")),
        "reason": TEXT,
        "of": Choice(WHOSE),
        "since": DAY,
        "until": DAY,
        "classes": Keys({"from": WHOLE, "until": WHOLE}),
        "parts": ListOf(_PART),
        **OPERATORS,
        **LEAVES,
    },
    one_of=((*OPERATORS, *LEAVES),),
)
_OFFICES = ListOf(Name("department"))
_BANDS = ListOf(Keys({"from": NUMBER, "until": NUMBER, "points": NUMBER}, needed=("points",)))
_INDICATOR = Keys(
    {
        "id": TEXT,
        "words": TITLE,
        "stated": TEXT,
        "age": FLAG,
        "lasting": Keys({**_LASTING, "per": Choice(("years", "months"))}, needed=("list",)),
        "record": Ref("record"),
        "words_points": Table(NUMBER),
        "bands": _BANDS,
        "rate": Keys({"points": NUMBER, "after": NUMBER, "cap": NUMBER}, needed=("points",)),
        "cite": CITE,
        "papers": ListOf(Name("paper")),
    },
    needed=("id",),
    one_of=(("stated", "age", "lasting", "record"),),
)
_GROUP = Keys(
    {
        "id": TEXT,
        "words": TITLE,
        "combine": Choice(("sum", "max", "choose_one")),
        "sign": Choice(("plus", "minus")),
        "cap": NUMBER,
        "indicators": ListOf(_INDICATOR),
    },
    needed=("id", "combine", "indicators"),
)
_OCCASION: dict[str, Shape] = {
    "year": WHOLE,
    "opens_on": DAY,
    "closes_on": DAY,
    "checked_on": DAY,
    "cite": CITE,
    "words": TITLE,
}
_OCCASION_NEEDS = ("year", "opens_on", "closes_on", "checked_on", "cite")
_EXAM = Keys(
    {
        "id": TEXT,
        "words": TITLE,
        "stages": ListOf(Choice(facts.SCHOOL_STAGES)),
        "last_grade": WHOLE,
        "sat_on": MONTH_DAY,
        "registers_on": MONTH_DAY,
        "graduates_may": FLAG,
        "since": DAY,
        "condition": _PART,
        "outcomes": ListOf(
            Keys(
                {"outcome": Choice(OUTCOMES), "admits": ListOf(TEXT), "condition": _PART},
                needed=("outcome", "condition"),
            )
        ),
        "departments": _OFFICES,
        "tasks": ListOf(WHOLE),
        "cite": CITE,
    },
    needed=("id", "stages", "last_grade", "sat_on", "registers_on", "graduates_may", "since", "cite"),
    one_of=(("condition", "outcomes"),),
)
_ENTITLEMENT = Keys(
    {
        "id": TEXT,
        "part_of": Name("entitlement"),
        "words": TITLE,
        "stage": Choice(STAGES),
        "audience": Choice(AUDIENCES),
        "subject": Scalar("subjects"),
        "since": DAY,
        "rests_on": Either(
            Choice(RESTS_ON),
            ListOf(Keys({"since": DAY, "value": Choice(RESTS_ON), "cite": CITE}, needed=("since", "value", "cite"))),
        ),
        "applies": _PART,
        "condition": _PART,
        "departments": _OFFICES,
        "tasks": ListOf(WHOLE),
        "cite": CITE,
    },
    needed=("id", "words", "stage", "audience", "subject", "since", "rests_on", "cite"),
)

SHAPES: Mapping[str, Shape] = {
    "record": Keys(_RECORD, needed=("list",)),
    "lasting": Keys(_LASTING, needed=("list",), one_of=(("months", "years", "days", "months_at_most"),)),
    "condition": Either(Name("condition"), _CONDITION),
}
SECTIONS: Mapping[str, Shape] = {
    "instruments": Table(
        Keys(
            {
                "words": TITLE,
                "number": TEXT,
                "in_force_on": DAY,
                "checked_on": DAY,
                "certainty": Choice(tuple(str(mark) for mark in Certainty)),
            },
            needed=("words", "checked_on", "certainty"),
        )
    ),
    "departments": Table(
        Keys(
            {
                "annex_name": TEXT,
                "names": ListOf(Keys({"since": DAY, "words": TITLE, "cite": CITE}, needed=("since", "words", "cite"))),
            },
            needed=("annex_name", "names"),
        )
    ),
    "values": Table(
        Keys(
            {
                "words": TITLE,
                "unit": Choice(UNITS),
                "at_most": Name("value"),
                "values": ListOf(
                    Keys(
                        {"since": DAY, "value": Scalar("value"), "cite": CITE, "words": TITLE},
                        needed=("since", "value", "cite"),
                    )
                ),
            },
            needed=("values",),
        )
    ),
    "papers": Table(Keys({"words": TITLE}, needed=("words",))),
    "reasons": Table(Keys({"words": TITLE}, needed=("words",))),
    "conditions": Table(_CONDITION),
    "extend": Table(Keys({"any": ListOf(_PART)}, needed=("any",))),
    "entitlements": ListOf(_ENTITLEMENT),
    "exams": ListOf(_EXAM),
    "points": Table(
        Keys(
            {
                "words": TITLE,
                "cite": CITE,
                "floor": NUMBER,
                "veto": ListOf(_PART),
                "groups": ListOf(_GROUP),
                "ranking": Keys({"quota": Name("value"), "ties": ListOf(TEXT)}),
            },
            needed=("cite", "groups"),
        )
    ),
    "openings": ListOf(
        Keys(
            {"service": Name("service"), "since": DAY, "opened": FLAG, "checked_on": DAY, "cite": CITE},
            needed=("service", "since", "opened", "checked_on", "cite"),
        ),
        least=0,
    ),
    "exam_periods": ListOf(Keys({"exam": Name("exam"), **_OCCASION}, needed=("exam", *_OCCASION_NEEDS)), least=0),
    "events": ListOf(Keys({"event": TEXT, **_OCCASION}, needed=("event", *_OCCASION_NEEDS)), least=0),
}
FILE = Keys(SECTIONS)
