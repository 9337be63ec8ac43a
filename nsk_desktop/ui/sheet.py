"""The style sheet of the program, made from the colours in use and the size of the text.

It also draws what Fusion draws too faintly in dark mode: borders of fields and boxes to tick.
"""

from nsk_desktop.paths import resource
from nsk_desktop.ui.tokens import Tokens

_FIELDS = "QLineEdit, QPlainTextEdit, QTextEdit, ChoiceBox"


def make_sheet(tokens: Tokens, points: float) -> str:
    """The style sheet for *tokens* with ordinary text of *points*."""
    mark, icon = mark_size(points), icon_size(points)
    parts = (_fields(tokens, icon), _marks(tokens, mark), _buttons(tokens, icon), _lists(tokens, icon))
    return "\n".join((_text(tokens, points), *parts, _frames(tokens, points)))


def icon_size(points: float) -> int:
    """How large an icon is beside ordinary text of *points*."""
    return max(16, round(points * 1.6))


def mark_size(points: float) -> int:
    """How large a box to tick is beside ordinary text of *points*. Even, so that a ring has its middle."""
    return max(18, round(points * 0.9) * 2)


def _text(t: Tokens, points: float) -> str:
    return f"""
QLabel {{ background: transparent; }}
QLabel[look="title"] {{ font-size: {points * 1.8:.1f}pt; font-weight: 600; }}
QLabel[look="heading"] {{ font-size: {points * 1.2:.1f}pt; font-weight: 600; }}
QLabel[look="figure"] {{ font-size: {points * 2.4:.1f}pt; font-weight: 600; }}
QLabel[look="strong"] {{ font-weight: 600; }}
QLabel[look="quiet"] {{ color: {t.secondary}; }}
QLabel[look="problem"] {{ color: {t.error}; }}
QLabel[look="code"] {{ font-family: monospace; font-size: {points * 1.5:.1f}pt; font-weight: 600; }}
QLabel[look="stripe"] {{ background: {t.practice}; color: {t.on_practice}; padding: 4px 12px; font-weight: 600; }}
QToolTip {{ background: {t.base}; color: {t.text}; border: 1px solid {t.border}; padding: 4px 6px; }}
"""


def _fields(t: Tokens, icon: int) -> str:
    return f"""
{_FIELDS} {{
  background: {t.base}; color: {t.text}; border: 1px solid {t.border}; border-radius: 5px; padding: 4px 8px;
  selection-background-color: {t.accent}; selection-color: {t.on_accent};
}}
QLineEdit, ChoiceBox {{ min-height: 22px; }}
ChoiceBox {{ padding-right: {icon + 10}px; }}
ChoiceBox QLineEdit {{ border: none; padding: 0; min-height: 0; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, ChoiceBox:focus, ChoiceBox:on {{
  border: 2px solid {t.focus}; padding: 3px 7px;
}}
ChoiceBox:focus, ChoiceBox:on {{ padding-right: {icon + 9}px; }}
ChoiceBox::drop-down {{ border: none; width: {icon + 8}px; }}
QLineEdit[bad="true"], QPlainTextEdit[bad="true"], ChoiceBox[bad="true"] {{
  border: 2px solid {t.error}; padding: 3px 7px;
}}
QLineEdit[bad="true"]:focus, QPlainTextEdit[bad="true"]:focus, ChoiceBox[bad="true"]:focus {{
  border: 2px solid {t.focus}; background: {t.error_tint};
}}
QLineEdit:disabled, QPlainTextEdit:disabled, ChoiceBox:disabled {{
  color: {t.secondary}; background: {t.window}; border-color: {t.line};
}}
"""


def _marks(t: Tokens, size: int) -> str:
    """Boxes and round choices, alone and in lists."""
    check = resource("icons", f"check-on-{t.name}.svg").as_posix()
    boxes = "QCheckBox::indicator", "QTableView::indicator"
    ring = size // 3

    def each(state: str = "") -> str:
        return ", ".join(box + state for box in boxes)

    return f"""
QCheckBox, QRadioButton {{ spacing: 8px; min-height: 26px; background: transparent; border: 2px solid transparent;
  border-radius: 5px; padding: 0 4px 0 2px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {t.focus}; }}
{each()} {{ width: {size}px; height: {size}px; border: 1px solid {t.border}; border-radius: 4px;
  background: {t.base}; }}
{each(":hover")} {{ border: 2px solid {t.accent}; width: {size - 2}px; height: {size - 2}px; }}
{each(":checked")} {{ background: {t.accent}; border: 1px solid {t.base}; width: {size}px; height: {size}px;
  image: url("{check}"); }}
{each(":disabled")} {{ border-color: {t.secondary}; background: {t.window}; }}
QRadioButton::indicator {{ width: {size}px; height: {size}px; border: 1px solid {t.border};
  border-radius: {size // 2 + 1}px; background: {t.base}; }}
QRadioButton::indicator:checked {{ border: {ring}px solid {t.accent}; background: {t.on_accent};
  width: {size + 2 - 2 * ring}px; height: {size + 2 - 2 * ring}px; }}
QTableView::indicator {{ margin-left: 4px; }}
"""


