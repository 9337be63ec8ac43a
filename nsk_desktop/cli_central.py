"""`nsk merge` and `nsk workbook`: the centre's work, in a workbook or in a database."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nsk_desktop import cli_answers
from nsk_desktop.cli_session import CentreKeyOption, JsonOption, ReceiptsOption, half_year_of
from nsk_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from nsk_desktop.domain.counting import CountingRows
    from nsk_desktop.exchange.headway import Steps
    from nsk_desktop.services.central import Merged

app = typer.Typer(help=_("The central evaluation workbook."), no_args_is_help=True)

_ADDRESS = re.compile(r"\w[\w+]+:/")
"""An address where a file is expected; a drive of Windows has one letter."""
_LONGEST_SAID = 200
_PASSWORD = re.compile(r"(://[^\s:@/]*):\S*@|(password=)[^\s&]*", re.IGNORECASE)


def without_password(text: str) -> str:
    """*text* with the password of any address in it taken out: what is printed is often kept or sent on."""
    return _PASSWORD.sub(lambda found: f"{found[1]}:***@" if found[1] else f"{found[2]}***", text)


@app.command("new", help=_("Make a central workbook: empty, or with the rows of a database."))
def new_workbook(
    file: Annotated[Path, typer.Argument(help=_("The .xlsx file to make."))],
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            help=_("The address of a database (postgresql+psycopg://USER@SERVER/DATABASE) whose rows are written."),
        ),
    ] = None,
    area: Annotated[str, typer.Option(help=_("Only the rows of this area's laptops."))] = "",
    period: Annotated[str, typer.Option(help=_("Only the rows of this half-year, for example 2025H1."))] = "",
    as_json: JsonOption = False,
) -> None:
    cli_answers.refuse_other_ending(file)
    if source is None:
        from nsk_desktop.services.central import new_workbook as make_empty

        if area or period:
            raise typer.BadParameter(
                _("--area and --period choose among the rows of a database: give its address with --from.")
            )
        make_empty(file)
        cli_answers.say(as_json, {"file": str(file)}, _("Made {file}.").format(file=file))
        return
    from nsk_desktop.services.central_parts import Part, write_workbook

    warn_of_password(source)
    with cli_answers.working(_("Making the file …")):
        rows = write_workbook(source, file, Part(area, half_year_of(period) if period.strip() else ""), datetime.now())
    text = _("Made {file} with {count} rows.").format(file=file, count=sum(rows.values()))
    cli_answers.say(as_json, {"file": str(file), "rows": rows}, text)


def merge(
    workbook: Annotated[
        str,
        typer.Argument(
            help=_(
                "The central workbook, or the address of a database (postgresql+psycopg://USER@SERVER/DATABASE). "
                "Its password belongs in the file .pgpass."
            ),
        ),
    ],
    files: Annotated[list[Path], typer.Argument(help=_("Evaluation files from the laptops."))],
    take_laptop: Annotated[
        bool, typer.Option("--take-laptop", help=_("Let the laptop's value replace cells edited by hand."))
    ] = False,
    accept_shrink: Annotated[
        bool, typer.Option("--accept-shrink", help=_("Accept a file that deletes improbably much."))
    ] = False,
    accept_key: Annotated[bool, typer.Option("--accept-key", help=_("Accept that a laptop has a new key."))] = False,
    receipts: ReceiptsOption = None,
    key_file: CentreKeyOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Only say what the merge would do. Nothing is written."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Merge evaluation files into a workbook or a database, by the same rules."""
    if any(_ADDRESS.match(file.as_posix()) for file in files):
        raise typer.BadParameter(_("The address of a database stands before the files."))
    if dry_run and receipts is not None:
        raise typer.BadParameter(_("With --dry-run nothing is merged, so there are no receipts."))
    allowed = {"take_laptop": take_laptop, "accept_shrink": accept_shrink, "accept_key": accept_key}
    unresolved = "Uafklaret"
    if is_address(workbook):
        from nsk_desktop.services.central_database import look_at_database, merge_into_database, name_of

        warn_of_password(workbook)
        name, unresolved = name_of(workbook), "nsk.uafklaret"
        look, carry_out = partial(look_at_database, workbook), partial(merge_into_database, workbook)
    else:
        from nsk_desktop.services.central import look_at_files, merge_files

        path = Path(workbook)
        name = path.name
        look, carry_out = partial(look_at_files, path), partial(merge_files, path)
    with cli_answers.working(_("Merging into {file} …").format(file=name)) as tell:
        act = look if dry_run else partial(carry_out, receipts=receipts, key_file=key_file)
        try:
            merged = act(files, datetime.now(), **allowed, steps=_telling(tell, name))
        except KeyboardInterrupt:
            # Had the rows been in, it would have been told so.
            raise typer.Abort from None
    answer = _merge_json(merged) | ({"dry_run": True} if dry_run else {})
    cli_answers.say(as_json, answer, merge_text(name, merged, unresolved, dry_run=dry_run))
    if merged.unwritten is not None:
        # What was merged is told in full first: it will not be told a second time.
        raise merged.unwritten


