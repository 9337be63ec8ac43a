"""`nsk team …`: two laptops that agree, from the command line alone."""

from pathlib import Path

import pytest

from nsk_desktop.domain.records import Actor
from tests import make
from tests.command import done, new_store, nsk, opened


@pytest.fixture
def laptops(tmp_path: Path) -> tuple[Path, Path]:
    """Two stores whose cards lie in the folders of the same names."""
    made = []
    for name in ("one", "two"):
        store = new_store(tmp_path / name / "store")
        answer = done("team", "card", "--to", tmp_path / name, "--name", f"Bærbar {name}", "--store", store)
        assert "Dine seks ord" in answer.out
        made.append(store)
    return made[0], made[1]


def card(store: Path) -> Path:
    (found,) = store.parent.glob("*.nskkort")
    return found


def enrol(taker: Path, giver: Path) -> None:
    shown = done("team", "enrol", card(giver), "--store", taker, "--json").json
    assert not shown["added"]
    done("team", "enrol", card(giver), "--words", shown["words"], "--store", taker)


def change(store: Path, id: str | None, name: str) -> str:
    with opened(store) as desk, desk.store.change("x") as done_here:
        if id is None:
            return done_here.create(make.actor(name=name))
        done_here.save(Actor, id, name=name)
        return id


def test_two_laptops_agree_and_what_they_disagree_about_is_listed(laptops: tuple[Path, Path], tmp_path: Path) -> None:
    one, two = laptops
    enrol(one, two)
    enrol(two, one)
    id = change(one, None, "Skolen")
    file = done("team", "export", "--to", tmp_path, "--store", one, "--json").json
    assert file["colleagues"] == ["Bærbar two"]
    plan = done("team", "import", file["file"], "--store", two)
    assert "Bærbar one:" in plan.out
    assert "--accept" in plan.out
    assert done("list", "actors", "--store", two, "--json").json == []
    assert done("team", "import", file["file"], "--accept", "--store", two, "--json").json["accepted"]
    assert len(done("list", "actors", "--store", two, "--json").json) == 1
    change(one, id, "Skolen A")
    change(two, id, "Skolen B")
    back = done("team", "export", "--to", tmp_path, "--store", two, "--json").json
    taken = done("team", "import", back["file"], "--accept", "--store", one, "--json").json
    assert taken["kinds"]["actor"]["conflicts"] == 1
    (found,) = done("team", "conflicts", "--store", one, "--json").json
    assert (found["kind"], found["field"]) == ("actor", "name")
    assert {side["text"] for side in found["values"]} == {"Skolen A", "Skolen B"}
    assert "1 konflikt at afgøre." in done("team", "conflicts", "--store", one).out


def test_wrong_words_strangers_and_lost_laptops_are_refused(laptops: tuple[Path, Path], tmp_path: Path) -> None:
    one, two = laptops
    assert "T16" in nsk("team", "enrol", card(two), "--words", "en to tre fire fem seks", "--store", one).refusal
    assert "T14" in nsk("team", "enrol", card(one), "--store", one).refusal
    assert "kollegas enhedskort" in nsk("team", "export", "--to", tmp_path, "--store", one).refusal
    enrol(two, one)
    file = done("team", "export", "--to", tmp_path, "--store", two, "--json").json["file"]
    assert "T05" in nsk("team", "import", file, "--accept", "--store", one).refusal
    enrol(one, two)
    (listed,) = done("team", "list", "--store", one, "--json").json
    assert listed["shut_out"] is None
    assert "netop én" in nsk("team", "revoke", "xyz", "--store", one).refusal
    done("team", "revoke", listed["key"][:8], "--store", one)
    assert "T06" in nsk("team", "import", file, "--accept", "--store", one).refusal
    assert "lukket ude" in done("team", "list", "--store", one).out
    assert "T15" in nsk("team", "enrol", card(two), "--store", one).refusal


def test_a_folder_that_is_not_there_is_made_and_one_that_cannot_be_is_told(
    laptops: tuple[Path, Path], tmp_path: Path
) -> None:
    one, two = laptops
    enrol(one, two)
    done("team", "card", "--to", tmp_path / "usb" / "kort", "--store", one)
    assert len(list((tmp_path / "usb" / "kort").iterdir())) == 1
    done("team", "export", "--to", tmp_path / "usb" / "filer", "--store", one)
    assert len(list((tmp_path / "usb" / "filer").iterdir())) == 1
    refused = nsk("team", "card", "--to", card(two), "--store", one)
    assert refused.code == 1
    assert "der ligger en fil, hvor der skulle være en mappe" in refused.err
    assert ".tmp" not in refused.err


def test_a_refusal_says_its_code_once(laptops: tuple[Path, Path]) -> None:
    one, _two = laptops
    refused = nsk("team", "import", card(one), "--store", one)
    assert refused.err.count("T02") == 1
    assert refused.err.rstrip().endswith("[T02]")