def _buttons(t: Tokens, icon: int) -> str:
    return f"""
PushButton {{
  background: {t.base}; color: {t.text}; border: 1px solid {t.border}; border-radius: 6px;
  padding: 5px 14px; min-height: 22px; icon-size: {icon}px;
}}
PushButton:hover {{ background: {t.hover}; }}
PushButton:pressed {{ background: {t.line}; }}
PushButton:disabled {{ color: {t.secondary}; border-color: {t.line}; background: {t.window}; }}
PushButton[kind="primary"] {{
  background: {t.accent}; color: {t.on_accent}; border-color: {t.accent}; font-weight: 600;
}}
PushButton[kind="primary"]:hover, PushButton[kind="primary"]:pressed {{ background: {t.accent_pressed}; }}
PushButton[kind="primary"]:disabled {{ background: {t.line}; color: {t.secondary}; border-color: {t.line}; }}
PushButton[kind="quiet"] {{ background: transparent; border-color: transparent; color: {t.accent}; padding: 5px 8px; }}
PushButton[kind="quiet"]:hover {{ background: {t.hover}; }}
PushButton[kind="quiet"]:disabled {{ color: {t.secondary}; }}
PushButton[kind="danger"] {{ color: {t.error}; border-color: {t.error}; }}
PushButton::menu-indicator {{ width: 0; }}
QDialogButtonBox, QMessageBox {{ button-layout: 3; }}
QDialogButtonBox QPushButton, QMessageBox QPushButton {{
  background: {t.base}; border: 1px solid {t.border}; border-radius: 6px; padding: 5px 14px; min-height: 22px;
}}
QDialogButtonBox QPushButton:focus, QMessageBox QPushButton:focus {{ border: 2px solid {t.focus}; padding: 4px 13px; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 4px;
  qproperty-iconSize: {icon}px {icon}px; }}
QToolButton:hover {{ background: {t.hover}; }}
QToolButton:focus {{ border: 2px solid {t.focus}; padding: 3px; }}
"""


