"""Every answer has the promised shape and agrees with itself; every bad question is refused with its field named."""

import copy
import json
import re
from collections.abc import Callable, Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ANSWERS = {"yes", "no", "unknown", "not_opened", "not_applicable"}
STANDINGS = {"none", "in_use", "suspended", "cancelled", "revoked", "unknown"}
STAGES = {"equal_now", "gradual", "conditional", "national", "duty"}
AUDIENCES = {"holder", "resident", "accompanying_child", "settled", "insured"}
RESTS_ON = {"anyone", "actual_residence", "school_record", "permit_in_use", "local_opening"}
OPERATORS = {"all", "any", "not", "at_least", "leaf"}
EXAMS = ("zhongkao", "gaokao", "vocational_exam")
WHOLE = {
    "employment": ("employment_registration",),
    "basic_education": ("compulsory_education", "inclusive_preschool"),
    "basic_health": (),
    "family_planning": ("childbirth_service_registration",),
    "public_culture": (),
    "document_services": ("exit_entry_documents", "id_card_services", "vehicle_registration", "driving_licence"),
    "vocational_subsidy": ("vocational_fee_waiver", "vocational_grant"),
    "employment_support": ("subsidised_training", "startup_support"),
    "housing_security": (),
    "elderly_care": (),
    "social_welfare": (),
    "social_assistance": ("medical_assistance", "temporary_assistance"),
    "social_insurance": (),
    "housing_fund": (),
    "legal_aid": (),
    "vocational_qualification": (),
    "military_service": (),
}
PART_OF = {part: whole for whole, parts in WHOLE.items() for part in parts}
CATALOGUE = set(WHOLE) | set(PART_OF)
EQUAL_NOW = {"employment", "basic_education", "basic_health", "family_planning", "public_culture", "document_services"}
GRADUAL = {"vocational_subsidy", "employment_support", "housing_security", "elderly_care", "social_welfare"} | {
    "social_assistance"
}
NATIONAL = {"social_insurance", "housing_fund", "legal_aid", "vocational_qualification"}
ONCE_PER_HOUSEHOLD = {"housing_security", "social_assistance", "medical_assistance", "temporary_assistance"}
ITEM_KEYS = {
    "id",
    "part_of",
    "stage",
    "audience",
    "rests_on",
    "subject",
    "answer",
    "outcome",
    "usable_now",
    "restore",
    "reason_code",
    "since",
    "until",
    "earliest_on",
    "latest_act_on",
    "spans",
    "conditions",
    "missing_evidence",
    "departments",
    "citations",
}
CONDITION_KEYS = {
    "id",
    "parent",
    "op",
    "subject",
    "answer",
    "actual",
    "required",
    "shortfall",
    "since",
    "earliest_on",
    "citations",
}
PERMIT_KEYS = {
    "standing",
    "in_use_since",
    "suspended_since",
    "due_on",
    "window",
    "counts_from",
    "years_of_residence",
    "application",
}
SUBJECT = re.compile(r"holder|household\[(\d+)\]")


def stage_of(item_id: str) -> str:
    if item_id == "vocational_fee_waiver":
        return "equal_now"
    whole = PART_OF.get(item_id, item_id)
    if whole in EQUAL_NOW:
        return "equal_now"
    if whole in GRADUAL:
        return "gradual"
    return "national" if whole in NATIONAL else "duty"


def items(document: Any) -> list[Any]:
    return [document["permit"]["application"], *document["entitlements"], *document["exams"], document["settlement"]]


def name_of(item: Any) -> str:
    return f"{item['id']}/{item['subject']}"


def is_day(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))


def is_day_or_null(value: Any) -> bool:
    return value is None or is_day(value)


def is_measure_or_null(value: Any) -> bool:
    return value is None or (isinstance(value, dict) and {"value", "unit"} <= set(value))


def is_citation(value: Any) -> bool:
    return {"instrument", "article", "paragraph", "certainty"} <= set(value) and bool(value["instrument"])


