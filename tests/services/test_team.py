"""Cards, colleagues and shutting out: only who was compared is trusted, and a lost computer stays out."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nsk_desktop.errors.team import (
    CardChanged,
    CardRevoked,
    NobodyToSendTo,
    NoCard,
    NoTeamInPractice,
    NotForUs,
    OwnCard,
    OwnTeamFile,
    SenderRevoked,
    SenderUnknown,
    TeamNewer,
    TeamRefused,
    WordsDiffer,
)
from nsk_desktop.exchange import team_card
from nsk_desktop.exchange.team_card import Card
from nsk_desktop.services import opening, team, team_import
from nsk_desktop.services.desk import Desk
from nsk_desktop.store import backup
from nsk_desktop.store.checking import digest
from nsk_desktop.store.folder import StoreFolder
from tests import make
from tests.services.team_desks import CHEAP, give, introduce, new_desk, reopened, take


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    desks = new_desk(tmp_path / "a", "AB"), new_desk(tmp_path / "b", "CD")
    yield desks
    for desk in desks:
        desk.close()


def test_a_card_names_the_computer_and_holds_no_secret(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    one, _other = pair
    path = team.write_card(one, tmp_path)
    text = path.read_text(encoding="ascii")
    assert set(json.loads(text)) == {"format", "key", "kind", "name", "recipient", "signature", "store"}
    assert "SECRET" not in text.upper()
    assert "AB" not in path.name
    assert team_card.read_card(path) == team.my_card(one)
    assert len(team.my_card(one).words.split()) == 6


def test_the_keys_are_the_same_next_time(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "a", "AB")
    card = team.my_card(desk)
    desk.close()
    again = reopened(tmp_path / "a")
    assert team.my_card(again) == card
    again.close()


def test_only_who_compared_the_words_is_added(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    one, other = pair
    offer = team.read_card(one, team.write_card(other, tmp_path))
    for words in ("", "en to tre fire fem seks", offer.card.words.rpartition(" ")[0], team.my_card(one).words):
        with pytest.raises(WordsDiffer):
            team.enrol(one, offer, words)
    assert team.colleagues(one) == []
    team.enrol(one, offer, "  " + offer.card.words.upper().replace(" ", "  "))
    (added,) = team.colleagues(one)
    assert (added.name, added.enrolled_by, added.revoked) == ("Bærbar CD", "AB", None)
    assert team.words_of(added) == offer.card.words
    assert team.read_card(one, team.write_card(other, tmp_path)).known


def test_ones_own_card_is_refused(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    with pytest.raises(OwnCard):
        team.read_card(pair[0], team.write_card(pair[0], tmp_path))


@pytest.mark.parametrize("field", ["key", "recipient"])
def test_a_known_computer_with_another_key_is_refused(pair: tuple[Desk, Desk], tmp_path: Path, field: str) -> None:
    """Whether the old keys are used in part or only the store's name: what was pinned stays."""
    one, other = pair
    introduce(one, other, tmp_path)
    before = digest(one.store)
    third = new_desk(tmp_path / "c", "EF")
    strange, keys = team.my_card(third), team.keys_of(other if field == "recipient" else third)
    card = replace(team.my_card(other), **{field: getattr(strange, field)})
    path = tmp_path / "ny.nskkort"
    path.write_bytes(team_card.write_card(card, keys.sign))
    with pytest.raises(CardChanged) as refused:
        team.read_card(one, path)
    assert team.my_card(other).words in str(refused.value)
    assert card.words in str(refused.value)
    assert "(kode T13)" in str(refused.value)
    third.close()
    assert digest(one.store) == before


def damaged_cards(text: str) -> list[str]:
    """Ways to spoil a card."""
    return [
        "",
        "[]",
        "{}",
        text[:-3],
        text.replace('"format":1', '"format":1.0'),
        text.replace('"format":1', '"format":true'),
        text.replace('"format":1', '"format":1,"format":1'),
        text.replace('"format":1', '"format":0'),
        text.replace('"format":1', '"format":NaN'),
        text.replace("Bærbar", "Anden").replace("B\\u00e6rbar", "Anden"),
        text.replace('"name":"', '"name":"\\u202e'),
        text.replace('"recipient":"age1', '"recipient":"AGE1'),
        text.replace('"kind":"nsk-enhedskort"', '"kind":"x"'),
        text + "\n{}",
        "\ufeff" + text,
        "[" * 3000,
    ]


