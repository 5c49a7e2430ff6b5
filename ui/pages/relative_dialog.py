"""One more member of the household: who, in which relation, living together or not."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from resipermit.domain.actors import Actor
from resipermit.usecases.desk import Desk
from ui.pages.form_dialog import FormDialog
from ui.presenters.holder import Shown
from ui.presenters.relative import RELATION_ORDER, RelativeForm, RelativePresenter
from ui.text import Text
from ui.widgets.named import named
from ui.widgets.person_fields import PersonFields

CHILD = "child"
NOTE_WIDTH = 330
TOGETHER = {None: "not_clear", True: "yes", False: "no"}
MARRIED = {None: "not_clear", False: "unmarried", True: "married"}


class RelativeDialog(FormDialog):
    """Somebody on record already is recognised by the number and not typed anew."""

    def __init__(
        self,
        desk: Desk,
        actor: Actor,
        run: Callable[..., None],
        text: Text,
        shown: Shown,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Add a member of the family"), shown, parent)
        self._text = text
        self.presenter = RelativePresenter(self, desk, actor, run, text, shown.person_id)
        self._build(desk)
        self._connect()
        self.relation.setFocus()

    def _build(self, desk: Desk) -> None:
        self.relation = self._choice("relation", ((word, self._text.word(word)) for word in RELATION_ORDER))
        self.together = self._choice("living_together", self._answers(TOGETHER))
        self.married = self._choice("married", self._answers(MARRIED))
        self.married_note = named("quiet", QLabel(self._text.say("relative.married_note"), wordWrap=True))
        self.person = PersonFields("", desk.ethnic_groups, desk.gazetteer)
        self.known = named("aloud", QLabel(wordWrap=True))
        for label in (self.known, self.married_note):
            label.setMinimumWidth(NOTE_WIDTH)  # a label that wraps is given its height by its width
        self.known.hide()
        form = self.person.form
        form.insertRow(0, self.tr("&Relation to the holder"), self.relation)
        form.insertRow(3, self.known)
        form.addRow(self.tr("&Living with the holder"), self.together)
        form.addRow(self.tr("&Marriage"), self.married)
        form.addRow("", self.married_note)
        self.body.addWidget(self.person)
        self.setTabOrder(self.relation, self.person.number)
        self.finish(self.tr("Add to the family (&Y)"))
        self._related()

    def _connect(self) -> None:
        self.person.number.textChanged.connect(self._number_typed)
        self.relation.currentIndexChanged.connect(self._related)

    def fields(self) -> Mapping[str, QWidget]:
        """Return the fields by the names that refusals give them."""
        return {**self.person.fields, "relation": self.relation, "living_together": self.together}

    def keep(self) -> None:
        """Ask for the tie to be kept."""
        self.presenter.keep(self.form())

    def form(self) -> RelativeForm:
        """Return what is typed."""
        return RelativeForm(
            relation=str(self.relation.currentData()),
            citizen_number=self.person.number.text(),
            name=self.person.name.text(),
            ethnic_code=self.person.ethnic_code(),
            registered_division=self.person.registered.code(),
            registered_address=self.person.registered_address.text(),
            living_together=self.together.currentData(),
            married=self.married.currentData(),
        )

    def show_reading(self, words: str, tone: str) -> None:
        """Say what the number says."""
        self.person.show_reading(words, tone)
        self.fit()

    def show_known(self, words: str | None) -> None:
        """Say who on record has this number; the particulars are then those on record."""
        self.known.setText(words or "")
        form = self.person.form
        for field in (self.person.name, self.person.ethnic, self.person.registered, self.person.registered_address):
            form.setRowVisible(field, words is None)
        form.setRowVisible(self.known, words is not None)
        self.fit()

    def _number_typed(self, typed: str) -> None:
        reading = self.presenter.number_typed(typed)
        if reading is not None:
            self.person.offer_division(reading.division)

    def _related(self) -> None:
        """Ask whether somebody is married of a child only."""
        child = self.relation.currentData() == CHILD
        self.person.form.setRowVisible(self.married, child)
        self.person.form.setRowVisible(self.married_note, child)
        self.fit()

    def _answers(self, words: Mapping[bool | None, str]) -> list[tuple[object, str]]:
        return [(answer, self._text.word(word)) for answer, word in words.items()]

    def _choice(self, name: str, choices: Iterable[tuple[object, str]]) -> QComboBox:
        box = named(name, QComboBox())
        for value, words in choices:
            box.addItem(words, value)
        return box
