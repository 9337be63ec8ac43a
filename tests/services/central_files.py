"""Evaluation files as laptops send them: two laptops with a demo year each, and small ones for single rules."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.exchange.patch import TableChange, patch_workbook
from nsk_desktop.exchange.values import CellValue
from nsk_desktop.services import demo, sessions, submission
from tests.exchange.laptops import file_of, row
from tests.services.team_desks import new_desk

A, B = "a" * 32, "b" * 32
TODAY = date(2025, 12, 9)


@dataclass(frozen=True)
class Sent:
    """What two laptops sent: the first one twice."""

    first: Path
    again: Path
    other: Path


@cache
def _demo_files() -> tuple[tuple[str, bytes], ...]:
    """Kept as bytes: the folder of one test is gone in the next."""
    folder = Path(mkdtemp(prefix="nsk-sent-"))
    made = []
    for seed, name in ((1, "AB"), (2, "CD")):
        desk = new_desk(folder / name, name)
        demo.fill(desk, seed)
        made.append(submission.make_file(desk, folder / "sent", TODAY).path)
        if name == "AB":
            held = max((one for one in sessions.list_sessions(desk) if one.completed), key=lambda one: one.id)
            sessions.save_session(desk, held.id, place="Et andet sted")
            made.append(submission.make_file(desk, folder / "sent", TODAY).path)
        desk.close()
    return tuple((path.name, path.read_bytes()) for path in made)


def demo_files(folder: Path) -> Sent:
    """Real files of two laptops with a demo year each, put into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name, _content in _demo_files()]
    for path, (_name, content) in zip(paths, _demo_files(), strict=True):
        path.write_bytes(content)
    return Sent(*paths)


def actors(*names: str, version: str = "1-1", number: int = 1, device: str = A, **cells: str) -> EvaluationData:
    """A small file that says what some actors are called."""
    rows = [row("Aktører", f"x{place:02}", version, device, navn=name, **cells) for place, name in enumerate(names)]
    return file_of({"Aktører": rows}, number=number, device=device)


def typed_over(workbook: Path, row_id: str, changes: dict[str, CellValue], table: str = "nsk_Aktører") -> None:
    """What an evaluator types into the workbook."""
    patch_workbook(workbook, workbook, [TableChange(table, {row_id: changes}, [])])


__all__ = ["TODAY", "A", "B", "Sent", "actors", "demo_files", "typed_over"]
