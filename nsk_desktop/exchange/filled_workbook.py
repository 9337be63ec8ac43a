"""A new central workbook made of rows that stand elsewhere: what a merge of all their files would have made."""

import shutil
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from nsk_desktop.errors.files import FileExists
from nsk_desktop.exchange import central
from nsk_desktop.exchange.merge import Figures, carry_out, open_central, prepare
from nsk_desktop.exchange.merge_plan import Permissions
from nsk_desktop.exchange.overview import TABLE
from nsk_desktop.exchange.patch import TableChange
from nsk_desktop.exchange.room import refuse_full
from nsk_desktop.exchange.sheets import CENTRAL_SHEETS
from nsk_desktop.exchange.standing import Tables


def write(path: Path, tables: Tables, now: datetime, figures: Figures | None = None) -> None:
    """Write the rows of *tables* (and the figures of `Overblik`) as a new workbook at *path*, whole or not at all."""
    changes = [TableChange(sheet.table, {}, tables[sheet.table].rows, sheet.key) for sheet in CENTRAL_SHEETS]
    folder = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.stem}."))
    try:
        made = folder / path.name
        central.new_workbook(made)
        opened = open_central(made)
        refuse_full(path.name, opened.tables, changes)
        filled = replace(opened, tables={**opened.tables, **tables})
        stamped = [
            change
            for change in prepare(filled, [], [], Permissions(), now=now, figures=figures).changes
            if change.table == TABLE
        ]
        wanted = [change for change in changes if change.appended]
        carry_out(replace(prepare(opened, [], [], Permissions(), now=now), changes=[*wanted, *stamped]), now)
        if path.exists():
            raise FileExists(path.name)
        made.rename(path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
