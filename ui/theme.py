"""How the window looks: the fonts that hold every character, two palettes, one style sheet."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from resipermit.resources import resources

FONT_FILES = ("NotoSansSC_400Regular.ttf", "NotoSansSC_700Bold.ttf", "HanaMinB.ttf")
FAMILIES = ["Noto Sans SC", "HanaMinB"]
BASE_POINTS = 10


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, as #rrggbb; a colour never says a thing alone."""

    window: str
    panel: str
    line: str
    text: str
    quiet: str
    accent: str
    on_accent: str
    good: str
    warn: str
    bad: str
    soft: str


LIGHT = Palette(
    window="#f3f5f8",
    panel="#ffffff",
    line="#d5dbe3",
    text="#1b2430",
    quiet="#5d6b7c",
    accent="#1f5fa8",
    on_accent="#ffffff",
    good="#1d7a46",
    warn="#9a5b00",
    bad="#b3261e",
    soft="#e8f0fa",
)
DARK = Palette(
    window="#171c23",
    panel="#202731",
    line="#3a4451",
    text="#e7ecf2",
    quiet="#a3b0bf",
    accent="#6aa7ee",
    on_accent="#0d1622",
    good="#6fcf97",
    warn="#f0b45a",
    bad="#ff8a80",
    soft="#26344a",
)

_STYLE = """
QWidget {{ color: {text}; }}
QMainWindow, QWidget#page {{ background: {window}; }}
QFrame#panel {{ background: {panel}; border: 1px solid {line}; border-radius: 8px; }}
QFrame#bar {{ background: {panel}; border: 0; border-bottom: 1px solid {line}; }}
QFrame#rail {{ background: {panel}; border: 0; border-right: 1px solid {line}; }}
QLabel#quiet {{ color: {quiet}; }}
QLabel#title {{ font-size: 15pt; font-weight: 700; }}
QLabel#name {{ font-size: 20pt; font-weight: 700; }}
QLabel#big {{ font-size: 13pt; font-weight: 700; }}
QLabel#aloud {{ background: {soft}; border-left: 4px solid {accent}; padding: 8px 10px; font-size: 11pt; }}
QLabel#strip {{ padding: 6px 12px; border-radius: 6px; background: {soft}; }}
QLabel#strip[kind="bad"] {{ background: {panel}; border: 1px solid {bad}; color: {bad}; }}
QLabel#strip[kind="good"] {{ background: {panel}; border: 1px solid {good}; color: {good}; }}
QLabel[tone="good"] {{ color: {good}; font-weight: 700; }}
QLabel[tone="warn"] {{ color: {warn}; font-weight: 700; }}
QLabel[tone="bad"] {{ color: {bad}; font-weight: 700; }}
QLineEdit, QComboBox, QPlainTextEdit, QTextBrowser, QDateEdit {{
    background: {panel}; border: 1px solid {line}; border-radius: 5px; padding: 4px 7px;
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus {{ border: 2px solid {accent}; padding: 3px 6px; }}
QLineEdit[wrong="true"], QComboBox[wrong="true"] {{ border: 2px solid {bad}; padding: 3px 6px; }}
QLineEdit#search {{ font-size: 13pt; padding: 7px 12px; border-radius: 8px; }}
QComboBox::drop-down {{ border: 0; width: 24px; }}
QComboBox::down-arrow {{ image: url({arrow}); width: 10px; height: 7px; }}
QComboBox QAbstractItemView {{ background: {panel}; color: {text}; border: 1px solid {line}; }}
QPushButton {{
    background: {panel}; border: 1px solid {line}; border-radius: 6px; padding: 6px 12px; min-height: 18px;
}}
QPushButton:hover {{ border-color: {accent}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 5px 11px; }}
QPushButton:disabled {{ color: {quiet}; background: {window}; }}
QPushButton#primary {{ background: {accent}; color: {on_accent}; font-weight: 700; font-size: 12pt; padding: 9px; }}
QPushButton#primary:disabled {{ background: {line}; color: {quiet}; }}
QPushButton#rail {{ border: 0; border-radius: 6px; text-align: left; padding: 9px 12px; }}
QPushButton#rail:checked {{ background: {soft}; color: {accent}; font-weight: 700; }}
QTableView, QTreeWidget, QListWidget {{
    background: {panel}; border: 1px solid {line}; border-radius: 6px; gridline-color: {line};
    alternate-background-color: {window}; selection-background-color: {soft}; selection-color: {text}; outline: 0;
}}
QTableView::item, QTreeWidget::item, QListWidget::item {{ padding: 3px 4px; }}
QTableView::item:selected, QTreeWidget::item:selected, QListWidget::item:selected {{
    background: {soft}; color: {text};
}}
QHeaderView::section {{
    background: {window}; color: {quiet}; border: 0; border-bottom: 1px solid {line}; padding: 5px 6px;
}}
QTabWidget::pane {{ border: 1px solid {line}; border-radius: 6px; background: {panel}; top: -1px; }}
QTabBar::tab {{
    background: {window}; border: 1px solid {line}; padding: 6px 14px; margin-right: 2px;
    border-top-left-radius: 6px; border-top-right-radius: 6px;
}}
QTabBar::tab:selected {{ background: {panel}; border-bottom-color: {panel}; font-weight: 700; color: {accent}; }}
QToolTip {{ background: {panel}; color: {text}; border: 1px solid {line}; }}
QScrollArea, QScrollArea > QWidget > QWidget#inside {{ border: 0; background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {line}; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }}
QScrollBar::handle:hover {{ background: {quiet}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: transparent; }}
QCheckBox, QRadioButton {{ spacing: 7px; }}
QMenu {{ background: {panel}; border: 1px solid {line}; }}
QMenu::item:selected {{ background: {soft}; }}
"""


def load_fonts() -> None:
    """Add the vendored fonts to the application; a missing file is said by Qt and leaves the system's fonts."""
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / name))


def dress(app: QApplication, palette: Palette = LIGHT) -> None:
    """Give the application its font, palette and style."""
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPointSize(BASE_POINTS)
    app.setFont(font)
    app.setStyle("Fusion")
    colours = QPalette()
    for role, colour in {
        QPalette.ColorRole.Window: palette.window,
        QPalette.ColorRole.WindowText: palette.text,
        QPalette.ColorRole.Base: palette.panel,
        QPalette.ColorRole.AlternateBase: palette.window,
        QPalette.ColorRole.Text: palette.text,
        QPalette.ColorRole.Button: palette.panel,
        QPalette.ColorRole.ButtonText: palette.text,
        QPalette.ColorRole.Highlight: palette.accent,
        QPalette.ColorRole.HighlightedText: palette.on_accent,
        QPalette.ColorRole.PlaceholderText: palette.quiet,
        QPalette.ColorRole.ToolTipBase: palette.panel,
        QPalette.ColorRole.ToolTipText: palette.text,
        QPalette.ColorRole.Link: palette.accent,
    }.items():
        colours.setColor(role, QColor(colour))
    app.setPalette(colours)
    app.setProperty("palette_name", "dark" if palette is DARK else "light")
    arrow = (resources() / "icons" / "down.svg").as_posix()
    app.setStyleSheet(_STYLE.format(arrow=arrow, **{name: getattr(palette, name) for name in Palette.__slots__}))


def palette_in_use() -> Palette:
    """Return the palette that the application wears."""
    app = QApplication.instance()
    return DARK if app is not None and app.property("palette_name") == "dark" else LIGHT
