"""The command `nsk` run inside the test, as a user types it: what it answered, where, and with which exit code."""

import contextlib
import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from nsk_desktop import cli, cli_session
from nsk_desktop.services import opening
from nsk_desktop.services.desk import Desk
from nsk_desktop.store import checking, keys
from tests.make import PASSPHRASE

CHEAP = keys.Strength(cost=keys.Cost(64, 1, 1), floor=keys.Cost(64, 1, 1))
"""Guessing a passphrase costs nothing here: a test that opens a store ten times is not about that."""
_CODE = re.compile(r" \[[a-z0-9-]+\]$", re.MULTILINE)
YEAR = ("--from", "2025-01-01", "--to", "2025-12-31")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """What a refused command told its user: exit code 1, nothing of it on the ordinary output, no traceback."""
        assert self.code == 1, self
        assert self.out == "", self.out
        assert self.err.strip(), "a refusal without a word"
        assert "Traceback" not in self.err, self.err
        return _CODE.sub("", self.err)


def nsk(*arguments: object, passphrase: str | None = PASSPHRASE) -> Answer:
    """Run `nsk` with *arguments*, the passphrase in the environment."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        patch.setattr(keys, "FULL", CHEAP)
        patch.setattr("sys.stdin", io.StringIO())
        if passphrase is None:
            patch.delenv(cli_session.PASSPHRASE, raising=False)
        else:
            patch.setenv(cli_session.PASSPHRASE, passphrase)
        try:
            cli.main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = stop.code
    assert isinstance(code, int)
    return Answer(code, out.getvalue(), err.getvalue())


def done(*arguments: object) -> Answer:
    """Run `nsk` with *arguments*, which must work."""
    answer = nsk(*arguments)
    assert answer.code == 0, answer
    assert answer.err == "", answer.err
    return answer


def new_store(folder: Path, *, area: str = "Tingbjerg") -> Path:
    """A new store in *folder*, made by `nsk init`."""
    done("init", "--store", folder, "--area", area)
    return folder


@contextmanager
def opened(folder: Path) -> Iterator[Desk]:
    """A desk at the store in *folder*."""
    desk = opening.open_store(folder, PASSPHRASE, strength=CHEAP)
    try:
        yield desk
    finally:
        desk.close()


def digest(folder: Path) -> str:
    """A digest of everything that the store in *folder* holds."""
    with opened(folder) as desk:
        return checking.digest(desk.store)


def reach_of(*where: object, days: tuple[str, ...] = YEAR) -> Any:
    """`nsk reach --json` of a store or a workbook."""
    return done("reach", *days, *where, "--json").json


def exported(store: Path, folder: Path) -> Path:
    """The evaluation file that the store makes in *folder*."""
    return Path(done("export", "--store", store, "--to", folder, "--json").json["file"])


def new_workbook(path: Path) -> Path:
    """A new central workbook at *path*."""
    done("workbook", "new", path)
    return path


def merged(workbook: Path, *files: Path) -> Any:
    """`nsk merge --json`."""
    return done("merge", workbook, *files, "--json").json


def cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every value of a workbook by sheet, as it was last calculated."""
    book = openpyxl.load_workbook(path, data_only=True)
    found = {page.title: [tuple(row) for row in page.iter_rows(values_only=True)] for page in book}
    book.close()
    return found


def records(path: Path, sheet: str) -> list[dict[str, object]]:
    """The rows of a sheet by the names in its first row."""
    first, *rest = cells(path)[sheet]
    return [dict(zip(map(str, first), row, strict=True)) for row in rest if any(cell is not None for cell in row)]
