"""A spoiled team file changes nothing: none is accepted, each is refused with a code, the store stays as it was.

`make soak` walks 10,000 and others each time; here are 600, the same on every run.
"""

import time
import tracemalloc
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from nsk_desktop.domain.records import Actor, Session
from nsk_desktop.errors.team import TeamBadEntry, TeamDamaged, TeamForged, TeamRefused, TeamTooBig
from nsk_desktop.exchange import strict_json, team_file
from nsk_desktop.services import team, team_import
from nsk_desktop.services.desk import Desk
from nsk_desktop.store import exchange, incoming
from nsk_desktop.store.checking import digest
from nsk_desktop.store.journal import Entry
from tests import make
from tests.exchange import team_mutants
from tests.exchange.team_mutants import Honest
from tests.services.team_desks import give, introduce, new_desk

COUNT = 600


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    desks = new_desk(tmp_path / "a", "AB"), new_desk(tmp_path / "b", "CD")
    introduce(*desks, tmp_path)
    fill(desks[1])
    yield desks
    for desk in desks:
        desk.close()


def fill(desk: Desk) -> None:
    """A few records of several kinds, with references and edits."""
    with desk.store.change("make") as change:
        session = change.create(make.session())
        actor = change.create(make.actor())
        for name in ("Solsikke", "Valmue"):
            change.create(make.participant(name))
    with desk.store.change("save") as change:
        change.save(Actor, actor, name="Biblioteket")
        change.save(Session, session, place="Skolen", themes=["T1"])


def honest_file(one: Desk, other: Desk, folder: Path) -> tuple[Path, Honest]:
    path = give(other, folder)
    return path, team_mutants.opened(path.read_bytes(), team.keys_of(one).secret, team.keys_of(other).sign)


def attempt(desk: Desk, file: Path) -> TeamRefused | None:
    """Why *file* is refused, or None when it was taken in."""
    try:
        team_import.accept(desk, team_import.plan_file(desk, file))
    except TeamRefused as refused:
        return refused
    return None


def walk(one: Desk, other: Desk, folder: Path, count: int, seed: int) -> Counter[str]:
    """Try *count* spoiled files; how often each code was given."""
    _path, honest = honest_file(one, other, folder)
    file = folder / "fil.nskteam"
    before, codes = digest(one.store), Counter[str]()
    for number, (way, content) in enumerate(team_mutants.mutants(honest, count, seed)):
        file.write_bytes(content)
        refused = attempt(one, file)
        assert refused is not None, f"spoiled file {number} of seed {seed} ({way}) was taken in"
        codes[f"{way} {refused.code}"] += 1
        assert f"(kode {refused.code})" in str(refused)
        assert "fil.nskteam" in str(refused)
        if number % 50 == 0:
            assert digest(one.store) == before, f"{number} {way}"
    assert digest(one.store) == before
    return codes


def test_no_spoiled_file_is_taken_in(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    codes = walk(*pair, tmp_path, COUNT, seed=1)
    assert codes.total() >= COUNT - 10
    reached = {code.split()[1] for code in codes}
    assert {"T02", "T03", "T04", "T05", "T07", "T08", "T09"} <= reached, codes


def test_control_the_honest_file_is_taken_in(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    one, other = pair
    path, honest = honest_file(one, other, tmp_path)
    again = tmp_path / "igen.nskteam"
    again.write_bytes(team_mutants.signed(honest, honest.head, honest.packed))
    assert team_import.plan_file(one, again).fresh == team_import.plan_file(one, path).fresh > 0


def test_control_without_the_signature_spoiled_files_come_in(
    pair: tuple[Desk, Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(team_file, "is_signed", lambda *_: True)
    with pytest.raises(AssertionError, match="was taken in"):
        walk(*pair, tmp_path, COUNT, seed=1)


def test_control_without_the_check_of_entries_spoiled_files_come_in(
    pair: tuple[Desk, Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def anything(_entry: Entry) -> None:
        """Whatever it says."""

    monkeypatch.setattr(exchange, "validate", anything)
    monkeypatch.setattr(incoming, "_is_author", lambda _text: True)
    # Taken in, or stopped by the database somewhere on the way and without a word for the user.
    with pytest.raises(Exception) as found:  # noqa: PT011
        walk(*pair, tmp_path, COUNT, seed=1)
    assert not isinstance(found.value, TeamRefused)


def test_a_bomb_is_stopped_before_it_fills_the_memory(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    """Signed by a colleague, and a thousand times as long as it says; and one that says so."""
    one, other = pair
    _path, honest = honest_file(one, other, tmp_path)
    bomb = zlib.compress(b"[" * 200_000_000, 9)
    file = tmp_path / "bombe.nskteam"
    for inflated, refusal in (
        (honest.head["inflated"], TeamDamaged),
        (200_000_000, TeamBadEntry),
        (2**50, TeamTooBig),
    ):
        file.write_bytes(team_mutants.signed(honest, {**honest.head, "inflated": inflated}, bomb))
        tracemalloc.start()
        begun = time.monotonic()
        with pytest.raises(refusal):
            team_import.plan_file(one, file)
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
        assert time.monotonic() - begun < 20
        tracemalloc.stop()


def test_a_file_that_is_too_large_is_not_read(
    pair: tuple[Desk, Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = pair
    path, _honest = honest_file(one, other, tmp_path)
    monkeypatch.setattr(team_file, "MOST_BYTES", 100)
    with pytest.raises(TeamTooBig):
        team_import.plan_file(one, path)


def test_a_file_for_somebody_else_that_was_locked_anew_for_us_is_refused(
    pair: tuple[Desk, Desk], tmp_path: Path
) -> None:
    """The sender never meant us to have it: the recipients are under the signature."""
    one, other = pair
    _path, honest = honest_file(one, other, tmp_path)
    head = {**honest.head, "recipients": ["age1somebodyelse"]}
    file = tmp_path / "x.nskteam"
    file.write_bytes(team_mutants.signed(honest, head, honest.packed))
    with pytest.raises(TeamRefused, match="T04"):
        team_import.plan_file(one, file)
    file.write_bytes(team_mutants._locked(strict_json.dumps(honest.head), b"\0" * 64, honest.packed, honest))
    with pytest.raises(TeamForged):
        team_import.plan_file(one, file)


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("session", "day", "i går"),
        ("session", "day", "2025-02-30"),
        ("session", "from_time", "25"),
        ("session", "themes", "T1"),
        ("session", "completed", 1),
        ("session", "series_id", "f" * 32),
        ("session", "series_id", "x"),
        ("participant", "birth_year", "1980"),
        ("participant", "birth_year", 2**60),
        ("participant", "alias", None),
        ("participant", "alias", ["x"]),
        ("actor", "deleted", "yes"),
        ("actor", "name", {"a": 1}),
    ],
)
def test_values_that_no_field_of_ours_holds_are_refused(
    pair: tuple[Desk, Desk], tmp_path: Path, kind: str, field: str, value: object
) -> None:
    """Signed by a colleague; also a reference to what nobody has made."""
    one, other = pair
    _path, honest = honest_file(one, other, tmp_path)
    rows = honest.rows()
    row = next(row for row in rows if row[4] == kind)
    row[6][field] = [value, []]
    text = b"".join(strict_json.dumps(each) + b"\n" for each in rows)
    file = tmp_path / "x.nskteam"
    head = {**honest.head, "entries": len(rows), "inflated": len(text)}
    file.write_bytes(team_mutants.signed(honest, head, zlib.compress(text)))
    before = digest(one.store)
    with pytest.raises(TeamBadEntry):
        team_import.plan_file(one, file)
    assert digest(one.store) == before