def _lists(t: Tokens, icon: int) -> str:
    sides = ("left", "right", "up", "down")
    left, right, up, down = (resource("icons", f"chevron-{side}-{t.name}.svg").as_posix() for side in sides)
    return f"""
QTableView, QListView, QTreeView {{
  background: {t.base}; border: 1px solid {t.line}; border-radius: 6px; gridline-color: {t.line}; outline: 0;
}}
QTableView {{ selection-background-color: {t.selected}; selection-color: {t.text}; }}
QTableView[focused="true"] {{ selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QTableWidget {{ border-width: 2px; }}
QTableWidget:focus {{ border-color: {t.focus}; }}
QTableView::item {{ padding: 0 7px; border: none; }}
QTableView#week::item {{ padding: 5px 7px; }}
QHeaderView {{ background: {t.base}; }}
QHeaderView::section {{
  background: {t.base}; color: {t.secondary}; border: none; border-bottom: 1px solid {t.border};
  padding: 6px 9px; font-weight: 600;
}}
QHeaderView::up-arrow {{ image: url("{up}"); width: {icon - 4}px; height: {icon - 4}px; }}
QHeaderView::down-arrow {{ image: url("{down}"); width: {icon - 4}px; height: {icon - 4}px; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QHeaderView::section:vertical {{ border-bottom: none; }}
QTableCornerButton::section {{ background: {t.base}; border: none; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {t.line}; }}
QTabWidget::tab-bar {{ left: 0; }}
QTabBar::tab {{
  background: transparent; color: {t.secondary}; padding: 8px 14px; border: 2px solid transparent;
  border-bottom: 3px solid transparent; margin-right: 2px;
}}
QTabBar::tab:selected {{ color: {t.text}; border-bottom-color: {t.accent}; font-weight: 600; }}
QTabBar::tab:hover {{ background: {t.hover}; }}
QTabBar::tear {{ width: 0; border: none; image: none; }}
QTabBar::scroller {{ width: {icon * 3}px; }}
QTabBar QToolButton {{ background: {t.window}; border: 1px solid {t.line}; padding: 0; }}
QTabBar QToolButton::left-arrow {{ image: url("{left}"); width: {icon}px; height: {icon}px; }}
QTabBar QToolButton::right-arrow {{ image: url("{right}"); width: {icon}px; height: {icon}px; }}
QTabBar:focus {{ outline: none; }}
QTabBar::tab:selected:focus {{ border: 2px solid {t.focus}; border-radius: 4px; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget[look="sheet"] {{ background: transparent; }}
QListWidget::item {{ padding: 0 8px; }}
QListWidget::item:selected:focus {{ border: 2px solid {t.focus}; }}
QListWidget#navigation {{ background: {t.side}; border: none; border-right: 1px solid {t.line}; border-radius: 0;
  padding: 10px 6px; outline: 0; }}
QListWidget#navigation::item {{ padding: 2px 8px; border-radius: 6px; margin: 1px 2px; color: {t.text};
  border: 2px solid transparent; border-left-width: 4px; }}
QListWidget#navigation::item:hover {{ background: {t.hover}; }}
QListWidget#navigation::item:selected {{ background: {t.hover}; color: {t.text}; border-left-color: {t.accent}; }}
QListWidget#navigation:focus {{ border: none; border-right: 1px solid {t.line}; }}
QListWidget#navigation::item:selected:focus {{ border: 2px solid {t.focus}; padding-left: 10px; }}
QMenu {{ background: {t.base}; color: {t.text}; border: 1px solid {t.border}; padding: 4px; menu-scrollable: 1;
  icon-size: {icon}px; }}
QMenu::item {{ padding: 6px 28px 6px 12px; border-radius: 4px; }}
QMenu::right-arrow {{ image: url("{right}"); width: {icon - 4}px; height: {icon - 4}px; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::item:selected {{ background: {t.accent}; color: {t.on_accent}; }}
QMenu::item:disabled {{ color: {t.secondary}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 6px; }}
QMenuBar {{ background: {t.side}; border-bottom: 1px solid {t.line}; padding: 1px 6px; }}
QMenuBar::item {{ padding: 5px 10px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {t.hover}; color: {t.text}; }}
QStatusBar {{ padding: 2px 14px; background: {t.side}; border-top: 1px solid {t.line}; color: {t.secondary}; }}
QStatusBar::item {{ border: none; }}
QSplitter::handle {{ background: transparent; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: 14px; }}
QScrollBar:horizontal {{ height: 14px; }}
QScrollBar::handle {{ background: {t.border}; border-radius: 4px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {t.accent}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _frames(t: Tokens, points: float) -> str:
    return f"""
QFrame[look="card"] {{ background: {t.base}; border: 1px solid {t.line}; border-radius: 8px; }}
QFrame[look="bar"] {{ background: {t.side}; border-bottom: 1px solid {t.line}; }}
QFrame[look="foot"] {{ background: {t.side}; border-top: 1px solid {t.line}; }}
QFrame[look="warning"] {{ background: {t.warning_tint}; border: 1px solid {t.warning}; border-radius: 6px; }}
QFrame[look="warning"] QLabel {{ color: {t.on_tint}; }}
QFrame[look="snack"] {{ background: {t.text}; border-radius: 6px; }}
QFrame[look="snack"] QLabel {{ color: {t.base}; }}
QFrame[look="snack"] PushButton {{ background: transparent; color: {t.base}; border: 1px solid {t.base}; }}
QFrame[look="rule"] {{ background: {t.line}; border: none; max-height: 1px; min-height: 1px; }}
QLabel[pill] {{
  border-radius: 9px; padding: 2px 9px; font-size: {points * 0.92:.1f}pt; color: {t.on_tint};
}}
QLabel[pill="quiet"], QLabel[pill="draft"] {{ background: {t.hover}; }}
QLabel[pill="good"], QLabel[pill="sent"] {{ background: {t.success_tint}; }}
QLabel[pill="warn"] {{ background: {t.warning_tint}; }}
QLabel[pill="bad"] {{ background: {t.error_tint}; }}
QProgressBar {{ border: 1px solid {t.border}; border-radius: 4px; background: {t.base}; text-align: center;
  min-height: 18px; }}
QProgressBar::chunk {{ background: {t.accent}; }}
QCalendarWidget QTableView {{ border: none; }}
QCalendarWidget QTableView::item {{ padding: 0; }}
QCalendarWidget QToolButton {{ color: {t.text}; padding: 6px; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {t.side}; }}
"""
