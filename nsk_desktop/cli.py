"""The command `nsk`: the same use cases without Qt."""

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from nsk_desktop import (
    __version__,
    cli_answers,
    cli_central,
    cli_changes,
    cli_cooperation,
    cli_counts,
    cli_economy,
    cli_gaps,
    cli_reach,
    cli_stories,
    cli_targets,
    cli_team,
)
from nsk_desktop.cli_session import (
    JsonOption,
    KeyOption,
    RecoveryOption,
    StoreOption,
    folder_of,
    half_year_of,
    open_desk,
    passphrase_of,
    period_of,
)
from nsk_desktop.errors import NskError
from nsk_desktop.errors.files import FileNotUsed
from nsk_desktop.errors.store import of_system
from nsk_desktop.i18n import _


class Profile(StrEnum):
    ROWS = "rows"
    AGGREGATES = "aggregates"


app = typer.Typer(
    name="nsk",
    help=_("Registration for an area-based effort, from the command line."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
report_app = typer.Typer(help=_("Documents for print."), no_args_is_help=True)
app.add_typer(cli_central.app, name="workbook")
app.add_typer(report_app, name="report")
app.add_typer(cli_team.app, name="team")


NewBook = Annotated[Path, typer.Argument(help=_("The .xlsx file to make."))]


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    store: StoreOption = None,
    passphrase_file: KeyOption = None,
    version: Annotated[bool, typer.Option("--version", help=_("Show the version."))] = False,
) -> None:
    """Keep what was given before the subcommand for whoever needs it."""
    context.obj = {"store": store, "passphrase_file": passphrase_file}
    if version:
        typer.echo(f"nsk {__version__}")
        raise typer.Exit


@app.command(help=_("Make a new store."))
def init(
    context: typer.Context,
    store: StoreOption = None,
    passphrase_file: KeyOption = None,
    recovery_file: RecoveryOption = None,
    area: Annotated[str, typer.Option(help=_("The name of the area."))] = "",
    author: Annotated[str, typer.Option(help=_("Your initials, for the history."))] = "",
    as_json: JsonOption = False,
) -> None:
    from nsk_desktop.services import effort, opening

    folder = folder_of(context, store)
    passphrase = passphrase_of(context, passphrase_file, twice=True)
    with cli_answers.place_for_recovery(recovery_file):
        desk, code = opening.create(folder, passphrase, author=author)
        try:
            effort.name_area(desk, area)
        finally:
            desk.close()
            cli_answers.say_recovery(folder, code, recovery_file, as_json)


@app.command(help=_("Make a store with a believable year of synthetic people."))
def demo(
    context: typer.Context,
    store: StoreOption = None,
    passphrase_file: KeyOption = None,
    seed: Annotated[int, typer.Option(help=_("The same number gives the same year."))] = 1,
    recovery_file: RecoveryOption = None,
    as_json: JsonOption = False,
) -> None:
    from nsk_desktop.services import demo as demo_year
    from nsk_desktop.services import opening

    folder = folder_of(context, store)
    if opening.exists(folder):
        with open_desk(context, store, passphrase_file) as desk:
            demo_year.refuse_filled(desk)
            demo_year.fill(desk, seed)
        cli_answers.say_recovery(folder, "", None, as_json)
        return
    passphrase = passphrase_of(context, passphrase_file, twice=True)
    with cli_answers.place_for_recovery(recovery_file):
        desk, code = opening.create(folder, passphrase, practice=True)
        try:
            demo_year.fill(desk, seed)
        finally:
            desk.close()
            cli_answers.say_recovery(folder, code, recovery_file, as_json)


@app.command(help=_("Write an empty workbook to fill in."))
def template(file: NewBook, as_json: JsonOption = False) -> None:
    from nsk_desktop.services.imports import write_template

    cli_answers.refuse_other_ending(file)
    write_template(file)
    cli_answers.say(as_json, {"file": str(file)}, _("Made {file}.").format(file=file))


@app.command("import", help=_("Read filled-in workbooks into the store."))
def import_files(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help=_("Filled-in .xlsx files."))],
    update: Annotated[bool, typer.Option("--update", help=_("Overwrite what the file says otherwise."))] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help=_("Take the good rows and name the others."))] = False,
    store: StoreOption = None,
    passphrase_file: KeyOption = None,
    as_json: JsonOption = False,
) -> None:
    from nsk_desktop.services import imports

    with open_desk(context, store, passphrase_file) as desk:
        for file in files:
            # Each file is taken whole and told of at once, so that a later one that is refused hides nothing.
            with cli_answers.working(_("Reading {file} …").format(file=file.name)):
                result = imports.apply_import(desk, imports.plan_import(desk, file), update=update, skip_bad=skip_bad)
            cli_answers.say(as_json, cli_answers.import_json(file, result), cli_answers.import_text(file, result))


