"""What the commands of `nsk` share: their options, the store they work on, and the days they are given."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nsk_desktop import i18n
from nsk_desktop.errors.command import PassphraseMissing, PassphraseUnreadable
from nsk_desktop.errors.typed import PeriodBackwards
from nsk_desktop.i18n import _
from nsk_desktop.paths import user_data

if TYPE_CHECKING:
    from nsk_desktop.services.desk import Desk

PASSPHRASE = "NSK_PASSPHRASE"

# Typer reads its help texts when the commands are imported; the language must be chosen before.
i18n.use(os.environ.get("NSK_LANGUAGE", ""))

StoreOption = Annotated[Path | None, typer.Option("--store", help=_("The folder of the store."))]
KeyOption = Annotated[
    Path | None, typer.Option("--passphrase-file", help=_("A file whose first line is the passphrase."))
]
RecoveryOption = Annotated[
    Path | None, typer.Option(help=_("Write the recovery code to this file instead of the screen."))
]
JsonOption = Annotated[bool, typer.Option("--json", help=_("Answer in JSON."))]
FromOption = Annotated[str, typer.Option("--from", help=_("First day, for example 2025-01-01 or 1.1.2025."))]
ReceiptsOption = Annotated[
    Path | None, typer.Option("--receipts", help=_("Write a receipt for each file into this folder."))
]
CentreKeyOption = Annotated[
    Path | None, typer.Option("--key-file", help=_("The file with the key that signs receipts; made when missing."))
]
ToOption = Annotated[str, typer.Option("--to", help=_("Last day, included."))]


def folder_of(context: typer.Context, store: Path | None) -> Path:
    chosen: Path | None = store or (context.obj or {}).get("store")
    return chosen or user_data()


@contextmanager
def open_desk(context: typer.Context, store: Path | None, passphrase_file: Path | None) -> "Iterator[Desk]":
    """The open store, closed afterwards."""
    from nsk_desktop.errors.store import StoreMissing
    from nsk_desktop.services import opening

    folder = folder_of(context, store)
    if not opening.exists(folder):
        raise StoreMissing(folder)
    desk = opening.open_store(folder, passphrase_of(context, passphrase_file))
    try:
        if notice := desk.notice.sentence():
            typer.echo(notice, err=True)
        yield desk
    finally:
        desk.close()


def passphrase_of(context: typer.Context, file: Path | None, *, twice: bool = False) -> str:
    """The passphrase from a file, the environment, or the person at the keyboard; never from an argument."""
    chosen: Path | None = file or (context.obj or {}).get("passphrase_file")
    if chosen is not None:
        try:
            lines = chosen.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as problem:
            raise PassphraseUnreadable(chosen) from problem
        return lines[0] if lines else ""
    if os.environ.get(PASSPHRASE):
        return os.environ[PASSPHRASE]
    if not sys.stdin.isatty():
        raise PassphraseMissing
    return str(typer.prompt(_("Passphrase"), hide_input=True, confirmation_prompt=twice))


def period_of(first: str, last: str) -> tuple[date, date]:
    """The days from *first* to *last*."""
    from nsk_desktop.domain.dates import show_day

    days = day_of(first), day_of(last)
    if days[0] > days[1]:
        raise PeriodBackwards(*map(show_day, days))
    return days


def day_of(text: str) -> date:
    from nsk_desktop.domain.dates import parse_day

    return parse_day(text, date.today())


def half_year_of(text: str) -> str:
    """A half-year as it was typed, in its one form: ``2025H1``."""
    from nsk_desktop.domain.dates import half_year_bounds
    from nsk_desktop.errors.typed import DateProblem

    name = text.strip().upper()
    try:
        half_year_bounds(name)
    except DateProblem as problem:
        told = _("{text} is not a half-year. Write for example 2025H1.").format(text=text)
        raise typer.BadParameter(told) from problem
    return name
