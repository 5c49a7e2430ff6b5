"""How conditions are joined: in their time, for their classes, for several people, in one city, on one day."""

import pytest

JOB = {"division": "430102", "kind": "labour_contract", "from": "2023-01-10", "until": "2024-06-01"}
WORKS = "record: {list: [employment]}"
EXAM = """
exams:
  - id: gaokao
    words: {zh: 高考, en: gaokao}
    stages: [senior]
    last_grade: 12
    sat_on: 06-10
    registers_on: 11-01
    graduates_may: "true"
    since: 2013-01-01
    condition: asked
    departments: [desk]
    cite: T
"""


def test_a_record_holds_from_its_first_day_up_to_the_day_it_ends(answers):
    got = answers(WORKS, {"employment": [JOB]}, "2023-01-09", "2023-01-10", "2024-05-31", "2024-06-01")

    assert got == ["no", "yes", "yes", "no"]


@pytest.mark.parametrize(("facts", "answer"), [({}, "unknown"), ({"employment": []}, "no")])
def test_what_nobody_stated_is_unknown_and_what_is_empty_is_no(answers, facts, answer):
    assert answers(WORKS, facts, "2024-01-01") == [answer]


@pytest.mark.parametrize(
    ("operator", "outside", "inside"), [("all", "yes", "no"), ("any", "no", "no")], ids=["all", "any"]
)
def test_a_part_outside_its_time_is_not_asked_in_all_and_left_out_in_any(answers, operator, outside, inside):
    condition = f"{operator}: [{{{WORKS}, since: 2024-01-01, until: 2025-01-01}}]"

    got = answers(condition, {"employment": []}, "2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01")

    assert got == [outside, inside, inside, outside]


def test_an_alternative_counts_only_in_its_time(answers):
    condition = f"any: [{{{WORKS}, since: 2024-01-01}}]"

    got = answers(condition, {"employment": [JOB]}, "2023-12-31", "2024-01-01")

    assert got == ["no", "yes"]


@pytest.mark.parametrize(("year", "answer"), [(2018, "yes"), (2019, "no"), (2020, "yes"), (None, "unknown")])
def test_a_part_is_asked_of_the_classes_it_names(answers, year, answer):
    condition = f"all: [{{{WORKS}, classes: {{from: 2019, until: 2020}}}}]"

    got = answers(condition, {"employment": []}, "2024-01-01", exam=("gaokao", year), more=EXAM)

    assert got == [answer]


def test_at_least_so_many_of_the_parts(answers):
    condition = """
at_least: 2
parts:
  - record: {list: [employment]}
  - record: {list: [insurance]}
  - record: {list: [tax]}
"""
    facts = {"employment": [JOB], "tax": []}

    assert answers(condition, facts, "2024-01-01") == ["unknown"]
    assert answers(condition, {**facts, "insurance": []}, "2024-01-01") == ["no"]
    paid = [{"division": "430102", "scheme": "pension", "from": "2023-01-01", "until": None}]
    assert answers(condition, {**facts, "insurance": paid}, "2024-01-01") == ["yes"]


def test_a_value_that_changes_is_read_on_each_day_for_that_day(answers):
    values = """
years_asked:
  words: {zh: 年限, en: years}
  unit: months
  values: [{since: 2020-01-01, value: 6, cite: T}, {since: 2024-02-01, value: 18, cite: T}]
"""
    condition = "lasting: {list: [employment], months: years_asked}"
    job = {**JOB, "until": None}

    got = answers(
        condition, {"employment": [job]}, "2023-07-09", "2023-07-10", "2024-01-31", "2024-02-01", "2024-07-10",
        values=values,
    )  # fmt: skip

    assert got == ["no", "yes", "yes", "no", "yes"]


def test_before_its_first_row_a_value_reads_as_its_first_row(answers):
    values = "later: {words: {zh: 值, en: v}, unit: months, values: [{since: 2024-06-01, value: 6, cite: T}]}"

    got = answers("lasting: {list: [employment], months: later}", {"employment": [JOB]}, "2023-07-10", values=values)

    assert got == ["yes"]


@pytest.mark.parametrize(("word", "answer"), [("one", "yes"), ("both", "no"), ("open", "unknown")])
def test_a_value_that_reads_open_leaves_the_question_open(answers, word, answer):
    values = f"who: {{words: {{zh: 谁, en: who}}, values: [{{since: 2020-01-01, value: {word}, cite: T}}]}}"

    assert answers("value_is: {value: who, is: [one]}", {}, "2024-01-01", values=values) == [answer]


CHILD = {"relation": "child", "born_on": "2010-01-01", "living_together": True}
SPOUSE = {"relation": "spouse", "born_on": "1981-01-01", "living_together": True}


def family(spouse_works, holder_works):
    at_work = {True: [JOB], False: [], None: None}
    spouse = {**SPOUSE, "employment": at_work[spouse_works]}
    return {"employment": at_work[holder_works], "household": [CHILD, spouse]}