@app.command("list", help=_("List records: sessions, series, participants, actors, bridges, initiatives, follow-ups …"))
def list_kind(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help=_("What to list."))],
    store: StoreOption = None,
    passphrase_file: KeyOption = None,
    as_json: JsonOption = False,
) -> None:
    from nsk_desktop.services.listing import LISTS, SHOWN, list_records

    if kind not in LISTS:
        raise typer.BadParameter(_("Choose one of: {kinds}").format(kinds=", ".join(LISTS)))
    with open_desk(context, store, passphrase_file) as desk:
        rows = list_records(desk, kind)
    if as_json:
        cli_answers.say(True, rows, "")
    else:
        cli_answers.print_table(SHOWN[kind], [[row[name] for name in SHOWN[kind]] for row in rows])


app.command(help=_("How many different citizens were reached, as an interval."))(cli_reach.reach)
app.command(help=_("How far the effort is towards its targets, and how sure that is."))(cli_targets.targets)
app.command(help=_("Stories and method cards by theme, actor and half-year, each with the figures behind it."))(
    cli_stories.stories
)


@app.command(help=_("Make the one file for the central evaluation."))
def export(
    context: typer.Context,
    to: Annotated[Path, typer.Option("--to", help=_("The folder to put the file in."))],
    profile: Annotated[
        Profile, typer.Option(help=_("rows for the central evaluation; aggregates (counts only) for anybody else."))
    ] = Profile.ROWS,
    half_year: Annotated[
        str, typer.Option("--half-year", help=_("With aggregates: only this half-year, for example 2025H1."))
    ] = "",
    limit: Annotated[
        int | None, typer.Option("--limit", help=_("With aggregates: numbers below this one are hidden (5 or more)."))
    ] = None,
    store: StoreOption = None,
    passphrase_file: KeyOption = None,
    as_json: JsonOption = False,
) -> None:
    from nsk_desktop.services.submission import make_file

    if profile is Profile.AGGREGATES:
        with open_desk(context, store, passphrase_file) as desk:
            cli_counts.give_out(desk, to, half_year, limit, as_json)
        return
    if half_year or limit is not None:
        raise typer.BadParameter(_("--half-year and --limit belong to --profile aggregates."))
    with open_desk(context, store, passphrase_file) as desk, cli_answers.working(_("Making the file …")):
        made = make_file(desk, to, date.today())
    cli_answers.say(as_json, cli_answers.export_json(made), cli_answers.export_text(made))


app.command(help=_("How local actors worked together in a half-year, with the effort and without it."))(
    cli_cooperation.cooperation
)
app.command(help=_("The budget against what is used of it, and what a meeting and a citizen cost."))(
    cli_economy.economy
)
app.command(help=_("What is missing in the half-years, with the record where it is mended."))(cli_gaps.gaps)
app.command(help=_("Why the figures of a signed half-year are others now, change by change."))(cli_changes.changes)
app.command(help=_("Merge evaluation files into the central workbook, or into a database (PostgreSQL)."))(
    cli_central.merge
)


