"""Two lines of days, one over the other: as it is, and as it would be; today goes through both."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import palette_in_use

LANE, GAP, YEARS = 12, 5, 15


@dataclass(frozen=True, slots=True)
class Lane:
    """The days on which something holds: words for a screen reader, and spans whose end is the first day without."""

    words: str
    spans: tuple[tuple[date, date], ...]


class Timeline(QWidget):
    """Draws the upper lane filled in grey, the lower in the accent's colour, over the years from *first* to *last*."""

    def __init__(self, before: Lane, after: Lane, frame: tuple[date, date], today: date) -> None:
        super().__init__()
        self._lanes, self._frame, self._today = (before, after), frame, today
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("; ".join(lane.words for lane in self._lanes))

    def sizeHint(self) -> QSize:
        return QSize(420, 2 * LANE + GAP + YEARS + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = palette_in_use()
        for row, (lane, colour) in enumerate(zip(self._lanes, (colours.quiet, colours.accent), strict=True)):
            top = 2 + row * (LANE + GAP)
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawLine(0, top + LANE, self.width(), top + LANE)
            for since, until in lane.spans:
                left, right = self._x(since), self._x(until)
                if right > left:
                    painter.fillRect(QRectF(left, top, max(2.0, right - left), LANE), QColor(colour))
        self._draw_years(painter)
        painter.setPen(QPen(QColor(colours.bad), 2))
        here = round(self._x(self._today))
        painter.drawLine(here, 0, here, 2 * LANE + GAP + 4)

    def _x(self, day: date) -> float:
        first, last = (edge.toordinal() for edge in self._frame)
        place = (day.toordinal() - first) / max(1, last - first)
        return min(1.0, max(0.0, place)) * (self.width() - 1)

    def _draw_years(self, painter: QPainter) -> None:
        painter.setPen(QColor(palette_in_use().quiet))
        small = painter.font()
        small.setPointSizeF(small.pointSizeF() - 2)
        painter.setFont(small)
        top = 2 * LANE + GAP + 3
        for year in range(self._frame[0].year + 1, self._frame[1].year + 1):
            left = self._x(date(year, 1, 1))
            painter.drawLine(round(left), top - 2, round(left), top + 1)
            painter.drawText(QRectF(left - 18, top, 36, YEARS), Qt.AlignmentFlag.AlignCenter, str(year))
