"""The command itself: its usage, its texts, and the JSON that outside tools rely on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nsk_desktop import __version__, cli, cli_session
from tests.command import YEAR, done, new_store, nsk
from tests.davis import WOMEN, write_davis
from tests.filled import write
from tests.make import PASSPHRASE

SESSION = ("Nr", "Dato", "Titel", "Type", "Tema")
MEETING = (1, "04.03.2025", "=cmd|' /C calc'!A0", "dialogmøde", "T1")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fest"], "Den kommando findes ikke"),
        (["check", "--fest"], "--fest"),
        (["reach"], "--from mangler"),
        (["import"], "mangler"),
        (["reach", *YEAR, "--by", "farve"], "--by skal være en af: theme, half-year, age, gender, type"),
        (["export", "--to", "ud", "--profile", "alt"], "rows, aggregates"),
        (["list", "hemmeligheder"], "participants"),
        (["report", "activity", "--to", "ud.pdf"], "--period 2025H1"),
        (["report", "activity", "--period", "2025H9", "--to", "ud.pdf"], "2025H9"),
        (["list", "sessions", "--store"], "Værdien efter --store mangler."),
        (["check", "--json=1"], "--json står alene"),
        (["check", "to", "ord"], "Der er et ord for meget: to ord\n"),
    ],
)
def test_wrong_usage_is_told_in_danish_with_exit_code_2(tmp_path: Path, arguments: list[str], said: str) -> None:
    answer = nsk(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert "--help" in answer.err
    assert "Error" not in answer.err
    assert "Usage" not in answer.err


def test_without_arguments_the_help_is_shown() -> None:
    answer = nsk()
    assert answer.code == 2
    assert "workbook" in answer.out


def test_the_version() -> None:
    assert done("--version").out == f"nsk {__version__}\n"


def test_store_and_json_may_stand_before_or_after_the_subcommand(tmp_path: Path) -> None:
    store = new_store(tmp_path / "lager")
    after = done("reach", *YEAR, "--store", store, "--json").json
    assert done("--store", store, "reach", *YEAR, "--json").json == after
    assert done("--json", "--store", store, "reach", *YEAR).json == after


def test_what_is_piped_on_is_utf_8_also_where_the_system_has_another_code_page(tmp_path: Path) -> None:
    store = new_store(tmp_path / "lager")
    bridge = ("Dato", "Fra", "Til", "Slags")
    done("import", write(tmp_path, Brobygning=[bridge, ("04.03.2025", "A", "B", "aktør↔aktør")]), "--store", store)
    script = "import sys; from nsk_desktop import cli; from nsk_desktop.store import keys; "
    script += "keys.FULL = keys.Strength(keys.Cost(64, 1, 1), keys.Cost(64, 1, 1)); cli.main(sys.argv[1:])"
    told = subprocess.run(
        [sys.executable, "-c", script, "list", "bridges", "--store", str(store)],
        env={**os.environ, "PYTHONIOENCODING": "cp1252", cli_session.PASSPHRASE: PASSPHRASE},
        capture_output=True,
        check=False,
    )
    assert "aktør↔aktør" in told.stdout.decode("utf-8"), told.stderr


def test_a_passphrase_file_from_notepad_is_read(tmp_path: Path) -> None:
    store = new_store(tmp_path / "lager")
    (tmp_path / "ord.txt").write_text(PASSPHRASE + "\n", encoding="utf-8-sig")
    assert nsk("check", "--store", store, "--passphrase-file", tmp_path / "ord.txt", passphrase=None).code == 0


def test_a_database_put_back_from_a_copy_is_told_and_begins_its_files_anew(tmp_path: Path) -> None:
    store = new_store(tmp_path / "lager")
    before = (store / "nsk.db").read_bytes()
    done("import", write_davis(tmp_path / "davis.xlsx"), "--store", store)
    assert done("export", "--to", tmp_path, "--store", store, "--json").json["number"] == 1
    (store / "nsk.db").write_bytes(before)
    answer = nsk("check", "--store", store)
    assert answer.code == 0
    assert "de kommer fra en sikkerhedskopi" in answer.err
    assert nsk("check", "--store", store).err == "", "it is told once"
    assert done("export", "--to", tmp_path, "--store", store, "--json").json["number"] == 1


def test_of_several_files_each_is_told_of_before_a_later_one_is_refused(tmp_path: Path) -> None:
    store = new_store(tmp_path / "lager")
    good = write_davis(tmp_path / "davis.xlsx")
    bad = tmp_path / "daarlig.xlsx"
    bad.write_bytes(b"nothing")
    answer = nsk("import", good, bad, "--store", store)
    assert answer.code == 1
    assert "davis.xlsx: 122 nye" in answer.out
    assert "daarlig.xlsx" in answer.err


def test_an_evaluation_file_is_not_read_in_as_a_filled_in_workbook(tmp_path: Path) -> None:
    store = new_store(tmp_path / "lager")
    file = done("export", "--to", tmp_path, "--store", store, "--json").json["file"]
    assert "ingen af de ark" in nsk("import", file, "--skip-bad", "--store", store).refusal


def test_the_passphrase_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "sætning.txt").write_text("blå elefanter går baglæns\nen linje til\n", encoding="utf-8")
    arguments = ("--store", tmp_path / "lager", "--passphrase-file", tmp_path / "sætning.txt")
    assert nsk("init", *arguments, passphrase=None).code == 0
    assert nsk("check", *arguments, passphrase=None).code == 0
    assert done("check", "--store", tmp_path / "lager").code == 0, "its first line is the passphrase"


def test_the_recovery_code_is_shown_once_or_put_in_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    shown = done("init", "--store", tmp_path / "en", "--json").json["recovery_code"]
    answer = done("init", "--store", tmp_path / "to", "--recovery-file", tmp_path / "kode.txt", "--json").json
    assert "recovery_code" not in answer
    written = (tmp_path / "kode.txt").read_text().strip()
    assert len(written) == len(shown)
    assert written != shown
    if os.name == "posix":
        assert (tmp_path / "kode.txt").stat().st_mode & 0o077 == 0


def test_every_list_gives_every_field_as_json(tmp_path: Path) -> None:
    from nsk_desktop.services.listing import LISTS

    store = tmp_path / "lager"
    done("demo", "--store", store)
    for kind, record in LISTS.items():
        rows = done("list", kind, "--store", store, "--json").json
        assert all({*record.field_names(), "id"} <= row.keys() for row in rows), kind
    sessions = done("list", "sessions", "--store", store, "--json").json
    assert {"registered", "low", "high"} <= sessions[0].keys()
    assert [row["day"] for row in sessions] == sorted(row["day"] for row in sessions)
    assert done("list", "participants", "--store", store).out.count("\n") == 121


def test_text_in_a_record_is_never_markup_of_the_console(tmp_path: Path) -> None:
    store = new_store(tmp_path / "lager")
    file = write(tmp_path, Møder=[SESSION, (1, "04.03.2025", "[red]Farlig[/red] :smile:", "dialogmøde", "T1")])
    done("import", file, "--store", store)
    assert "[red]Farlig[/red] :smile:" in done("list", "sessions", "--store", store).out


def test_reach_as_text_has_the_headline_and_groups_without_a_sum(tmp_path: Path) -> None:
    store = new_store(tmp_path / "lager")
    done("import", write_davis(tmp_path / "davis.xlsx"), "--store", store)
    assert done("reach", *YEAR, "--store", store).out.startswith(f"{WOMEN} borgere nået")
    grouped = done("reach", *YEAR, "--by", "theme", "--store", store).out
    assert "kan ikke lægges sammen" in grouped


def test_an_import_tells_what_it_did_row_by_row(tmp_path: Path) -> None:
    store = new_store(tmp_path / "lager")
    rows = [("Møde", "Deltager"), (1, "Rose"), (9, "Tulipan")]
    file = write(tmp_path, Møder=[SESSION, MEETING], Fremmøde=rows)
    said = done("import", file, "--store", store, "--skip-bad").out
    assert "Fremmøde, række 3" in said
    answer = done("import", file, "--store", store, "--skip-bad", "--json").json
    assert answer["new"] == {}
    assert answer["recognised"] == ["Rose"]
    assert [problem.startswith("Fremmøde, række 3") for problem in answer["refused"]] == [True]


def test_a_long_list_of_notes_is_cut_for_people_and_whole_for_tools(tmp_path: Path) -> None:
    store = new_store(tmp_path / "lager")
    rows = [SESSION, *((number, "04.03.2019", f"Møde {number}", "dialogmøde", "T1") for number in range(30))]
    lines = done("import", write(tmp_path, Møder=rows), "--store", store).out.splitlines()
    assert len(lines) == 1 + 20 + 1
    assert "10 bemærkninger mere" in lines[-1]
    again = done("import", write(tmp_path, Møder=rows), "--store", store, "--json").json
    assert len(again["warnings"]) == 30


def test_a_changed_row_is_refused_until_update_is_asked_for(tmp_path: Path) -> None:
    store = new_store(tmp_path / "lager")
    done("import", write(tmp_path, Møder=[SESSION, MEETING]), "--store", store)
    changed = write(tmp_path, Møder=[SESSION, (*MEETING[:3], "oplæg", "T1")])
    assert "Møder, række 2" in nsk("import", changed, "--store", store).refusal
    assert done("import", changed, "--store", store, "--update", "--json").json["updated"] == 1
    assert done("list", "sessions", "--store", store, "--json").json[0]["type"] == "oplæg"


def test_a_damaged_history_is_found_by_check_with_exit_code_1(tmp_path: Path) -> None:
    from tests.command import opened

    store = new_store(tmp_path / "lager")
    done("import", write(tmp_path, Møder=[SESSION, MEETING]), "--store", store)
    with opened(store) as desk, desk.store._transaction() as connection:
        connection.exec_driver_sql("UPDATE session SET title = 'Noget andet'")
    answer = nsk("check", "--store", store, "--json")
    assert answer.code == 1
    assert len(json.loads(answer.out)["problems"]) == 1


def test_english_is_a_choice(tmp_path: Path) -> None:
    environment = os.environ | {"NSK_LANGUAGE": "en"}
    command = [sys.executable, "-c", "from nsk_desktop.cli import main; main(['check', '--store', 'intet'])"]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("There is no store at")


def test_our_own_bugs_are_not_told_as_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("nsk_desktop.services.central.new_workbook", broken)
    with pytest.raises(ZeroDivisionError):
        cli.main(["workbook", "new", str(tmp_path / "ny.xlsx")])


def test_a_workbook_is_never_made_under_another_ending(tmp_path: Path) -> None:
    for command in (["template"], ["workbook", "new"]):
        answer = nsk(*command, tmp_path / "ark.xls")
        assert answer.code == 2
        assert "ark.xls skal ende på .xlsx." in answer.err
    assert list(tmp_path.iterdir()) == []
