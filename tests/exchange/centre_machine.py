"""A centre that is played with: laptops, files lost, late and repeated, and an evaluator at work between the merges.

Every merge is a real one, of real files into a real workbook; the evaluator works with another program (openpyxl).
What must hold afterwards is worked out from the files that were received and from what was typed, and nothing else.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.table import TableColumn

from nsk_desktop.exchange import central, merge
from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.exchange.merge import MergeReport
from nsk_desktop.exchange.merge_plan import missing_numbers, reception_id
from nsk_desktop.exchange.patch import read_tables
from tests.exchange.laptops import NOW, Laptop, write_file

SHEET, TABLE = "Aktører", "nsk_Aktører"
DEVICES = tuple(letter * 32 for letter in "abc")
ROWS = tuple(f"r{number}" for number in range(6))
NOTE = "evaluators note"
_ROW = st.sampled_from(ROWS)
Typed = tuple[str, str]
"""The row and the column of a cell that was edited by hand."""


class Centre(RuleBasedStateMachine):
    """The merge as it is. A control overrides `receive` with a merge that is wrong."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory(prefix="nsk-centre-")
        self.folder = Path(self._folder.name)
        self.workbook = self.folder / "central.xlsx"
        self.laptops = [Laptop(device) for device in DEVICES]
        self.sent: list[tuple[EvaluationData, Path]] = []
        self.received: dict[str, EvaluationData] = {}
        self.standing: dict[str, tuple[str, str]] = {}
        """By row: the greatest version received, and the name it gives (empty: deleted)."""
        self.typed: dict[Typed, str] = {}
        self.notes: dict[str, str] = {}
        self.colours: dict[str, str] = {}
        self.has_column = False

    def teardown(self) -> None:
        try:
            if self.workbook.exists():
                self.looks_as_the_evaluator_left_it()
        finally:
            self._folder.cleanup()

    @initialize(skews=st.lists(st.integers(-50, 50), min_size=3, max_size=3), column=st.booleans())
    def begin(self, skews: list[int], column: bool) -> None:
        self.laptops = [Laptop(device, skew) for device, skew in zip(DEVICES, skews, strict=True)]
        central.new_workbook(self.workbook)
        for number, row in enumerate(ROWS[:3]):
            self.laptops[number].edit(row, "Skole")
            self.laptops[0].receive(self.laptops[number])
        self.sends(0)
        self.receives([0])
        self.has_column = column
        if column:
            self.adds_a_column()

    # The laptops

    @rule(who=st.integers(0, 2), row=_ROW, value=st.sampled_from(("Skole", "Klub", "Forening", "")))
    def registers(self, who: int, row: str, value: str) -> None:
        self.laptops[who].edit(row, value)

    @rule(who=st.integers(0, 2), other=st.integers(0, 2))
    def exchanges(self, who: int, other: int) -> None:
        self.laptops[who].receive(self.laptops[other])

    @rule(who=st.integers(0, 2))
    def sends(self, who: int) -> None:
        """A file; whether it ever arrives, when and how often, is up to `receives`."""
        data = self.laptops[who].export()
        self.sent.append((data, write_file(self.folder / "sent", data)))

    # The evaluator

    @contextmanager
    def opened(self) -> Iterator[Any]:
        """The sheet of rows in another program, saved afterwards."""
        book = openpyxl.load_workbook(self.workbook)
        yield book[SHEET]
        book.save(self.workbook)

    def places(self, page: Any) -> dict[str, int]:
        """The line of each row."""
        return {str(page.cell(line, 1).value): line for line in range(2, page.max_row + 1) if page.cell(line, 1).value}

    def columns(self, page: Any) -> dict[str, int]:
        return {str(page.cell(1, number).value): number for number in range(1, page.max_column + 1)}

    @rule(row=_ROW, column=st.sampled_from(("navn", "sektor")), value=st.sampled_from(("Skole", "Rettet", "Eget")))
    def types_over(self, row: str, column: str, value: str) -> None:
        if row not in self.standing:
            return
        with self.opened() as page:
            page.cell(self.places(page)[row], self.columns(page)[column]).value = value
        self.typed[row, column] = value
        self._settle(row)

    @rule(column=st.sampled_from(("id", "navn", "version", "enhed")), down=st.booleans())
    def sorts(self, column: str, down: bool) -> None:
        with self.opened() as page:
            by, width = self.columns(page)[column], page.max_column
            lines = [
                [(page.cell(line, place).value, copy(page.cell(line, place).fill)) for place in range(1, width + 1)]
                for line in self.places(page).values()
            ]
            lines.sort(key=lambda line: str(line[by - 1][0] or ""), reverse=down)
            for number, line in enumerate(lines, 2):
                for place, (value, fill) in enumerate(line, 1):
                    page.cell(number, place).value = value
                    page.cell(number, place).fill = fill

    @rule(row=_ROW, colour=st.sampled_from(("FFAA0000", "FF00AA00", "FF0000AA")))
    def colours_a_row(self, row: str, colour: str) -> None:
        if row not in self.standing:
            return
        with self.opened() as page:
            page.cell(self.places(page)[row], 1).fill = PatternFill("solid", fgColor=colour)
        self.colours[row] = colour

    def adds_a_column(self) -> None:
        with self.opened() as page:
            width = page.max_column + 1
            page.cell(1, width).value = NOTE
            table = page.tables[TABLE]
            table.ref = f"A1:{page.cell(page.max_row, width).coordinate}"
            table.autoFilter.ref = table.ref
            table.tableColumns.append(TableColumn(id=width, name=NOTE))

    @rule(row=_ROW, note=st.sampled_from(("ring", "ok", "?")))
    def writes_a_note(self, row: str, note: str) -> None:
        if row not in self.standing or not self.has_column:
            return
        with self.opened() as page:
            page.cell(self.places(page)[row], self.columns(page)[NOTE]).value = f"{note} {row}"
        self.notes[row] = f"{note} {row}"

    # The merge

    def receive(self, paths: Sequence[Path]) -> MergeReport | None:
        return merge.merge(self.workbook, paths, now=NOW)

    @rule(chosen=st.lists(st.integers(0, 11), min_size=1, max_size=3))
    def receives(self, chosen: Sequence[int]) -> None:
        """Any files that were ever sent, in any order, new ones and old ones."""
        files = [self.sent[place % len(self.sent)] for place in chosen]
        report = self.receive([path for _data, path in files])
        for one, _path in files:
            self.received[reception_id(one)] = one
        expected = self._told_apart([one for one, _path in files])
        if report is not None:
            told = {(edit.row, edit.column): edit.kept for edit in report.plan.hand_edits}
            assert told == expected, "a hand edit is reported with its value, and nothing else is"
        self.rows_say_what_was_sent_or_typed()
        self.log_names_every_file_once()
        before = self.workbook.read_bytes()
        self.receive([path for _data, path in reversed(files)])
        assert self.workbook.read_bytes() == before, "a repeated merge changes no byte"

    def _told_apart(self, files: Sequence[EvaluationData]) -> dict[Typed, str]:
        """Take the files into what should stand; gives the hand edits that a merge of them must report."""
        told: dict[Typed, str] = {}
        said = [(str(line[0]), str(line[1]), str(line[4] or "")) for one in files for line in one.sheets[SHEET]]
        for row, version, name in said:
            self.standing[row] = max(self.standing.get(row, ("", "")), (version, name))
        for row in {row for row, version, name in said if self.standing[row] == (version, name)}:
            self._settle(row)
            told |= {key: value for key, value in self.typed.items() if key[0] == row}
        return told

    def _settle(self, row: str) -> None:
        """A cell that says what the laptop says is no hand edit any more."""
        for column, laptop in (("navn", self.standing[row][1]), ("sektor", "")):
            if self.typed.get((row, column)) == laptop:
                del self.typed[row, column]

    # What must hold

    def rows_say_what_was_sent_or_typed(self) -> None:
        found = {str(line["id"]): line for line in read_tables(self.workbook, [TABLE])[TABLE].rows}
        assert sorted(found) == sorted(self.standing), "each row is there once"
        for row, (version, name) in self.standing.items():
            line = found[row]
            assert line["version"] == version, "a version never goes back"
            assert (line["slettet"] == "ja") is (name == ""), "a deleted row is marked"
            assert (line["navn"] or "") == self.typed.get((row, "navn"), name), "what was typed is kept"
            assert (line["sektor"] or "") == self.typed.get((row, "sektor"), ""), "what was typed is kept"
            assert line.get(NOTE) == self.notes.get(row), "a note stays with its row"

    def log_names_every_file_once(self) -> None:
        tables = read_tables(self.workbook, ["nsk_Modtagelser", "nsk_Enheder"])
        logged = [str(line["id"]) for line in tables["nsk_Modtagelser"].rows]
        assert sorted(logged) == sorted(self.received), "each file has one line in the log"
        for line in tables["nsk_Enheder"].rows:
            came = {d.manifest.number for d in self.received.values() if d.manifest.device == line["enhed"]}
            assert (line["mangler"] or "") == missing_numbers(came), "missing numbers are shown"

    def looks_as_the_evaluator_left_it(self) -> None:
        page = openpyxl.load_workbook(self.workbook)[SHEET]
        places = self.places(page)
        for row, colour in self.colours.items():
            assert page.cell(places[row], 1).fill.fgColor.rgb == colour, "a colour stays with its row"
        bottom = max([2, *places.values()])
        table = page.tables[TABLE]
        assert table.ref.endswith(str(bottom)), "the table ends with its last row"
        assert table.autoFilter.ref == table.ref, "and so does its filter"
