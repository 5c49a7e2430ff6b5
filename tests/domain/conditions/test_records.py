"""Records and lengths: the day before, the day of and the day after each begins to count."""

import pytest


def job(since, until=None, division="430102", **more):
    return {"division": division, "kind": "labour_contract", "from": since, "until": until, **more}


def paid(since, until=None, **more):
    return {"division": "430102", "scheme": "pension", "from": since, "until": until, **more}


@pytest.mark.parametrize(
    ("scope", "division", "answer"),
    [
        ("place", "430103", "yes"),
        ("place", "430121", "no"),
        ("county", "430102", "yes"),
        ("county", "430103", "no"),
        ("prefecture", "430121", "yes"),
        ("prefecture", "430304", "no"),
        ("province", "430304", "yes"),
        ("province", "110101", "no"),
        ("anywhere", "110101", "yes"),
        ("prefix:4303,4302", "430304", "yes"),
        ("prefix:4303", "430102", "no"),
        ("group:chang_zhu_tan_districts", "430304", "yes"),
        ("group:chang_zhu_tan_districts", "430121", "no"),
    ],
)
def test_where_a_record_lies(answers, scope, division, answer):
    condition = f'record: {{list: [employment], in: "{scope}"}}'

    got = answers(condition, {"employment": [job("2020-01-01", division=division)]}, "2024-01-01", place="430102")

    assert got == [answer]


@pytest.mark.parametrize(
    ("record", "answer"),
    [
        (paid("2020-01-01"), "yes"),
        (paid("2020-01-01", kind="make_up"), "no"),
        (paid("2020-01-01", scheme="medical"), "no"),
        (paid("2020-01-01", scheme="injury"), "unknown"),
        ({"division": "430102", "from": "2020-01-01", "until": None}, "unknown"),
    ],
)
def test_what_must_match_what_must_not_and_what_is_unclear(answers, record, answer):
    condition = """
record: {list: [insurance], where: {scheme: [pension]}, unclear: {scheme: [injury]}, except: {kind: [make_up]}}
"""

    assert answers(condition, {"insurance": [record]}, "2024-01-01") == [answer]


def test_a_record_is_cut_to_stated_days_first(answers):
    condition = "lasting: {list: [employment], months: 6, mode: first, between: {from: 2014-01-01, until: 2020-01-01}}"

    got = answers(condition, {"employment": [job("2010-01-01")]}, "2014-06-30", "2014-07-01")

    assert got == ["no", "yes"]


@pytest.mark.parametrize(
    ("earlier", "answer"),
    [(None, "no"), ([], "no"), ([{"kind": "old", "division": "430102", "from": "2019-01-01", "until": None}], "yes")],
)
def test_a_list_of_also_counts_when_it_is_stated(answers, earlier, answer):
    facts = {"employment": [], **({} if earlier is None else {"earlier_permits": earlier})}

    assert answers("record: {list: [employment], also: [earlier_permits]}", facts, "2024-01-01") == [answer]


def test_an_end_that_nobody_stated_leaves_all_but_the_first_day_possible(answers):
    open_ended = {"division": "430102", "kind": "labour_contract", "from": "2023-05-01"}

    got = answers(
        "record: {list: [employment]}", {"employment": [open_ended]}, "2023-04-30", "2023-05-01", "2023-05-02"
    )

    assert got == ["no", "yes", "unknown"]


def test_one_of_several_lists_proves_it_and_one_not_known_counts_only_if_none_is(answers):
    condition = "first_known_of: {options: [{list: [employment]}, {list: [tax]}]}"

    assert answers(condition, {"employment": [job("2020-01-01")]}, "2024-01-01") == ["yes"]
    assert answers(condition, {"employment": []}, "2024-01-01") == ["no"]
    assert answers(condition, {}, "2024-01-01") == ["unknown"]


@pytest.mark.parametrize(
    ("length", "since", "day"),
    [
        ("months: 6", "2023-08-31", "2024-02-29"),
        ("months: 6", "2022-08-31", "2023-02-28"),
        ("months: 12", "2024-02-29", "2025-02-28"),
        ("years: 2", "2022-01-15", "2024-01-15"),
        ("days: 30", "2024-01-01", "2024-01-31"),
    ],
)
def test_a_length_is_reached_on_the_day_so_long_after_the_first(asked, length, since, day):
    held = asked(f"lasting: {{list: [employment], {length}}}", {"employment": [job(since)]}, day)

    assert held.days.certain[0][0] == held.case.today
    assert held.account.shortfall == (0, held.account.required[1])


def test_consecutive_is_broken_by_a_gap_longer_than_the_bridge(answers):
    records = [job("2023-01-01", "2023-04-01"), job("2023-04-11", "2023-08-01")]
    facts = {"employment": records}

    bridged = answers(
        "lasting: {list: [employment], months: 6, gap_days: 10}", facts, "2023-06-30", "2023-07-01", "2023-08-01"
    )
    broken = answers("lasting: {list: [employment], months: 6, gap_days: 9}", facts, "2023-07-31")

    assert bridged == ["no", "yes", "no"]
    assert broken == ["no"]


