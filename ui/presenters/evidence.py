"""What the questions about papers decide: what is on record already, what is appended, what is refused where."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from resipermit.domain.actors import Actor
from resipermit.domain.calendar import full_years
from resipermit.domain.errors import InvalidInput
from resipermit.domain.holder import Evidence
from resipermit.usecases.desk import Desk, HolderFile
from ui.presenters.evidence_form import ENDED, EvidenceForm, end_of, evidence_of
from ui.presenters.evidence_rows import EvidenceRow, last_day_words, people_of, record_words, told_entries
from ui.text import Text

PAPERS = {
    "labour_contract": "employment",
    "business_licence": "employment",
    "registered_lease": "housing",
    "property_deed": "housing",
    "lodging_certificate": "housing",
    "student_card": "schooling",
    "school_record_certificate": "schooling",
    "insurance_record": "insurance",
    "pension_record": "insurance",
    "tax_record": "tax",
    "proficiency_record": "exams",
}
STAGES_BY_AGE = ((6, "kindergarten"), (12, "primary"), (15, "junior"), (18, "senior"))  # usual below this age
LINES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Start:
    """Where the question begins: about whom, and which list of records."""

    person_id: int
    list_name: str


class EvidenceView(Protocol):
    """What the presenters need of the question."""

    def wait(self) -> None: ...
    def refuse(self, field: str, words: str) -> None: ...
    def close_kept(self, words: str) -> None: ...


class _Appending:
    """Appends evidence and says where it was refused."""

    def __init__(self, view: EvidenceView, desk: Desk, actor: Actor, run: Callable[..., None], text: Text) -> None:
        self._view, self._desk, self._actor, self._run, self._text = view, desk, actor, run, text

    def _append(self, person_id: int, evidence: Evidence, code: str, name: str) -> None:
        def done(_: None) -> None:
            self._view.close_kept(self._text.say(code, name=name))

        self._view.wait()
        add = self._desk.add_evidence
        self._run(lambda: add(self._actor, person_id, evidence), done=done, failed=self._refused)

    def _refused(self, error: Exception) -> None:
        self._view.refuse(*refusal(error, self._text))


class EvidencePresenter(_Appending):
    """Appends to what is on record of the holder or of a member of the household."""

    def __init__(
        self, view: EvidenceView, desk: Desk, actor: Actor, run: Callable[..., None], text: Text, file: HolderFile
    ) -> None:
        super().__init__(view, desk, actor, run, text)
        self._people = {person.id: (person, evidence) for person, evidence in people_of(file)}
        self._today = file.day

    def people(self) -> list[tuple[int, str]]:
        """Return whom a record can be about."""
        return [(person_id, person.name) for person_id, (person, _) in self._people.items() if person_id is not None]

    def on_record(self, person_id: int, list_name: str) -> str:
        """Return in a few lines what is on record already."""
        _, evidence = self._people[person_id]
        entries = told_entries(evidence, list_name)
        lines = [self._text.say("evidence.on_record" if entries else "evidence.none_on_record")]
        lines += [self._line(list_name, entry) for entry in entries[:LINES_SHOWN]]
        if len(entries) > LINES_SHOWN:
            lines.append(self._text.say("evidence.more_on_record", count=len(entries) - LINES_SHOWN))
        if list_name in evidence.complete:
            lines.append(self._text.say("evidence.said_complete"))
        return "\n".join(lines)

    def usual_stage(self, person_id: int) -> str:
        """Return the school that somebody of this age usually goes to."""
        person, _ = self._people[person_id]
        age = full_years(person.born_on, self._today)
        return next((stage for below, stage in STAGES_BY_AGE if age < below), "university")

    def keep(self, form: EvidenceForm) -> None:
        """Append the record, if every field can be read."""
        try:
            evidence = evidence_of(form)
        except InvalidInput as error:
            self._refused(error)
            return
        self._append(form.person_id, evidence, "done.add_evidence", self._people[form.person_id][0].name)

    def _line(self, list_name: str, entry: Any) -> str:
        where = self._desk.gazetteer.full_name(entry.division) if entry.division else ""
        if list_name == "exams":
            days = self._text.day(entry.on)
        else:
            days = f"{self._text.day(entry.since)} – {last_day_words(entry.until, self._text)}"
        return f"· {record_words(list_name, entry, self._text)}　{where}　{days}"


class EndPresenter(_Appending):
    """Tells a record once more with its end; the earlier telling stays on record and counts no longer."""

    def __init__(
        self, view: EvidenceView, desk: Desk, actor: Actor, run: Callable[..., None], text: Text, row: EvidenceRow
    ) -> None:
        super().__init__(view, desk, actor, run, text)
        self._row = row

    def keep(self, last_day: str) -> None:
        """Append the record with the day after *last_day* as its end."""
        row = self._row
        try:
            until = end_of(row.entry.since, ENDED, last_day)
        except InvalidInput as error:
            self._refused(error)
            return
        told: dict[str, Any] = {row.list_name: (replace(row.entry, until=until),)}
        self._append(row.person_id, Evidence(**told), "done.end_evidence", row.whose)


def refusal(error: Exception, text: Text) -> tuple[str, str]:
    """Return the field that an error is about, as the question calls it, and the words about it."""
    if not isinstance(error, InvalidInput):
        return "", text.error(error)
    field = {"from": "since", "until": "last_day"}.get(_last(error.field), _last(error.field))
    facts = {name: value for name, value in error.facts.items() if name != "field"}
    return field, text.error(InvalidInput(error.code, field=f"evidence.{field}", **facts))


def start_of(item: Mapping[str, Any] | None, file: HolderFile) -> Start | None:
    """Return where the question begins for an answer that waits for a paper; None where no paper of these helps."""
    if item is None:
        return None
    papers = [one for paper in item["missing_evidence"] for one in (paper["paper"], *paper["alternatives"])]
    list_name = next((PAPERS[paper] for paper in papers if paper in PAPERS), None)
    if list_name is None:
        return None
    subjects = {f"household[{at}]": tie.relative for at, tie in enumerate(file.ties)}
    person = subjects.get(item["subject"], file.person)
    return None if person.id is None else Start(person.id, list_name)


def _last(path: str) -> str:
    return path.rsplit(".", 1)[-1]