def joined(operator: str, answers: Iterable[str], needed: int | None = None) -> set[str]:
    """Return what a node may answer, given its children; a child that does not apply takes no part."""
    taking_part = [answer for answer in answers if answer != "not_applicable"]
    opened = [answer for answer in taking_part if answer != "not_opened"]
    if not taking_part:
        return {"not_applicable", "no", "unknown", "yes"}
    if operator == "not":
        return {{"yes": "no", "no": "yes"}.get(taking_part[0], taking_part[0])}
    if not opened:
        return {"not_opened"}
    if operator == "any":
        return {next(answer for answer in ("yes", "unknown", "no") if answer in opened)}
    if operator == "all":
        if len(opened) < len(taking_part):
            return {"not_opened", "no"}
        return {next(answer for answer in ("no", "unknown", "yes") if answer in opened)}
    return {at_least(needed or 0, opened)}


def at_least(needed: int, answers: list[str]) -> str:
    if answers.count("yes") >= needed:
        return "yes"
    return "unknown" if answers.count("yes") + answers.count("unknown") >= needed else "no"


def test_the_answer_names_its_day_place_and_rules(question: Any, answer_to: Callable[..., Any]) -> None:
    document = answer_to(question)

    rules = document["rules"]

    assert {"as_of", "place", "rules", "contradictions", "permit", "entitlements", "exams", "settlement"} <= set(
        document
    )
    assert document["as_of"] == question.as_of
    assert re.fullmatch(r"\d{6}", document["place"])
    assert re.fullmatch(r"[0-9a-f]{64}", rules["sha256"])
    assert rules["version"]
    assert rules["layers"]
    assert isinstance(document["contradictions"], list)


def test_the_permit_has_the_promised_shape(question: Any, answer_to: Callable[..., Any]) -> None:
    document = answer_to(question)

    permit = document["permit"]

    assert set(permit) >= PERMIT_KEYS
    assert permit["standing"] in STANDINGS
    assert permit["application"]["id"] == "residence_permit"
    assert all(is_day_or_null(permit[key]) for key in ("in_use_since", "suspended_since", "due_on", "counts_from"))
    if permit["standing"] in {"in_use", "suspended"}:
        assert permit["window"]["opens_on"] < permit["window"]["closes_on"] < permit["due_on"]
        assert type(permit["years_of_residence"]) is int
    if permit["standing"] in {"none", "unknown"}:
        assert [permit[key] for key in ("due_on", "counts_from", "window")] == [None, None, None]
    assert (permit["suspended_since"] is not None) == (permit["standing"] == "suspended")


def test_every_item_has_every_key_and_only_known_words(
    question: Any, answer_to: Callable[..., Any], facts_for: Callable[..., Any]
) -> None:
    household = facts_for(question).get("household") or []

    everything = items(answer_to(question))

    for item in everything:
        said = name_of(item)
        match = SUBJECT.fullmatch(item["subject"])
        assert set(item) >= ITEM_KEYS, said
        assert match, said
        assert match[1] is None or int(match[1]) < len(household), said
        assert item["answer"] in ANSWERS, said
        assert item["stage"] in STAGES, said
        assert item["audience"] in AUDIENCES, said
        assert item["rests_on"] in RESTS_ON, said
        assert type(item["usable_now"]) is bool, said
        assert item["reason_code"] is None or item["reason_code"].strip(), said
        assert all(is_day_or_null(item[key]) for key in ("since", "until", "earliest_on", "latest_act_on")), said
        assert item["restore"] is None or {"act", "on"} <= set(item["restore"]), said


def test_what_is_not_answered_yes_gives_its_reason(question: Any, answer_to: Callable[..., Any]) -> None:
    document = answer_to(question)

    without = [name_of(item) for item in items(document) if item["answer"] != "yes" and not item["reason_code"]]

    assert without == []


def test_what_is_answered_no_cannot_be_used_now(question: Any, answer_to: Callable[..., Any]) -> None:
    document = answer_to(question)

    usable = [name_of(item) for item in items(document) if item["answer"] == "no" and item["usable_now"]]

    assert usable == []