def _telling(tell: Callable[[str], None], name: str) -> "Steps":
    """Puts into words how far a merge into *name* is."""
    from nsk_desktop.exchange.headway import Step

    def told(step: Step, done: int, total: int) -> None:
        words = {
            Step.READING: _("Merging into {file}: reading file {number} of {count} …"),
            Step.COMPARING: _("Merging into {file}: comparing with what is there …"),
            Step.WRITING: _("Merging into {file}: {percent} % is written …"),
        }
        percent = 100 * done // total if total else 0
        tell(words[step].format(file=name, number=done, count=total, percent=percent))

    return told


def rows_of(target: str) -> "CountingRows":
    """What reach is counted from, out of a workbook or a database alone."""
    if is_address(target):
        from nsk_desktop.services.central_database import rows_of_database

        warn_of_password(target)
        return rows_of_database(target)
    from nsk_desktop.services.central import rows_of_workbook

    return rows_of_workbook(Path(target))


def is_address(text: str) -> bool:
    """Whether *text* means a database and not a file."""
    return "://" in text or _ADDRESS.match(text.strip()) is not None


def warn_of_password(address: str) -> None:
    """Say so when *address* holds a password: it stands in the list of programs and in the shell's history."""
    if without_password(address) != address:
        note = _(
            "The password in the address can be read by other programs on this computer. "
            "Put it in the file .pgpass instead."
        )
        typer.echo(note, err=True)


def _merge_json(merged: "Merged") -> dict[str, Any]:
    report = merged.report
    return {
        "changed": report.changed,
        "previous": str(report.previous) if report.previous else None,
        "files": [
            {
                "file": outcome.name,
                "device": outcome.device,
                "number": outcome.number,
                "new": outcome.tally.new,
                "updated": outcome.tally.updated,
                "unchanged": outcome.tally.unchanged,
                "hand_edited": outcome.tally.hand_edited,
                "unresolved": outcome.tally.unresolved,
                "remark": outcome.remark,
            }
            for outcome in report.plan.files
        ],
        "hand_edits": [_shown(edit) for edit in report.plan.hand_edits],
        "unresolved": [_shown(wording) for wording in report.plan.unresolved],
        "first_contacts": [_shown(contact) for contact in report.plan.contacts],
        "missing_numbers": report.plan.missing,
        "reach": {
            name: dict(zip(("registered", "lower", "upper"), figures, strict=True))
            for name, figures in report.reach.items()
        },
        "differences": [_shown(difference) for difference in merged.differences],
        "strays": [_shown(stray) for stray in merged.strays],
        "receipts": [str(path) for path in merged.receipts],
        "centre_key": merged.words or None,
        "receipts_refused": str(merged.unwritten) if merged.unwritten else None,
    }


