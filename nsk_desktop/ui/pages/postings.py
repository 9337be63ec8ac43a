"""Postings and budget lines: two lists with forms."""

from collections.abc import Callable, Sequence
from typing import Any

from nsk_desktop.domain.codes import BUDGET_KINDS, POSTING_STATES, BudgetKind
from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.numbers import kroner
from nsk_desktop.i18n import _
from nsk_desktop.services import budget, sessions
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.pages.master import MasterPage
from nsk_desktop.ui.session_form import initiative_options
from nsk_desktop.ui.table import Column
from nsk_desktop.ui.widgets.choice import Choice, options_of
from nsk_desktop.ui.widgets.date_entry import DateEntry
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.numbers_entry import AmountEntry, NumberEntry
from nsk_desktop.ui.widgets.type_ahead import Candidate, TypeAhead


def posting_columns() -> tuple[Column, ...]:
    """When, for what, how much, and how far it is."""
    return (
        Column(_("Date"), lambda row: row.day, lambda row: show_day(row.day) if row.day else "", width=10),
        Column(_("Text"), lambda row: row.text, lambda row: row.text or _("without a text")),
        Column(_("Amount"), lambda row: row.amount_ore, lambda row: kroner(row.amount_ore), number=True, width=15),
        Column(_("Status"), lambda row: POSTING_STATES.label(row.state), width=10),
        Column(_("Voucher"), lambda row: row.voucher, width=8),
    )


def line_columns() -> tuple[Column, ...]:
    """The year, the kind and the amount that was granted."""
    return (
        Column(_("Year"), lambda row: row.year, width=6),
        Column(_("Kind"), lambda row: BUDGET_KINDS.label(row.kind), width=12),
        Column(_("Amount"), lambda row: row.amount_ore, lambda row: kroner(row.amount_ore), number=True, width=17),
        Column(_("Text"), lambda row: row.text),
    )


def _find_sessions(context: Context) -> Callable[[str], Sequence[Candidate]]:
    def find(text: str) -> list[Candidate]:
        rows = sessions.rows(context.desk, sessions.ids(context.desk, text=text)[:20])
        return [Candidate(row.id, f"{row.title} {show_day(row.day) if row.day else ''}".strip()) for row in rows]

    return find


def _session_name(context: Context, id: str | None) -> str:
    if not id:
        return ""
    try:
        session = sessions.open_session(context.desk, id).session
    except LookupError:
        return ""
    return f"{session.title} {show_day(session.day) if session.day else ''}".strip()


def make_posting_form(context: Context) -> Form:
    """What is kept of an expense."""
    fields = {
        "text": Field(_("What it was for"), TextEntry(), required=True),
        "day": Field(_("Date"), DateEntry(context.today), required=True),
        "amount_ore": Field(_("Amount (kr.)"), AmountEntry(below_zero=True), required=True),
        "state": Field(_("Status"), Choice(options_of(POSTING_STATES))),
        "kind": Field(_("Kind"), Choice(options_of(BUDGET_KINDS))),
        "year": Field(_("Taken from the budget of"), NumberEntry(2000, 2100)),
        "supplier": Field(_("Supplier"), TextEntry()),
        "voucher": Field(_("Voucher number"), TextEntry()),
        "initiative_id": Field(_("Initiative"), Choice(initiative_options(context), _("None"))),
        "session_id": Field(_("Meeting"), TypeAhead(_find_sessions(context), placeholder=_("Type the title"))),
    }
    rows = ("text", "day", "amount_ore", "state", "kind", "year", "supplier", "voucher", "initiative_id", "session_id")
    return Form(fields, rows)


def make_line_form() -> Form:
    """What is kept of a grant."""
    fields = {
        "year": Field(_("Year"), NumberEntry(2000, 2100), required=True),
        "kind": Field(_("Kind"), Choice(options_of(BUDGET_KINDS))),
        "amount_ore": Field(_("Amount (kr.)"), AmountEntry(below_zero=True), required=True),
        "text": Field(_("Text"), TextEntry()),
    }
    return Form(fields, tuple(fields))


class PostingsPage(MasterPage):
    """The postings and their form."""

    kinds = frozenset({"posting", "initiative", "session"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            "",
            posting_columns(),
            make_posting_form(context),
            sentence=_("An expense comes here when it is planned, and stays until it is booked."),
            make=_("New posting"),
        )

    def read_rows(self, text: str) -> Sequence[Any]:
        return budget.list_postings(self.context.desk, text)

    def read(self, id: str) -> Any:
        return budget.get_posting(self.context.desk, id)

    def make(self) -> None:
        self.begin(budget.new_posting(self.context.desk, self.context.today()), "text")

    def save(self, id: str, name: str, value: Any) -> None:
        budget.save_posting(self.context.desk, id, **{name: 0 if value is None and name == "amount_ore" else value})

    def delete(self, id: str) -> None:
        budget.delete_posting(self.context.desk, id)

    def show_record(self, record: Any) -> None:
        self.form.entry("initiative_id").set_options(initiative_options(self.context))
        self.form.load(record, {"session_id": (record.session_id, _session_name(self.context, record.session_id))})

    def name_of(self, record: Any) -> str:
        return record.text or _("New posting")


class BudgetLinesPage(MasterPage):
    """The budget lines and their form."""

    kinds = frozenset({"budget_line"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            "",
            line_columns(),
            make_line_form(),
            sentence=_("The budget is one line for each year and kind. Further grants are lines of their own."),
            make=_("New budget line"),
        )

    def read_rows(self, text: str) -> Sequence[Any]:
        rows = budget.list_lines(self.context.desk)
        wanted = text.casefold()
        return [row for row in rows if wanted in f"{row.year} {BUDGET_KINDS.label(row.kind)} {row.text}".casefold()]

    def read(self, id: str) -> Any:
        return budget.get_line(self.context.desk, id)

    def make(self) -> None:
        year = self.context.today().year
        self.begin(budget.new_line(self.context.desk, year=year, kind=BudgetKind.ACTIVITY.value), "year")

    def save(self, id: str, name: str, value: Any) -> None:
        budget.save_line(self.context.desk, id, **{name: 0 if value is None and name == "amount_ore" else value})

    def delete(self, id: str) -> None:
        budget.delete_line(self.context.desk, id)

    def name_of(self, record: Any) -> str:
        return f"{record.year or ''} {BUDGET_KINDS.label(record.kind)}".strip()
