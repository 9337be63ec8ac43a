"""Half-years: how far each is, what was signed, and why a figure is another today."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nsk_desktop.domain.codes import PERIOD_STATES, PeriodState
from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.numbers import whole
from nsk_desktop.errors import NskError
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.measures.half_year import label as figure_label
from nsk_desktop.services import period_checklist, periods
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.periods import Explanation, Happened, PeriodRow, Progress
from nsk_desktop.services.submission import Finding
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.changes_card import ChangesCard, Figure, signed_number
from nsk_desktop.ui.pages.findings import finding_columns, finding_key, mend
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.pages.page import Page, card, scrolled
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.notices import Notice
from nsk_desktop.ui.widgets.splitter import Splitter, SplitterArea
from nsk_desktop.ui.widgets.text import label, pill, set_pill

_TONES = {PeriodState.OPEN: "quiet", PeriodState.CLOSED: "warn", PeriodState.SIGNED: "good"}


@dataclass(frozen=True, slots=True)
class Half:
    """All that is shown of one half-year."""

    row: PeriodRow
    figures: tuple[Figure, ...]
    explanation: Explanation | None
    missing: tuple[Finding, ...]
    """What is to be looked at before it is signed; nothing once it is."""


def period_columns() -> tuple[Column, ...]:
    """The half-year, its state, and who signed."""
    return (
        Column(_("Half-year"), lambda row: row.id, lambda row: row.label, width=14),
        Column(_("Status"), lambda row: row.state, lambda row: PERIOD_STATES.label(row.state), width=13),
        Column(_("Signed by"), lambda row: row.signed_by, least=14),
    )


def figure_columns() -> tuple[Column, ...]:
    """What is counted, as it was signed and as it is now."""
    return (
        Column(_("Figure"), lambda row: figure_label(row.name), least=42),
        Column(_("Signed"), lambda row: row.signed, _signed_text, number=True, width=12),
        Column(_("Now"), lambda row: row.now, lambda row: whole(row.now), number=True, width=9),
        Column("", lambda row: row.moved, lambda row: signed_number(row.moved), width=5, number=True),
    )


def _signed_text(row: Figure) -> str:
    return "" if row.signed is None else whole(row.signed)


class PeriodsPage(Page):
    """The half-years at the left, the chosen one at the right."""

    kinds = frozenset(
        {"period", "session", "series", "attendance", "headcount", "participant", "person_pair", "bridge_contact"}
        | {"plan_change", "expectation", "follow_up", "cooperation_rating"}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title.hide()
        self.subtitle.hide()
        self.body.setContentsMargins(0, 10, 0, 0)
        self._id = ""
        self.table = Table(period_columns(), _("Half-years"))
        self.table.chosen.connect(self._choose)
        self.name = label("", "heading", wrap=True)
        self.state = pill()
        self.standing = label("", "quiet", wrap=True)
        self.seal = label("", "quiet", wrap=True)
        self.copy_button = button(_("Copy the whole seal"), self.copy_seal, kind="quiet", icon="copy")
        self.notice = Notice()
        self.by = TextEntry()
        self.by_field = Field(_("Signed by"), self.by)
        self.close_button = button(_("Close the half-year"), self.close_period, icon="lock")
        self.open_button = button(_("Open the half-year"), self.reopen, icon="undo")
        self.sign_button = button(_("Sign"), self.sign, icon="check", kind="primary")
        self.figures = Table(figure_columns(), _("The figures of the half-year"), key=lambda row: row.name)
        self.figures.opened.connect(self._explain)
        self.changes = ChangesCard(self._open)
        self.missing = ListCard(
            Table(finding_columns(), _("To look at before it is signed"), key=finding_key),
            ((_("Mend"), "edit", self._mend),),
        )
        self.missing.table.opened.connect(self._mend)
        self._arrange()

    def _arrange(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(2, 2, 10, 2)
        column.setSpacing(14)
        top, layout = card()
        layout.addWidget(self.name)
        layout.addWidget(self.state)
        layout.addWidget(self.standing)
        layout.addWidget(self.seal)
        layout.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.notice)
        layout.addWidget(self.by_field)
        buttons = QWidget()
        row = FlowLayout(buttons, 8, 6)
        for each in (self.close_button, self.open_button, self.sign_button):
            row.addWidget(each)
        layout.addWidget(buttons)
        middle, layout = card(_("The figures of the half-year"))
        layout.addWidget(self.figures)
        for frame in (top, self.missing, self.changes, middle):
            column.addWidget(frame)
        column.addStretch(1)
        splitter = Splitter((400, 660))
        splitter.add(self.table, 380)
        self.scrolling = scrolled(content)
        splitter.add(self.scrolling, 560)
        self.body.addWidget(SplitterArea(splitter), 1)

    def refresh(self) -> None:
        rows = periods.list_periods(self.context.desk)
        self.table.show_rows(rows)
        if not self.table.choose(self._id):
            self.table.choose(_first_choice(rows, self.context.today().isoformat()))
        self._compute()

    def open_record(self, id: str) -> None:
        """Show a half-year by its name, ``2025H1``."""
        self._renew()
        self.table.choose(id)

    def finish(self) -> None:
        """Nothing is kept of a name until it signs."""

    def close_period(self) -> None:
        """Say that the half-year is registered."""
        self._act(lambda: periods.close(self.context.desk, self._id))

    def reopen(self) -> None:
        """Open it again; a signature is taken away."""
        self._act(lambda: periods.reopen(self.context.desk, self._id))

    def sign(self) -> None:
        """Freeze the figures under the name in the field."""
        by = self.by.line.text()
        self._act(lambda: periods.sign(self.context.desk, self._id, by, self.context.today()))

    def copy_seal(self) -> None:
        """Put the whole seal where it can be pasted from, to be held against a colleague's."""
        row = self.table.current()
        if row is not None and row.seal:
            QGuiApplication.clipboard().setText(row.seal)
            self.context.tell(_("The seal is copied."), undoable=False)

    def _act(self, act: Callable[[], object]) -> None:
        try:
            act()
        except NskError as problem:
            self.by_field.say(str(problem))
        else:
            self.by_field.say("")
            self.context.tell(_("{half_year}: {state}").format(half_year=self.name.text(), state=self.state.text()))

    def _choose(self, row: PeriodRow | None) -> None:
        if row is not None and row.id != self._id:
            self._id = row.id
            self.by_field.say("")
            self._compute()

    def _compute(self) -> None:
        row = self.table.current()
        if row is None:
            return
        self._show_standing(row)
        desk, today = self.context.desk, self.context.today()
        self.context.runner.run(
            lambda progress: _look(desk, row, today, progress),
            self._show,
            title=_("The figures are being counted"),
            owner=self,
        )

    def _show_standing(self, row: PeriodRow) -> None:
        """What is known without counting."""
        self._id = row.id
        self.name.setText(row.label)
        set_pill(self.state, PERIOD_STATES.label(row.state), _TONES.get(PeriodState(row.state), "quiet"))
        self.standing.setText(_standing_text(row))
        self.seal.setText(_seal_text(row))
        for each in (self.seal, self.copy_button):
            each.setVisible(bool(row.seal))
        sentence = "" if row.intact else _("The signed figures do not fit their signature. Somebody has changed them.")
        self.notice.show_choices(sentence)
        self.by_field.setVisible(not row.signed)
        self.close_button.setVisible(row.state == PeriodState.OPEN)
        self.open_button.setVisible(row.state != PeriodState.OPEN)
        self.sign_button.setVisible(not row.signed)
        if not self.by.line.text():
            self.by.set_value(periods.signer(self.context.desk))

    def _show(self, half: Half) -> None:
        if half.row.id != self._id:
            return
        self.figures.show_rows(half.figures)
        lines = self.figures.verticalHeader().defaultSectionSize() * len(half.figures)
        bar = self.figures.horizontalScrollBar().sizeHint().height()
        self.figures.setFixedHeight(lines + self.figures.horizontalHeader().sizeHint().height() + bar + 8)
        self.missing.setVisible(not half.row.signed)
        none = _("Nothing. The half-year is ready to be signed.")
        self.missing.fill(half.missing, _("To look at before it is signed"), none)
        found = half.explanation
        self.changes.setVisible(found is not None)
        if found is not None:
            self.changes.show_explanation(found, half.figures)
            if found.behind and half.row.intact:
                self.notice.show_choices(
                    _("Some of what was signed has not arrived on this computer. Read in the latest team file.")
                )

    def _explain(self, figure: Figure) -> None:
        """Show what moved a figure, one by one."""
        if self.changes.isVisible() and figure.signed is not None:
            self.changes.explain(figure.name)
            self.changes.figure.target().setFocus(Qt.FocusReason.OtherFocusReason)
            self.scrolling.ensureWidgetVisible(self.changes)

    def _mend(self, finding: Finding) -> None:
        mend(self.context, finding, self)

    def _open(self, row: Happened) -> None:
        page = {"session": "activities", "series": "series", "participant": "participants", "bridge_contact": "bridges"}
        if row.kind in page:
            self.context.go(page[row.kind], row.id)
        elif row.about:
            self.context.go("activities", row.about)


