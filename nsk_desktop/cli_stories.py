"""`nsk stories`: stories and method cards by theme, actor and half-year, each with the figures behind it."""

from typing import Annotated, Any

import typer

from nsk_desktop import cli_answers
from nsk_desktop.cli_csv import csv_text
from nsk_desktop.cli_session import JsonOption, KeyOption, StoreOption, half_year_of, open_desk
from nsk_desktop.domain import numbers
from nsk_desktop.i18n import _

_HEAD = (
    "id",
    "kind",
    "date",
    "title",
    "themes",
    "in_report",
    "held",
    "not_counted",
    "attendances_lower",
    "attendances_upper",
    "registered",
    "lower",
    "upper",
    "professional_meetings",
)


def stories(
    context: typer.Context,
    cards: Annotated[bool, typer.Option("--cards", help=_("Method cards instead of stories."))] = False,
    theme: Annotated[str, typer.Option("--theme", help=_("Only those with this theme, for example T1."))] = "",
    actor: Annotated[str, typer.Option("--actor", help=_("Only those that rest on the actor with this name."))] = "",
    period: Annotated[str, typer.Option("--period", help=_("Only those of this half-year, for example 2025H1."))] = "",
    as_csv: Annotated[bool, typer.Option("--csv", help=_("Answer in CSV."))] = False,
    store: StoreOption = None,
    passphrase_file: KeyOption = None,
    as_json: JsonOption = False,
) -> None:
    """What is told, each with the meetings, attendances and citizens behind it."""
    from nsk_desktop.services.outcome_answer import actor_called, answer, theme_called
    from nsk_desktop.services.outcomes import Sieve

    code, half_year = theme_called(theme) if theme else None, half_year_of(period) if period else None
    if theme and code is None:
        raise typer.BadParameter(_("There is no theme called {text}.").format(text=theme))
    with open_desk(context, store, passphrase_file) as desk:
        known = actor_called(desk, actor) if actor else None
        if actor and known is None:
            raise typer.BadParameter(_("There is no actor called {text}.").format(text=actor))
        rows = answer(desk, "method_card" if cards else "story", Sieve(code, known, half_year))
    if as_json:
        cli_answers.say(True, {"format": 1, "stories": rows}, "")
    elif as_csv:
        typer.echo(csv_text(_HEAD, [_flat(row) for row in rows]), nl=False)
    else:
        _print(rows)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    came = {f"attendances_{end}": number for end, number in row["attendances"].items()}
    flat = row | row["sessions"] | row["persons"] | came | {"themes": ";".join(row["themes"])}
    return dict(flat)


def _print(rows: list[dict[str, Any]]) -> None:
    if not rows:
        typer.echo(_("There is nothing of that kind."))
        return
    head = (_("Date"), _("Title"), _("Themes"), _("Meetings"), _("Attendances"), _("Citizens reached"))
    lines = [
        (
            row["date"] or "",
            row["title"],
            ", ".join(row["themes"]),
            numbers.whole(row["sessions"]["held"]),
            numbers.span(row["attendances"]["lower"], row["attendances"]["upper"]),
            numbers.span(row["persons"]["lower"], row["persons"]["upper"]),
        )
        for row in rows
    ]
    cli_answers.print_table(head, lines)
