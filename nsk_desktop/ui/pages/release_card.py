"""Counts for others than the evaluation: what a half-year's file will hold, and giving it out once and for all."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from nsk_desktop.domain.dates import half_year_label, show_day
from nsk_desktop.domain.numbers import whole
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.services import release_preview, releases
from nsk_desktop.services.release_counts import Why
from nsk_desktop.services.release_preview import Number, Preview
from nsk_desktop.services.releases import Given, HalfYear
from nsk_desktop.settings import Settings
from nsk_desktop.ui import messages
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.pages.page import card
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.choice import Choice
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.text import label


class ReleaseCard(QWidget):
    """Choose a half-year, see every number of its file, and make the file."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._preview: Preview | None = None
        self._made: Path | None = None
        frame, layout = card(_("Counts for others than the evaluation"))
        self.about = label("", "quiet", wrap=True)
        self.half_year = Choice(())
        self.half_year.committed.connect(self._forget)
        self.half_year_field = Field(_("Half-year"), self.half_year)
        self.look_button = button(_("See what it will hold"), self.look, icon="search")
        self.make_button = button(_("Give the numbers out …"), self.give_out, icon="send")
        self.show_button = button(_("Show in folder"), self._show_folder, icon="folder")
        self.said = label("", wrap=True)
        row = FlowLayout(None, 8, 8)
        for each in (self.look_button, self.make_button, self.show_button):
            row.addWidget(each)
        for widget in (self.about, self.half_year_field, self.said):
            layout.addWidget(widget)
        layout.addLayout(row)
        self.numbers = ListCard(Table(_columns(), _("The numbers of the file")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(frame)
        column.addWidget(self.numbers)
        context.bus.settings_changed.connect(self._settings_changed)
        self._forget()
        self.fill([])

    def fill(self, half_years: list[HalfYear]) -> None:
        """Offer the half-years that are signed or were given out, the latest at first."""
        before = self.half_year.value()
        known = [row.id for row in half_years]
        # Nothing chosen meanwhile: a half-year that is no longer signed would be offered again.
        self.half_year.set_value(None)
        self.half_year.set_options([(row.id, _option(row)) for row in half_years])
        if known:
            self.half_year.set_value(before if before in known else known[-1])
        self.about.setText(_about(bool(known)))
        self.half_year_field.setVisible(bool(known))
        self.look_button.setVisible(bool(known))
        # What was made, or why it was not, stands until something else is asked for.
        if self._preview is not None or self.half_year.value() != before:
            self._forget()

    def look(self) -> None:
        """Show every number that the file of the chosen half-year holds, or would hold."""
        desk, name = self._context.desk, self.half_year.value()
        limit = self._context.settings.now.small_numbers
        self._context.runner.run(
            lambda _progress: release_preview.preview(desk, name, limit),
            self._show,
            failed=self._refused,
            title=_("The figures are being counted"),
            owner=self,
        )

    def give_out(self) -> None:
        """Ask where the file goes; the first time also whether the figures shall stand for ever."""
        seen = self._preview
        if seen is None:
            return
        if seen.given_on is None and not messages.ask(_question(seen), _("Give the numbers out"), self):
            return
        before = self._context.settings.now.report_folder or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, _("Where is the file to be saved?"), before)
        if chosen:
            self.give_out_in(Path(chosen))

    def give_out_in(self, folder: Path) -> None:
        """Make the file in *folder*, with the numbers that were shown."""
        seen = self._preview
        if seen is None:
            return
        desk, today = self._context.desk, self._context.today()
        self._context.settings.change(replace(self._context.settings.now, report_folder=str(folder)))
        self._context.runner.run(
            lambda _progress: releases.give_out(desk, seen.half_year, folder, today, seen.limit, seen.seen),
            self._given,
            failed=self._refused,
            title=_("The file is being made"),
            owner=self,
        )

    def _given(self, given: Given) -> None:
        text = _("The file {name} is made.").format(name=given.path.name)
        self._context.tell(text, undoable=False)
        self._forget()
        self._say(" ".join([text, *given.remarks()]))
        self._made = given.path
        self.show_button.setVisible(True)
        self.show_button.setFocus()

    def _refused(self, error: Exception) -> None:
        sentence = messages.sentence_of(error)
        if not sentence:
            raise error
        self._forget()
        self._say(f"✕ {sentence}")

    def _settings_changed(self, settings: Settings) -> None:
        """With another limit other numbers are hidden than those that were shown."""
        seen = self._preview
        if seen is not None and seen.given_on is None and seen.limit != settings.small_numbers:
            self._forget()

    def _forget(self) -> None:
        """What was shown is not what is chosen now."""
        self._preview, self._made = None, None
        self._say("")
        self.numbers.setVisible(False)
        self.make_button.setVisible(False)
        self.show_button.setVisible(False)

    def _show(self, preview: Preview) -> None:
        if preview.half_year != self.half_year.value():
            return
        self._forget()
        self._preview = preview
        practice = self._context.desk.practice
        self._say(_summary(preview, practice=practice))
        self.numbers.fill(preview.numbers, _("The numbers of the file"), _("All numbers are zero."))
        self.numbers.setVisible(True)
        first = preview.given_on is None
        self.make_button.setText(_("Give the numbers out …") if first else _("Make the same file again …"))
        self.make_button.setVisible(not practice)
        if self.make_button.isVisible():
            self.make_button.setFocus()

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def _show_folder(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made.parent)))


