"""A merge is looked at first: nothing is written, each file says what it would do, and each yes is for one thing."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from nsk_desktop.errors import Cancelled
from nsk_desktop.errors.travelling import NotCentral, WorkbookOpen
from nsk_desktop.exchange import evaluation
from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.exchange.headway import Headway
from nsk_desktop.services import central, central_accept, central_plan
from nsk_desktop.services.central_plan import Choices, Plan, State
from tests.exchange.laptops import file_of, key_of, write_file
from tests.services.central_files import B, actors, demo_files, typed_over

NOW = datetime(2025, 7, 1, 9, 30)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "Central.xlsx"
    central.new_workbook(path)
    return path


def sent(workbook: Path, *files: EvaluationData) -> list[Path]:
    return [write_file(workbook.parent / "sent", file) for file in files]


def look(workbook: Path, paths: list[Path], choices: Choices | None = None, before: Plan | None = None) -> Plan:
    return central_plan.look(workbook, paths, NOW, choices, before=before)


def accepted(workbook: Path, paths: list[Path]) -> Plan:
    """The plan after yes to every new laptop."""
    plan = look(workbook, paths)
    choices = plan.choices
    for line in plan.waiting:
        choices = choices.accepting(line) if line.state is State.ASKS else choices
    return look(workbook, paths, choices, plan)


def merged(workbook: Path, *files: EvaluationData) -> None:
    """Files that were merged before."""
    plan = accepted(workbook, sent(workbook, *files))
    assert not plan.waiting
    central_accept.accept(plan, NOW, lambda _done, _all: None, None)


def states(plan: Plan) -> list[State]:
    return [line.state for line in plan.lines]


def test_looking_at_real_files_writes_nothing_and_says_what_each_would_do(workbook: Path) -> None:
    files = demo_files(workbook.parent / "usb")
    before, beside = workbook.read_bytes(), sorted(workbook.parent.iterdir())
    plan = look(workbook, [files.first, files.again, files.other])
    assert states(plan) == [State.ASKS] * 3
    assert {line.code for line in plan.lines} == {"device-unknown"}
    assert plan.prepared is None
    plan = accepted(workbook, [files.first, files.again, files.other])
    assert states(plan) == [State.READY] * 3
    assert plan.total.new > 1000
    assert [(line.number, bool(line.area), len(line.device)) for line in plan.lines] == [
        (1, True, 8),
        (2, True, 8),
        (1, True, 8),
    ]
    assert (workbook.read_bytes(), sorted(workbook.parent.iterdir())) == (before, beside)
    # The control: accepting does write.
    central_accept.accept(plan, NOW, lambda _done, _all: None, None)
    assert workbook.read_bytes() != before


def test_a_refused_file_says_why_with_its_code_and_does_not_stop_the_others(workbook: Path) -> None:
    good, newer, forged = sent(workbook, actors("Skolen"), actors("Klubben", device=B), actors("X", number=7))
    forged.write_bytes(forged.read_bytes()[:2000])
    newer.write_text("ikke en projektmappe")
    pdf = workbook.with_name("noter.pdf")
    pdf.write_bytes(b"%PDF-1.7")
    plan = accepted(workbook, [good, newer, forged, pdf, workbook.with_name("væk.xlsx"), workbook])
    assert states(plan) == [State.READY, *[State.REFUSED] * 5]
    codes = [line.code for line in plan.lines[1:]]
    assert codes == ["file-not-workbook", "file-damaged", "file-not-workbook", "file-missing", "file-foreign"]
    assert plan.total.new == 1


def test_a_copy_of_a_file_is_named_and_counted_once(workbook: Path) -> None:
    (path,) = sent(workbook, actors("Skolen"))
    (workbook.parent / "usb").mkdir()
    twin = Path(shutil.copy(path, workbook.parent / "usb" / path.name))
    plan = accepted(workbook, [path, twin])
    assert [line.name for line in plan.lines] == [f"sent/{path.name}", f"usb/{path.name}"]
    assert states(plan) == [State.READY, State.SAME]
    assert plan.lines[1].twin == f"sent/{path.name}"
    assert plan.total.new == 1


def test_yes_to_a_new_laptop_is_not_yes_to_another_or_to_a_changed_key(workbook: Path) -> None:
    one, other = sent(workbook, actors("Skolen"), actors("Klubben", device=B))
    plan = look(workbook, [one, other])
    plan = look(workbook, [one, other], plan.choices.accepting(plan.lines[0]), plan)
    assert states(plan) == [State.READY, State.ASKS]
    central_accept.accept(plan, NOW, lambda _done, _all: None, None)
    stranger = key_of("stranger")
    forged = write_file(workbook.parent / "forged", file_of({}, number=2, key=stranger), stranger)
    plan = look(workbook, [forged], plan.choices)
    assert (states(plan), plan.lines[0].code) == ([State.ASKS], "device-key-changed")
    plan = look(workbook, [forged], plan.choices.accepting(plan.lines[0]), plan)
    assert states(plan) == [State.READY]


def test_a_file_that_deletes_improbably_much_asks(workbook: Path) -> None:
    names = [f"Aktør {number}" for number in range(30)]
    merged(workbook, actors(*names))
    (gone,) = sent(workbook, actors(*names, version="2-2", number=2, slettet="ja"))
    plan = look(workbook, [gone])
    assert (states(plan), plan.lines[0].code) == ([State.ASKS], "would-shrink")
    plan = look(workbook, [gone], plan.choices.accepting(plan.lines[0]), plan)
    assert states(plan) == [State.READY]
    assert plan.total.updated == 30


def test_edited_cells_are_kept_unless_they_are_chosen(workbook: Path) -> None:
    merged(workbook, actors("Skolen", "Klubben"))
    typed_over(workbook, "x00", {"navn": "Rettet i hånden"})
    (path,) = sent(workbook, actors("Skolen 2", "Klubben 2", version="2-2", number=2))
    plan = look(workbook, [path])
    (edit,) = plan.hand_edits
    assert central_plan.both_values(edit) == ("Rettet i hånden", "Skolen 2")
    assert not edit.replaced
    chosen = plan.choices.with_cell(central_plan.cell_of(edit), laptop=True)
    assert [edit.replaced for edit in look(workbook, [path], chosen, plan).hand_edits] == [True]
    assert chosen.with_cell(central_plan.cell_of(edit), laptop=False) == plan.choices


def test_missing_running_numbers_are_told(workbook: Path) -> None:
    merged(workbook, actors("Skolen"))
    (path,) = sent(workbook, actors("Skolen", number=4))
    assert list(look(workbook, [path]).missing) == [("Tingbjerg", "aaaaaaaa", "2-3")]


def test_an_evaluation_file_is_not_taken_for_the_workbook(workbook: Path) -> None:
    file = demo_files(workbook.parent / "usb").first
    before = file.read_bytes()
    with pytest.raises(NotCentral):
        look(file, [file])
    assert file.read_bytes() == before


def test_a_workbook_that_is_open_elsewhere_is_not_looked_at(workbook: Path) -> None:
    lock = workbook.with_name(f"~${workbook.name}")
    lock.write_bytes(b"")
    with pytest.raises(WorkbookOpen):
        look(workbook, [])
    lock.unlink()
    assert look(workbook, []).lines == ()


def test_looking_can_be_stopped_at_every_file(workbook: Path) -> None:
    paths = sent(workbook, actors("Skolen"), actors("Klubben", device=B))
    told: list[tuple[int, int]] = []

    def progress(done: int, all: int) -> None:
        told.append((done, all))
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        central_plan.look(workbook, paths, NOW, progress=progress)
    assert list(dict.fromkeys(told)) == [(0, 4), (1, 4), (2, 4)]


@pytest.mark.parametrize("step", [1, 2])
def test_looking_can_be_stopped_in_the_midst_of_a_file_and_of_the_plan(workbook: Path, step: int) -> None:
    paths = sent(workbook, actors(*(f"Aktør {number}" for number in range(2_500))))
    told: list[int] = []

    def progress(done: int, _all: int) -> None:
        told.append(done)
        if told.count(step) == 3:
            raise Cancelled

    before, choices = workbook.read_bytes(), accepted(workbook, paths).choices
    with pytest.raises(Cancelled):
        central_plan.look(workbook, paths, NOW, choices, progress=progress)
    assert told[-1] == step
    assert workbook.read_bytes() == before


def test_what_was_read_is_read_again_only_when_it_is_another_file(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = sent(workbook, actors("Skolen"), actors("Klubben", device=B))
    plan = look(workbook, paths)
    read: list[Path] = []
    really = evaluation.read

    def watched(path: Path, headway: Headway) -> EvaluationData:
        read.append(path)
        return really(path, headway)

    monkeypatch.setattr(evaluation, "read", watched)
    plan = look(workbook, paths, before=plan)
    assert read == []
    write_file(workbook.parent / "sent", actors("En anden skole"))
    look(workbook, paths, before=plan)
    assert read == [paths[0]]