@app.command(help=_("Read a receipt from the central evaluation into the store."))
def receipt(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help=_("The receipt, a file whose name begins with kvittering."))],
    accept_key: Annotated[
        bool, typer.Option("--accept-key", help=_("Accept that the central evaluation has a new key."))
    ] = False,
    store: StoreOption = None,
    passphrase_file: KeyOption = None,
    as_json: JsonOption = False,
) -> None:
    from nsk_desktop.services import receipts

    with open_desk(context, store, passphrase_file) as desk:
        told = receipts.take_in(desk, file, accept_key=accept_key)
        found = receipts.answers(desk)
    cli_answers.say(as_json, cli_answers.receipt_json(told, found), cli_answers.receipt_text(told, found))


@report_app.command("activity", help=_("The activity summary of a period as PDF."))
def report_activity(
    context: typer.Context,
    to: Annotated[
        list[str], typer.Option("--to", help=_("The PDF file to make; also the last day, when it is a date."))
    ],
    first: Annotated[str, typer.Option("--from", help=_("First day, for example 2025-01-01 or 1.1.2025."))] = "",
    period: Annotated[
        str, typer.Option("--period", help=_("A half-year instead of two days, for example 2025H1."))
    ] = "",
    store: StoreOption = None,
    passphrase_file: KeyOption = None,
    as_json: JsonOption = False,
) -> None:
    from nsk_desktop.domain.dates import half_year_bounds
    from nsk_desktop.services.report_outcomes import kept_out
    from nsk_desktop.services.reports import write_activity

    files = [Path(text) for text in to if text.lower().endswith(".pdf")]
    dates = [text for text in to if not text.lower().endswith(".pdf")]
    if len(files) != 1 or len(dates) > 1 or bool(period) == bool(first) or bool(first) != bool(dates):
        raise typer.BadParameter(
            _("Give one PDF file with --to, and either --period 2025H1 or both --from DATE and --to DATE.")
        )
    bounds = half_year_bounds(half_year_of(period)) if period else period_of(first, dates[0])
    with open_desk(context, store, passphrase_file) as desk:
        write_activity(desk, files[0], *bounds, date.today())
        held = kept_out(desk, *bounds)
    # Not by its title: that may be what identifies somebody.
    told = [_("Kept out of it: {name}. {why}").format(name=one.name, why=one.hindrance) for one in held]
    answer = {"file": str(files[0]), "kept_out": [{"kind": one.kind, "id": one.id} for one in held]}
    cli_answers.say(as_json, answer, "\n".join([_("Made {file}.").format(file=files[0]), *told]))


@app.command(help=_("Check the store: its pages, its references, and its state against its history."))
def check(
    context: typer.Context,
    store: StoreOption = None,
    passphrase_file: KeyOption = None,
    as_json: JsonOption = False,
) -> None:
    from nsk_desktop.services.checking import check_store

    with open_desk(context, store, passphrase_file) as desk:
        checked = check_store(desk)
    cli_answers.say(as_json, cli_answers.check_json(checked), cli_answers.check_text(checked))
    if checked.problems:
        raise typer.Exit(1)


_STOPPED: Final = 130
"""What is answered for Ctrl+C by the library that runs the commands, without a word to anybody."""
_RUN: Final[dict[str, Any]] = {"prog_name": "nsk", "standalone_mode": False}


def main(arguments: list[str] | None = None) -> None:
    """Run `nsk`: exit 0 when done, 1 when refused with a clear message, 2 for wrong usage."""
    cli_answers.speak_unicode()
    try:
        code = app(args=cli_answers.with_json_last(sys.argv[1:] if arguments is None else arguments), **_RUN)
        if code == _STOPPED:
            raise KeyboardInterrupt
    except NskError as error:
        typer.echo(cli_central.without_password(cli_answers.refusal_text(error)), err=True)
        code = 1
    except OSError as error:
        typer.echo(cli_answers.refusal_text(of_system(error) or FileNotUsed(error)), err=True)
        code = 1
    except typer.Abort:
        typer.echo(_("Stopped. Nothing was changed."), err=True)
        code = 1
    except KeyboardInterrupt:
        typer.echo(_("Stopped. What was not finished is taken back."), err=True)
        code = 1
    except Exception as error:
        # Wrong usage; anything else is our own bug.
        if not hasattr(error, "format_message"):
            raise
        typer.echo(cli_central.without_password(cli_answers.usage_text(error)), err=True)
        code = 2
    sys.exit(code or 0)
