"""Why a signed figure is another today: all later changes, or those of one figure with what each adds to it."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QVBoxLayout

from nsk_desktop.domain.numbers import whole
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.measures.half_year import label as figure_label
from nsk_desktop.services.periods import Explanation, Happened
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.choice import Choice
from nsk_desktop.ui.widgets.text import label

_ALL = ""


class Figure(NamedTuple):
    """A figure as it was signed (None: not signed) and as it is now."""

    name: str
    signed: int | None
    now: int

    @property
    def moved(self) -> int:
        return 0 if self.signed is None else self.now - self.signed


def signed_number(number: int) -> str:
    """A number with its sign; nothing for none."""
    return f"{'+' if number > 0 else '-'}{whole(abs(number))}" if number else ""


class ChangesCard(ListCard):
    """The changes since the signature, the choice of a figure, and how they add up to where it is now."""

    def __init__(self, open_record: Callable[[Happened], object]) -> None:
        self.figure = Choice([(_ALL, _("All figures"))])
        self.figure.box.setAccessibleName(_("Which figure is explained"))
        self.figure.box.setMinimumContentsLength(30)
        self.sum = label("", wrap=True)
        super().__init__(Table(self._columns(), _("Why has the figure changed?")), ((_("Open"), "edit", open_record),))
        self.table.opened.connect(open_record)
        self._found: Explanation | None = None
        self._figures: Mapping[str, Figure] = {}
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, self.figure)
        layout.insertWidget(2, self.sum)
        self.figure.committed.connect(self._show)

    def show_explanation(self, found: Explanation, figures: Sequence[Figure]) -> None:
        """Show what happened to *figures*. The chosen figure stays chosen while it is one that moved."""
        self._found, self._figures = found, {figure.name: figure for figure in figures}
        # A figure that went up and down again is the same and has its changes all the same.
        moving = {name for change in found.changes for name in change.steps} | found.unexplained.keys()
        chosen = self.figure.value()
        offered = [figure for figure in figures if figure.moved or figure.name in moving]
        self.figure.set_options([(_ALL, _("All figures")), *((one.name, _told(one)) for one in offered)])
        self.figure.set_value(chosen if chosen in {one.name for one in offered} else _ALL)
        self.figure.setVisible(bool(offered))
        self._show()

    def explain(self, name: str) -> None:
        """Choose a figure, if it has moved."""
        self.figure.set_value(name if self.figure.box.findData(name) >= 0 else _ALL)
        self._show()

    def effect(self, change: Happened) -> str:
        """What a change does, to the chosen figure or in all."""
        name = self.figure.value()
        return signed_number(change.steps.get(name, 0)) if name else change.effect

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("What happened"), lambda row: row.sentence, least=32, tip=lambda row: row.sentence),
            Column(_("Effect"), self.effect, width=20, tip=self.effect),
            Column(_("Who"), lambda row: row.who, width=5),
            Column(_("When"), lambda row: row.when, lambda row: f"{row.when.astimezone():%d.%m.%Y %H.%M}", width=15),
        )

    def _show(self) -> None:
        if self._found is None:
            return
        name = self.figure.value()
        rows = [change for change in self._found.changes if not name or name in change.steps]
        none = _("Nothing has been changed since it was signed.")
        if self._found.unexplained:
            none = _("No change of a record explains it.")
        self.fill(rows, _("Why has the figure changed?"), none)
        self.sum.setText(self._added_up(name) if name else self._left_over())
        self.sum.setVisible(bool(self.sum.text()))

    def _added_up(self, name: str) -> str:
        """One figure: what was signed, what the changes make of it, and what none of them explains."""
        assert self._found is not None
        figure, left = self._figures[name], self._found.unexplained.get(name, 0)
        steps = [change.steps[name] for change in self._found.changes if name in change.steps]
        text = ngettext(
            "Signed {signed}. {number} change: {sum}. Now {now}.",
            "Signed {signed}. {number} changes: {sum} in all. Now {now}.",
            len(steps),
        ).format(
            signed=whole(figure.signed or 0),
            number=whole(len(steps)),
            sum=signed_number(sum(steps)) or "0",
            now=whole(figure.now),
        )
        return f"{text} {self._why(left)}" if left else text

    def _left_over(self) -> str:
        """All figures: those of which something is left that no change explains."""
        assert self._found is not None
        left = [f"{figure_label(name)} {signed_number(number)}" for name, number in self._found.unexplained.items()]
        return f"{self._why(None)} {' · '.join(left)}" if left else ""

    def _why(self, left: int | None) -> str:
        assert self._found is not None
        what = (
            _("No change explains a part of the difference.")
            if left is None
            else _("No change explains {number} of it.").format(number=signed_number(left))
        )
        if self._found.behind:
            why = _("Some of what was signed has not arrived on this computer.")
        else:
            why = _("It was signed in another version of the program, which counts otherwise.")
        return f"{what} {why}"


def _told(figure: Figure) -> str:
    """A figure with where it was and is."""
    return _("{figure}: {signed} → {now}").format(
        figure=figure_label(figure.name), signed=whole(figure.signed or 0), now=whole(figure.now)
    )
