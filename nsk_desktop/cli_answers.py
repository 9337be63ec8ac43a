"""What the command `nsk` says: the same answer as text for people and as JSON for tools."""

import io
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from nsk_desktop.domain import numbers
from nsk_desktop.errors import NskError
from nsk_desktop.errors.files import FileExists, NotWritten
from nsk_desktop.i18n import _

if TYPE_CHECKING:
    from nsk_desktop.measures.reach import Reach
    from nsk_desktop.services.checking import Checked
    from nsk_desktop.services.evaluation import Made
    from nsk_desktop.services.imports import Result
    from nsk_desktop.services.receipts import Answers, TakenIn


MOST_WARNINGS = 20
"""A list of notes that is longer than this is not read; refused rows are always named, every one."""


def with_json_last(arguments: list[str]) -> list[str]:
    """`--json` may stand before the subcommand too; each subcommand knows it only behind itself."""
    rest = [argument for argument in arguments if argument != "--json"]
    return [*rest, "--json"] if len(rest) < len(arguments) else rest


def speak_unicode() -> None:
    """What is piped on is UTF-8, also where the system's own code page has no ↔."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")


@contextmanager
def working(text: str) -> Iterator[Callable[[str], None]]:
    """Show that something takes its time, to a person at a terminal; what is given is told what to show from then on.

    Ctrl+C stops it and nothing is changed.
    """
    console = Console(stderr=True)
    if console.is_terminal:
        # What stands in square brackets in the name of a file is no markup.
        with console.status(Text(text)) as status:
            yield lambda more: status.update(Text(more))
    else:
        yield lambda _more: None


def say(as_json: bool, answer: Any, text: str) -> None:
    """Print *answer* as JSON, or *text*."""
    typer.echo(json.dumps(answer, ensure_ascii=False, indent=2, default=str) if as_json else text)


def print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """A plain table. Text in a record is never markup of the console."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column)
    for row in rows:
        table.add_row(*map(_written, row))
    console = Console(markup=False, highlight=False, emoji=False)
    if not console.is_terminal:
        console.width = 240  # what is piped on is not folded to a window
    console.print(table)


def _written(cell: Any) -> str:
    """A cell for people: what tools need as it is stored is in the JSON."""
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    if isinstance(cell, (list, tuple)):
        return ", ".join(map(_written, cell))
    return "" if cell is None else str(cell)


@contextmanager
def place_for_recovery(file: Path | None) -> Iterator[None]:
    """Make sure that *file* can take a recovery code before there is one: a code that is not kept is lost for good."""
    if file is not None:
        try:
            file.touch(mode=0o600, exist_ok=False)
        except FileExistsError as problem:
            raise FileExists(file.name) from problem
        except OSError as problem:
            raise NotWritten(file, problem) from problem
    try:
        yield
    except BaseException:
        if file is not None and not file.stat().st_size:
            file.unlink()
        raise


def say_recovery(folder: Path, code: str, file: Path | None, as_json: bool) -> None:
    """Where the store is, and its recovery code: in *file* when one was asked for, otherwise shown this once."""
    answer: dict[str, Any] = {"store": str(folder)}
    text = _("The store is in {folder}.").format(folder=folder)
    if code and file is not None:
        file.write_text(code + "\n", encoding="utf-8")
        answer["recovery_file"] = str(file)
        text += "\n" + _("The recovery code is in {file}. Keep it away from this computer.").format(file=file)
    elif code:
        answer["recovery_code"] = code
        text += "\n" + _("Recovery code, shown only now: {code}").format(code=code)
        advice = _(
            "Write it down and keep it away from this computer. It opens the store if you forget the passphrase."
        )
        text += "\n" + advice
    say(as_json, answer, text)


def refuse_other_ending(file: Path) -> None:
    """A workbook under another ending opens with a warning, or not at all."""
    if file.suffix.lower() != ".xlsx":
        raise typer.BadParameter(_("{file} must end in .xlsx.").format(file=file.name))


def refusal_text(error: NskError) -> str:
    """Why something was refused, and behind it the code that is the same in every language."""
    return f"{error.message()} [{error.code}]"


def usage_text(error: Any) -> str:
    """What is wrong with a command as it was written, and where its help is."""
    # Typer's classes of wrong usage are private to it, so they are known by their names and what they carry.
    context, parameter = error.ctx, getattr(error, "param", None)
    name = max(parameter.opts, key=len) if parameter is not None else getattr(error, "option_name", "")
    kind = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)
    choices = [str(choice) for choice in kind] if isinstance(kind, type) and issubclass(kind, StrEnum) else []
    match type(error).__name__:
        case "NoArgsIsHelpError":
            return str(error.message)
        case "MissingParameter":
            text = _("{name} is missing.").format(name=name)
        case "NoSuchOption":
            text = _("There is no option called {name}.").format(name=name)
        case "BadOptionUsage" if error.message.endswith("does not take a value."):
            text = _("{name} stands alone, without a value.").format(name=name)
        case "BadOptionUsage":
            text = _("The value after {name} is missing.").format(name=name)
        case "BadParameter" if choices:
            text = _("{name} takes one of: {choices}").format(name=name, choices=", ".join(choices))
        case "BadParameter" if name:
            text = _("{name} cannot be that.").format(name=name)
        case "UsageError" if context is not None and getattr(context.command, "commands", None):
            text = _("There is no such command. The commands are: {commands}").format(
                commands=", ".join(context.command.commands)
            )
        case "UsageError":
            # All else that is missing or misspelt has a class of its own: here words are left over.
            words = error.message.partition("(s) (")[2].removesuffix(")")
            text = _("There is a word too many: {words}").format(words=words) if words else error.message
        case _other:
            text = error.message
    # An option that lacks its value does not say which command it was given to.
    command = "nsk" if context is None else context.command_path
    return "\n".join([text, _("Help: {command}").format(command=f"{command} --help")])