def test_a_card_that_was_changed_is_refused(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    one, other = pair
    text = team.write_card(other, tmp_path).read_text(encoding="ascii")
    path = tmp_path / "x.nskkort"
    spoiled = damaged_cards(text)
    assert len(set(spoiled)) == len(spoiled)
    for content in spoiled:
        path.write_text(content, encoding="utf-8")
        with pytest.raises(NoCard):
            team.read_card(one, path)
    path.write_text(text.replace('"format":1', '"format":2'), encoding="ascii")
    with pytest.raises(TeamNewer):
        team.read_card(one, path)
    path.write_bytes(b" " * 5000)
    with pytest.raises(TeamRefused, match="T01"):
        team.read_card(one, path)


def test_the_words_stand_for_both_keys() -> None:
    first = Card("A", "0" * 32, "00" * 32, "age1a")
    assert len({first.words, replace(first, key="01" * 32).words, replace(first, recipient="age1b").words}) == 3
    assert replace(first, name="B").words == first.words


def test_a_file_is_made_only_for_somebody(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    with pytest.raises(NobodyToSendTo):
        team.make_file(pair[0], tmp_path)


def test_practice_data_do_not_travel(tmp_path: Path) -> None:
    desk, _code = opening.create(tmp_path / "p", make.PASSPHRASE, practice=True, strength=CHEAP)
    with pytest.raises(NoTeamInPractice):
        team.my_card(desk)
    desk.close()


def test_strangers_and_ones_own_files_are_refused(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    one, other = pair
    offer = team.read_card(other, team.write_card(one, tmp_path))
    team.enrol(other, offer, offer.card.words)
    file = give(other, tmp_path)
    with pytest.raises(SenderUnknown):
        team_import.plan_file(one, file)
    with pytest.raises(NotForUs):
        team_import.plan_file(other, file)
    introduce(one, other, tmp_path)
    assert team_import.plan_file(one, file).fresh == 0


def test_a_file_of_ones_own_that_is_locked_for_oneself_is_refused(tmp_path: Path) -> None:
    """A copy of the store made the file: same keys, so it would be its own colleague."""
    desk = new_desk(tmp_path / "a", "AB")
    with pytest.raises(OwnTeamFile):
        team.refuse_stranger(desk, "x.nskteam", team.my_card(desk).key)
    desk.close()


def test_a_computer_that_was_shut_out_gets_and_gives_nothing(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    one, other = pair
    third = new_desk(tmp_path / "c", "EF")
    introduce(one, other, tmp_path)
    introduce(one, third, tmp_path)
    earlier = give(other, tmp_path / "earlier")
    card = team.write_card(other, tmp_path)
    team.revoke(one, team.my_card(other).key)
    for file in (earlier, give(other, tmp_path / "later")):
        with pytest.raises(SenderRevoked, match="Bærbar CD"):
            team_import.plan_file(one, file)
    with pytest.raises(CardRevoked):
        team.read_card(one, card)
    made = team.make_file(one, tmp_path)
    assert made.colleagues == ("Bærbar EF",)
    with pytest.raises(NotForUs):
        team_import.plan_file(other, made.path)
    assert team_import.plan_file(third, made.path).fresh == 0
    third.close()


def test_shutting_out_between_the_plan_and_the_yes_holds(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    one, other = pair
    introduce(one, other, tmp_path)
    with other.store.change("make") as change:
        change.create(make.actor())
    plan = team_import.plan_file(one, give(other, tmp_path))
    team.revoke(one, team.my_card(other).key)
    before = digest(one.store)
    with pytest.raises(SenderRevoked):
        team_import.accept(one, plan)
    assert digest(one.store) == before


def test_a_backup_from_before_does_not_let_a_lost_computer_in_again(tmp_path: Path) -> None:
    one, other = new_desk(tmp_path / "a", "AB"), new_desk(tmp_path / "b", "CD")
    introduce(one, other, tmp_path)
    take(other, give(one, tmp_path))
    with one.store.change("make") as change:
        change.create(make.actor())
    copy = one.back_up("manual")
    assert copy is not None
    team.revoke(one, team.my_card(other).key)
    one.close()
    place = StoreFolder(tmp_path / "a")
    keys_ = opening_key(tmp_path / "a")
    backup.restore(copy, place.database, keys_)
    again = reopened(tmp_path / "a")
    with again.store.read() as read:
        assert read.connection.exec_driver_sql("SELECT revoked FROM colleague").scalars().all() == [None]
    assert [one.revoked is not None for one in team.colleagues(again)] == [True]
    with pytest.raises(SenderRevoked):
        team_import.plan_file(again, give(other, tmp_path / "x"))
    with pytest.raises(NobodyToSendTo):
        team.make_file(again, tmp_path)
    again.close()
    other.close()


def opening_key(folder: Path) -> bytes:
    """The key of the database in *folder*."""
    from nsk_desktop.store import keys

    return keys.unlock(folder, make.PASSPHRASE, CHEAP).database
