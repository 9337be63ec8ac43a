"""The merge into PostgreSQL: the same files give the same rows as in a workbook, by the same rules."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.errors.central_database import DatabaseConnectionLost, DatabaseRowRefused, DatabaseUnreachable
from nsk_desktop.errors.travelling import DeviceKeyChanged, FileDamaged, WouldShrink
from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.exchange.manifest import Holding
from nsk_desktop.exchange.merge import merge
from nsk_desktop.exchange.patch import read_tables
from nsk_desktop.services import central, central_database
from nsk_desktop.services.central import Merged
from nsk_desktop.services.central_database import merge_into_database
from nsk_desktop.store.central import CentralDatabase
from tests.exchange.laptops import NOW, file_of, key_of, row, write_file
from tests.postgres import Server, stands, without_places

pytestmark = pytest.mark.postgres

A, B, C = "a" * 32, "b" * 32, "c" * 32


@pytest.fixture
def database(server: Server) -> str:
    return server.new_database()


@pytest.fixture
def address(server: Server, database: str) -> str:
    return server.address(database)


def versions_of_three_laptops(folder: Path) -> list[Path]:
    """Files with every kind of value, corrections, a deletion, and two laptops unaware of each other."""
    seen_a = {A: Holding(9, f"{9:016x}")}
    seen_b = {B: Holding(9, f"{9:016x}")}
    meeting: dict[str, Any] = {
        "dato": date(2025, 3, 4),
        "fra": "18:30",
        "til": "20:00",
        "titel": 'Mødre »æøå« "=1+1"\nnæste linje',
        "type": "aktivitet",
        "temaer": "T1;T3",
        "tilstand": "afholdt",
        "registrering": "blandet",
        "m1_registreret": 12,
    }
    posting = row("Økonomi", "p1", "3-1", A, dato=date(2025, 1, 2), beløb_øre=-1_234_567_890_123)
    strange = row("Initiativer", "i1", "1-1", A, titel="Skæv", kan_udbredes=2.5)
    files = [
        file_of(
            {
                "Aktiviteter": [row("Aktiviteter", "m1", "1-1", A, **meeting), row("Aktiviteter", "m2", "1-1", A)],
                "Økonomi": [posting],
                "Initiativer": [strange],
            },
            device=A,
            holds=seen_a,
        ),
        file_of(
            {
                "Aktiviteter": [
                    row("Aktiviteter", "m1", "5-2", A, **meeting | {"titel": "Rettet"}),
                    row("Aktiviteter", "m2", "4-2", A, slettet=True),
                ],
                "Økonomi": [posting],
                "Initiativer": [strange],
            },
            device=A,
            number=2,
            holds=seen_a,
        ),
        file_of(
            {"Aktiviteter": [row("Aktiviteter", "m1", "6-2", B, **meeting | {"titel": "Anden"})]},
            device=B,
            holds=seen_b,
            area="Gellerup",
        ),
        file_of({"Aktører": [row("Aktører", "x", "1-1", C, navn="Klub", aktiv_fra=date(2024, 5, 1))]}, device=C),
    ]
    return [write_file(folder, one) for one in files]


def in_database(address: str, files: Sequence[Path], **allowed: Any) -> Merged:
    return merge_into_database(address, files, NOW, **allowed)


def test_the_same_files_give_the_same_rows_as_in_a_workbook(address: str, tmp_path: Path) -> None:
    files = versions_of_three_laptops(tmp_path / "filer")
    workbook = tmp_path / "central.xlsx"
    central.new_workbook(workbook)
    report = merge(workbook, files, now=NOW)
    merged = in_database(address, files)
    assert merged.report.plan.files == report.plan.files
    assert merged.report.plan.unresolved == report.plan.unresolved
    assert len(merged.report.plan.unresolved) == 1
    assert stands(address) == without_places(read_tables(workbook))


def test_in_any_order_one_by_one_and_again_they_give_the_same(server: Server, address: str, tmp_path: Path) -> None:
    files = versions_of_three_laptops(tmp_path)
    in_database(address, files)
    other = server.address(server.new_database())
    for file in (*reversed(files), *files[:2]):
        in_database(other, [file])
    assert stands(other) == stands(address)
    assert not in_database(other, files).report.changed


def test_control_another_file_gives_other_rows(server: Server, address: str, tmp_path: Path) -> None:
    files = versions_of_three_laptops(tmp_path)
    in_database(address, files)
    other = server.address(server.new_database())
    in_database(other, files[:3])
    assert stands(other) != stands(address)


def actor(version: str, *, device: str = A, **cells: Any) -> tuple[Any, ...]:
    return row("Aktører", "x", version, device, **cells)


def file(folder: Path, *rows: tuple[Any, ...], number: int = 1, **facts: Any) -> Path:
    """A file of laptop A with these actors."""
    data: EvaluationData = file_of({"Aktører": rows}, device=A, number=number, **facts)
    return write_file(folder, data, facts.get("key"))


def test_a_cell_changed_by_hand_is_kept_and_told_and_the_laptop_can_be_taken(
    server: Server, database: str, address: str, tmp_path: Path
) -> None:
    in_database(address, [file(tmp_path, actor("1-1", navn="Klub", sektor="skole"))])
    server.sql("UPDATE nsk.aktører SET navn = 'Klubben' WHERE id = 'x'", database, "evaluering")
    newer = file(tmp_path, actor("2-2", navn="Klub Vest", sektor="forening"), number=2)
    (edit,) = in_database(address, [newer]).report.plan.hand_edits
    assert (edit.sheet, edit.row, edit.column, edit.kept, edit.laptop) == (
        "Aktører",
        "x",
        "navn",
        "Klubben",
        "Klub Vest",
    )
    name = "SELECT navn, sektor FROM nsk.aktører"
    assert server.sql(name, database) == [("Klubben", "forening")]
    (edit,) = in_database(address, [newer], take_laptop=True).report.plan.hand_edits
    assert edit.replaced
    assert server.sql(name, database) == [("Klub Vest", "forening")]
    assert in_database(address, [newer]).report.plan.hand_edits == []


def test_an_evaluators_column_stays_with_its_row(server: Server, database: str, address: str, tmp_path: Path) -> None:
    in_database(address, [file(tmp_path, actor("1-1", navn="Klub"))])
    server.sql("ALTER TABLE nsk.aktører ADD COLUMN note text DEFAULT 'ny'", database)
    server.sql("UPDATE nsk.aktører SET note = 'ring til dem'", database)
    other = row("Aktører", "y", "1-1", A, navn="Skolen")
    in_database(address, [file(tmp_path, actor("2-2", navn="Klub Vest"), other, number=2)])
    found = server.sql("SELECT id, navn, note FROM nsk.aktører ORDER BY id", database)
    assert found == [("x", "Klub Vest", "ring til dem"), ("y", "Skolen", "ny")]


def test_why_a_cell_was_changed_is_read_from_a_column_of_the_evaluators(
    server: Server, database: str, address: str, tmp_path: Path
) -> None:
    in_database(address, [file(tmp_path, actor("1-1", navn="Klub"))])
    server.sql("""ALTER TABLE nsk.aktører ADD COLUMN "Bemærkning" text""", database)
    server.sql("""UPDATE nsk.aktører SET navn = 'Klubben', "Bemærkning" = ' De hedder sådan nu '""", database)
    (edit,) = in_database(address, [file(tmp_path, actor("2-2", navn="Klub Vest"), number=2)]).report.plan.hand_edits
    assert edit.why == "De hedder sådan nu"


def many(version: str, *, deleted: int = 0) -> list[tuple[Any, ...]]:
    return [row("Aktører", f"x{n:03}", version, A, navn="Klub", slettet=n < deleted) for n in range(100)]


def test_a_file_that_deletes_much_is_asked_about_and_all_rows_are_counted(address: str, tmp_path: Path) -> None:
    in_database(address, [file(tmp_path, *many("1-1"))])
    others = [row("Aktører", f"y{n}", "1-1", B, navn="Andre") for n in range(20)]
    in_database(address, [write_file(tmp_path, file_of({"Aktører": others}, device=B))])
    shrinking = file(tmp_path, *many("2-2", deleted=40), number=2)
    before = stands(address)
    with pytest.raises(WouldShrink) as refused:
        in_database(address, [shrinking])
    assert (refused.value.gone, refused.value.present) == (40, 120), "the rows that no file speaks of count too"
    assert stands(address) == before
    assert in_database(address, [shrinking], accept_shrink=True).report.changed


def test_a_changed_key_is_refused_until_it_is_accepted(address: str, tmp_path: Path) -> None:
    in_database(address, [file(tmp_path, actor("1-1", navn="Klub"))])
    other = file(tmp_path, actor("2-2", navn="Falsk"), number=2, key=key_of("en anden"))
    before = stands(address)
    with pytest.raises(DeviceKeyChanged):
        in_database(address, [other])
    assert stands(address) == before
    assert in_database(address, [other], accept_key=True).report.plan.contacts[0].is_change


def test_who_sent_a_file_that_is_refused_is_told_why(address: str, tmp_path: Path) -> None:
    in_database(address, [file(tmp_path, actor("1-1", navn="Klub"))])
    other = file(tmp_path, actor("2-2", navn="Falsk"), number=2, key=key_of("en anden"))
    with pytest.raises(DeviceKeyChanged):
        in_database(address, [other], receipts=tmp_path / "kvit", key_file=tmp_path / "key.json")
    (path,) = (tmp_path / "kvit").iterdir()
    assert json.loads(path.read_bytes())["receipt"]["refusal"]["reason"] == "key"


def test_one_damaged_file_keeps_the_others_out(address: str, tmp_path: Path) -> None:
    good = file(tmp_path, actor("1-1", navn="Klub"))
    in_database(address, [good])
    before = stands(address)
    bad = tmp_path / "slidt.xlsx"
    bad.write_bytes(good.read_bytes()[:3000])
    with pytest.raises(FileDamaged):
        in_database(address, [file(tmp_path, actor("2-2", navn="Ny"), number=2), bad])
    assert stands(address) == before


def test_a_server_that_goes_away_after_the_rows_are_in_is_not_said_to_be_unchanged(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(self: CentralDatabase, *_facts: object) -> None:
        raise DatabaseUnreachable(self.name)

    one = file(tmp_path, actor("1-1", navn="Klub"))
    with monkeypatch.context() as patch:
        patch.setattr(CentralDatabase, "view", gone)
        with pytest.raises(DatabaseConnectionLost) as lost:
            in_database(address, [one])
    assert "Intet er ændret" not in str(lost.value)
    assert not in_database(address, [one]).report.changed


def test_a_table_that_changes_what_is_written_takes_nothing(
    server: Server, database: str, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_database(address, [file(tmp_path, actor("1-1", navn="Klub"))])
    server.sql("ALTER TABLE nsk.aktører ALTER COLUMN navn TYPE varchar(200)", database)
    server.sql(
        """CREATE FUNCTION nsk.kort() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN NEW.navn := left(NEW.navn, 3); RETURN NEW; END $$;
        CREATE TRIGGER kort BEFORE UPDATE ON nsk.aktører FOR EACH ROW EXECUTE FUNCTION nsk.kort()""",
        database,
    )
    newer = file(tmp_path, actor("2-2", navn="Klub Vest"), number=2)
    with pytest.raises(DatabaseRowRefused):
        in_database(address, [newer])
    assert server.sql("SELECT navn FROM nsk.aktører", database) == [("Klub",)]
    monkeypatch.setattr(central_database, "_says", lambda *_rows: True)
    in_database(address, [newer])
    assert server.sql("SELECT navn FROM nsk.aktører", database) == [("Klu",)], "control: nobody would have noticed"