def _option(row: HalfYear) -> str:
    if row.given_on is None:
        return row.label
    return _("{half_year}, given out {day}").format(half_year=row.label, day=show_day(row.given_on))


def _question(seen: Preview) -> str:
    return _(
        "When the numbers of {half_year} are given out they stand: no correction and no other limit changes the file "
        "any more, and it can only be made again as it is. Only the file is to be given to others, not the reports."
    ).format(half_year=half_year_label(seen.half_year))


def _about(any_signed: bool) -> str:
    """What the card is for, and what is needed first when there is nothing to choose."""
    if any_signed:
        return _(
            "A file with numbers only of a signed half-year, for the management or for others who ask. "
            "Small numbers are hidden in it."
        )
    return _("When a half-year is signed, a file with numbers only can be made of it. Small numbers are hidden in it.")


def _summary(preview: Preview, *, practice: bool) -> str:
    shown = len(preview.numbers) - preview.hidden
    text = ngettext(
        "{number} number beside zeros is shown, {hidden} hidden.",
        "{number} numbers beside zeros are shown, {hidden} hidden.",
        shown,
    ).format(number=whole(shown), hidden=whole(preview.hidden))
    if preview.given_on is not None:
        given = _("The figures were given out on {day}. The file is the same as then.")
        return f"{text} {given.format(day=show_day(preview.given_on))}"
    why = _(
        "Of the hidden ones {small} are below {limit}, {few} have fewer than {limit} people behind them, and {beside} "
        "would give another one away."
    ).format(
        small=whole(preview.because(Why.SMALL)),
        few=whole(preview.because(Why.FEW)),
        beside=whole(preview.because(Why.BESIDE)),
        limit=preview.limit,
    )
    never = f" {_('These are practice data, which are never sent.')}" if practice else ""
    return f"{text} {why}{never}"


def _columns() -> tuple[Column, ...]:
    """What matters first, so that large text does not push it out of sight."""
    return (
        Column(_("What"), lambda row: row.what, tip=lambda row: row.what),
        Column(_("Number"), lambda row: row.shown, _number, width=8, number=True),
        Column(_("Why it is hidden"), lambda row: row.said, width=30, tip=lambda row: row.said),
        Column(_("Table"), lambda row: row.table, width=18, tip=lambda row: row.table),
        Column(_("Sheet"), lambda row: row.page, width=18),
    )


def _number(row: Number) -> str:
    return _("hidden") if row.shown is None else whole(row.shown)
