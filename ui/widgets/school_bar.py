"""A child's schooling as a bar of years: where the child went, the gaps, and today."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import palette_in_use

HEIGHT = 46
BAR_TOP, BAR_HEIGHT = 4, 22


@dataclass(frozen=True, slots=True)
class Stretch:
    """One enrolment: its words, its days, and whether it is here."""

    words: str
    since: date
    until: date
    here: bool


class SchoolBar(QWidget):
    """Draws enrolments on a line of years; a school elsewhere is hatched, so that colour never says it alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._stretches: tuple[Stretch, ...] = ()
        self._today = date.min

    def show_stretches(self, stretches: tuple[Stretch, ...], today: date) -> None:
        """Show these enrolments around *today*."""
        self._stretches, self._today = stretches, today
        self.setAccessibleName("; ".join(f"{row.words} {row.since}–{row.until}" for row in stretches))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._stretches:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = palette_in_use()
        first = min(row.since for row in self._stretches).toordinal()
        last = max(max(row.until for row in self._stretches), self._today).toordinal() + 30
        scale = (self.width() - 2) / max(1, last - first)
        small = painter.font()
        small.setPointSizeF(small.pointSizeF() - 2)
        painter.setFont(small)
        for row in self._stretches:
            left, right = (row.since.toordinal() - first) * scale, (row.until.toordinal() - first) * scale
            box = QRectF(left, BAR_TOP, max(2.0, right - left - 1), BAR_HEIGHT)
            painter.fillRect(box, QColor(colours.soft if row.here else colours.window))
            if not row.here:
                painter.setPen(QPen(QColor(colours.quiet), 0))
                painter.setBrush(Qt.BrushStyle.BDiagPattern)
                painter.drawRect(box)
                painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent if row.here else colours.quiet), 1))
            painter.drawRect(box)
            painter.setPen(QColor(colours.text))
            painter.drawText(box.adjusted(4, 0, -2, 0), Qt.AlignmentFlag.AlignVCenter, row.words)
        self._draw_years(painter, first, last, scale)
        here = (self._today.toordinal() - first) * scale
        painter.setPen(QPen(QColor(colours.bad), 2))
        painter.drawLine(round(here), 0, round(here), BAR_TOP + BAR_HEIGHT + 4)

    def _draw_years(self, painter: QPainter, first: int, last: int, scale: float) -> None:
        painter.setPen(QColor(palette_in_use().quiet))
        below = QRectF(0, BAR_TOP + BAR_HEIGHT + 3, 60, 14)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, f"{date.fromordinal(first):%Y-%m}")
        for year in range(date.fromordinal(first).year + 1, date.fromordinal(last).year + 1):
            left = (date(year, 1, 1).toordinal() - first) * scale
            if left < below.right():
                continue
            painter.drawLine(round(left), BAR_TOP + BAR_HEIGHT, round(left), BAR_TOP + BAR_HEIGHT + 3)
            painter.drawText(
                QRectF(left - 16, BAR_TOP + BAR_HEIGHT + 3, 32, 14), Qt.AlignmentFlag.AlignCenter, str(year)
            )