@pytest.mark.parametrize(
    ("whose", "holder", "spouse", "answer"),
    [
        ("any_parent", False, True, "yes"),
        ("any_parent", False, None, "unknown"),
        ("any_parent", False, False, "no"),
        ("every_parent", True, True, "yes"),
        ("every_parent", True, None, "unknown"),
        ("every_parent", True, False, "no"),
        ("spouse", True, True, "yes"),
        ("spouse", True, False, "no"),
        ("holder", True, False, "yes"),
        ("guardian", True, True, "no"),
        ("any_child", True, True, "unknown"),
    ],
)
def test_whose_facts_are_read(answers, whose, holder, spouse, answer):
    got = answers(f"{WORKS}\nof: {whose}", family(spouse, holder), "2024-01-01", of="child")

    assert got == [answer]


@pytest.mark.parametrize(
    ("whose", "answer"), [("any_parent", "unknown"), ("every_parent", "no"), ("spouse", "unknown")]
)
def test_while_the_household_is_not_known_there_may_be_another_parent(answers, whose, answer):
    assert answers(f"{WORKS}\nof: {whose}", {"employment": []}, "2024-01-01") == [answer]


def test_one_parent_must_meet_the_whole_condition(answers):
    condition = "all: [{record: {list: [employment]}}, {record: {list: [tax]}}]\nof: any_parent"
    taxed = [{"division": "430102", "from": "2023-01-01", "until": None}]
    halves = {"employment": [JOB], "tax": [], "household": [CHILD, {**SPOUSE, "employment": [], "tax": taxed}]}
    whole = {"employment": [], "tax": [], "household": [CHILD, {**SPOUSE, "employment": [JOB], "tax": taxed}]}

    assert answers(condition, halves, "2024-01-01", of="child") == ["no"]
    assert answers(condition, whole, "2024-01-01", of="child") == ["yes"]


def test_a_spouse_who_lives_elsewhere_does_not_count(answers):
    apart = {**SPOUSE, "living_together": False, "employment": [JOB]}

    assert answers(f"{WORKS}\nof: spouse", {"household": [apart]}, "2024-01-01") == ["no"]


SAME_CITY = """
some_city:
  all:
    - record: {list: [employment], in: city}
    - record: {list: [schooling], in: city}
"""


@pytest.mark.parametrize(
    ("school", "answer"), [("430304", "no"), ("430103", "yes")], ids=["another city", "a district of the same city"]
)
def test_some_city_asks_for_one_and_the_same_city(answers, school, answer):
    schooling = [{"division": school, "stage": "junior", "grade": 7, "from": "2023-09-01", "until": None}]

    got = answers(SAME_CITY, {"employment": [JOB], "schooling": schooling}, "2024-01-01", place="430200")

    assert got == [answer]


def test_some_city_stays_open_while_a_list_is_not_known(answers):
    schooling = [{"division": "430304", "stage": "junior", "grade": 7, "from": "2023-09-01", "until": None}]

    assert answers(SAME_CITY, {"schooling": schooling}, "2024-01-01") == ["unknown"]
    assert answers(SAME_CITY, {}, "2024-01-01") == ["unknown"]


@pytest.mark.parametrize(
    ("until", "answer"), [("2016-08-31", "no"), ("2016-09-01", "yes"), (None, "yes")], ids=["ends", "holds", "runs on"]
)
def test_a_condition_measured_on_a_stated_day_holds_on_every_day_or_on_none(answers, until, answer):
    condition = f"measured: {{on: 2016-08-31, that: {{{WORKS}}}}}"
    job = {**JOB, "from": "2015-01-01", "until": until}

    got = answers(condition, {"employment": [job]}, "2014-01-01", "2016-08-31", "2024-01-01")

    assert got == [answer] * 3


def test_measured_on_a_day_of_the_exam_year(answers):
    condition = f"measured: {{on: 01-10, year: exam_year, that: {{{WORKS}}}}}"

    by_year = {
        year: answers(condition, {"employment": [JOB]}, "2023-06-01", exam=("gaokao", year), more=EXAM)
        for year in (2022, 2023, 2024, None)
    }

    assert by_year == {2022: ["no"], 2023: ["yes"], 2024: ["yes"], None: ["unknown"]}


def test_measured_at_the_end_of_the_year_before_the_day_asked(answers):
    condition = f"measured: {{on: 12-31, year: before, that: {{{WORKS}}}}}"

    got = answers(condition, {"employment": [JOB]}, "2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01")

    assert got == ["no", "yes", "yes", "no"]


PERIOD = """
exam_periods:
  - {exam: gaokao, year: 2024, opens_on: 2023-10-20, closes_on: 2024-06-01, checked_on: 2023-10-01, cite: T}
"""


@pytest.mark.parametrize(("year", "answer"), [(2024, "no"), (2025, "no"), (2023, "no")])
def test_measured_on_the_last_day_of_registration(answers, year, answer):
    # 2024: the entered last day is the day the job has ended; 2025: 1 November 2024; 2023: 1 November 2022
    condition = f"measured: {{on: registration, that: {{{WORKS}}}}}"

    got = answers(condition, {"employment": [JOB]}, "2023-06-01", exam=("gaokao", year), more=EXAM + PERIOD)

    assert got == [answer]


def test_until_a_period_is_entered_the_day_asked_may_count(answers):
    condition = f"measured: {{on: registration, without: day_asked, that: {{{WORKS}}}}}"

    got = {
        year: answers(
            condition, {"employment": [JOB]}, "2023-06-01", "2024-06-01", exam=("gaokao", year), more=EXAM + PERIOD
        )
        for year in (2024, 2025)
    }

    assert got == {2024: ["no", "no"], 2025: ["yes", "no"]}
