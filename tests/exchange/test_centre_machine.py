"""The centre played with at random keeps its promises; four centres that are wrong do not."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from nsk_desktop.exchange import evaluation, merge
from nsk_desktop.exchange.cells import CellValue
from nsk_desktop.exchange.merge import MergeReport
from nsk_desktop.exchange.patch import TableChange, patch_workbook, read_tables
from tests.exchange.centre_machine import SHEET, TABLE, Centre
from tests.exchange.laptops import NOW


def play(machine: type[Centre], examples: int, steps: int) -> None:
    """Let hypothesis play; what it finds is shown as the steps that lead there."""
    quiet = list(HealthCheck)
    chosen = settings(max_examples=examples, stateful_step_count=steps, suppress_health_check=quiet)
    run_state_machine_as_test(machine, settings=chosen)


@pytest.mark.timeout(300)
def test_whatever_arrives_and_whatever_is_typed_the_workbook_stays_true() -> None:
    play(Centre, examples=8, steps=15)


def one_year(machine: type[Centre]) -> None:
    """The steps that a wrong centre stumbles over: an older file after a newer, a sorted sheet, a cell typed over."""
    centre = machine()
    try:
        centre.begin([0, 5, -5], column=True)
        centre.writes_a_note("r1", "ring")
        centre.colours_a_row("r2", "FFAA0000")
        centre.registers(0, "r1", "Klub")
        centre.registers(0, "r4", "Ny")
        centre.sends(0)
        centre.receives([1])
        centre.sorts("id", down=True)
        centre.types_over("r0", "sektor", "Eget")
        centre.registers(0, "r2", "")
        centre.sends(0)
        centre.receives([2])
        centre.types_over("r0", "navn", "Rettet")
        centre.registers(0, "r0", "Forening")
        centre.sends(0)
        centre.receives([1, 3])
        centre.sorts("navn", down=False)
        centre.receives([0])
    finally:
        centre.teardown()


def test_one_year_at_the_centre() -> None:
    one_year(Centre)


class Naive(Centre):
    """A centre that writes what a file says without asking anything."""

    def receive(self, paths: Sequence[Path]) -> MergeReport | None:
        for path in paths:
            rows = read_tables(self.workbook, [TABLE])[TABLE].rows
            keys = [str(line["id"]) for line in rows]
            updates: dict[str, dict[str, CellValue]] = {}
            new: list[dict[str, CellValue]] = []
            for line in evaluation.read(path).sheets[SHEET]:
                said: dict[str, CellValue] = dict(
                    zip(("id", "version", "enhed", "slettet", "navn"), line, strict=False)
                )
                row = self.place_of(keys, str(said["id"]))
                if row is None:
                    new.append(said)
                else:
                    updates[row] = {"navn": said["navn"], "version": said["version"], "slettet": said["slettet"]}
            patch_workbook(self.workbook, self.workbook, [TableChange(TABLE, updates, new)])
        return None

    def place_of(self, keys: Sequence[str], row: str) -> str | None:
        return row if row in keys else None

    def log_names_every_file_once(self) -> None:
        """It keeps no log."""


class LastFileWins(Naive):
    """Whatever arrives last stands, and what was typed is written over."""


class ByRowNumber(Naive):
    """Remembers on which line it wrote a row."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def place_of(self, keys: Sequence[str], row: str) -> str | None:
        if row not in self.lines:
            self.lines.append(row)
            return None
        return keys[self.lines.index(row)]


class TakesTheLaptop(Centre):
    """Writes over what was typed."""

    def receive(self, paths: Sequence[Path]) -> MergeReport | None:
        merge.merge(self.workbook, paths, now=NOW, take_laptop=True)
        return None


class TakesNothingTwice(Centre):
    """Logs a repeated file again."""

    def receive(self, paths: Sequence[Path]) -> MergeReport | None:
        report = merge.merge(self.workbook, paths, now=NOW)
        patch_workbook(self.workbook, self.workbook, [], {("Modtagelser", "Z1"): len(self.workbook.read_bytes())})
        return report


@pytest.mark.parametrize(
    ("machine", "promise"),
    [
        (LastFileWins, "what was typed|never goes back"),
        (ByRowNumber, "stays with its row|never goes back|is marked"),
        (TakesTheLaptop, "what was typed is kept"),
        (TakesNothingTwice, "changes no byte"),
    ],
)
def test_control_a_centre_that_is_wrong_is_caught(machine: type[Centre], promise: str) -> None:
    with pytest.raises(AssertionError, match=promise):
        one_year(machine)
