"""Cards of the settings: which words are offered, and in which folders files are kept."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nsk_desktop.domain.codes import CodeList
from nsk_desktop.i18n import _
from nsk_desktop.services import code_lists, releases
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.widgets.button import PushButton, button
from nsk_desktop.ui.widgets.choice import Choice
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.numbers_entry import NumberEntry
from nsk_desktop.ui.widgets.text import label


class Card(QFrame):
    """A framed part of the settings with a heading."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 12, 14, 12)
        self.column.setSpacing(8)
        self.column.addWidget(label(title, "heading"))


class CodeListsCard(Card):
    """One list at a time: a word without its tick is no longer offered, and stays readable."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Code lists"))
        self._context = context
        titles = {
            "session_type": _("Types of meeting"),
            "sector": _("Sectors"),
            "subgroup": _("Subgroups"),
            "relation": _("Relation to the area"),
            "directed_to": _("Directed to"),
        }
        self.lists = {codes.name: codes for codes in code_lists.RETIRABLE}
        self.which = Choice([(name, titles[name]) for name in self.lists])
        self.which.committed.connect(self.refresh)
        note = _("Take the tick away from words you do not use. What was written with them can still be read.")
        self.column.addWidget(Field(_("List"), self.which, note=note))
        self.boxes: dict[str, QCheckBox] = {}
        self._words = QVBoxLayout()
        self._words.setSpacing(2)
        self.column.addLayout(self._words)

    def refresh(self) -> None:
        """Show the words of the chosen list, and which of them are offered."""
        codes = self.lists[self.which.value() or next(iter(self.lists))]
        gone = code_lists.retired(self._context.desk).get(codes.name, frozenset())
        if list(self.boxes) != list(codes.codes):
            self._make_boxes(codes)
        for code, box in self.boxes.items():
            box.setChecked(code not in gone)

    def _make_boxes(self, codes: CodeList) -> None:
        for old in self.boxes.values():
            self._words.removeWidget(old)
            old.deleteLater()
        self.boxes = {code: QCheckBox(codes.label(code), self) for code in codes.codes}
        for code, box in self.boxes.items():
            box.clicked.connect(lambda offered, code=code: self._offer(codes, code, offered))
            self._words.addWidget(box)

    def _offer(self, codes: CodeList, code: str, offered: bool) -> None:
        code_lists.set_offered(self._context.desk, codes, code, offered)


class LimitEntry(NumberEntry):
    """From which number on counts are shown to others."""

    def read(self, text: str) -> int:
        number = super().read(text)
        releases.check_limit(number)
        return number


class CountsCard(Card):
    """What is hidden in files for others than the evaluation."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Counts for others than the evaluation"))
        self._context = context
        self.limit = LimitEntry()
        self.limit.committed.connect(self._keep)
        note = _(
            "Numbers below this one are hidden, and so are those that would give them away. The higher, the less can "
            "be guessed of few people, and the less there is to read. What was given out stays as it is."
        )
        self.column.addWidget(Field(_("The smallest number shown"), self.limit, note=note))

    def refresh(self) -> None:
        """Show the limit as it is now."""
        self.limit.set_value(self._context.settings.now.small_numbers)

    def _keep(self) -> None:
        if self.limit.value() is None:
            self.refresh()
        else:
            self._context.settings.change(replace(self._context.settings.now, small_numbers=self.limit.value()))


class FoldersCard(Card):
    """Where files go that leave the program, and where the data are."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Folders"))
        self._context = context
        self._paths: dict[str, QLabel] = {}
        self.buttons: dict[str, PushButton] = {}
        for name, title in (
            ("export_folder", _("Files for the evaluation")),
            ("report_folder", _("Reports and calendar files")),
        ):
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(label(title, "strong"))
            self._paths[name] = label("", "quiet", wrap=True)
            words.addWidget(self._paths[name])
            self.buttons[name] = button(_("Choose a folder …"), partial(self._choose, name))
            self.buttons[name].setAccessibleName(f"{title}: {_('Choose a folder …')}")
            line.addLayout(words, 1)
            line.addWidget(self.buttons[name], 0, Qt.AlignmentFlag.AlignTop)
            self.column.addWidget(row)

    def refresh(self) -> None:
        """Show the folders as they are now."""
        for name, path in self._paths.items():
            path.setText(getattr(self._context.settings.now, name) or _("You are asked each time."))

    def _choose(self, name: str) -> None:
        now = self._context.settings.now
        folder = QFileDialog.getExistingDirectory(self, _("Choose a folder"), getattr(now, name))
        if folder:
            chosen: dict[str, Any] = {name: folder}
            self._context.settings.change(replace(now, **chosen))
            self.refresh()
