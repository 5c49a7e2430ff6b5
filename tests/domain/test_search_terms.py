"""One field, many kinds of term."""

import pytest

from resipermit.domain.search_terms import TermKind, read_scan, tell_apart


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ("430102199001019977", TermKind.CITIZEN_NUMBER, "430102199001019977"),
        ("43010419870501999x", TermKind.CITIZEN_NUMBER, "43010419870501999X"),
        (" 430102 19900101 9977 ", TermKind.CITIZEN_NUMBER, "430102199001019977"),
        ("４３０１０２１９９００１０１９９７７", TermKind.CITIZEN_NUMBER, "430102199001019977"),
        ("430102", TermKind.CITIZEN_NUMBER, "430102"),
        ("14300001234", TermKind.PHONE, "14300001234"),
        ("4301020000012026000123", TermKind.PERMIT_NUMBER, "4301020000012026000123"),
        ("TEST00012", TermKind.PERMIT_NUMBER, "TEST00012"),
        ("欧阳娜娜", TermKind.NAME, "欧阳娜娜"),
        ("阿卜杜拉·买买提", TermKind.NAME, "阿卜杜拉买买提"),
        ("𬭸", TermKind.NAME, "𬭸"),
        ("ouyang", TermKind.LATIN, "ouyang"),
        ("OYNN", TermKind.LATIN, "oynn"),
        ("   ", TermKind.NOTHING, ""),
    ],
)
def test_the_form_of_a_text_tells_what_it_is(typed, kind, text):
    term = tell_apart(typed)

    assert (term.kind, term.text) == (kind, text)


def test_a_long_base45_text_is_a_scanned_card():
    assert tell_apart("6BF590B20000000000 $%*+-./:" * 20).kind is TermKind.QR_TEXT


def test_a_term_does_not_show_what_was_typed():
    assert "欧阳" not in repr(tell_apart("欧阳娜娜"))


@pytest.mark.parametrize(("typed", "number"), [("7", "7"), ("012", "012"), ("文号123456", "123456"), ("受理号 8", "8")])
def test_the_number_of_an_acceptance_is_short_or_says_what_it_is(typed, number):
    term = tell_apart(typed)

    assert (term.kind, term.text) == (TermKind.ACCEPTANCE_NUMBER, number)


@pytest.mark.parametrize(
    ("scanned", "kind"),
    [
        ("52010219900315997X", TermKind.CITIZEN_NUMBER),
        ("4301110000002025000001", TermKind.PERMIT_NUMBER),
        ("14300000001", TermKind.PHONE),
        ("", TermKind.NOTHING),
        ("6901234567892", TermKind.QR_TEXT),
        ("https://example.org/菜单", TermKind.QR_TEXT),
        ("zhangsan", TermKind.QR_TEXT),
    ],
)
def test_what_is_scanned_is_a_whole_number_or_a_code_never_a_name(scanned, kind):
    assert read_scan(scanned).kind is kind


def test_a_code_scanned_in_small_letters_is_read_in_capitals():
    assert read_scan("6bf" + "a1" * 60).text == "6BF" + "A1" * 60
