"""What the rows of a take-over may not say of each other: checked against all that was met before, then noted."""

from collections.abc import Callable, Mapping
from typing import Any

from resipermit.domain.intake.cells import Cells
from resipermit.domain.intake.people import PersonRow, born_on_as_told, too_young_for_parent
from resipermit.domain.intake.permits import EventRow, PermitRow
from resipermit.domain.intake.stays import ResidenceRow, no_overlap
from resipermit.domain.intake.tables import Fault
from resipermit.domain.intake.work import EmploymentRow, InsuranceRow, too_young_to_work
from resipermit.domain.permit import Standing
from resipermit.usecases.intake_store import Batch, PermitFile, SourceRow
from resipermit.usecases.rows_seen import RowsSeen, Told

Parents = tuple[int | None, ...] | None  # None: the row waits for one of them
Check = Callable[[RowsSeen, list[str], Any, Parents], None]
Note = Callable[[RowsSeen, SourceRow, Any, Parents, Batch], Any]
HOLDER = 1  # where the tables have the holder's key, but for those named otherwise
SPELL = 2


def _nothing(seen: RowsSeen, cells: list[str], row: Any, parents: Parents) -> None:
    return None


def _as_it_is(seen: RowsSeen, source: SourceRow, row: Any, parents: Parents, batch: Batch) -> Any:
    return row


def _check_holder(seen: RowsSeen, cells: list[str], row: PersonRow, parents: Parents) -> None:
    if row.citizen_number in seen.numbers or row.citizen_number in seen.owners:
        raise Fault("id_number", "citizen_number_taken")


def _note_holder(seen: RowsSeen, source: SourceRow, row: PersonRow, parents: Parents, batch: Batch) -> PersonRow:
    seen.numbers[row.citizen_number] = ("holders", row.key)
    seen.born_on[row.key] = row.born_on
    return row


def _salvage_holder(seen: RowsSeen, cells: list[str], judge: Cells) -> None:
    born_on = born_on_as_told(cells, 1, 4, judge)
    if born_on is not None:
        seen.born_on[cells[0]] = born_on


def _check_child(seen: RowsSeen, cells: list[str], row: PersonRow, parents: Parents) -> None:
    parent_born_on = seen.born_on.get(cells[HOLDER])
    if parent_born_on is not None and too_young_for_parent(parent_born_on, row.born_on):
        raise Fault("birth_date", "parent_too_young")
    same = seen.numbers.get(row.citizen_number)
    if same is None:
        if row.citizen_number in seen.owners:
            raise Fault("id_number", "citizen_number_taken")
    elif same[0] != "holders" or same[1] == cells[HOLDER]:
        raise Fault("id_number", "citizen_number_taken")


def _note_child(seen: RowsSeen, source: SourceRow, row: PersonRow, parents: Parents, batch: Batch) -> PersonRow:
    same = seen.numbers.setdefault(row.citizen_number, ("children", row.key))
    if same[0] == "holders":
        record = seen.entries["holders"][same[1]].record_id
        if record is not None:
            batch.already_people[row.key] = record
    return row


def _check_span(seen: RowsSeen, cells: list[str], row: ResidenceRow | EmploymentRow, parents: Parents) -> None:
    spans = seen.spans.get(cells[HOLDER])
    if spans:
        no_overlap(spans, row.since, row.until)


def _note_span(seen: RowsSeen, source: SourceRow, row: Any, parents: Parents, batch: Batch) -> Any:
    seen.spans.setdefault(source.cells[HOLDER], []).append((row.since, row.until))
    return row


def _check_job(seen: RowsSeen, cells: list[str], row: EmploymentRow, parents: Parents) -> None:
    born_on = seen.born_on.get(cells[HOLDER])
    if born_on is not None and too_young_to_work(born_on, row.since):
        raise Fault("date_from", "under_16_at_work")
    _check_span(seen, cells, row, parents)


