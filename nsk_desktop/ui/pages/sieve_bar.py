"""Which stories or method cards are wanted: by theme, local actor and half-year, in any combination."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from nsk_desktop.domain.codes import THEMES_SHORT
from nsk_desktop.domain.dates import half_year_label
from nsk_desktop.domain.numbers import whole
from nsk_desktop.i18n import _
from nsk_desktop.services.outcomes import NO_DAY, Sieve
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.choice import Choice, options_of
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.text import label


class SieveBar(QFrame):
    """One choice for each; what is not chosen leaves everything in."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme = Choice(options_of(THEMES_SHORT), _("All themes"))
        self.actor = Choice([], _("All local actors"))
        self.half_year = Choice([], _("All half-years"))
        self.clear_button = button(_("Clear the filter"), self.clear, kind="quiet")
        self.number = label("", "quiet")
        row = FlowLayout(None, 8, 8)
        for choice, name in (
            (self.theme, _("Theme")),
            (self.actor, _("Local actor")),
            (self.half_year, _("Half-year")),
        ):
            choice.box.setAccessibleName(name)
            choice.box.setMinimumContentsLength(13)
            choice.committed.connect(self._change)
            row.addWidget(choice)
        row.addWidget(self.clear_button)
        row.addWidget(self.number)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        self.clear_button.hide()

    def value(self) -> Sieve:
        """What is chosen."""
        return Sieve(self.theme.value(), self.actor.value(), self.half_year.value())

    def offer(self, actors: Sequence[tuple[str, str]], half_years: Sequence[str]) -> None:
        """Offer the actors and half-years that there are; what was chosen stays chosen while it is among them."""
        named = [*((name, half_year_label(name)) for name in half_years), (NO_DAY, _("Without a date"))]
        for choice, options in ((self.actor, list(actors)), (self.half_year, named)):
            if choice.value() not in {code for code, _name in options}:
                choice.set_value(None)
            choice.set_options(options)
        self.clear_button.setVisible(bool(self.value()))

    def set_value(self, sieve: Sieve) -> None:
        """Choose as *sieve* says."""
        for choice, value in ((self.theme, sieve.theme), (self.actor, sieve.actor), (self.half_year, sieve.half_year)):
            choice.set_value(value)
        self.clear_button.setVisible(bool(sieve))

    def clear(self) -> None:
        """Everything again."""
        self.set_value(Sieve())
        self.theme.box.setFocus()
        self.changed.emit()

    def say(self, shown: int, number: int) -> None:
        """How many are shown of how many."""
        few = _("{shown} of {number}").format(shown=whole(shown), number=whole(number))
        self.number.setText(few if shown != number else _("{number} in all").format(number=whole(number)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The number stands in the middle of its line, beside the choices, in whatever size of text."""
        self.number.setMinimumHeight(self.theme.box.sizeHint().height())
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.number.setMinimumHeight(self.theme.box.sizeHint().height())

    def _change(self) -> None:
        self.clear_button.setVisible(bool(self.value()))
        self.changed.emit()
