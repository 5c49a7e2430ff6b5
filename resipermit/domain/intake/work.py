"""Rows about work: employment, and the months of insurance that go with it."""

from datetime import date
from typing import NamedTuple

from resipermit.domain.calendar import add_months, full_years
from resipermit.domain.intake.cells import Cells, count, word
from resipermit.domain.intake.tables import Fault

KINDS = {
    "labour": "labour_contract",
    "dispatch": "dispatch",
    "self_employed": "self_employed",
    "informal": "informal",
}
SCHEMES = ("pension", "medical", "unemployment", "injury", "maternity")
YOUNGEST_WORKER = 16  # 劳动法 art. 15


class EmploymentRow(NamedTuple):
    """One job; the employer's name is not taken over."""

    key: str
    division: str
    kind: str
    since: date
    until: date | None

    def __repr__(self) -> str:
        return f"EmploymentRow({self.key})"


class InsuranceRow(NamedTuple):
    """One unbroken run of months under several schemes; before *regular_since* the months were paid late."""

    key: str
    division: str
    schemes: tuple[str, ...]
    since: date
    regular_since: date
    until: date

    def __repr__(self) -> str:
        return f"InsuranceRow({self.key})"

    def portions(self) -> list[tuple[str, str, date, date]]:
        """Return (scheme, kind, since, until): one a scheme, or two where part of the run was paid late."""
        parts = []
        if self.since < self.regular_since:
            parts.append(("make_up", self.since, self.regular_since))
        if self.regular_since < self.until:
            parts.append(("regular", self.regular_since, self.until))
        return [(scheme, *part) for scheme in self.schemes for part in parts]


def employment_row(cells: list[str], judge: Cells) -> EmploymentRow:
    """Return a row of *employment*."""
    key, _holder, _seq, _employer, division, contract, date_from, date_to = cells
    since = judge.past_day(date_from, "date_from")
    until = judge.until(date_to, "date_to", since)
    kind = word(contract, "contract", KINDS)
    return EmploymentRow(key, judge.division(division, "division_code"), kind, since, until)


def insurance_row(cells: list[str], judge: Cells) -> InsuranceRow:
    """Return a row of *insurance*; the months paid late are taken to be the first of the run.

    The table has their number only. An employer who registers late pays arrears for the months before; a rule that
    leaves out late payments then counts from the first month paid in time.
    """
    key, _holder, _spell, _run, division, flags, month_from, month_to, months_paid, back_paid = cells
    since = judge.month(month_from, "month_from")
    last = judge.month(month_to, "month_to")
    months = (last.year - since.year) * 12 + last.month - since.month + 1
    if months < 1:
        raise Fault("month_from", "months_reversed")
    if count(months_paid, "months_paid") != months:
        raise Fault("months_paid", "months_do_not_add_up")
    late = count(back_paid, "back_paid_months")
    if late > months:
        raise Fault("back_paid_months", "months_do_not_add_up")
    regular_since = add_months(since, late) if late else since
    return InsuranceRow(
        key,
        judge.division(division, "division_code"),
        _schemes(flags),
        since,
        regular_since,
        judge.month_after(last),
    )


def too_young_to_work(born_on: date, since: date) -> bool:
    """Say whether the person was under 16 on the first day at work."""
    return full_years(born_on, since) < YOUNGEST_WORKER


def _schemes(flags: str) -> tuple[str, ...]:
    schemes = _KNOWN_FLAGS.get(flags)
    if not schemes:
        raise Fault("schemes", "code_unknown")
    return schemes


_KNOWN_FLAGS = {
    f"{number:05b}": tuple(scheme for scheme, flag in zip(SCHEMES, f"{number:05b}", strict=True) if flag == "1")
    for number in range(32)
}
