"""`nsk` with a database instead of a workbook: the same answers, the same receipts, and never a password."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from tests.command import done, exported, merged, new_store, new_workbook, nsk, reach_of
from tests.filled import write
from tests.postgres import PASSWORD, Server, stands

pytestmark = pytest.mark.postgres


@pytest.fixture
def address(server: Server) -> str:
    return server.address(server.new_database())


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with two meetings, one of them in the second half of the year."""
    place = new_store(tmp_path / "lager")
    meetings = [
        ("Nr", "Dato", "Titel", "Tema", "Type"),
        (1, "04.03.2025", "Café", "T1", "dialogmøde"),
        (2, "09.09.2025", "Café", "T1", "dialogmøde"),
    ]
    people = [("Møde", "Deltager"), (1, "Solsikke"), (1, "Rose"), (2, "Rose")]
    counted = [("Møde", "Antal"), (1, 4)]
    done("import", write(tmp_path, Møder=meetings, Fremmøde=people, Optælling=counted), "--store", place)
    return place


@pytest.fixture
def file(store: Path, tmp_path: Path) -> Path:
    return exported(store, tmp_path / "ud")


def in_database(address: str, *files: object) -> Any:
    return done("merge", address, *files, "--json").json


def test_a_merge_answers_as_it_does_of_a_workbook(address: str, file: Path, tmp_path: Path) -> None:
    workbook = merged(new_workbook(tmp_path / "central.xlsx"), file)
    database = in_database(address, file)
    assert database.keys() == workbook.keys()
    same = set(database) - {"previous", "reach"}
    assert {name: database[name] for name in same} == {name: workbook[name] for name in same}
    assert database["files"][0]["new"] > 5
    assert in_database(address, file)["changed"] is False


def test_reach_is_answered_from_the_database_alone(address: str, store: Path, file: Path) -> None:
    in_database(address, file)
    for more in ((), ("--by", "half-year"), ("--by", "theme")):
        assert reach_of("--workbook", address, *more) == reach_of("--store", store, *more)


def test_cooperation_is_answered_from_the_database_alone(address: str, tmp_path: Path) -> None:
    store = tmp_path / "lager"
    done("demo", "--store", store)
    file = exported(store, tmp_path / "ud")
    in_database(address, file)
    workbook = new_workbook(tmp_path / "central.xlsx")
    merged(workbook, file)
    asked = ("cooperation", "--period", "2025H1", "--json")
    answer = done(*asked, "--workbook", address).json
    assert answer["rated"]["pairs"]
    assert answer == done(*asked, "--workbook", workbook).json


def test_a_workbook_is_written_and_answers_the_same(address: str, store: Path, file: Path, tmp_path: Path) -> None:
    in_database(address, file)
    path = tmp_path / "fra databasen.xlsx"
    answer = done("workbook", "new", path, "--from", address, "--json").json
    assert answer["file"] == str(path)
    assert answer["rows"]["Aktiviteter"] == 2
    assert reach_of("--workbook", path) == reach_of("--store", store)
    part = tmp_path / "halvår.xlsx"
    said = done("workbook", "new", part, "--from", address, "--area", "Tingbjerg", "--period", "2025h2").out
    assert "halvår.xlsx er lavet med" in said
    days = ("--from", "2025-07-01", "--to", "2025-12-31")
    assert reach_of("--workbook", part, days=days) == reach_of("--store", store, days=days)
    assert merged(path, file)["changed"] is False


def test_receipts_are_the_workbooks_receipts(address: str, store: Path, file: Path, tmp_path: Path) -> None:
    workbook = new_workbook(tmp_path / "central.xlsx")
    said: list[dict[str, Any]] = []
    for target in (workbook, address):
        folder = tmp_path / f"kvit{len(said)}"
        answer = done("merge", target, file, "--receipts", folder, "--key-file", tmp_path / "key.json", "--json").json
        (path,) = answer["receipts"]
        receipt = json.loads(Path(path).read_bytes())["receipt"]
        said.append({name: value for name, value in receipt.items() if name not in ("issued", "received")})
    assert said[0] == said[1]
    taken = done("receipt", path, "--store", store, "--json").json
    assert (taken["not_taken"], taken["refusal"]) == (0, None)
    assert taken["taken"] > 5


def test_the_password_is_warned_of_and_never_printed(server: Server, file: Path, tmp_path: Path) -> None:
    database = server.new_database()
    server.sql(f"GRANT CREATE ON DATABASE {database} TO asked")
    address = server.address(database, "asked")
    shown = address.replace("asked@", f"asked:{PASSWORD}@")
    wrong = address.replace("asked@", "asked:forkert-og-hemmelig@")
    answer = nsk("merge", shown, file)
    assert answer.code == 0
    assert ".pgpass" in answer.err
    assert f"{database} (127.0.0.1:{server.port}) er opdateret" in answer.out
    kept = tmp_path / "pgpass"
    kept.write_text(f"127.0.0.1:*:*:asked:{PASSWORD}\n", encoding="utf-8")
    kept.chmod(stat.S_IRUSR | stat.S_IWUSR)
    done("merge", f"{address}?passfile={kept}", file)
    commands = [
        ("merge", wrong, file),
        ("merge", wrong),
        ("merge", wrong, file, "--ukendt", wrong),
        ("merge", wrong, tmp_path / "mangler.xlsx"),
        ("merge", wrong.replace("postgresql+psycopg", "mysql"), file),
        ("merge", wrong.replace(f":{server.port}", ":femtusind"), file),
        ("merge", wrong.rpartition("/")[0], file),
        ("merge", tmp_path / "central.xlsx", wrong),
        ("merge", tmp_path / "central.xlsx", wrong.rpartition("/")[0]),
        ("workbook", "new", tmp_path / "ud.xlsx", wrong),
        ("workbook", "new", tmp_path / "ud.xlsx", "--from", wrong),
        ("workbook", "new", tmp_path / "ud.xlsx", "--from", wrong, "--period", wrong),
        ("workbook", "new", wrong),
        ("reach", "--from", "2025-01-01", "--to", "2025-12-31", "--workbook", wrong),
        ("cooperation", "--period", "2025H1", "--workbook", wrong),
    ]
    for command in commands:
        answer = nsk(*command)
        assert answer.code in (1, 2), command
        assert "forkert-og-hemmelig" not in answer.out + answer.err, command
        assert "Traceback" not in answer.err


def test_wrong_usage_is_told(address: str, file: Path, tmp_path: Path) -> None:
    path = tmp_path / "ud.xlsx"
    assert nsk("workbook", "new", path, "--area", "Tingbjerg").code == 2
    answer = nsk("workbook", "new", path, "--from", address, "--period", "2025")
    assert answer.code == 2
    assert "2025H1" in answer.err
    assert nsk("workbook", "new", tmp_path / "ud.xls", "--from", address).code == 2
    assert "central evaluering" in nsk("workbook", "new", path, "--from", address).refusal
    in_database(address, file)
    assert "Den har: Tingbjerg" in nsk("workbook", "new", path, "--from", address, "--area", "Gellerup").refusal
    assert not path.exists()


def test_what_a_half_broken_file_does_to_a_database(address: str, file: Path, tmp_path: Path) -> None:
    in_database(address, file)
    before = stands(address)
    bad = tmp_path / "slidt.xlsx"
    bad.write_bytes(file.read_bytes()[:2000])
    assert "slidt.xlsx" in nsk("merge", address, bad).refusal
    assert "mangler.xlsx" in nsk("merge", address, tmp_path / "mangler.xlsx").refusal
    assert stands(address) == before