def _check_insurance(seen: RowsSeen, cells: list[str], row: InsuranceRow, parents: Parents) -> None:
    spans = seen.spans.get(cells[SPELL])
    if spans:
        no_overlap(spans, row.since, row.until, "month_from")


def _note_insurance(seen: RowsSeen, source: SourceRow, row: Any, parents: Parents, batch: Batch) -> Any:
    seen.spans.setdefault(source.cells[SPELL], []).append((row.since, row.until))
    return row


def _check_permit(seen: RowsSeen, cells: list[str], row: PermitRow, parents: Parents) -> None:
    if row.number in seen.permit_numbers or row.number in seen.numbers_taken:
        raise Fault("permit_no", "permit_number_taken")
    holder = cells[HOLDER]
    person = parents[1] if parents else None
    if row.standing is Standing.NONE:
        if holder in seen.applicants or person in seen.applying:
            raise Fault("status", "application_under_way")
    elif row.standing is Standing.IN_USE:
        place = seen.place_of(row.division)
        other = seen.in_place.get((holder, place))
        taken = person is not None and other is None and (person, place) in seen.live_places
        if taken or (other is not None and other.row.standing is Standing.IN_USE):
            raise Fault("permit_no", "second_live_permit")


def _note_permit(seen: RowsSeen, source: SourceRow, row: PermitRow, parents: Parents, batch: Batch) -> PermitFile:
    holder = source.cells[HOLDER]
    file = PermitFile(source.line, holder, row, seen.place_of(row.division))
    seen.permit_numbers.add(row.number)
    seen.permits[row.key] = file
    if row.standing is Standing.NONE:
        seen.applicants.add(holder)
        file.live = False
    elif row.standing is Standing.CANCELLED:
        file.live = False
    else:
        _settle_place(seen, file, parents, batch)
    return file


def _settle_place(seen: RowsSeen, file: PermitFile, parents: Parents, batch: Batch) -> None:
    """One live permit for a person and place: the one in use, else the newer; the older one stays as history."""
    spot = (file.holder, file.place)
    other = seen.in_place.get(spot)
    if other is None:
        file.live = not (parents and (parents[1], file.place) in seen.live_places)
        seen.in_place[spot] = file
    elif _rank(other) > _rank(file):
        file.live = False
    else:
        other.live = False
        if other.record_id is not None:
            batch.superseded.append(other.record_id)
        seen.in_place[spot] = file


def _rank(file: PermitFile) -> tuple[bool, int]:
    assert file.row.issued_on is not None
    return file.row.standing is Standing.IN_USE, file.row.issued_on.toordinal()


def _check_event(seen: RowsSeen, cells: list[str], row: EventRow, parents: Parents) -> None:
    last = seen.last_event.get(cells[1])
    if last is not None and row.on < last:
        raise Fault("event_date", "events_out_of_order")
    if parents is not None and parents[0] is None and row.kind != "apply":
        raise Fault("event", "permit_not_issued")


def _note_event(seen: RowsSeen, source: SourceRow, row: EventRow, parents: Parents, batch: Batch) -> EventRow:
    permit = source.cells[1]
    seen.last_event[permit] = row.on
    if parents is not None and parents and parents[0] is not None:
        seen.events.setdefault(permit, []).append(Told(source.line, row))
    return row


CHECKS: Mapping[str, Check] = {
    "holders": _check_holder,
    "residences": _check_span,
    "employment": _check_job,
    "insurance": _check_insurance,
    "housing": _nothing,
    "permits": _check_permit,
    "permit_events": _check_event,
    "children": _check_child,
    "enrolments": _nothing,
}
NOTES: Mapping[str, Note] = {
    "holders": _note_holder,
    "residences": _note_span,
    "employment": _note_span,
    "insurance": _note_insurance,
    "housing": _as_it_is,
    "permits": _note_permit,
    "permit_events": _note_event,
    "children": _note_child,
    "enrolments": _as_it_is,
}
SALVAGE: Mapping[str, Callable[[RowsSeen, list[str], Cells], None]] = {"holders": _salvage_holder}
