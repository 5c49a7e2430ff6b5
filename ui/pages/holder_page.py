"""A holder's page: left who and how the permit stands, right what can be done and what is open, with reasons."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTabWidget,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from resipermit.answer_words import INDENT
from resipermit.domain.actors import Actor, Right
from resipermit.domain.permit import ActKind
from resipermit.usecases.desk import Desk, Foresight
from ui.models.rows_model import Column, RowsModel
from ui.pages.act_dialogs import AcceptDialog, EndorseDialog, ReasonDialog
from ui.pages.evidence_dialog import EndDialog, EvidenceDialog
from ui.pages.evidence_tab import EvidenceTab
from ui.pages.family_tab import FamilyTab
from ui.pages.label_dialog import LabelDialog
from ui.pages.relative_dialog import RelativeDialog
from ui.pages.send_dialog import SendDialog
from ui.pages.what_if_dialog import WhatIfDialog
from ui.presenters.entitlements import Group
from ui.presenters.evidence import Start, start_of
from ui.presenters.evidence_rows import EvidenceRow
from ui.presenters.holder import HolderPresenter, Shown
from ui.text import Text
from ui.theme import palette_in_use
from ui.widgets.named import named
from ui.widgets.photo_box import PhotoBox
from ui.widgets.tables import plain_table

LEFT_WIDTH, STEP = 300, 14
SETTLEMENT = "settlement"
ITEM_ROLE = Qt.ItemDataRole.UserRole


class HolderPage(QWidget):
    """Shows one file; every act goes through its presenter."""

    print_wanted = Signal(object)
    register_wanted = Signal(str)
    queue_wanted = Signal()
    said = Signal(str, str)

    def __init__(
        self, desk: Desk, actor: Actor, run: Callable[..., None], text: Text, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._actor, self._run, self._text = desk, actor, run, text
        self.presenter = HolderPresenter(self, desk, actor, run, text)
        self._build()
        self._connect()

    def _build(self) -> None:
        page = QHBoxLayout(self)
        page.setContentsMargins(10, 10, 10, 6)
        page.setSpacing(10)
        page.addWidget(self._build_left())
        right = QVBoxLayout()
        right.addWidget(self._build_today())
        right.addWidget(self._build_tabs(), 1)
        page.addLayout(right, 1)

    def _build_left(self) -> QFrame:
        left = named("panel", QFrame())
        left.setFixedWidth(LEFT_WIDTH)
        self.photo = PhotoBox()
        self.name = named("name", QLabel(wordWrap=True))
        self.particulars = named("quiet", QLabel(wordWrap=True))
        self.number = QLabel(textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)
        self.permit = QLabel(textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reveal = named("reveal", QPushButton(self.tr("Show (Ctrl+R)")))
        self.reveal.setAccessibleName(self.tr("Show the full citizen number; this is noted"))
        self.standing = named("big", QLabel())
        self.days = named("quiet", QLabel(wordWrap=True))
        self.aloud = named("aloud", QLabel(wordWrap=True))
        self.aloud.setAccessibleName(self.tr("Say aloud"))
        self.primary = named("primary", QPushButton())
        self.primary.hide()  # until there is something to offer
        self.print = QPushButton(self.tr("Preview and print (Ctrl+P)"))
        self.label = QPushButton(self.tr("Endorsement &label…"))
        self.replace = QPushButton(self.tr("E&xchange or reissue"))
        self.end = QPushButton(self.tr("&Cancel or revoke"))
        row = QHBoxLayout()
        row.addWidget(self.number, 1)
        row.addWidget(self.reveal)
        head = QHBoxLayout()
        head.addWidget(self.photo, 0, Qt.AlignmentFlag.AlignTop)
        beside = QVBoxLayout()
        beside.addWidget(self.name)
        beside.addWidget(self.standing)
        beside.addWidget(self.days)
        beside.addStretch(1)
        head.addLayout(beside, 1)
        inside = QVBoxLayout(left)
        inside.setContentsMargins(14, 14, 14, 12)
        inside.addLayout(head)
        inside.addWidget(self.particulars)
        inside.addLayout(row)
        inside.addWidget(self.permit)
        inside.addWidget(self.aloud)
        inside.addWidget(self.primary)
        inside.addStretch(1)
        for button in (self.print, self.label, self.replace, self.end):
            inside.addWidget(button)
        return left

    def _build_today(self) -> QFrame:
        panel = named("panel", QFrame())
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(14, 8, 14, 8)
        inside.setSpacing(3)
        self.what_if = named("what_if", QPushButton(self.tr("What if (Ctrl+T)")))
        head = QHBoxLayout()
        head.addWidget(named("big", QLabel(self.tr("What can be done today"))), 1)
        head.addWidget(self.what_if)
        inside.addLayout(head)
        self.today = QLabel(wordWrap=True)
        inside.addWidget(self.today)
        return panel

    def _build_tabs(self) -> QTabWidget:
        self.tabs = QTabWidget()
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([self.tr("Matter"), self.tr("Whose"), self.tr("Answer"), self.tr("Day")])
        self.tree.setAccessibleName(self.tr("Entitlements"))
        self.tree.setRootIsDecorated(True)
        self.tree.setIndentation(16)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.tree)
        splitter.addWidget(self._build_reasons())
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setSizes([560, 290])
        self.family = FamilyTab(self._actor, self._text)
        self.tabs.addTab(self.family, self.tr("&Family and children"))
        self.tabs.addTab(splitter, self.tr("&Entitlements"))
        self._first_tab = splitter
        self.tabs.setCurrentWidget(splitter)
        self.evidence = EvidenceTab(self._actor, self._text)
        self.tabs.addTab(self.evidence, self.tr("E&vidence"))
        self.ledger = RowsModel(
            [
                Column(self.tr("Day"), lambda row: row[0]),
                Column(self.tr("Act"), lambda row: row[1]),
                Column(self.tr("By"), lambda row: row[2]),
                Column(self.tr("Reason"), lambda row: row[3]),
            ],
            self,
        )
        ledger = plain_table(self.ledger, stretch=3)
        ledger.setAccessibleName(self.tr("Ledger"))
        self.tabs.addTab(ledger, self.tr("&Ledger"))
        return self.tabs

    def _build_reasons(self) -> QWidget:
        """Return the reasons behind a row; below those of a settlement, the sheet to take along."""
        self.reasons = QTextBrowser()
        self.reasons.setAccessibleName(self.tr("Reasons"))
        self.settlement = QPushButton(self.tr("Settlement pre-check &sheet…"))
        self.settlement.hide()
        self.add_evidence = QPushButton(self.tr("Add evidence… (Ctrl+N)"))
        self.add_evidence.hide()
        panel = named("inside", QWidget())
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.reasons, 1)
        inside.addWidget(self.add_evidence)
        inside.addWidget(self.settlement)
        return panel

    def _connect(self) -> None:
        self.tree.currentItemChanged.connect(lambda item, _before: self._explain(item))
        self.primary.clicked.connect(self.do_primary)
        self.reveal.clicked.connect(self.presenter.reveal)
        self.settlement.clicked.connect(self._ask_settlement)
        self.what_if.clicked.connect(self.ask_what_if)
        self.family.add_wanted.connect(self.ask_relative)
        self.add_evidence.clicked.connect(self.ask_evidence)
        self.evidence.add_wanted.connect(self.ask_evidence)
        self.evidence.end_wanted.connect(self._ask_end_of_evidence)
        self.print.clicked.connect(self.ask_print)
        self.label.clicked.connect(lambda: self._ask_label(again=True))
        self.replace.clicked.connect(self._ask_replace)
        self.end.clicked.connect(self._ask_end)

    def show_opening(self) -> None:
        """Take nothing from the keyboard until the file is there; it opens with what each person may have."""
        self.setEnabled(False)
        self.tabs.setCurrentWidget(self._first_tab)

    def show_file(self, shown: Shown) -> None:
        """Show a file."""
        self.setEnabled(True)
        self.photo.show_photo(shown.photo)
        self.name.setText(shown.name)
        self.particulars.setText(shown.particulars)
        self.number.setText(shown.number)
        self.permit.setText(shown.permit_words)
        self.permit.setVisible(bool(shown.permit_words))
        self.reveal.setVisible(True)
        self._tone(self.standing, shown.standing, shown.standing_tone)
        self.days.setText(shown.days)
        self.aloud.setText(shown.aloud)
        self.primary.setText(f"{shown.primary_words}　Ctrl+Enter")
        self.primary.setVisible(shown.primary != "none")
        self.primary.setEnabled(self._may(shown.primary))
        has_permit = shown.permit is not None
        self.print.setEnabled(has_permit and self._actor.may(Right.PRINT))
        self.label.setEnabled(has_permit and self._actor.may(Right.PRINT))
        self.replace.setEnabled(has_permit and self._actor.may(Right.REPLACE))
        self.end.setEnabled(has_permit and self._actor.may(Right.END_PERMIT))
        self.today.setText("\n".join(f"· {line}" for line in shown.today))
        self._show_groups(shown.groups)
        self.family.show_members(shown.members)
        self.evidence.show_rows(shown.evidence)
        self.ledger.set_rows(shown.ledger)
        if self.isVisible():
            self._place_to_go_on(shown).setFocus()

    def _place_to_go_on(self, shown: Shown) -> QWidget:
        """Return where the cursor goes: to the one act, else to the answers; with papers in hand it stays with them."""
        tab = self.tabs.currentWidget()
        if tab is self.evidence or (tab is self.family and self.family.add.isEnabled()):
            return tab
        return self.primary if self.primary.isEnabled() and shown.primary != "none" else self.tree

    def show_reasons(self, lines: tuple[str, ...]) -> None:
        """Show the lines behind a row."""
        head, *rest = map(escape, lines)
        paragraphs = "".join(map(_paragraph, rest))
        self.reasons.setHtml(f"<p><b>{head}</b></p>{paragraphs}")

    def show_number(self, number: str) -> None:
        """Show the citizen number in full."""
        self.number.setText(number)
        self.reveal.setVisible(False)

    def show_foresight(self, foresight: Foresight, shown: Shown) -> None:
        """Ask once more before an endorsement; for a late one in three columns."""
        dialog = EndorseDialog(foresight, shown, self._text, self)
        dialog.accepted.connect(lambda: self.presenter.endorse(shown.permit or ""))
        dialog.open()

    def offer_label(self, shown: Shown) -> None:
        """Offer the label of an endorsement that was just made."""
        self._ask_label(again=False, shown=shown)

    def say(self, words: str, kind: str) -> None:
        """Say something at the foot of the window."""
        self.said.emit(words, kind)

    def do_primary(self) -> None:
        """Do what the page offers first."""
        shown = self.presenter.shown
        if shown is None or not self.primary.isEnabled():
            return
        if shown.primary == "endorse":
            self.presenter.foresee_endorsement()
        elif shown.primary == "accept":
            self._ask_accept()
        elif shown.primary == "print":
            self.print_wanted.emit(shown)
        elif shown.primary == "register" and self.presenter.file is not None:
            self.register_wanted.emit(self.presenter.file.person.citizen_number)
        elif shown.primary in ("review", "issue"):
            self.queue_wanted.emit()

    def ask_print(self) -> None:
        """Ask for the print page."""
        if self.presenter.shown is not None and self.print.isEnabled():
            self.print_wanted.emit(self.presenter.shown)

    def ask_what_if(self) -> None:
        """Ask what would differ if the facts were others."""
        file, shown = self.presenter.file, self.presenter.shown
        if file is not None and shown is not None and self.isEnabled():
            WhatIfDialog(self._desk, self._actor, self._run, self._text, file, shown, self).open()

    def ask_relative(self) -> None:
        """Ask who else belongs to the household."""
        shown = self.presenter.shown
        if shown is not None and self.isEnabled() and self.family.add.isEnabled():
            dialog = RelativeDialog(self._desk, self._actor, self._run, self._text, shown, self)
            dialog.kept.connect(self.presenter.entered)
            dialog.open()

    def ask_evidence(self) -> None:
        """Ask for a paper; from an answer that waits for one, about the person and the kind of record it waits for."""
        file, shown = self.presenter.file, self.presenter.shown
        if file is None or shown is None or not self.evidence.add.isEnabled():
            return
        start = self._waiting() if self.tabs.currentWidget() is self._first_tab else None
        dialog = EvidenceDialog(self._desk, self._actor, self._run, self._text, file, shown, start, self)
        dialog.kept.connect(self.presenter.entered)
        dialog.open()

    def _ask_end_of_evidence(self, row: EvidenceRow | None) -> None:
        shown = self.presenter.shown
        if shown is not None and row is not None:
            dialog = EndDialog(self._desk, self._actor, self._run, self._text, row, shown, self)
            dialog.kept.connect(self.presenter.entered)
            dialog.open()

    def _waiting(self) -> Start | None:
        """Return where to begin for the answer under the cursor."""
        item, file = self.tree.currentItem(), self.presenter.file
        row = item.data(0, ITEM_ROLE) if item is not None else None
        return None if row is None or file is None else start_of(row.item, file)

    def _ask_accept(self) -> None:
        file, shown = self.presenter.file, self.presenter.shown
        if file is None or shown is None:
            return
        dialog = AcceptDialog(file, shown, self._text, self)
        dialog.accepted.connect(lambda: self.presenter.accept(shown.person_id, dialog.grounds(), dialog.photo))
        dialog.open()

    def _ask_label(self, *, again: bool, shown: Shown | None = None) -> None:
        """Ask where the label goes, and *again* why it is made once more."""
        shown = shown or self.presenter.shown
        if shown is None or shown.permit is None:
            return
        number, printers = shown.permit, self._desk.card_room.printers
        dialog = LabelDialog(shown, self._text, printers, self, again=again)
        dialog.sending.connect(lambda send: self.presenter.make_label(number, dialog.reason() or None, send))
        dialog.open()

    def _ask_settlement(self) -> None:
        """Ask where the sheet of the pre-check goes."""
        shown = self.presenter.shown
        if shown is not None:
            person_id = shown.person_id
            dialog = SendDialog.for_settlement(self._text.say("settlement.offer"), shown, self)
            dialog.sending.connect(lambda send: self.presenter.print_settlement(person_id, send))
            dialog.open()

    def _ask_replace(self) -> None:
        shown = self.presenter.shown
        if shown is not None and (number := shown.permit) is not None:
            dialog = ReasonDialog.for_replacement(shown.frame, shown.photo, self)
            dialog.accepted.connect(
                lambda: self.presenter.replace_card(number, lost=dialog.choice() == "lost", reason=dialog.reason())
            )
            dialog.open()

    def _ask_end(self) -> None:
        shown = self.presenter.shown
        if shown is not None and (number := shown.permit) is not None:
            dialog = ReasonDialog.for_ending(shown.frame, shown.photo, self)
            dialog.accepted.connect(
                lambda: self.presenter.end_permit(number, ActKind(dialog.choice()), dialog.reason())
            )
            dialog.open()

    def _may(self, act: str) -> bool:
        rights = {"endorse": Right.ENDORSE, "accept": Right.ACCEPT, "register": Right.REGISTER, "print": Right.PRINT}
        if act in ("review", "issue"):
            return self._actor.may(Right.REVIEW) or self._actor.may(Right.ISSUE)
        return act in rights and self._actor.may(rights[act])

    def _explain(self, item: QTreeWidgetItem | None) -> None:
        row = item.data(0, ITEM_ROLE) if item is not None else None
        settles = row is not None and row.item["id"] == SETTLEMENT
        self.settlement.setVisible(settles and self._actor.may(Right.PRINT))
        self.add_evidence.setVisible(self._waiting() is not None and self.evidence.add.isEnabled())
        if row is not None:
            self.presenter.explain(row.item)

    def _show_groups(self, groups: tuple[Group, ...]) -> None:
        self.tree.clear()
        colours = palette_in_use()
        tones = {"good": colours.good, "warn": colours.warn, "bad": colours.bad, "quiet": colours.quiet}
        bold = QFont(self.tree.font())
        bold.setBold(True)
        first = None
        for group in groups:
            head = QTreeWidgetItem([f"{group.title}　{group.usable}/{len(group.rows)}"])
            head.setFont(0, bold)
            self.tree.addTopLevelItem(head)
            head.setFirstColumnSpanned(True)
            for row in sorted(group.rows, key=lambda row: not row.attention):
                line = QTreeWidgetItem([row.title, row.whose, row.answer, row.day])
                line.setData(0, ITEM_ROLE, row)
                line.setForeground(2, QBrush(QColor(tones[row.tone])))
                head.addChild(line)
                if first is None and row.attention:
                    first = line
            head.setExpanded(group.attention or group.stage == "equal_now")
        for column, width in enumerate((220, 80, 105)):
            self.tree.setColumnWidth(column, width)
        top = self.tree.topLevelItem(0)
        chosen = first or (top.child(0) if top else None)
        if chosen is not None:
            self.tree.setCurrentItem(chosen)

    def _tone(self, label: QLabel, words: str, tone: str) -> None:
        label.setText(words)
        label.setProperty("tone", tone)
        label.style().unpolish(label)
        label.style().polish(label)


def _paragraph(line: str) -> str:
    """Return a line as HTML, set in as far as it says itself; HTML would swallow the spaces it says it with."""
    words = line.lstrip(INDENT)
    depth = len(line) - len(words)
    return f'<p style="margin:3px 0 3px {depth * STEP}px">{words}</p>'
