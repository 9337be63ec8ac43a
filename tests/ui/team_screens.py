"""The screens of team exchange: a colleague, a file from them that is looked at, and the question for the six words."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from nsk_desktop.services import sessions, team
from nsk_desktop.store import colleagues
from nsk_desktop.store.colleagues import Seen
from nsk_desktop.ui.pages.team import TeamPage
from nsk_desktop.ui.words_dialog import WordsDialog
from tests.services.team_desks import give, introduce, new_desk, take

if TYPE_CHECKING:
    from tests.ui.screens import House


def page_of(house: "House") -> TeamPage:
    """The page, in front."""
    house.window.go("team")
    page = house.window.findChild(TeamPage)
    assert isinstance(page, TeamPage)
    return page


def with_colleagues(house: "House") -> QWidget:
    """One whose file was taken in and of whom something was noticed, and one who is shut out."""
    folder = house.folder / f"colleagues-{len(list(house.folder.iterdir()))}"
    for name in ("CD", "EF"):
        other = new_desk(folder / name, name)
        introduce(house.desk, other, folder / f"cards-{name}")
        key = team.my_card(other).key
        if name == "CD":
            take(house.desk, give(other, folder / "files"))
            seen = Seen(key, "f" * 32, 2, "0194000000000000", frozenset())
            note = partial(colleagues.note, seen=seen, noticed=[colleagues.NEW_IDENTITY], now="2025-12-01")
            house.desk.store.keep(note)
        else:
            team.revoke(house.desk, key)
        other.close()
    page_of(house).refresh()
    return house.window


def with_plan(house: "House") -> QWidget:
    """A colleague's file that changes something, adds something, and says something else than we do."""
    folder = house.folder / f"plan-{len(list(house.folder.iterdir()))}"
    other = new_desk(folder / "store", "CD")
    introduce(house.desk, other, folder)
    take(other, give(house.desk, folder / "given"))
    rows = sessions.list_sessions(other)
    for number, row in enumerate(rows[:3]):
        sessions.save_session(other, row.id, title=f"Rettet {number}")
    sessions.save_session(house.desk, rows[0].id, title="Vores navn")
    sessions.new_session(other, title="Kollegaens møde")
    sessions.delete_session(other, rows[5].id)
    file = give(other, folder / "files")
    other.close()
    page = page_of(house)
    page.open_file(file)
    house.settle()
    assert page.plan.isVisibleTo(page)
    return house.window


def words(house: "House") -> WordsDialog:
    """The question for the words, after others were typed."""
    dialog = WordsDialog(house.window, team.my_card(house.desk))
    dialog.words.line.setText("en to tre fire fem seks")
    dialog.give()
    return dialog
