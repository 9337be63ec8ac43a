"""Choosing codes: one from a list, one of a few in sight, or several."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QRadioButton, QVBoxLayout, QWidget

from nsk_desktop.domain.codes import CodeList
from nsk_desktop.ui.icons import draw_icon
from nsk_desktop.ui.sheet import icon_size
from nsk_desktop.ui.theme import tokens_of
from nsk_desktop.ui.widgets.entry import Entry
from nsk_desktop.ui.widgets.flow import FlowLayout

Options = Iterable[tuple[str, str]]
"""Codes with their labels."""


class Offered(QObject):
    """Which codes are offered: all but those that the effort does not use. Every choice follows when that changes."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._retired: Mapping[str, frozenset[str]] = {}

    def retire(self, retired: Mapping[str, frozenset[str]]) -> None:
        """Offer all codes but *retired* ones, by the name of their list."""
        if dict(retired) != self._retired:
            self._retired = dict(retired)
            self.changed.emit()

    def has(self, codes: CodeList, code: str) -> bool:
        """Whether *code* is offered."""
        return code not in self._retired.get(codes.name, ())


OFFERED = Offered()


class CodeOptions(list[tuple[str, str]]):
    """The codes of a list that are offered, with their labels in the user's language."""

    def __init__(self, codes: CodeList) -> None:
        super().__init__((code, codes.label(code)) for code in codes.codes if OFFERED.has(codes, code))
        self.codes = codes


def options_of(codes: CodeList) -> CodeOptions:
    """The codes of a list with their labels; a choice made from them follows what is offered."""
    return CodeOptions(codes)


class ChoiceBox(QComboBox):
    """A list to choose from that the wheel does not change by accident."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(7)
        self.setMaxVisibleItems(16)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, not the choice."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, with an arrow of our own."""
        super().paintEvent(event)
        tokens = tokens_of(self)
        painter = QPainter(self)
        size = icon_size(self.font().pointSizeF())
        arrow = draw_icon("chevron-down", tokens.text if self.isEnabled() else tokens.secondary, size)
        painter.drawPixmap(QPoint(self.width() - size - 8, (self.height() - size) // 2), arrow)
        painter.end()


class Choice(Entry):
    """One code of a list. A code that is not in the list is shown as it is, never dropped."""

    def __init__(self, options: Options, empty: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = ChoiceBox(self)
        self._empty = empty
        self._hold(self.box)
        self._codes: CodeList | None = None
        self.set_options(options)
        self.box.activated.connect(self.committed)
        OFFERED.changed.connect(self._offer_anew)

    def set_options(self, options: Options) -> None:
        """Offer other codes; the value stays."""
        before = self.value()
        self._codes = options.codes if isinstance(options, CodeOptions) else None
        self.box.clear()
        if self._empty is not None:
            self.box.addItem(self._empty, None)
        for code, text in options:
            self.box.addItem(text, code)
        if before is not None:
            self.set_value(before)

    def value(self) -> Any:
        return self.box.currentData()

    def set_value(self, value: Any) -> None:
        index = self.box.findData(value)
        if index < 0 and value:
            self.box.addItem(self._codes.label(value) if self._codes else str(value), value)
            index = self.box.count() - 1
        self.box.setCurrentIndex(index if index >= 0 or self._empty is None else 0)

    def _offer_anew(self) -> None:
        if self._codes is not None:
            self.set_options(options_of(self._codes))

    def target(self) -> QWidget:
        return self.box

    def describe(self, value: Any) -> str | None:
        index = self.box.findData(value)
        return self.box.itemText(index) if value is not None and index >= 0 else None


class CodeChecks(Entry):
    """Several codes, each with its own box to tick. Codes that are not offered any more stand ticked after the rest."""

    def __init__(self, options: Options, tips: CodeList | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes = options.codes if isinstance(options, CodeOptions) else None
        self.boxes: dict[str, QCheckBox] = {}
        self.others: dict[str, QCheckBox] = {}
        """The boxes of codes that this record has and that are not offered."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for code, text in options:
            box = QCheckBox(text, self)
            if tips is not None:
                box.setToolTip(tips.label(code))
            box.clicked.connect(self.committed)
            self.boxes[code] = box
            layout.addWidget(box)
        self.setFocusProxy(self.target())

    def value(self) -> list[str]:
        return [code for code, box in (self.boxes | self.others).items() if box.isChecked()]

    def set_value(self, value: Any) -> None:
        codes = list(value or [])
        self._show_others([code for code in codes if code not in self.boxes])
        for code, box in (self.boxes | self.others).items():
            box.setChecked(code in codes)

    def target(self) -> QWidget:
        return next(iter(self.boxes.values()))

    def describe(self, value: Any) -> str | None:
        return ", ".join(self.boxes[code].text() if code in self.boxes else self._label(code) for code in value or [])

    def _show_others(self, codes: list[str]) -> None:
        layout = self.layout()
        assert layout is not None
        for code in [code for code in self.others if code not in codes]:
            gone = self.others.pop(code)
            gone.hide()
            gone.deleteLater()
        for code in codes:
            if code not in self.others:
                box = self.others[code] = QCheckBox(self._label(code), self)
                box.clicked.connect(self.committed)
                layout.addWidget(box)
                box.show()

    def _label(self, code: str) -> str:
        return self._codes.label(code) if self._codes else str(code)


class RadioChoice(Entry):
    """One of a few codes, all in sight."""

    chosen = Signal(str)

    def __init__(self, options: Options, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        self._other: str | None = None
        layout = FlowLayout(self, 8, 2)
        for code, text in options:
            made = QRadioButton(text, self)
            made.clicked.connect(self._take)
            self.group.addButton(made)
            self.buttons[code] = made
            layout.addWidget(made)
        self.setFocusProxy(self.target())

    def value(self) -> str | None:
        return next((code for code, made in self.buttons.items() if made.isChecked()), self._other)

    def set_value(self, value: Any) -> None:
        self._other = value if value and value not in self.buttons else None
        # An exclusive group cannot be emptied while it is exclusive.
        self.group.setExclusive(False)
        for code, made in self.buttons.items():
            made.setChecked(code == value)
        self.group.setExclusive(True)

    def target(self) -> QWidget:
        return next(iter(self.buttons.values()))

    def describe(self, value: Any) -> str | None:
        return self.buttons[value].text() if value in self.buttons else None

    def _take(self) -> None:
        self._other = None
        self.committed.emit()
        self.chosen.emit(self.value() or "")


class Tick(Entry):
    """Yes or no."""

    labels_itself = True

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(text, self)
        self._hold(self.box)
        self.box.clicked.connect(self.committed)

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))

    def target(self) -> QWidget:
        return self.box

    def name(self) -> str:
        return self.box.text()
