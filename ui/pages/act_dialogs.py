"""Questions asked before an act: whose file it is stands in every frame."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from resipermit.domain.application import Ground
from resipermit.usecases.desk import Foresight, HolderFile
from ui.presenters.holder import Shown, names_of
from ui.text import Text
from ui.widgets.named import named
from ui.widgets.whose import Whose

translate = QCoreApplication.translate
COLUMN_WIDTH, DIALOG_WIDTH = 280, 520
GROUND_LEAVES = {
    Ground.EMPLOYMENT: "lawful_employment",
    Ground.DWELLING: "lawful_dwelling",
    Ground.SCHOOLING: "continuous_schooling",
}


class ActDialog(QDialog):
    """A question about one person, who stands in its frame."""

    def __init__(self, title: str, frame: str, photo: bytes | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body = QVBoxLayout(self)
        # the layout keeps the dialog as large as its words need, on a small screen too
        self.body.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        self.body.setContentsMargins(18, 16, 18, 14)
        self.body.setSpacing(10)
        head = Whose(title)
        head.setMinimumWidth(DIALOG_WIDTH)
        head.show_person(frame, photo)
        self.body.addWidget(head)

    def add_buttons(self, confirm: str) -> QPushButton:
        """Add confirm and cancel; the confirming one is the default."""
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        ok = buttons.addButton(confirm, QDialogButtonBox.ButtonRole.AcceptRole)
        ok.setObjectName("primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.body.addWidget(buttons)
        ok.setDefault(True)  # only now: before it is in the dialog, the dialog does not hear of it
        return ok


class EndorseDialog(ActDialog):
    """Before an endorsement: when it is late, what is lost, what is not touched, what comes back today."""

    def __init__(self, foresight: Foresight, shown: Shown, text: Text, parent: QWidget | None = None) -> None:
        title = self.tr("Late endorsement") if foresight.late else self.tr("Endorsement")
        super().__init__(title, shown.frame, shown.photo, parent)
        if foresight.late:
            columns = QHBoxLayout()
            columns.addWidget(self._column(self.tr("Lost"), "bad", self._lost(foresight, text)), 1)
            columns.addWidget(self._column(self.tr("Not touched"), "quiet", self._untouched(foresight, text)), 1)
            columns.addWidget(self._column(self.tr("Back today"), "good", self._restored(foresight, text)), 1)
            self.body.addLayout(columns)
        else:
            self.body.addWidget(QLabel(text.say("endorse.in_time"), wordWrap=True))
        self.body.addWidget(named("quiet", QLabel(text.say("endorse.papers"), wordWrap=True)))
        self.add_buttons(self.tr("&Endorse"))

    def _column(self, title: str, tone: str, lines: list[str]) -> QFrame:
        panel = named("panel", QFrame())
        inside = QVBoxLayout(panel)
        head = named("big", QLabel(title))
        head.setProperty("tone", tone)
        inside.addWidget(head)
        words = QLabel("\n".join(f"· {line}" for line in lines), wordWrap=True)
        words.setMinimumWidth(COLUMN_WIDTH)  # a label that wraps is given its height by its width
        inside.addWidget(words)
        inside.addStretch(1)
        return panel

    def _lost(self, foresight: Foresight, text: Text) -> list[str]:
        before, after = foresight.counts_from
        code = "endorse.years" if foresight.years_lost else "endorse.years_kept"
        lines = [text.say(code, years=foresight.years_lost, before=text.day(before), after=text.day(after))]
        lines += [
            text.say(
                "endorse.reading_applied" if one.applied else "endorse.reading",
                years=one.years,
                effect=text.word(one.effect),
            )
            for one in foresight.readings
        ]
        lines += [
            text.say(
                "endorse.postponed",
                what=text.rule(one.identifier),
                before=text.day(one.before),
                after=text.day(one.after) or text.say("endorse.not_in_sight"),
            )
            for one in foresight.postponed[:6]
        ]
        return lines

    def _untouched(self, foresight: Foresight, text: Text) -> list[str]:
        named = list(dict.fromkeys(text.rule(identifier) for identifier, _ in foresight.untouched))
        return [text.say("endorse.untouched"), *named[:8]]

    def _restored(self, foresight: Foresight, text: Text) -> list[str]:
        named = list(dict.fromkeys(text.rule(identifier) for identifier, _ in foresight.restored))
        return [text.say("endorse.restored"), *named[:8]]


class AcceptDialog(ActDialog):
    """Acceptance of an application: the grounds, with what the record says of each, and the photo."""

    def __init__(self, file: HolderFile, shown: Shown, text: Text, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Accept an application"), shown.frame, shown.photo, parent)
        self.photo: bytes | None = None
        item = file.answer["permit"]["application"]
        answers = {one["id"]: one["answer"] for one in item["conditions"]}
        self.body.addWidget(named("aloud", QLabel(shown.aloud, wordWrap=True)))
        self._checks: dict[Ground, QCheckBox] = {}
        for ground, leaf in GROUND_LEAVES.items():
            answer = answers.get(leaf, "unknown")
            check = QCheckBox(f"{text.word(ground)}　{text.say(f'answer.{answer}')}")
            check.setChecked(answer == "yes")
            self._checks[ground] = check
            self.body.addWidget(check)
        missing = [text.paper(paper["paper"]) for paper in item["missing_evidence"]]
        if missing:
            self.body.addWidget(QLabel(text.say("accept.missing", papers_words=missing), wordWrap=True))
        row = QHBoxLayout()
        self._photo_words = QLabel(self.tr("Photo on record") if file.photo else self.tr("No photo yet"))
        choose = QPushButton(self.tr("Choose a &photo…"), autoDefault=False)
        choose.clicked.connect(self._choose)
        row.addWidget(self._photo_words, 1)
        row.addWidget(choose)
        self.body.addLayout(row)
        self._names = names_of(file, text)
        self.add_buttons(self.tr("&Accept"))

    def grounds(self) -> tuple[Ground, ...]:
        """Return the grounds that are ticked."""
        return tuple(ground for ground, check in self._checks.items() if check.isChecked())

    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a photo"), "", "JPEG (*.jpg *.jpeg);;PNG (*.png)")
        if path:
            self.photo = Path(path).read_bytes()
            self._photo_words.setText(Path(path).name)


class ReasonDialog(ActDialog):
    """A choice and the reason for it."""

    def __init__(
        self,
        title: str,
        frame: str,
        photo: bytes | None,
        choices: list[tuple[str, str]],
        confirm: str,
        parent: QWidget,
    ) -> None:
        super().__init__(title, frame, photo, parent)
        self._choice = QComboBox()
        for value, words in choices:
            self._choice.addItem(words, value)
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(self.tr("Reason (kept in the record)"))
        self._choice.setAccessibleName(title)
        self._reason.setAccessibleName(self._reason.placeholderText())
        self.body.addWidget(self._choice)
        self.body.addWidget(self._reason)
        ok = self.add_buttons(confirm)
        ok.setEnabled(False)
        self._reason.textChanged.connect(lambda words: ok.setEnabled(bool(words.strip())))

    @classmethod
    def for_replacement(cls, frame: str, photo: bytes | None, parent: QWidget) -> "ReasonDialog":
        """Ask whether the card is exchanged or reissued."""
        choices = [
            ("damaged", translate("ReasonDialog", "Exchange: damaged or particulars changed")),
            ("lost", translate("ReasonDialog", "Reissue: lost")),
        ]
        return cls(
            translate("ReasonDialog", "Exchange or reissue"),
            frame,
            photo,
            choices,
            translate("ReasonDialog", "&Record"),
            parent,
        )

    @classmethod
    def for_ending(cls, frame: str, photo: bytes | None, parent: QWidget) -> "ReasonDialog":
        """Ask whether the permit is cancelled or revoked."""
        choices = [
            ("cancel", translate("ReasonDialog", "Cancel: own request, settled, moved away, death")),
            ("revoke", translate("ReasonDialog", "Revoke: obtained by false material")),
        ]
        return cls(
            translate("ReasonDialog", "Cancel or revoke"),
            frame,
            photo,
            choices,
            translate("ReasonDialog", "&Record"),
            parent,
        )

    @classmethod
    def for_refusal(cls, frame: str, photo: bytes | None, parent: QWidget) -> "ReasonDialog":
        """Ask for the reason of a refusal."""
        return cls(
            translate("ReasonDialog", "Refuse an application"),
            frame,
            photo,
            [("refuse", translate("ReasonDialog", "Not granted"))],
            translate("ReasonDialog", "&Refuse"),
            parent,
        )

    def choice(self) -> str:
        """Return the value chosen."""
        return str(self._choice.currentData())

    def reason(self) -> str:
        """Return the reason as typed."""
        return self._reason.text().strip()
