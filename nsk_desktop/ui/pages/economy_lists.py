"""What the lists of money show: the budget in groups, what it cost, and what stands out."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.numbers import kroner, percent, span, whole
from nsk_desktop.i18n import _
from nsk_desktop.measures.money_plot import money_label
from nsk_desktop.services.budget import Sums
from nsk_desktop.services.economy import (
    Economy,
    MoneyGroup,
    Odd,
    UnitCost,
    UnitCosts,
    odd_text,
    per_citizen_text,
    per_session_text,
    with_staff_text,
)
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.table import Column, Table


class MoneyRow(NamedTuple):
    """A line of the table: a group, a kind of a year, or everything."""

    key: str
    kind: str
    label: str
    money: MoneyGroup


def groupings() -> list[tuple[str, str]]:
    """What the money can be grouped by."""
    return [
        ("year", _("by year")),
        ("kind", _("by kind")),
        ("theme", _("by theme")),
        ("initiative", _("by initiative")),
    ]


def money_rows(found: Economy) -> list[MoneyRow]:
    """The kinds of each year and then the year, or the groups; everything at the end."""
    rows = []
    for group in found.groups:
        rows += [MoneyRow(group.key, part.label, money_label(group), part) for part in group.parts]
        rows.append(MoneyRow(group.key, _("Together") if group.parts else "", money_label(group), group))
    return [*rows, MoneyRow("", "", found.total.label, found.total)] if rows else []


def money_columns(*, kinds: bool) -> tuple[Column, ...]:
    """The group, what was granted, what is used of it, and what is left; with the kinds of each year, or without."""

    def money(title: str, name: str) -> Column:
        def amount(row: MoneyRow) -> int:
            return int(getattr(row.money.sums, name))

        return Column(title, amount, lambda row: kroner(amount(row)), number=True, width=15)

    def granted(row: MoneyRow) -> str:
        return kroner(row.money.sums.budget) if row.money.granted else ""

    def left(row: MoneyRow) -> str:
        return "" if row.money.left is None else kroner(row.money.left)

    def share(row: MoneyRow) -> str:
        return "" if row.money.share is None else percent(float(row.money.share))

    kind = (Column(_("Kind"), lambda row: row.kind, width=11),) if kinds else ()
    return (
        Column(_("Group"), lambda row: row.label, least=8 if kinds else 28, tip=lambda row: row.money.label),
        *kind,
        Column(_("Budget"), lambda row: row.money.sums.budget, granted, number=True, width=15),
        money(_("Planned"), "planned"),
        money(_("Committed"), "committed"),
        money(_("Booked"), "booked"),
        Column(_("Left"), lambda row: row.money.left, left, number=True, width=15),
        Column(_("Used"), lambda row: row.money.share, share, number=True, width=7),
    )


def bases() -> list[tuple[str, str]]:
    """What a cost can be of."""
    return [
        ("booked", _("Booked on activity")),
        ("committed", _("Booked and committed on activity")),
        ("booked_with_staff", _("Booked, with staff")),
        ("committed_with_staff", _("Booked and committed, with staff")),
    ]


def cost_columns(basis: Callable[[], str]) -> tuple[Column, ...]:
    """What a meeting and a citizen cost in each group, of what is said by *basis*."""

    def cost(row: UnitCosts) -> UnitCost:
        found = getattr(row, basis())
        assert isinstance(found, UnitCost)
        return found

    def told(row: UnitCosts, text: str) -> str:
        return with_staff_text(row, text) if "staff" in basis() else text

    def activity(row: UnitCosts) -> int:
        return row.spending.booked + (row.spending.committed if basis().startswith("committed") else 0)

    def staff(row: UnitCosts) -> int:
        return row.spending.staff_booked + (row.spending.staff_committed if basis().startswith("committed") else 0)

    return (
        Column(_("Group"), lambda row: row.label, _short, least=22, tip=lambda row: row.label),
        Column(_("Meetings"), lambda row: row.sessions, lambda row: whole(row.sessions), number=True, width=8),
        Column(_("Citizens"), lambda row: row.upper, lambda row: span(row.lower, row.upper), number=True, width=9),
        Column(_("Activity"), activity, lambda row: kroner(activity(row)), number=True, width=14),
        Column(_("Staff"), staff, lambda row: kroner(staff(row)), number=True, width=15),
        Column(
            _("Per meeting"),
            lambda row: cost(row).per_session,
            lambda row: told(row, per_session_text(cost(row))),
            number=True,
            width=14,
        ),
        Column(
            _("Per citizen"),
            lambda row: cost(row).least,
            lambda row: told(row, per_citizen_text(cost(row))),
            number=True,
            width=27,
        ),
    )


def _short(row: UnitCosts) -> str:
    return money_label(MoneyGroup(row.key, row.label, Sums()))


class WholeTable(Table):
    """A table as high as its rows: the page around it scrolls."""

    def __init__(self, columns: Sequence[Column], name: str, key: Callable[[Any], Any]) -> None:
        super().__init__(columns, name, key=key)
        self.horizontalScrollBar().rangeChanged.connect(self.be_high_enough)

    def show_all(self, rows: Sequence[Any]) -> None:
        """Show *rows*, with room for all of them; one of them is current, for Enter and for the eye."""
        self.show_rows(rows)
        if rows and self.current() is None:
            self.choose(self.rows.key(rows[0]))
        self.be_high_enough()

    def be_high_enough(self) -> None:
        """Make room for the rows, their headings, and the bar under them if there is one."""
        lines = self.verticalHeader().defaultSectionSize() * self.rows.rowCount()
        bar = self.horizontalScrollBar()
        under = bar.sizeHint().height() if bar.maximum() else 0
        self.setFixedHeight(lines + self.horizontalHeader().sizeHint().height() + under + 8)


def odd_card(open_one: Callable[[Odd], None]) -> ListCard:
    """Postings that stand out, and why."""
    columns = (
        Column(
            _("Date"), lambda row: row.cost.day, lambda row: show_day(row.cost.day) if row.cost.day else "", width=10
        ),
        Column(_("Text"), lambda row: row.cost.text, width=24),
        Column(_("Amount"), lambda row: row.cost.amount, lambda row: kroner(row.cost.amount), number=True, width=15),
        Column(_("Why it stands out"), odd_text, least=34),
    )
    table = Table(columns, _("Postings that stand out"), key=lambda row: (row.cost.id, row.kind))
    made = ListCard(table, ((_("Open"), "edit", open_one),))
    table.opened.connect(open_one)
    return made
