"""One field, many kinds of term."""

import pytest

from resipermit.domain.search_terms import TermKind, tell_apart


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