def test_only_a_suspended_permit_is_restored(question: Any, answer_to: Callable[..., Any]) -> None:
    document = answer_to(question)

    restored = [item for item in items(document) if item["restore"] is not None]

    assert all(item["restore"]["act"] == "late_endorsement" for item in restored)
    assert all(item["answer"] == "no" and item["usable_now"] is False for item in restored)
    assert all(is_day(item["restore"]["on"]) and item["restore"]["on"] >= question.as_of for item in restored)


def test_spans_are_sorted_half_open_and_disjoint(question: Any, answer_to: Callable[..., Any]) -> None:
    document = answer_to(question)

    for item in items(document):
        spans = item["spans"]
        assert all(is_day(since) and is_day_or_null(until) for since, until in spans), name_of(item)
        assert all(until is None or since < until for since, until in spans), name_of(item)
        assert all(one[1] is not None and one[1] <= next_[0] for one, next_ in pairwise(spans)), name_of(item)


def test_since_until_and_the_answer_follow_from_the_spans(question: Any, answer_to: Callable[..., Any]) -> None:
    document = answer_to(question)

    for item in items(document):
        held_in = [
            span
            for span in item["spans"]
            if span[0] <= question.as_of and (span[1] is None or question.as_of < span[1])
        ]
        assert (item["answer"] == "yes") == bool(held_in), name_of(item)
        assert item["since"] == (held_in[0][0] if held_in else None), name_of(item)
        if held_in:
            assert item["until"] == held_in[0][1], name_of(item)


def test_the_earliest_day_follows_from_the_spans(question: Any, answer_to: Callable[..., Any]) -> None:
    document = answer_to(question)

    for item in items(document):
        later = [since for since, _ in item["spans"] if since > question.as_of]
        if item["answer"] == "yes":
            assert item["earliest_on"] == question.as_of, name_of(item)
        elif item["answer"] == "no":
            assert item["earliest_on"] == (later[0] if later else None), name_of(item)
        else:
            assert item["earliest_on"] in {None, *later}, name_of(item)


def test_conditions_have_every_key_and_a_parent_that_exists(question: Any, answer_to: Callable[..., Any]) -> None:
    document = answer_to(question)

    for item in items(document):
        conditions = item["conditions"]
        ids = [condition["id"] for condition in conditions]
        inner = {condition["id"] for condition in conditions if condition["op"] != "leaf"}
        assert len(ids) == len(set(ids)), name_of(item)
        for condition in conditions:
            said = f"{name_of(item)} {condition['id']}"
            assert set(condition) >= CONDITION_KEYS, said
            assert condition["parent"] is None or condition["parent"] in inner, said
            assert condition["parent"] != condition["id"], said
            assert condition["op"] in OPERATORS, said
            assert condition["answer"] in ANSWERS, said
            assert all(is_measure_or_null(condition[key]) for key in ("actual", "required", "shortfall")), said
            assert all(is_day_or_null(condition[key]) for key in ("since", "earliest_on")), said
            assert all(is_citation(citation) for citation in condition["citations"]), said


def test_conditions_lead_to_one_root_without_a_circle(question: Any, answer_to: Callable[..., Any]) -> None:
    document = answer_to(question)

    for item in items(document):
        parents = {condition["id"]: condition["parent"] for condition in item["conditions"]}
        for start in parents:
            seen, here = set[str](), start
            while parents[here] is not None:
                assert here not in seen, f"{name_of(item)} {start}"
                seen.add(here)
                here = parents[here]
        assert list(parents.values()).count(None) <= 1, name_of(item)


def test_answers_follow_from_the_answers_below_them(question: Any, answer_to: Callable[..., Any]) -> None:
    document = answer_to(question)

    for item in items(document):
        for condition in item["conditions"]:
            below = [child["answer"] for child in item["conditions"] if child["parent"] == condition["id"]]
            if condition["op"] == "leaf":
                assert below == [], f"{name_of(item)} {condition['id']}"
            elif below:
                needed = (condition["required"] or {}).get("value")
                allowed = joined(condition["op"], below, needed)
                assert condition["answer"] in allowed, f"{name_of(item)} {condition['id']}: {below}"