def import_json(file: Path, result: "Result") -> dict[str, Any]:
    return {
        "file": str(file),
        "new": result.new,
        "updated": result.updated,
        "same": result.same,
        "deleted": result.deleted,
        "refused": [problem.sentence() for problem in result.refused],
        "warnings": [warning.sentence() for warning in result.warnings],
        "recognised": list(result.recognised),
        "made": list(result.made),
    }


def import_text(file: Path, result: "Result") -> str:
    """One paragraph per file: what is new, what was there, who was recognised, what to look at."""
    new = sum(result.new.values())
    parts = [
        _("{count} new").format(count=numbers.whole(new)),
        _("{count} there already").format(count=numbers.whole(result.same)),
    ]
    if result.updated:
        parts.append(_("{count} updated").format(count=numbers.whole(result.updated)))
    if result.deleted:
        parts.append(_("{count} deleted earlier, left deleted").format(count=numbers.whole(result.deleted)))
    lines = [f"{file.name}: {', '.join(parts)}."]
    if result.recognised:
        lines.append(_("Known before: {names}").format(names=", ".join(result.recognised)))
    if result.made:
        lines.append(_("Made from their names: {names}").format(names=", ".join(result.made)))
    lines += [warning.sentence() for warning in result.warnings[:MOST_WARNINGS]]
    if len(result.warnings) > MOST_WARNINGS:
        more = numbers.whole(len(result.warnings) - MOST_WARNINGS)
        lines.append(_("… and {count} more notes. --json shows them all.").format(count=more))
    if result.refused:
        lines.append(_("Not taken:"))
        lines += [problem.sentence() for problem in result.refused]
    return "\n".join(lines)


def export_json(made: "Made") -> dict[str, Any]:
    withheld = [{"kind": text.kind, "id": text.id, "reason": text.finding.label} for text in made.withheld]
    return {"file": str(made.path), "number": made.number, "rows": dict(made.rows), "withheld": withheld}


def export_text(made: "Made") -> str:
    lines = [_("Made {file}.").format(file=made.path)]
    for text in made.withheld:
        note = _("Left out of the file, because it holds {what}: “{text}”. Change the text and make a new file.")
        lines.append(note.format(what=text.finding.label, text=text.text))
    return "\n".join(lines)


def print_reach(found: "Reach") -> None:
    """The headline, and a table of groups that shows no sum."""
    from nsk_desktop.measures.reach import headline

    typer.echo(headline(found.figures))
    if not found.groups:
        return
    columns = (_("Group"), _("Meetings"), _("Attendances"), _("Citizens reached"), _("Registered individually"))
    rows = [
        (
            group.label or group.key,
            group.figures.sessions.held,
            numbers.span(group.figures.attendances.total_low, group.figures.attendances.total_high),
            numbers.span(group.figures.persons.lower, group.figures.persons.upper),
            group.figures.persons.registered,
        )
        for group in found.groups
    ]
    print_table(columns, rows)
    typer.echo(_("The groups cannot be added up: the same person may be in several."))


def receipt_json(told: "TakenIn", found: "Answers") -> dict[str, Any]:
    return {
        "number": told.number,
        "received": told.received.isoformat(),
        "taken": told.taken,
        "not_taken": told.not_taken,
        "new": told.is_new,
        "refusal": told.refusal or None,
        "first_contact": told.words or None,
        "never_acknowledged": [{"kind": one.kind, "id": one.record, "title": one.title} for one in found.missing],
        "edited_by_hand": [
            {
                "kind": one.what.kind,
                "id": one.what.record,
                "title": one.what.title,
                "column": one.column,
                "centre": one.centre,
                "laptop": one.laptop,
                "why": one.why or None,
            }
            for one in found.edited
        ],
    }


def receipt_text(told: "TakenIn", found: "Answers") -> str:
    lines = list(told.sentences())
    if found.missing:
        lines.append(_("Never acknowledged:"))
        lines += [f"  {one.title}" for one in found.missing]
    for one in found.edited:
        note = _("Changed by hand at the centre: {title}, {column}: “{centre}” (you sent “{laptop}”).")
        lines.append(note.format(title=one.what.title, column=one.column, centre=one.centre, laptop=one.laptop))
        if one.why:
            lines.append("  " + _("Why: {reason}").format(reason=one.why))
    return "\n".join(lines)


def check_json(checked: "Checked") -> dict[str, Any]:
    return {"records": checked.records, "entries": checked.entries, "problems": list(checked.problems)}


def check_text(checked: "Checked") -> str:
    text = _("{records} records and {entries} entries checked.").format(
        records=checked.records, entries=checked.entries
    )
    return "\n".join([text, *checked.problems]) if checked.problems else text + " " + _("Everything is in order.")
