"""`nsk cooperation`: how local actors worked together in a half-year."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nsk_desktop import cli_answers, cli_central
from nsk_desktop.cli_csv import csv_text
from nsk_desktop.cli_session import JsonOption, KeyOption, StoreOption, half_year_of, open_desk
from nsk_desktop.domain import numbers
from nsk_desktop.domain.cooperation import BASELINE, COORDINATOR, A, B
from nsk_desktop.domain.dates import show_day
from nsk_desktop.i18n import _

if TYPE_CHECKING:
    from nsk_desktop.measures.cooperation_figures import Cooperation


def cooperation(
    context: typer.Context,
    period: Annotated[
        str, typer.Option("--period", help=_("The half-year, for example 2025H1, or baseline: before the effort."))
    ],
    explain: Annotated[bool, typer.Option("--explain", help=_("Show the rows behind the figures too."))] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help=_("Answer in CSV."))] = False,
    workbook: Annotated[
        str,
        typer.Option("--workbook", help=_("Answer from a central workbook, or from a database, instead of the store.")),
    ] = "",
    store: StoreOption = None,
    passphrase_file: KeyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer in words, as JSON or as CSV; with the rows behind the figures when they are asked for."""
    from nsk_desktop.measures.cooperation_statement import as_json as to_json
    from nsk_desktop.measures.cooperation_statement import rows_json
    from nsk_desktop.services import cooperation as figures

    wanted = _period(period)
    if cli_central.is_address(workbook):
        cli_central.warn_of_password(workbook)
        found = figures.cooperation_of_database(workbook, wanted)
    elif workbook:
        found = figures.cooperation_of_workbook(Path(workbook), wanted)
    else:
        with open_desk(context, store, passphrase_file) as desk:
            found = figures.cooperation(desk, wanted)
    if as_json:
        cli_answers.say(True, {**to_json(found), **({"rows": rows_json(found)} if explain else {})}, "")
    elif as_csv:
        typer.echo(_csv(found, explain=explain), nl=False)
    else:
        _print(found, explain=explain)


def _period(text: str) -> str:
    """A half-year or the baseline as it was typed, in its one form."""
    return BASELINE if text.strip().lower() == BASELINE else half_year_of(text)


def _csv(found: "Cooperation", *, explain: bool) -> str:
    """One line per figure; or, to explain them, one per pair of actors. Numbers with a dot, as tools read them."""
    from nsk_desktop.measures.cooperation_statement import lines, pair_json

    if not explain:
        rounded = {line.name: line.value if line.value is None else round(line.value, 3) for line in lines(found)}
        figures = [{"figure": line.name, "value": rounded[line.name], "n": line.n} for line in lines(found)]
        return csv_text(("figure", "value", "n"), figures)
    pairs = [pair_json(found, pair) for pair in found.pairs]
    names = (
        *("one", "other", "level", "lowest", "highest", "by_one", "by_other", "by_coordinator", "wanted"),
        *("rated_tie", "enacted_tie", "cross_sector", "with_effort", "ratings", "sessions", "bridges"),
    )
    return csv_text(names, [{name: _cell(pair[name]) for name in names} for pair in pairs])


def _cell(value: object) -> object:
    if isinstance(value, list):
        return ";".join(map(str, value))
    return int(value) if isinstance(value, bool) else value


def _print(found: "Cooperation", *, explain: bool) -> None:
    from nsk_desktop.measures.cooperation_statement import lines
    from nsk_desktop.services.ratings import period_label

    typer.echo(_("Cooperation, {period}").format(period=period_label(found.period)))
    cli_answers.print_table(
        (_("Figure"), _("Value"), _("n")),
        [(line.label, line.shown, "" if line.n is None else numbers.whole(line.n)) for line in lines(found)],
    )
    if explain:
        _print_pairs(found)
        _print_rest(found)
    if found.problems:
        typer.echo(_("To be looked at:"))
        for problem in found.problems:
            typer.echo(f"  {problem.sentence()}")


def _print_pairs(found: "Cooperation") -> None:
    from nsk_desktop.measures.cooperation_figures import node_name
    from nsk_desktop.measures.cooperation_statement import name_of

    def said(levels: Sequence[int]) -> str:
        return ", ".join(map(str, levels))

    rows: list[tuple[Any, ...]] = [
        (
            " – ".join(node_name(node, name_of(found, node)) for node in (pair.other, pair.one)),
            "" if pair.level is None else numbers.decimal(pair.level),
            # The pair is written with its second side first, because that is never the effort.
            *(said(pair.by(rater)) for rater in (B, A, COORDINATOR)),
            "" if pair.wanted_level is None else numbers.decimal(pair.wanted_level),
            len(pair.sessions),
            len(pair.bridges),
        )
        for pair in found.pairs
    ]
    raters = (_("First side"), _("Second side"), _("Coordinator"))
    columns = (_("Pair"), _("Level"), *raters, _("Wanted level"), _("Meetings"), _("Bridges"))
    cli_answers.print_table(columns, rows)


def _print_rest(found: "Cooperation") -> None:
    """The rows behind the figures that no pair shows."""
    from nsk_desktop.measures.cooperation_figures import node_name
    from nsk_desktop.measures.cooperation_statement import name_of

    lists = (
        (
            _("Meetings held by actors of several sectors"),
            [f"{show_day(one.day)} {one.title}" for one in found.sessions_cross_sector],
        ),
        (
            _("Rated earlier, not this time"),
            [" – ".join(node_name(node, name_of(found, node)) for node in pair[::-1]) for pair in found.waiting],
        ),
        (_("Initiatives that an actor carries on (as they stand today)"), [one.title for one in found.rooted]),
        (
            _("Seats taken at steering group meetings"),
            [
                f"{show_day(one.day)}: " + _("{part} of {whole}").format(part=one.present, whole=one.seats)
                for one in found.steering or ()
            ],
        ),
    )
    for title, rows in lists:
        if rows:
            typer.echo(f"{title}:")
            for row in rows:
                typer.echo(f"  {row}")
