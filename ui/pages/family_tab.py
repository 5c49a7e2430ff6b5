"""The family on a holder's page: each member with the schooling and the exams, and a key to add one more."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from resipermit.domain.actors import Actor, Right
from ui.presenters.holder import Member
from ui.presenters.schooling import ELSEWHERE, GAP, HERE
from ui.text import Text
from ui.widgets.named import named
from ui.widgets.school_bar import Mark, SchoolBar, Stretch

LOOKS = {HERE: "filled", ELSEWHERE: "hatched", GAP: "empty"}


class FamilyTab(QWidget):
    """Shows members; whoever may not register sees why nobody can be added."""

    add_wanted = Signal()

    def __init__(self, actor: Actor, text: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.add = named("add_relative", QPushButton(self.tr("Add a member… (Ctrl+M)")))
        self.add.setEnabled(actor.may(Right.REGISTER))
        if not self.add.isEnabled():
            self.add.setToolTip(text.say("needs_right", right=Right.REGISTER))
        self.add.clicked.connect(self.add_wanted)
        self.setFocusProxy(self.add)
        inside = named("inside", QWidget())
        self._members = QVBoxLayout(inside)
        self._members.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(inside)
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 0, 10, 8)
        foot.addStretch(1)
        foot.addWidget(self.add)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)

    def show_members(self, members: tuple[Member, ...]) -> None:
        """Show these members instead."""
        while self._members.count() > 1:
            item = self._members.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        if not members:
            self._members.insertWidget(0, named("quiet", QLabel(self.tr("Nobody of the family is on record."))))
        for index, member in enumerate(members):
            self._members.insertWidget(index, self._member(member))

    def _member(self, member: Member) -> QFrame:
        panel = named("panel", QFrame())
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(14, 8, 14, 8)
        inside.addWidget(named("big", QLabel(f"{member.who}　{member.detail}")))
        if member.schools:
            bar = SchoolBar()
            stretches = [Stretch(one.words, one.since, one.until, LOOKS[one.kind]) for one in member.schools]
            bar.show_stretches(stretches, [Mark(one.words, one.on) for one in member.marks], member.today)
            inside.addWidget(bar)
        for line in member.exams:
            inside.addWidget(QLabel(line, wordWrap=True))
        return panel
