"""Registration of a residence: the identity card, where the person lives, since when; checked as one types."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from resipermit.domain.actors import Actor
from resipermit.domain.fact_words import DWELLINGS
from resipermit.usecases.desk import Desk
from ui.presenters.registering import Form, RegisterPresenter
from ui.text import Text
from ui.widgets.division_box import DivisionBox
from ui.widgets.form_panel import FormPanel
from ui.widgets.named import named
from ui.widgets.person_fields import FIRST_ETHNIC, PersonFields
from ui.widgets.photo_box import PhotoBox

PROVINCE = "43"


class RegisterPage(QWidget):
    """A form; nothing typed is lost by a refusal."""

    holder_wanted = Signal(int)
    said = Signal(str, str)

    def __init__(
        self, desk: Desk, actor: Actor, run: Callable[..., None], text: Text, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._text = desk, text
        self._photo: bytes | None = None
        self.presenter = RegisterPresenter(self, desk, actor, run, text)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._make_fields()
        left = QVBoxLayout()
        left.addWidget(self.read_button, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self.person)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self._home_panel())
        right.addWidget(self._photo_panel())
        right.addStretch(1)
        right.addWidget(self.keep_button)
        page = QHBoxLayout(self)
        page.addLayout(left, 1)
        page.addLayout(right, 1)

    def _make_fields(self) -> None:
        desk = self._desk
        self.person = person = PersonFields(self.tr("The person"), desk.ethnic_groups, desk.gazetteer)
        self.number, self.reading, self.name = person.number, person.reading, person.name
        self.registered, self.registered_address = person.registered, person.registered_address
        self.phone = named("phone", QLineEdit())
        person.form.addRow(self.tr("&Telephone"), self.phone)
        self.division = named("division", DivisionBox(desk.gazetteer, PROVINCE))
        self.address = named("address", QLineEdit())
        self.dwelling = named("dwelling", QComboBox())
        for word in DWELLINGS[:-1]:
            self.dwelling.addItem(self._text.word(word), word)
        self.since = named("since", QLineEdit(desk.today().isoformat()))
        self.photo = PhotoBox(130)
        self.choose = QPushButton(self.tr("Choose a &photo…"))
        self.read_button = QPushButton(self.tr("Read identity card (F9)"))
        self.keep_button = named("primary", QPushButton(self.tr("&Register  Ctrl+Enter")))

    def _home_panel(self) -> QFrame:
        panel = FormPanel(self.tr("Where they live now"))
        panel.form.addRow(self.tr("D&istrict or county"), self.division)
        panel.form.addRow(self.tr("&Street address"), self.address)
        panel.form.addRow(self.tr("D&welling"), self.dwelling)
        panel.form.addRow(self.tr("Lives there since (&Y-M-D)"), self.since)
        return panel

    def _photo_panel(self) -> QFrame:
        panel = named("panel", QFrame())
        beside = QHBoxLayout(panel)
        beside.addWidget(self.photo)
        notes = QVBoxLayout()
        self.photo_words = named("quiet", QLabel(self._text.say("photo.rule"), wordWrap=True))
        notes.addWidget(self.photo_words)
        notes.addWidget(self.choose)
        notes.addStretch(1)
        beside.addLayout(notes, 1)
        return panel

    def _connect(self) -> None:
        self.number.textChanged.connect(self._number_typed)
        self.read_button.clicked.connect(self.read_card)
        self.keep_button.clicked.connect(self.keep)
        self.choose.clicked.connect(self._choose_photo)

    def start(self, typed: str = "") -> None:
        """Begin a registration with what was typed in the search field."""
        digits = "".join(typed.split())
        if typed and typed not in (self.name.text(), self.number.text()):
            self._clear()  # somebody else: nothing of the person before may slip into the new file
        if digits[:15].isdigit():
            self.number.setText(digits)
        elif typed:
            self.name.setText(typed)
        (self.name if self.number.text() else self.number).setFocus()

    def read_card(self) -> None:
        """Read the identity card on the desk."""
        self.presenter.read_card(self.form())

    def keep(self) -> None:
        """Register."""
        self.presenter.keep(self.form())

    def form(self) -> Form:
        """Return what is typed."""
        return Form(
            self.number.text(),
            self.name.text(),
            self.person.ethnic_code(),
            self.registered.code(),
            self.registered_address.text(),
            self.phone.text(),
            self.division.code(),
            self.address.text(),
            str(self.dwelling.currentData()),
            self.since.text(),
            self._photo,
        )

    def fill(self, form: Form) -> None:
        """Put *form* into the fields."""
        self.number.setText(form.citizen_number)
        self.name.setText(form.name)
        self.person.ethnic.setCurrentIndex(max(0, self.person.ethnic.findData(form.ethnic_code)))
        self.registered.choose(form.registered_division)
        self.registered_address.setText(form.registered_address)
        self.phone.setText(form.phone)
        self.division.choose(form.division)
        self.address.setText(form.address)
        self.dwelling.setCurrentIndex(max(0, self.dwelling.findData(form.dwelling)))
        self.since.setText(form.since)
        self._photo = form.photo
        self.photo.show_photo(form.photo)

    def show_reading(self, words: str, tone: str) -> None:
        """Say what the number says."""
        self.person.show_reading(words, tone)

    def point_at(self, field: str) -> None:
        """Put the cursor into the field that cannot be read."""
        fields = {
            **self.person.fields,
            "division": self.division,
            "address": self.address,
            "since": self.since,
            "from": self.since,
            "photo": self.choose,
            "phone": self.phone,
        }
        widget = fields.get(field.rsplit(".", 1)[-1])
        if widget is not None:
            widget.setFocus()

    def open_holder(self, person_id: int) -> None:
        """Ask for the holder's page and clear the form for the next person."""
        self._clear()
        self.holder_wanted.emit(person_id)

    def say(self, words: str, kind: str) -> None:
        """Say something at the foot of the window."""
        self.said.emit(words, kind)

    def _clear(self) -> None:
        self.fill(
            Form(
                citizen_number="",
                name="",
                ethnic_code=FIRST_ETHNIC,
                registered_division="",
                registered_address="",
                phone="",
                division=self.division.code(),
                address="",
                dwelling=DWELLINGS[0],
                since=self._desk.today().isoformat(),
            )
        )

    def _number_typed(self, typed: str) -> None:
        reading = self.presenter.number_typed(typed)
        if reading is not None:
            self.person.offer_division(reading.division)

    def _choose_photo(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a photo"), "", "JPEG (*.jpg *.jpeg);;PNG (*.png)")
        if path:
            self._photo = Path(path).read_bytes()
            self.photo.show_photo(self._photo)