def test_first_counts_from_the_first_beginning_whether_broken_or_not(answers):
    facts = {"employment": [job("2023-01-01", "2023-02-01"), job("2023-12-01")]}
    condition = "lasting: {list: [employment], months: 6, mode: first, still: {list: [employment]}}"

    got = answers(condition, facts, "2023-06-30", "2023-07-01", "2023-11-30", "2023-12-01")

    assert got == ["no", "no", "no", "yes"]


def test_lengths_add_up_and_what_is_reached_stays(answers):
    # 184 days lie before; counted back from 1 January 2023 they begin on 1 July 2022
    facts = {"insurance": [paid("2022-01-01", "2022-07-04"), paid("2023-01-01", "2023-07-02")]}
    condition = "lasting: {list: [insurance], months: 12, mode: sum}"

    got = answers(condition, facts, "2023-06-30", "2023-07-01", "2030-01-01")

    assert got == ["no", "yes", "yes"]


def test_a_record_of_exactly_so_many_months_is_enough_from_the_day_it_ends(answers):
    condition = "lasting: {list: [insurance], months: 12, mode: sum}"

    exact = answers(condition, {"insurance": [paid("2022-01-01", "2023-01-01")]}, "2022-12-31", "2023-01-01")
    short = answers(condition, {"insurance": [paid("2022-01-01", "2022-12-31")]}, "2023-01-01")

    assert exact == ["no", "yes"]
    assert short == ["no"]


@pytest.mark.parametrize(("mode", "before", "while_open"), [("sum", "yes", "yes"), ("consecutive", "no", "yes")])
def test_nothing_asked_is_always_summed_and_consecutive_while_it_runs(answers, mode, before, while_open):
    condition = f"lasting: {{list: [insurance], months: 0, mode: {mode}}}"

    got = answers(condition, {"insurance": [paid("2023-01-01")]}, "2022-12-31", "2023-01-01")

    assert got == [before, while_open]


def test_so_many_whole_months_among_the_last(answers):
    # covered in full: March to July 2023; six of the twelve months before are not reached, five are until July 2024
    facts = {"insurance": [paid("2023-02-15", "2023-08-15")]}
    five = "lasting: {list: [insurance], months: 5, within_months: 12}"

    got = answers(five, facts, "2023-07-31", "2023-08-01", "2024-03-31", "2024-04-01")

    assert got == ["no", "yes", "yes", "no"]
    assert answers("lasting: {list: [insurance], months: 6, within_months: 12}", facts, "2023-12-01") == ["no"]
    assert answers(five, {"insurance": []}, "2023-08-01") == ["no"]
    assert answers(five, {}, "2023-08-01") == ["unknown"]


def test_a_residence_counts_from_the_day_it_was_registered(answers):
    home = {"division": "430102", "registered_on": "2023-03-01", "from": "2023-01-01", "until": None}
    condition = "lasting: {list: [residences], months: 6, from: registration}"

    got = answers(condition, {"residences": [home]}, "2023-08-31", "2023-09-01")

    assert got == ["no", "yes"]
    assert answers(condition, {"residences": [{**home, "registered_on": None}]}, "2023-08-01") == ["unknown"]


CEILING = "most: {words: {zh: 上限, en: most}, unit: months, values: [{since: 2015-01-01, value: 36, cite: T}]}"


def test_below_a_ceiling_the_city_may_ask_less(answers):
    condition = "lasting: {list: [insurance], months_at_most: most}"
    facts = {"insurance": [paid("2020-01-01")]}

    got = answers(condition, facts, "2019-12-31", "2020-01-01", "2022-12-31", "2023-01-01", values=CEILING)

    assert got == ["no", "unknown", "unknown", "yes"]


PERMIT = {"number": None, "division": "430102", "acts": [{"act": "issue", "on": "2021-01-01"}]}


def test_the_permit_is_a_list_like_any_other(answers):
    late = {**PERMIT, "acts": [*PERMIT["acts"], {"act": "endorse", "on": "2022-06-01"}]}

    used = answers("record: {list: [permit]}", {"permit": late}, "2021-12-31", "2022-01-01", "2022-06-01")
    held = answers(
        "record: {list: [permit], where: {standing: [in_use, suspended]}}", {"permit": late}, "2020-12-31", "2022-01-01"
    )

    assert used == ["yes", "no", "yes"]
    assert held == ["no", "yes"]
    assert answers("record: {list: [permit]}", {}, "2024-01-01") == ["unknown"]
    assert answers("record: {list: [permit]}", {"permit": None}, "2024-01-01") == ["no"]
