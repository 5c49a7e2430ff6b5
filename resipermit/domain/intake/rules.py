"""Which rule reads which table."""

from collections.abc import Callable, Mapping
from typing import Any

from resipermit.domain.intake.cells import Cells
from resipermit.domain.intake.people import child_row, holder_row
from resipermit.domain.intake.permits import event_row, permit_row
from resipermit.domain.intake.schools import enrolment_row
from resipermit.domain.intake.stays import housing_row, residence_row
from resipermit.domain.intake.work import employment_row, insurance_row

Rule = Callable[[list[str], Cells], Any]

ROW_RULES: Mapping[str, Rule] = {
    "holders": holder_row,
    "residences": residence_row,
    "employment": employment_row,
    "insurance": insurance_row,
    "housing": housing_row,
    "permits": permit_row,
    "permit_events": event_row,
    "children": child_row,
    "enrolments": enrolment_row,
}
