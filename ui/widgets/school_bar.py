"""A child's schooling as a bar of years: where the child went, by grade, the gaps, the exam years, and today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import palette_in_use

MARKS_HEIGHT, BAR_HEIGHT, YEARS_HEIGHT = 18, 22, 17
BAR_TOP = MARKS_HEIGHT
HEIGHT = MARKS_HEIGHT + BAR_HEIGHT + YEARS_HEIGHT
AFTER_DAYS = 60  # room behind the last thing drawn
LABEL_WIDTH = 110


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days of the bar: their words, and whether they are *filled*, *hatched* or an *empty* gap."""

    words: str
    since: date
    until: date
    look: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A day that stands over the bar."""

    words: str
    on: date


class SchoolBar(QWidget):
    """Draws stretches on a line of years; what is hatched or dashed is so besides its colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._stretches: Sequence[Stretch] = ()
        self._marks: Sequence[Mark] = ()
        self._today = date.min
        self._first = self._last = 0

    def show_stretches(self, stretches: Sequence[Stretch], marks: Sequence[Mark], today: date) -> None:
        """Show these days around *today*."""
        self._stretches, self._marks, self._today = stretches, marks, today
        said = [f"{row.words} {row.since}–{row.until}" for row in stretches]
        self.setAccessibleName("; ".join([*said, *(f"{mark.words} {mark.on}" for mark in marks)]))
        days = [today, *(row.since for row in stretches), *(row.until for row in stretches), *(one.on for one in marks)]
        self._first, self._last = min(days).toordinal(), max(days).toordinal() + AFTER_DAYS
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._stretches:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = painter.font()
        small.setPointSizeF(small.pointSizeF() - 2)
        painter.setFont(small)
        for row in self._stretches:
            self._draw_stretch(painter, row)
        for mark in self._marks:
            self._draw_mark(painter, mark)
        self._draw_years(painter)
        painter.setPen(QPen(QColor(palette_in_use().bad), 2))
        here = round(self._x(self._today))
        painter.drawLine(here, BAR_TOP - 4, here, BAR_TOP + BAR_HEIGHT + 4)

    def _x(self, day: date) -> float:
        return (day.toordinal() - self._first) * (self.width() - 2) / max(1, self._last - self._first)

    def _draw_stretch(self, painter: QPainter, row: Stretch) -> None:
        colours = palette_in_use()
        left, right = self._x(row.since), self._x(row.until)
        box = QRectF(left, BAR_TOP, max(2.0, right - left - 1), BAR_HEIGHT)
        if row.look != "empty":
            painter.fillRect(box, QColor(colours.soft if row.look == "filled" else colours.window))
        if row.look == "hatched":
            painter.fillRect(box, Qt.BrushStyle.BDiagPattern)
        edge = {"filled": colours.accent, "hatched": colours.quiet}.get(row.look, colours.warn)
        painter.setPen(QPen(QColor(edge), 1, Qt.PenStyle.DashLine if row.look == "empty" else Qt.PenStyle.SolidLine))
        painter.drawRect(box)
        if painter.fontMetrics().horizontalAdvance(row.words) <= box.width() - 4:
            painter.setPen(QColor(colours.text))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, row.words)

    def _draw_mark(self, painter: QPainter, mark: Mark) -> None:
        colours = palette_in_use()
        x = self._x(mark.on)
        painter.setPen(QPen(QColor(colours.accent), 1, Qt.PenStyle.DashLine))
        painter.drawLine(round(x), BAR_TOP - 2, round(x), BAR_TOP + BAR_HEIGHT)
        left = min(max(0.0, x - LABEL_WIDTH / 2), self.width() - LABEL_WIDTH)
        painter.setPen(QColor(colours.text))
        painter.drawText(QRectF(left, 0, LABEL_WIDTH, MARKS_HEIGHT - 2), Qt.AlignmentFlag.AlignCenter, mark.words)

    def _draw_years(self, painter: QPainter) -> None:
        painter.setPen(QColor(palette_in_use().quiet))
        top = BAR_TOP + BAR_HEIGHT
        below = QRectF(0, top + 3, 60, 14)
        first, last = date.fromordinal(self._first), date.fromordinal(self._last)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, f"{first:%Y-%m}")
        for year in range(first.year + 1, last.year + 1):
            left = self._x(date(year, 1, 1))
            if left < below.right():
                continue
            painter.drawLine(round(left), top, round(left), top + 3)
            painter.drawText(QRectF(left - 16, top + 3, 32, 14), Qt.AlignmentFlag.AlignCenter, str(year))