def _look(desk: Desk, row: PeriodRow, today: date, progress: Progress) -> Half:
    now = periods.present_figures(desk, row.id)
    signed: Mapping[str, int] = periods.signed_figures(desk, row.id)
    names = dict.fromkeys((*signed, *now))
    figures = tuple(Figure(name, signed.get(name), now.get(name, 0)) for name in names)
    missing = () if row.signed else tuple(period_checklist.checklist(desk, row.id, today))
    return Half(row, figures, periods.explain(desk, row.id, progress), missing)


def _first_choice(rows: Sequence[PeriodRow], today: str) -> str:
    """The half-year that is most likely to be worked on: the last that has ended."""
    half = f"{today[:4]}H{1 if today[5:7] <= '06' else 2}"
    over = [row.id for row in rows if row.id < half]
    return over[-1] if over else rows[0].id


def _standing_text(row: PeriodRow) -> str:
    parts = []
    if row.signed and row.signed_on:
        parts.append(_("Signed by {name} on {day}.").format(name=row.signed_by, day=show_day(row.signed_on)))
        parts.append(_("It can still be changed; what is changed is listed here."))
    if row.unfinished:
        text = ngettext(
            "{number} meeting is not finished and does not count.",
            "{number} meetings are not finished and do not count.",
            row.unfinished,
        )
        parts.append(text.format(number=whole(row.unfinished)))
    return " ".join(parts)


def _seal_text(row: PeriodRow) -> str:
    """The beginning of the seal in groups that can be read aloud, and whether the figures fit it."""
    if not row.seal:
        return ""
    short = " ".join(row.seal[place : place + 4] for place in range(0, 16, 4))
    fits = _("The figures fit it.") if row.intact else _("The figures do not fit it.")
    return _("Seal {seal} … {fits}").format(seal=short, fits=fits)