def test_the_item_answers_as_its_topmost_condition(question: Any, answer_to: Callable[..., Any]) -> None:
    document = answer_to(question)

    for item in items(document):
        top = [condition for condition in item["conditions"] if condition["parent"] is None]
        outranked = item["answer"] in {"not_applicable", "not_opened"} or item["reason_code"] == "no_local_document"
        assert outranked or [condition["answer"] for condition in top] == [item["answer"]], name_of(item)


def test_a_paper_proves_conditions_that_exist(question: Any, answer_to: Callable[..., Any]) -> None:
    document = answer_to(question)

    for item in items(document):
        ids = {condition["id"] for condition in item["conditions"]}
        for missing in item["missing_evidence"]:
            assert missing["paper"], name_of(item)
            assert set(missing["proves"]) <= ids, name_of(item)
            assert missing["proves"], name_of(item)
            assert isinstance(missing["alternatives"], list), name_of(item)


def test_every_item_names_an_office_and_a_provision(question: Any, answer_to: Callable[..., Any]) -> None:
    document = answer_to(question)

    for item in items(document):
        assert all({"code", "name", "role"} <= set(office) for office in item["departments"]), name_of(item)
        assert {office["role"] for office in item["departments"]} <= {"lead", "co"}, name_of(item)
        assert item["departments"], name_of(item)
        assert item["citations"], name_of(item)
        assert all(is_citation(citation) for citation in item["citations"]), name_of(item)


def test_entitlements_come_from_the_catalogue_once_for_each_subject(
    question: Any, answer_to: Callable[..., Any]
) -> None:
    document = answer_to(question)

    entitlements = document["entitlements"]

    keys = [(item["id"], item["subject"]) for item in entitlements]
    ids = [item["id"] for item in entitlements]
    assert len(keys) == len(set(keys))
    assert set(ids) <= CATALOGUE
    assert all(item["part_of"] == PART_OF.get(item["id"]) for item in entitlements)
    assert [name_of(item) for item in entitlements if item["stage"] != stage_of(item["id"])] == []
    assert all(ids.count(once) == 1 for once in ONCE_PER_HOUSEHOLD)


def test_rows_for_children_need_children(
    question: Any, answer_to: Callable[..., Any], facts_for: Callable[..., Any]
) -> None:
    household = facts_for(question).get("household") or []
    children = {f"household[{index}]" for index, person in enumerate(household) if person["relation"] == "child"}

    document = answer_to(question)

    for item in document["entitlements"]:
        assert item["audience"] != "accompanying_child" or item["subject"] in children, name_of(item)
    assert {item["subject"] for item in document["exams"]} <= children


def test_the_whole_catalogue_is_answered_somewhere(families_asked: list[Any], answer_to: Callable[..., Any]) -> None:
    documents = [answer_to(question) for question in families_asked]

    answered = {item["id"] for document in documents for item in document["entitlements"]}

    assert answered == CATALOGUE


def test_exams_come_in_household_order_and_never_lie_in_the_past(
    question: Any, answer_to: Callable[..., Any], facts_for: Callable[..., Any]
) -> None:
    household = facts_for(question).get("household") or []
    graded = {
        f"household[{index}]"
        for index, person in enumerate(household)
        if any(row["from"] <= question.as_of for row in person.get("schooling") or [])
    }

    document = answer_to(question)

    exams = document["exams"]

    order = [(int(SUBJECT.fullmatch(item["subject"])[1]), EXAMS.index(item["id"])) for item in exams]  # type: ignore[index]
    assert order == sorted(set(order))
    for item in exams:
        if item["answer"] == "not_applicable" or item["subject"] not in graded:
            assert item["exam_year"] is None, name_of(item)
        else:
            assert item["exam_year"] >= int(question.as_of[:4]), name_of(item)
        assert isinstance(item["forecast"], list), name_of(item)
        assert item["stage"] == "conditional", name_of(item)


def test_settlement_stands_alone_and_lists_the_family(question: Any, answer_to: Callable[..., Any]) -> None:
    document = answer_to(question)

    settlement = document["settlement"]

    assert settlement["id"] == "settlement"
    assert settlement["subject"] == "holder"
    assert isinstance(settlement["family"], list)


