"""A card counts as made when its code was read back and the printer took the page."""

from datetime import date

import pytest
from builders import CLERK, REVIEWER, a_permit, an_act
from fakes import refused_code, sha_of

from resipermit.domain.printing import PrintKind, PrintState

NUMBER = "4301110000002025000001"


class Tray:
    """What the printer was given; `fault` is raised instead."""

    def __init__(self, fault=None):
        self.pages, self.fault = [], fault

    def __call__(self, pdf):
        if self.fault is not None:
            raise self.fault
        self.pages.append(pdf)


def states(store):
    return [(line.kind.value, line.state.value, line.reason) for line in store.state.prints.values()]


def test_the_page_is_archived_read_back_sent_and_counted(acts, permit_on_record, store):
    permit_on_record()
    tray = Tray()

    line = acts.print(CLERK, NUMBER, PrintKind.FIRST, None, tray)

    assert (line.state, line.pdf_sha256) == (PrintState.MADE, sha_of(tray.pages[0]))
    assert store.state.pages[line.id] == tray.pages[0]
    assert states(store) == [("first", "made", None)]


def test_the_card_says_what_the_record_says(acts, permit_on_record, maker):
    permit_on_record()

    acts.preview(CLERK, NUMBER)

    (face,) = maker.faces
    assert (face.name, face.residence_address) == ("欧阳演示", "湖南省长沙市雨花区演示路10号3栋402室")
    assert (face.issuing_authority, face.issuing_division) == ("长沙市公安局雨花分局", "430111")
    assert (face.issued_on, face.due_on) == (date(2025, 11, 20), date(2026, 11, 20))


def test_a_new_card_bears_the_day_of_its_act(acts, permit_on_record, maker):
    permit_on_record(a_permit(date(2025, 1, 1), NUMBER, "430111", an_act("reissue", date(2025, 7, 1))))

    acts.preview(CLERK, NUMBER)

    assert maker.faces[0].issued_on == date(2025, 7, 1)


def test_a_preview_is_the_very_page_and_keeps_nothing_but_its_note(acts, permit_on_record, store):
    permit_on_record()

    proof = acts.preview(CLERK, NUMBER)

    assert proof.pdf.startswith(b"%PDF")
    assert store.state.prints == {}
    assert [event for _, _, event, _ in store.state.journal] == ["preview_card"]


def test_a_code_that_reads_differently_spoils_the_card_before_it_is_sent(acts, permit_on_record, maker, store):
    permit_on_record()
    maker.spoil, tray = True, Tray()

    code, _ = refused_code(lambda: acts.print(CLERK, NUMBER, PrintKind.FIRST, None, tray))

    assert (code, tray.pages) == ("read_back_differs", [])
    assert states(store) == [("first", "failed", "read_back_differs")]


def test_a_printer_that_fails_spoils_the_card_and_the_first_card_may_be_tried_again(acts, permit_on_record, store):
    permit_on_record()

    code, _ = refused_code(lambda: acts.print(CLERK, NUMBER, PrintKind.FIRST, None, Tray(OSError("no paper"))))
    acts.print(CLERK, NUMBER, PrintKind.FIRST, None, Tray())

    assert code == "printer_failed"
    assert states(store) == [("first", "failed", "printer_failed"), ("first", "made", None)]


def test_a_second_first_card_is_refused(acts, permit_on_record, store):
    permit_on_record()
    acts.print(CLERK, NUMBER, PrintKind.FIRST, None, Tray())

    assert refused_code(lambda: acts.print(CLERK, NUMBER, PrintKind.FIRST, None, Tray()))[0] == "first_card_made"
    assert len(store.state.prints) == 1


def test_a_repeat_says_its_kind_and_reason_and_rests_on_its_act(acts, permit_on_record, store):
    permit_on_record()
    acts.print(CLERK, NUMBER, PrintKind.FIRST, None, Tray())

    for kind, reason, code in [
        (PrintKind.MISPRINT, None, "reason_needed"),
        (PrintKind.LOST, "丢失", "no_act_for_print"),
        (PrintKind.EXCHANGE, "磨损", "no_act_for_print"),
    ]:
        assert refused_code(lambda kind=kind, reason=reason: acts.print(CLERK, NUMBER, kind, reason, Tray()))[0] == code
    acts.replace(CLERK, NUMBER, lost=True, reason="丢失")
    acts.print(CLERK, NUMBER, PrintKind.LOST, "丢失", Tray())
    acts.print(CLERK, NUMBER, PrintKind.MISPRINT, "卡面有划痕", Tray())

    assert states(store)[1:] == [("lost", "made", "丢失"), ("misprint", "made", "卡面有划痕")]


def test_a_misprint_needs_something_printed(acts, permit_on_record):
    permit_on_record()

    assert refused_code(lambda: acts.print(CLERK, NUMBER, PrintKind.MISPRINT, "x", Tray()))[0] == "nothing_printed_yet"


def test_a_line_left_open_by_a_power_cut_is_closed_by_the_next_print_with_a_reason(acts, permit_on_record, store):
    permit_on_record()
    with pytest.raises(KeyboardInterrupt):
        acts.print(CLERK, NUMBER, PrintKind.FIRST, None, Tray(KeyboardInterrupt()))

    assert refused_code(lambda: acts.print(CLERK, NUMBER, PrintKind.FIRST, None, Tray()))[0] == "print_unfinished"
    acts.print(CLERK, NUMBER, PrintKind.MISPRINT, "停电", Tray())

    assert states(store) == [("first", "failed", "interrupted"), ("misprint", "made", "停电")]


def test_no_card_without_portrait_residence_or_a_live_permit(acts, permit_on_record):
    from builders import a_person

    permit_on_record(photo=None)
    permit_on_record(a_permit(number="2"), a_person(sequence=999), registration=False)
    ended = a_permit(date(2025, 1, 1), "3", "430111", an_act("revoke", date(2025, 6, 1)))
    permit_on_record(ended, a_person(born_on=date(1991, 1, 1)))

    codes = [refused_code(lambda n=n: acts.preview(CLERK, n))[0] for n in (NUMBER, "2", "3")]

    assert codes == ["photo_not_on_record", "residence_not_on_record", "permit_not_live"]


def test_a_reviewer_prints_too_but_an_administrator_does_not(acts, permit_on_record):
    from builders import ADMINISTRATOR

    permit_on_record()

    assert acts.print(REVIEWER, NUMBER, PrintKind.FIRST, None, Tray()).state is PrintState.MADE
    assert refused_code(lambda: acts.preview(ADMINISTRATOR, NUMBER))[0] == "right_missing"
