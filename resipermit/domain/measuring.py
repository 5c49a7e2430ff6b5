"""On which day a measured condition is looked at: a stated day, one of the exam year, or the end of registration."""

from datetime import date

from resipermit.domain.conditions.case import Case
from resipermit.domain.conditions.leaf import Params
from resipermit.domain.rules import ExamRule
from resipermit.domain.spans import END, FIRST, NO, OPEN_QUESTION, YES, Days, in_years_after


def measured(case: Case, params: Params, days: Days) -> Days:
    """Return when a condition holds that is looked at on one day only: *days* are those of its part."""
    if params.get("year") == "before":
        month, day = month_day(params["on"])
        return in_years_after(days, month, day)
    if _left_to_the_day_asked(case, params):
        return days
    on = measured_on(case, params)
    if on is not None:
        return {"yes": YES, "no": NO, "unknown": OPEN_QUESTION}[days.answer(on.toordinal())]
    if days.certain == ((FIRST, END),):
        return YES
    return OPEN_QUESTION if days.possible else NO


def measured_on(case: Case, params: Params) -> date | None:
    """Return the day looked at, for the day asked; None if it is the day asked itself, or the exam year is open."""
    on, year = params["on"], params.get("year")
    if on == "registration":
        return None if case.exam is None or case.exam_year is None else _registration(case, params)
    if year == "before":
        return date(max(case.as_of.year - 1, 1), *month_day(on))
    if year == "exam_year":
        return None if case.exam_year is None else date(case.exam_year, *month_day(on))
    return date.fromisoformat(on)


def _registration(case: Case, params: Params) -> date | None:
    assert case.exam is not None
    assert case.exam_year is not None
    entered = entered_period(case, case.exam, case.exam_year)
    if entered is not None:
        return entered
    return None if _left_to_the_day_asked(case, params) else registration_day(case, case.exam, case.exam_year)


def _left_to_the_day_asked(case: Case, params: Params) -> bool:
    if params["on"] != "registration" or params.get("without") != "day_asked":
        return False
    return case.exam is None or case.exam_year is None or entered_period(case, case.exam, case.exam_year) is None


def entered_period(case: Case, exam: ExamRule, year: int) -> date | None:
    """Return the last day of the period that the city entered for this exam and year."""
    periods = case.book.exam_periods.get(exam.id, ())
    return next((period.closes_on for period in periods if period.year == year), None)


def registration_day(case: Case, exam: ExamRule, year: int) -> date:
    """Return the last day to register: as entered, else the usual day of the exam."""
    usual = date(year - 1 if exam.registers_on[0] >= 9 else year, *exam.registers_on)
    return entered_period(case, exam, year) or usual


def month_day(text: str) -> tuple[int, int]:
    """Return month and day of a text such as 08-31."""
    month, day = text.split("-")
    return int(month), int(day)