def merge_text(target: str, merged: "Merged", unresolved: str = "Uafklaret", *, dry_run: bool = False) -> str:
    """What happened to each file, then everything that a person should look at. Open rows stand in *unresolved*."""
    from nsk_desktop.exchange.reasons import NOTE
    from nsk_desktop.exchange.strays import told as strays_told
    from nsk_desktop.exchange.values import shown

    plan = merged.report.plan
    lines = [
        _("{file}: {new} new, {updated} changed, {unchanged} unchanged.").format(
            file=outcome.name,
            new=outcome.tally.new,
            updated=outcome.tally.updated,
            unchanged=outcome.tally.unchanged,
        )
        + (f" {outcome.remark}" if outcome.remark else "")
        for outcome in plan.files
    ]
    for contact in plan.contacts:
        note = _("First contact with {device}. Compare these words by telephone: {words}")
        lines.append(note.format(device=contact.device[:8], words=contact.words))
    for edit in plan.hand_edits:
        kept_note = _("Edited by hand and kept: {sheet}, id {row}, {column}: “{ours}” (the laptop says “{theirs}”).")
        gone_note = _("Edited by hand and replaced: {sheet}, id {row}, {column}: “{ours}” is now “{theirs}”.")
        note = gone_note if edit.replaced else kept_note
        ours, theirs = _short(shown(edit.kept)), _short(shown(edit.laptop))
        lines.append(note.format(sheet=edit.sheet, row=edit.row, column=edit.column, ours=ours, theirs=theirs))
        if edit.why:
            lines.append("  " + _("Why: {reason}").format(reason=edit.why))
    if any(not edit.replaced and not edit.why for edit in plan.hand_edits):
        hint = _(
            "Why it was edited can be said in a comment on the cell, or in a column “{column}” of your own: "
            "the laptop reads it in its receipt."
        )
        lines.append(hint.format(column=NOTE))
    count = len(plan.unresolved)
    if count:
        note = ngettext(
            "{count} row is unresolved: two laptops changed it unaware of each other. See {sheet}.",
            "{count} rows are unresolved: two laptops changed them unaware of each other. See {sheet}.",
            count,
        )
        lines.append(note.format(count=count, sheet=unresolved))
    for device, missing in plan.missing.items():
        if missing:
            lines.append(
                _("Never received from {device}: file no. {numbers}").format(device=device[:8], numbers=missing)
            )
    lines += strays_told(merged.strays)
    for difference in merged.differences:
        note = _("{half_year}, {figure}: the laptop {device} says {laptop}, the centre {centre}. {reason}")
        lines.append(
            note.format(
                device=difference.device[:8],
                half_year=difference.half_year,
                figure=difference.figure,
                laptop=difference.laptop,
                centre=difference.centre,
                reason=difference.reason,
            )
        )
    if merged.receipts:
        note = _("Receipts for the laptops are in {folder}, signed by: {words}")
        lines.append(note.format(folder=merged.receipts[0].parent, words=merged.words))
    if merged.report.changed and dry_run:
        text = _("{workbook} would be updated. Nothing is written: this was only a look.")
        lines.append(text.format(workbook=target))
    elif merged.report.changed:
        done = _("{workbook} is updated.").format(workbook=target)
        kept = merged.report.previous
        lines.append(done + (" " + _("The previous one is kept as {name}.").format(name=kept.name) if kept else ""))
    else:
        lines.append(_("{workbook} is unchanged: everything was there already.").format(workbook=target))
    return "\n".join(lines)


def _short(text: str) -> str:
    """The beginning of a long text, on one line: a story in a cell need not hide what else there is to see."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST_SAID else plain[: _LONGEST_SAID - 1] + "…"


def _shown(found: Any) -> dict[str, Any]:
    """A frozen row as JSON."""
    from dataclasses import asdict, is_dataclass

    if is_dataclass(found) and not isinstance(found, type):
        return asdict(found)
    return dict(found._asdict())
