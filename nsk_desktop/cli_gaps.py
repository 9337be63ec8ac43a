"""`nsk gaps`: what is missing in the half-years, so that nobody takes a figure for more than it is."""

from datetime import date
from typing import Annotated, Any

import typer

from nsk_desktop import cli_answers
from nsk_desktop.cli_csv import csv_text
from nsk_desktop.cli_session import JsonOption, KeyOption, StoreOption, half_year_of, open_desk
from nsk_desktop.i18n import _

_TITLED = {"session", "expected", "actor", "series", "cooperation_rating", "draft", "file"}
"""What may be named in an answer that is easily passed on: nothing that can hold a participant's name."""
COLUMNS = ("half_year", "kind", "id", "date", "title", "reason", "keeps_out")


def gaps(
    context: typer.Context,
    period: Annotated[
        str, typer.Option("--period", help=_("One half-year, for example 2025H1; without it every one that has begun."))
    ] = "",
    as_csv: Annotated[bool, typer.Option("--csv", help=_("Answer in CSV."))] = False,
    store: StoreOption = None,
    passphrase_file: KeyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer in words, as JSON or as CSV: every missing thing with its half-year and the record where it is mended."""
    from nsk_desktop.domain.dates import half_year_bounds, half_year_label, show_day
    from nsk_desktop.services.period_checklist import checklist
    from nsk_desktop.services.periods import list_periods

    today = date.today()
    wanted = half_year_of(period) if period else ""
    rows: list[dict[str, Any]] = []
    with open_desk(context, store, passphrase_file) as desk:
        names = [wanted] if wanted else [row.id for row in list_periods(desk)]
        for name in names:
            if half_year_bounds(name)[0] > today:
                continue
            for one in checklist(desk, name, today):
                day = one.day.isoformat() if one.day else None
                title = one.title if one.kind in _TITLED else ""
                cells = (name, one.kind, one.id or None, day, title, one.reason, one.serious)
                rows.append(dict(zip(COLUMNS, cells, strict=True)))
    if as_json:
        cli_answers.say(True, {"gaps": rows}, "")
    elif as_csv:
        typer.echo(csv_text(COLUMNS, rows), nl=False)
    elif rows:
        heads = (_("Half-year"), _("What"), _("What is wrong"), _("Date"))
        cli_answers.print_table(
            heads,
            [
                (
                    half_year_label(row["half_year"]),
                    row["title"],
                    row["reason"],
                    show_day(date.fromisoformat(row["date"])) if row["date"] else "",
                )
                for row in rows
            ],
        )
    else:
        typer.echo(_("Nothing is missing."))