# ------------------------------------------------------------------------------------------------- bad questions

PLAIN = {
    "holder": {
        "citizen_number": "522722199703099977",
        "name": "演示某",
        "sex": "male",
        "born_on": "1997-03-09",
        "registered_division": "522722",
    },
    "permit": {"number": None, "division": "430602", "acts": [{"act": "issue", "on": "2026-03-01"}]},
    "residences": [
        {
            "division": "430602",
            "registered_on": "2025-08-20",
            "from": "2025-08-20",
            "until": None,
            "dwelling": "rented_registered",
        }
    ],
    "employment": [{"division": "430602", "kind": "labour_contract", "from": "2025-09-01", "until": None}],
    "insurance": [{"division": "430602", "scheme": "pension", "from": "2025-09-01", "until": None}],
    "housing": [{"division": "430602", "tenure": "rent", "registered": True, "from": "2025-08-20", "until": None}],
    "household": [
        {
            "relation": "child",
            "citizen_number": "522722201603089982",
            "name": "演示娃",
            "sex": "female",
            "born_on": "2016-03-08",
            "married": False,
            "living_together": True,
            "schooling": [
                {
                    "division": "430602",
                    "stage": "primary",
                    "grade": 4,
                    "from": "2025-09-01",
                    "until": None,
                    "status": "attending",
                    "record": True,
                }
            ],
            "exams": [],
        }
    ],
}
BAD_FIELDS = [
    ("nickname", "x"),
    ("holder.nickname", "x"),
    ("permit.colour", "red"),
    ("permit.acts[0].clerk", "x"),
    ("residences[0].street", "x"),
    ("household[0].hobby", "x"),
    ("household[0].schooling[0].teacher", "x"),
    ("holder.born_on", "1997-02-30"),
    ("holder.born_on", "1997/03/09"),
    ("holder.born_on", "19970309"),
    ("holder.born_on", 19970309),
    ("permit.acts[0].on", "2026-02-29"),
    ("residences[0].from", "2025-13-01"),
    ("residences[0].registered_on", "yesterday"),
    ("household[0].schooling[0].until", "2026-06-31"),
    ("holder.citizen_number", "522722199703099971"),
    ("holder.citizen_number", "52272219970309997"),
    ("household[0].citizen_number", "522722201603089986"),
    ("holder.sex", "m"),
    ("permit.acts[0].act", "renew"),
    ("residences[0].dwelling", "castle"),
    ("employment[0].kind", "hobby"),
    ("insurance[0].scheme", "car"),
    ("insurance[0].kind", "late"),
    ("housing[0].tenure", "squat"),
    ("household[0].relation", "friend"),
    ("household[0].schooling[0].stage", "college"),
    ("household[0].schooling[0].status", "asleep"),
    ("household[0].schooling[0].record", "yes"),
    ("household[0].married", "no"),
    ("household[0].living_together", "sometimes"),
    ("residences", {}),
    ("household", "none"),
    ("residences[0].division", "999999"),
    ("residences[0].until", "2025-08-19"),
]


