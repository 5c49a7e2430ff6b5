"""What a paper proves, put on record: whose, what kind, and the fields of that kind only."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from resipermit.domain.actors import Actor
from resipermit.usecases.desk import Desk, HolderFile
from ui.pages.form_dialog import FormDialog
from ui.presenters.evidence import EndPresenter, EvidencePresenter, Start
from ui.presenters.evidence_form import CONTENTS, ENDED, ENDINGS, FIELDS, NO_ENTRY, EvidenceForm
from ui.presenters.evidence_rows import EVIDENCE_LISTS, EXAMS, EvidenceRow
from ui.presenters.holder import Shown
from ui.text import Text
from ui.widgets.division_box import DivisionBox
from ui.widgets.form_panel import FormPanel
from ui.widgets.named import named

KNOWN_WIDTH = 460


class EvidenceDialog(FormDialog):
    """Appends one record, or says that there is none besides those on record; nothing on record is replaced."""

    def __init__(
        self,
        desk: Desk,
        actor: Actor,
        run: Callable[..., None],
        text: Text,
        file: HolderFile,
        shown: Shown,
        start: Start | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Add evidence"), shown, parent)
        self._text = text
        self.presenter = EvidencePresenter(self, desk, actor, run, text, file)
        self._make_fields(desk)
        self._build()
        if file.present is not None:
            self.division.choose(file.present.residence.division)
        if start is not None:
            self.whose.setCurrentIndex(max(0, self.whose.findData(start.person_id)))
            self.kind.setCurrentIndex(max(0, self.kind.findData(start.list_name)))
        self._connect()
        self._person_chosen()
        (self.whose if start is None else self.since).setFocus()

    def _make_fields(self, desk: Desk) -> None:
        self.whose = _choice("whose", self.presenter.people())
        self.kind = _choice("evidence_kind", ((name, self._text.say(f"evidence.{name}")) for name in EVIDENCE_LISTS))
        self.content = _choice("content", ((one, self._text.say(f"evidence.{one}")) for one in CONTENTS))
        self.known = named("quiet", QLabel(wordWrap=True))
        self.known.setMinimumWidth(KNOWN_WIDTH)  # a label that wraps is given its height by its width
        self.choices: dict[str, dict[str, QComboBox | QLineEdit]] = {
            list_name: {name: self._field(list_name, name, words) for name, words in fields.items()}
            for list_name, fields in FIELDS.items()
        }
        self.choices["schooling"]["grade"].setToolTip(self._text.say("evidence.grade_note"))
        self.division = named("evidence_division", DivisionBox(desk.gazetteer))
        self.since = named("evidence_since", QLineEdit())
        self.since.setPlaceholderText(self._text.say("evidence.day_form"))
        self.ending = _choice("ending", ((one, self._text.say(f"ending.{one}")) for one in ENDINGS))
        self.last_day = named("last_day", QLineEdit())
        self.last_day.setPlaceholderText(self._text.say("evidence.day_form"))

    def _field(self, list_name: str, name: str, words: tuple[str, ...] | str) -> QComboBox | QLineEdit:
        named_so = f"{list_name}_{name}"
        if isinstance(words, str):
            field = named(named_so, QLineEdit(self._text.say(f"evidence.usual_{named_so}")))
            field.setPlaceholderText(self._text.say(f"evidence.hint_{named_so}"))
            return field
        said = (lambda word: self._text.say(f"status.{word}")) if name == "status" else self._text.word
        return _choice(named_so, ((word, said(word)) for word in words))

    def _build(self) -> None:
        panel = FormPanel()
        self._form = form = panel.form
        form.addRow(self.tr("&Whose"), self.whose)
        form.addRow(self.tr("&Kind of record"), self.kind)
        form.addRow(self.known)
        form.addRow(self.tr("&To be added"), self.content)
        for list_name, fields in self.choices.items():
            for name, field in fields.items():
                form.addRow(self._text.say(f"evidence.label_{list_name}_{name}"), field)
        form.addRow(self.tr("&District or county"), self.division)
        self._since_label = QLabel()
        self._since_label.setBuddy(self.since)
        form.addRow(self._since_label, self.since)
        form.addRow(self.tr("&End"), self.ending)
        form.addRow(self.tr("&Last day, inclusive"), self.last_day)
        self.body.addWidget(panel)
        self.body.addWidget(named("quiet", QLabel(self._text.say("evidence.only_appended"), wordWrap=True)))
        self.finish(self.tr("Put on record (&Y)"))

    def _connect(self) -> None:
        self.whose.currentIndexChanged.connect(self._person_chosen)
        for box in (self.kind, self.content, self.ending):
            box.currentIndexChanged.connect(self._arrange)

    def fields(self) -> Mapping[str, QWidget]:
        """Return the fields by the names that refusals give them."""
        days = {"division": self.division, "since": self.since, "on": self.since, "last_day": self.last_day}
        return {**self.choices[self._list_name()], **days}

    def keep(self) -> None:
        """Ask for the record to be kept."""
        self.presenter.keep(self.form())

    def form(self) -> EvidenceForm:
        """Return what is typed."""
        return EvidenceForm(
            person_id=int(self.whose.currentData()),
            list_name=self._list_name(),
            content=str(self.content.currentData()),
            values={name: _value(field) for name, field in self.choices[self._list_name()].items()},
            division=self.division.code(),
            since=self.since.text(),
            ending=str(self.ending.currentData()),
            last_day=self.last_day.text(),
        )

    def _list_name(self) -> str:
        return str(self.kind.currentData())

    def _person_chosen(self) -> None:
        stage = self.choices["schooling"]["stage"]
        assert isinstance(stage, QComboBox)
        stage.setCurrentIndex(stage.findData(self.presenter.usual_stage(int(self.whose.currentData()))))
        self._arrange()

    def _arrange(self) -> None:
        """Show the fields that this kind has, and what is on record of it."""
        chosen, sat = self._list_name(), self._list_name() == EXAMS
        told = self.content.currentData() != NO_ENTRY
        self.strip.clear()  # what it said may be of a field that is gone
        self.known.setText(self.presenter.on_record(int(self.whose.currentData()), chosen))
        for list_name, fields in self.choices.items():
            for field in fields.values():
                self._form.setRowVisible(field, told and list_name == chosen)
        self._since_label.setText(self.tr("Sat &on") if sat else self.tr("Fr&om"))
        self._form.setRowVisible(self.division, told)
        self._form.setRowVisible(self.since, told)
        self._form.setRowVisible(self.ending, told and not sat)
        self._form.setRowVisible(self.last_day, told and not sat and self.ending.currentData() == ENDED)
        self.fit()


class EndDialog(FormDialog):
    """The last day of one record."""

    def __init__(
        self,
        desk: Desk,
        actor: Actor,
        run: Callable[..., None],
        text: Text,
        row: EvidenceRow,
        shown: Shown,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("End of a record"), shown, parent)
        self.presenter = EndPresenter(self, desk, actor, run, text, row)
        told = text.say(
            "evidence.row", whose=row.whose, record=row.record, where=row.where, since=row.since, until=row.until
        )
        self.body.addWidget(named("aloud", QLabel(told, wordWrap=True)))
        panel = FormPanel()
        self.last_day = named("last_day", QLineEdit())
        self.last_day.setPlaceholderText(text.say("evidence.day_form"))
        panel.form.addRow(self.tr("&Last day, inclusive"), self.last_day)
        self.body.addWidget(panel)
        self.body.addWidget(named("quiet", QLabel(text.say("evidence.told_again"), wordWrap=True)))
        self.finish(self.tr("Put on record (&Y)"))
        self.last_day.setFocus()

    def fields(self) -> Mapping[str, QWidget]:
        """Return the one field."""
        return {"last_day": self.last_day}

    def keep(self) -> None:
        """Ask for the end to be kept."""
        self.presenter.keep(self.last_day.text())


def _choice(name: str, choices: Iterable[tuple[object, str]]) -> QComboBox:
    box = named(name, QComboBox())
    for value, words in choices:
        box.addItem(words, value)
    return box


def _value(field: QComboBox | QLineEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else str(field.currentData())
