"""Desks with keys of their own, whose people know each other."""

import shutil
from pathlib import Path

from nsk_desktop.services import opening, team, team_import
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.team_import import Taken
from nsk_desktop.store.keys import Cost, Strength
from tests import make

CHEAP = Strength(cost=Cost(8, 1, 1), floor=Cost(8, 1, 1))


def new_desk(folder: Path, author: str) -> Desk:
    """A desk at a new store in *folder*, opened as the program opens one."""
    desk, _code = opening.create(folder, make.PASSPHRASE, author=author, strength=CHEAP)
    team.name_computer(desk, f"Bærbar {author}")
    return desk


def reopened(folder: Path) -> Desk:
    """The store in *folder*, which was closed, as the program opens it."""
    return opening.open_store(folder, make.PASSPHRASE, strength=CHEAP)


def introduce(one: Desk, other: Desk, folder: Path) -> None:
    """Both add the other's card after comparing the words."""
    folder.mkdir(parents=True, exist_ok=True)
    for giver, taker in ((one, other), (other, one)):
        offer = team.read_card(taker, team.write_card(giver, folder))
        team.enrol(taker, offer, team.my_card(giver).words)


def give(giver: Desk, folder: Path) -> Path:
    """A team file of *giver*."""
    folder.mkdir(parents=True, exist_ok=True)
    return team.make_file(giver, folder).path


def take(taker: Desk, path: Path) -> Taken:
    """Plan a file and accept it."""
    return team_import.accept(taker, team_import.plan_file(taker, path))


def copied(folder: Path, to: Path) -> Path:
    """The folder of a closed store, copied whole."""
    shutil.copytree(folder, to)
    return to