@pytest.fixture
def asked_with(command: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """Write *text* to a file and ask about it with *options*."""

    def ask(text: str | bytes, *options: str) -> Any:
        file = tmp_path / "facts.json"
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return command(["assess", str(file), "--json", "--as-of", "2026-11-02", *options])

    return ask


@pytest.fixture(scope="session")
def changed(split: Callable[[str], list[Any]]) -> Callable[..., Any]:
    """Return plain facts with the value at *path* set."""

    def change(path: str, value: Any) -> Any:
        facts = copy.deepcopy(PLAIN)
        here: Any = facts
        *way, last = split(path)
        for step in way:
            here = here[step]
        here[last] = value
        return facts

    return change


def refusal(run: Any) -> str:
    """Return the one line on stderr of a run that was refused as bad input."""
    lines = run.err.strip().splitlines()
    assert run.code == 2, run.err
    assert len(lines) == 1, run.err
    assert run.out == ""
    assert "Traceback" not in run.err
    assert "演示" not in run.err, "a name on stderr"
    return str(lines[0])


def test_the_plain_facts_themselves_are_answered(asked_with: Callable[..., Any]) -> None:
    run = asked_with(json.dumps(PLAIN, ensure_ascii=False))

    assert run.code == 0, run.err
    assert run.document["permit"]["standing"] == "in_use"


@pytest.mark.parametrize(("path", "value"), BAD_FIELDS, ids=[f"{path}={value}" for path, value in BAD_FIELDS])
def test_a_bad_field_is_named(
    path: str, value: Any, changed: Callable[..., Any], asked_with: Callable[..., Any]
) -> None:
    facts = changed(path, value)

    line = refusal(asked_with(json.dumps(facts, ensure_ascii=False)))

    assert path in line


@pytest.mark.parametrize(
    "text",
    ["", "{", '{"holder": }', "[]", '"facts"', "null", b"\xff\xfe\x00", '{"holder": {"sex": NaN}}'],
    ids=["empty", "open_brace", "no_value", "list", "text", "null", "not_utf8", "not_a_number"],
)
def test_what_is_no_document_of_facts_is_refused_in_one_line(text: str | bytes, asked_with: Callable[..., Any]) -> None:
    line = refusal(asked_with(text))

    assert line


def test_a_malformed_document_on_standard_input_is_refused_in_one_line(command: Callable[..., Any]) -> None:
    line = refusal(command(["assess", "-", "--json", "--as-of", "2026-11-02"], b'{"holder": {'))

    assert line


def test_a_file_that_does_not_exist_is_refused_in_one_line(command: Callable[..., Any], tmp_path: Path) -> None:
    line = refusal(command(["assess", str(tmp_path / "nothing.json"), "--json", "--as-of", "2026-11-02"]))

    assert "nothing.json" in line


def test_without_permit_and_residence_the_place_is_asked_for(asked_with: Callable[..., Any]) -> None:
    facts = {"holder": PLAIN["holder"], "permit": None}

    line = refusal(asked_with(json.dumps(facts, ensure_ascii=False)))

    assert "--place" in line


def test_with_the_place_given_the_same_facts_are_answered(asked_with: Callable[..., Any]) -> None:
    facts = {"holder": PLAIN["holder"], "permit": None}

    run = asked_with(json.dumps(facts, ensure_ascii=False), "--place", "430602")

    assert run.document["permit"]["standing"] == "none"


@pytest.mark.parametrize("place", ["999999", "4306", "岳阳"])
def test_a_place_that_does_not_exist_is_named(place: str, asked_with: Callable[..., Any]) -> None:
    line = refusal(asked_with(json.dumps(PLAIN, ensure_ascii=False), "--place", place))

    assert "place" in line


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "20261102"])
def test_a_day_that_does_not_exist_is_named(day: str, command: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(PLAIN, ensure_ascii=False), encoding="utf-8")

    line = refusal(command(["assess", str(file), "--json", "--as-of", day]))

    assert "--as-of" in line


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("household[0]", {"relation": "child", "born_on": "1990-01-01", "living_together": True}),
        (
            "household[0].schooling",
            [
                {"division": "430602", "stage": "primary", "grade": 1, "from": "2022-09-01", "until": "2025-01-01"},
                {"division": "430603", "stage": "primary", "grade": 2, "from": "2023-09-01", "until": None},
            ],
        ),
    ],
    ids=["child_older_than_parent", "overlapping_schools"],
)
def test_facts_that_contradict_each_other_are_answered_and_listed(
    path: str, value: Any, changed: Callable[..., Any], asked_with: Callable[..., Any]
) -> None:
    facts = changed(path, value)

    run = asked_with(json.dumps(facts, ensure_ascii=False))

    assert run.document["contradictions"] != []


def test_facts_that_agree_contradict_nothing(asked_with: Callable[..., Any]) -> None:
    run = asked_with(json.dumps(PLAIN, ensure_ascii=False))

    assert run.document["contradictions"] == []
