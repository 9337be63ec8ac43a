"""Which part of the effort a figure is of: theme, type, series, initiative, age and gender, in any combination."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from nsk_desktop.domain.codes import AGE_BANDS, GENDERS, SESSION_TYPES, THEMES_SHORT
from nsk_desktop.domain.folding import sort_key
from nsk_desktop.i18n import _
from nsk_desktop.measures.reach import Only
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.choice import Choice, options_of
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.text import label


class ReachFilterBar(QFrame):
    """One choice for each; what is not chosen filters nothing."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.choices: dict[str, Choice] = {
            "theme": Choice(options_of(THEMES_SHORT), _("All themes")),
            "type": Choice(options_of(SESSION_TYPES), _("All types")),
            "series": Choice([], _("All series")),
            "initiative": Choice([], _("All initiatives")),
            "age": Choice(options_of(AGE_BANDS), _("All ages")),
            "gender": Choice(options_of(GENDERS), _("All genders")),
        }
        names = {
            "theme": _("Theme"),
            "type": _("Type"),
            "series": _("Series"),
            "initiative": _("Initiative"),
            "age": _("Age"),
            "gender": _("Gender"),
        }
        row = FlowLayout(None, 8, 8)
        row.addWidget(label(_("Only"), "quiet"))
        for by, choice in self.choices.items():
            choice.box.setAccessibleName(names[by])
            choice.box.setMinimumContentsLength(12)
            choice.committed.connect(self._change)
            row.addWidget(choice)
        self.clear_button = button(_("Clear the filter"), self.clear, kind="quiet")
        row.addWidget(self.clear_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.addLayout(row)
        self.clear_button.hide()

    def value(self) -> Only:
        """What is chosen, as a filter."""
        return {by: (choice.value(),) for by, choice in self.choices.items() if choice.value()}

    def set_names(self, series: Mapping[str, str], initiatives: Mapping[str, str]) -> None:
        """Offer the series and initiatives that there are, by their names."""
        for by, names in (("series", series), ("initiative", initiatives)):
            options = sorted(names.items(), key=lambda item: sort_key(item[1]))
            self.choices[by].set_options([(id, title or _("without a title")) for id, title in options])

    def set_value(self, only: Only) -> None:
        """Choose what *only* wants."""
        for by, choice in self.choices.items():
            choice.set_value(next(iter(only.get(by, ())), None))
        self.clear_button.setVisible(bool(self.value()))

    def clear(self) -> None:
        """Everything again."""
        self.set_value({})
        self.choices["theme"].box.setFocus()
        self.changed.emit()

    def _change(self) -> None:
        self.clear_button.setVisible(bool(self.value()))
        self.changed.emit()
