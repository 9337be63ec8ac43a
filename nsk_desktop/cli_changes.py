"""`nsk changes`: why a signed figure is another today, change by change, without the name of anybody."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nsk_desktop import cli_answers
from nsk_desktop.cli_csv import csv_text
from nsk_desktop.cli_session import JsonOption, KeyOption, StoreOption, half_year_of, open_desk
from nsk_desktop.domain import numbers
from nsk_desktop.domain.dates import half_year_label
from nsk_desktop.errors.periods import NotSigned
from nsk_desktop.i18n import _

if TYPE_CHECKING:
    from nsk_desktop.services.desk import Desk
    from nsk_desktop.services.periods import PeriodRow

COLUMNS = ("half_year", "figure", "signed", "now", "when", "kind", "what", "record", "session", "step")
UNEXPLAINED = "unexplained"


def changes(
    context: typer.Context,
    period: Annotated[
        str, typer.Option("--period", help=_("One half-year, for example 2025H1; without it every signed one."))
    ] = "",
    as_csv: Annotated[
        bool, typer.Option("--csv", help=_("Answer in CSV: one line for each step of a figure."))
    ] = False,
    store: StoreOption = None,
    passphrase_file: KeyOption = None,
    as_json: JsonOption = False,
) -> None:
    """For each figure the steps, and what none explains, add up to the difference between now and the signature."""
    from nsk_desktop.services.periods import list_periods

    wanted = half_year_of(period) if period else ""
    with open_desk(context, store, passphrase_file) as desk, cli_answers.working(_("The figures are being counted")):
        rows = [row for row in list_periods(desk) if row.signed and row.id == (wanted or row.id)]
        if wanted and not rows:
            raise NotSigned(wanted)
        found = [_half_year(desk, row) for row in rows]
    if as_json:
        cli_answers.say(True, {"format": 1, "half_years": found}, "")
    elif as_csv:
        typer.echo(csv_text(COLUMNS, [line for one in found for line in _steps(one)]), nl=False)
    elif found:
        for one in found:
            _print(one)
    else:
        typer.echo(_("No half-year is signed."))


def _half_year(desk: "Desk", row: "PeriodRow") -> dict[str, Any]:
    from nsk_desktop.services import periods

    found = periods.explain(desk, row.id)
    assert found is not None
    signed, now = periods.signed_figures(desk, row.id), periods.present_figures(desk, row.id)
    figures = {
        name: {
            "signed": signed[name],
            "now": now[name],
            "unexplained": found.unexplained.get(name, 0),
        }
        for name in signed
        if name in now
    }
    listed = [
        {
            "when": one.when.isoformat(timespec="seconds"),
            "kind": one.kind,
            "what": one.what,
            "record": one.id,
            "session": one.about or (one.id if one.kind == "session" else None),
            "steps": dict(one.steps),
        }
        for one in found.changes
    ]
    return {
        "half_year": row.id,
        "signed_on": row.signed_on.isoformat() if row.signed_on else None,
        "seal": row.seal,
        "intact": row.intact,
        "behind": found.behind,
        "figures": figures,
        "changes": listed,
    }


def _steps(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name, figure in found["figures"].items():
        line = {"half_year": found["half_year"], "figure": name, "signed": figure["signed"], "now": figure["now"]}
        for change in reversed(found["changes"]):
            if name in change["steps"]:
                yield line | change | {"step": change["steps"][name]}
        if figure["unexplained"]:
            yield line | {"kind": UNEXPLAINED, "step": figure["unexplained"]}


def _print(found: dict[str, Any]) -> None:
    from nsk_desktop.measures.half_year import label

    typer.echo(half_year_label(found["half_year"]))
    if not found["intact"]:
        typer.echo(_("The signed figures do not fit their signature. Somebody has changed them."))
    moved = {name: one for name, one in found["figures"].items() if one["now"] != one["signed"]}
    if not moved and not found["changes"]:
        typer.echo(_("Nothing has been changed since it was signed."))
        return
    steps = [name for change in found["changes"] for name in change["steps"]]
    rows = [
        (
            label(name),
            numbers.whole(one["signed"]),
            numbers.whole(one["now"]),
            numbers.whole(steps.count(name)),
            numbers.whole(one["unexplained"]),
        )
        for name, one in found["figures"].items()
        if name in moved or name in steps
    ]
    cli_answers.print_table((_("Figure"), _("Signed"), _("Now"), _("Changes"), _("Unexplained")), rows)
