"""`nsk economy`: the budget against what is used of it, and what a meeting and a reached citizen cost."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from nsk_desktop import cli_answers
from nsk_desktop.cli_csv import csv_text
from nsk_desktop.cli_session import JsonOption, KeyOption, StoreOption, open_desk
from nsk_desktop.domain import numbers
from nsk_desktop.domain.codes import BUDGET_KINDS, POSTING_STATES
from nsk_desktop.domain.dates import FIRST_YEAR, LAST_YEAR, half_year_bounds, show_day
from nsk_desktop.errors.typed import DateProblem
from nsk_desktop.i18n import _

if TYPE_CHECKING:
    from nsk_desktop.services.economy import Account, Economy, MoneyGroup, UnitCosts


class Grouping(StrEnum):
    YEAR = "year"
    KIND = "kind"
    THEME = "theme"
    INITIATIVE = "initiative"


def economy(
    context: typer.Context,
    by: Annotated[Grouping, typer.Option("--by", help=_("Group the money."))] = Grouping.YEAR,
    period: Annotated[
        str, typer.Option("--period", help=_("A year or a half-year, for example 2025 or 2025H1; otherwise all."))
    ] = "",
    explain: Annotated[bool, typer.Option("--explain", help=_("Show the rows behind the figures too."))] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help=_("Answer in CSV."))] = False,
    store: StoreOption = None,
    passphrase_file: KeyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer in words, as JSON or as CSV; with the rows behind the figures when they are asked for."""
    from nsk_desktop.services import economy as service
    from nsk_desktop.services import economy_answer

    wanted = _period(period)
    accounts: Sequence[Account] = ()
    with open_desk(context, store, passphrase_file) as desk:
        if explain:
            found, accounts = service.explained(desk, by, wanted)
        else:
            found = service.economy(desk, by, wanted)
    if as_json:
        cli_answers.say(True, economy_answer.as_json(found, accounts), "")
    elif as_csv and explain:
        rows = (row for account in accounts for row in economy_answer.posting_rows(by, account))
        typer.echo(csv_text(economy_answer.ROWS, rows), nl=False)
    elif as_csv:
        typer.echo(csv_text(economy_answer.FIGURES, economy_answer.figure_rows(found)), nl=False)
    else:
        _print(found)
        for account in accounts:
            _print_account(account)


def _period(text: str) -> str:
    """A year or a half-year as it was typed, in its one form."""
    name = text.strip().upper()
    if not name or (name.isascii() and name.isdigit() and FIRST_YEAR <= int(name) <= LAST_YEAR):
        return name
    try:
        half_year_bounds(name)
    except DateProblem as problem:
        raise typer.BadParameter(
            _("{text} is not a year or a half-year. Write for example 2025 or 2025H1.").format(text=text)
        ) from problem
    return name


def _print(found: "Economy") -> None:
    from nsk_desktop.services.economy import odd_text

    head = (_("Budget"), _("Planned"), _("Committed"), _("Booked"), _("Left"), _("Used"))
    rows = []
    for group in found.groups:
        rows += [(group.label, part.label, *_money(part)) for part in group.parts]
        rows.append((group.label, _("Together") if group.parts else "", *_money(group)))
    rows.append((found.total.label, "", *_money(found.total)))
    if any(group.parts for group in found.groups):
        cli_answers.print_table((_("Year"), _("Kind"), *head), rows)
    else:
        cli_answers.print_table((_("Group"), *head), [(row[0], *row[2:]) for row in rows])
    typer.echo()
    _print_costs((*found.costs, found.whole))
    if found.remarks or found.odd:
        typer.echo(_("To be looked at:"))
    for sentence in found.remarks:
        typer.echo(f"  {sentence}")
    for odd in found.odd:
        day = [show_day(odd.cost.day)] if odd.cost.day else []
        named = ", ".join(part for part in (*day, odd.cost.text, numbers.kroner(odd.cost.amount)) if part)
        typer.echo(f"  {named}: {odd_text(odd)}")


def _money(group: "MoneyGroup") -> tuple[str, ...]:
    sums, kroner = group.sums, numbers.kroner
    return (
        kroner(sums.budget) if group.granted else "",
        kroner(sums.planned),
        kroner(sums.committed),
        kroner(sums.booked),
        "" if group.left is None else kroner(group.left),
        "" if group.share is None else numbers.percent(float(group.share)),
    )


def _print_costs(rows: "Sequence[UnitCosts]") -> None:
    from nsk_desktop.services.economy import per_citizen_text, per_session_text, with_staff_text

    head = (
        *(_("Group"), _("Meetings"), _("Citizens"), _("Booked"), _("Per meeting"), _("Per citizen")),
        *(_("Staff"), _("Per meeting with staff"), _("Per citizen with staff")),
    )
    lines = [
        (
            one.label,
            numbers.whole(one.sessions),
            numbers.span(one.lower, one.upper),
            numbers.kroner(one.spending.booked),
            per_session_text(one.booked),
            per_citizen_text(one.booked),
            numbers.kroner(one.spending.staff_booked),
            with_staff_text(one, per_session_text(one.booked_with_staff)),
            with_staff_text(one, per_citizen_text(one.booked_with_staff)),
        )
        for one in rows
    ]
    cli_answers.print_table(head, lines)


def _print_account(account: "Account") -> None:
    typer.echo()
    typer.echo(account.money.label)
    for sentence in account.sentences:
        typer.echo(f"  {sentence}")
    rows = [
        (
            show_day(one.day) if one.day else "",
            one.text,
            BUDGET_KINDS.label(one.kind),
            POSTING_STATES.label(one.state),
            numbers.kroner(one.amount),
        )
        for one in account.postings
    ]
    if rows:
        cli_answers.print_table((_("Date"), _("Text"), _("Kind"), _("State"), _("Amount")), rows)
