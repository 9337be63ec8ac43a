"""`nsk reach`: how many were reached, of what is asked for, in groups, and with everything behind the figure."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nsk_desktop import cli_answers, cli_central
from nsk_desktop.cli_csv import csv_text
from nsk_desktop.cli_session import FromOption, JsonOption, KeyOption, StoreOption, ToOption, open_desk, period_of
from nsk_desktop.domain import numbers
from nsk_desktop.domain.dates import show_day
from nsk_desktop.i18n import _

if TYPE_CHECKING:
    from nsk_desktop.measures.reach import Reach
    from nsk_desktop.services.reach_account import Account
    from nsk_desktop.services.residents import Shares


class Grouping(StrEnum):
    THEME = "theme"
    HALF_YEAR = "half-year"
    AGE = "age"
    GENDER = "gender"
    TYPE = "type"
    SERIES = "series"
    INITIATIVE = "initiative"


def reach(
    context: typer.Context,
    first: FromOption,
    last: ToOption,
    by: Annotated[Grouping | None, typer.Option("--by", help=_("Group the figures."))] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            help=_("Only what is wanted, for example theme=T1 or “series=Women's group”; may be given several times."),
        ),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help=_("How the figure is counted, and every meeting behind it."))
    ] = False,
    residents: Annotated[
        bool, typer.Option("--residents", help=_("How large a share of the residents, and who is reached less."))
    ] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help=_("Answer in CSV."))] = False,
    workbook: Annotated[
        str,
        typer.Option("--workbook", help=_("Answer from a central workbook, or from a database, instead of the store.")),
    ] = "",
    store: StoreOption = None,
    passphrase_file: KeyOption = None,
    as_json: JsonOption = False,
) -> None:
    from nsk_desktop.measures.reach import as_json as to_json
    from nsk_desktop.measures.reach import reach as measure
    from nsk_desktop.services import reach_account
    from nsk_desktop.services import residents as resident_shares
    from nsk_desktop.services.figures import rows as rows_of_store
    from nsk_desktop.services.reach_filter import read_filter

    days = period_of(first, last)
    if as_csv and explain and residents:
        raise typer.BadParameter(_("One table at a time: --explain or --residents."))
    shares = None
    if workbook:
        if residents:
            raise typer.BadParameter(_("How many live in the area stands in the store, not in a central workbook."))
        rows = cli_central.rows_of(workbook)
    else:
        ages = by is Grouping.AGE or any(text.lstrip().lower().startswith("age") for text in only or ())
        with open_desk(context, store, passphrase_file) as desk:
            rows = rows_of_store(desk, *days, ages=ages or residents)
            if residents:
                shares = resident_shares.shares(desk, *days, read_filter(only or (), rows))
    wanted = read_filter(only or (), rows)
    found = measure(rows, *days, by, wanted)
    account = reach_account.account_of(rows, *days, wanted) if explain else None
    if as_json:
        answer: dict[str, Any] = to_json(found)
        if wanted:
            answer["only"] = {name: list(keys) for name, keys in wanted.items()}
        if account:
            answer["explained"] = reach_account.as_json(account)
        if residents:
            answer["residents"] = resident_shares.shares_json(shares) if shares else None
        cli_answers.say(True, answer, "")
    elif as_csv:
        typer.echo(_csv(found, account, shares, residents=residents), nl=False)
    else:
        cli_answers.print_reach(found)
        if account:
            print_account(account)
        if residents:
            print_shares(shares)


def _csv(found: "Reach", account: "Account | None", shares: "Shares | None", *, residents: bool) -> str:
    """The figure and its groups, a line each; or the meetings behind it; or the shares of the residents."""
    from nsk_desktop.measures import reach_tables

    if account:
        return csv_text(reach_tables.BEHIND, reach_tables.behind_rows(account.explained))
    if residents:
        return csv_text(reach_tables.SHARES, reach_tables.share_rows(shares))
    return csv_text(reach_tables.FIGURES, reach_tables.figure_rows(found))


def print_account(account: "Account") -> None:
    """How the figure comes about, what would make it surer, and the meetings."""
    from nsk_desktop.services.reach_account import advice, gain

    typer.echo()
    for sentence in account.sentences:
        typer.echo(sentence)
    if account.remedies:
        typer.echo()
        rows = [(show_day(one.day) if one.day else "", one.title, advice(one), gain(one)) for one in account.remedies]
        cli_answers.print_table((_("Date"), _("Meeting"), _("What would make it surer"), _("The interval")), rows)
    typer.echo()
    columns = (_("Date"), _("Meeting"), _("Registered"), _("Without name"))
    meetings = [
        (
            show_day(one.day),
            one.title,
            one.registered if one.counted else _("not counted"),
            numbers.span(one.anonymous_low, one.anonymous_high),
        )
        for one in account.explained.behind
    ]
    cli_answers.print_table(columns, meetings)


def print_shares(shares: "Shares | None") -> None:
    """How large a share of the residents was reached, and the groups that are reached less."""
    from nsk_desktop.services.residents import name_of, verdict_of

    typer.echo()
    if shares is None:
        typer.echo(_("It is shown when it is known how many live in the area, by age and gender."))
        return
    typer.echo(_("Share of the residents in {year}").format(year=shares.year))
    rows = [
        (
            name_of(one),
            numbers.whole(one.residents),
            "·" if one.few else numbers.span(one.reached_low, one.reached_high),
            "·" if one.few else numbers.percent(one.low, one.high),
            verdict_of(one),
        )
        for one in (shares.total, *shares.parts)
    ]
    columns = (_("Residents"), _("Number"), _("Reached"), _("Share"), _("Reached less than others"))
    cli_answers.print_table(columns, rows)
