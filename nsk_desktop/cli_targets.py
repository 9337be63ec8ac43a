"""`nsk targets`: how far the effort is towards what it wants to reach, and which targets contradict each other."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nsk_desktop import cli_answers
from nsk_desktop.cli_csv import csv_text
from nsk_desktop.cli_session import JsonOption, KeyOption, StoreOption, day_of, open_desk
from nsk_desktop.domain import numbers
from nsk_desktop.i18n import _

if TYPE_CHECKING:
    from nsk_desktop.services.targets import Progress


def targets(
    context: typer.Context,
    on: Annotated[str, typer.Option("--on", help=_("As it stood on this day; otherwise today."))] = "",
    as_csv: Annotated[bool, typer.Option("--csv", help=_("Answer in CSV."))] = False,
    store: StoreOption = None,
    passphrase_file: KeyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Every target with the figure as it is; a figure of people is an interval, and nothing is foretold."""
    from nsk_desktop.services import targets as service

    day = day_of(on) if on else date.today()
    with open_desk(context, store, passphrase_file) as desk:
        rows = service.progress(desk, day)
        names = {one.id: service.name_of(one) for one in service.list_targets(desk)}
        flaws = service.flaws(desk)
    if as_json:
        problems = [{"target": id, "problem": text} for id, told in flaws.items() for text in told]
        found = [row_json(row, names[row.target]) for row in rows]
        cli_answers.say(True, {"format": 1, "on": day.isoformat(), "targets": found, "problems": problems}, "")
    elif as_csv:
        typer.echo(_csv([row_json(row, names[row.target]) for row in rows]), nl=False)
    else:
        _print(rows, names, flaws)


def row_json(row: "Progress", label: str) -> dict[str, Any]:
    """One target as outside tools read it."""
    return {
        "id": row.target,
        "label": label,
        "indicator": row.indicator,
        "period": row.period,
        "from": row.first.isoformat(),
        "to": row.last.isoformat(),
        "theme": row.theme,
        "target": row.aim,
        "now": {"lower": row.now.low, "upper": row.now.high} if row.now else None,
        "status": str(row.verdict),
        "time_gone": round(row.gone, 3),
    }


def _csv(rows: list[dict[str, Any]]) -> str:
    """One line per target."""
    head = (
        "id",
        "label",
        "indicator",
        "period",
        "from",
        "to",
        "theme",
        "target",
        "lower",
        "upper",
        "status",
        "time_gone",
    )
    return csv_text(head, [row | (row["now"] or {}) for row in rows])


def _print(rows: "list[Progress]", names: dict[str, str], flaws: dict[str, list[str]]) -> None:
    from nsk_desktop.services.targets import verdict_label

    if not rows:
        typer.echo(_("There are no targets yet. Write down what the effort wants to reach."))
    else:
        head = (_("Target"), _("To be reached"), _("Now"), _("Status"), _("Time gone"))
        lines = [
            (
                names[row.target],
                numbers.whole(row.aim),
                numbers.span(*row.now) if row.now else "",
                verdict_label(row.verdict),
                numbers.percent(row.gone),
            )
            for row in rows
        ]
        cli_answers.print_table(head, lines)
    if flaws:
        typer.echo(_("To be looked at:"))
        for id, told in flaws.items():
            for text in told:
                typer.echo(f"  {names[id]}: {text}")
