"""Several things, each with a role: a role is changed alone, and an unknown one is neither hidden nor lost."""

from pytestqt.qtbot import QtBot

from nsk_desktop.domain.codes import ACTOR_ROLES
from nsk_desktop.ui.widgets.choice import options_of
from nsk_desktop.ui.widgets.roles import RolesEntry
from nsk_desktop.ui.widgets.type_ahead import Candidate

NAMES = {"a": "Skolen", "b": "Klubben"}


def make_entry(qtbot: QtBot) -> RolesEntry:
    entry = RolesEntry(
        lambda text: [Candidate(id, name) for id, name in NAMES.items() if text.casefold() in name.casefold()],
        lambda id: NAMES.get(id, id),
        options_of(ACTOR_ROLES),
        "partner",
    )
    qtbot.addWidget(entry)
    return entry


def test_somebody_is_chosen_once_with_the_usual_role(qtbot: QtBot) -> None:
    entry = make_entry(qtbot)
    said: list[object] = []
    entry.committed.connect(lambda: said.append(entry.value()))
    entry.add("a")
    entry.add("a")
    assert said == [[{"actor": "a", "role": "partner"}]]
    assert [one.id for one in entry._others("k")] == ["b"], "who is chosen is not offered again"


def test_a_role_is_changed_alone_and_what_else_is_kept_of_it_stays(qtbot: QtBot) -> None:
    entry = make_entry(qtbot)
    entry.set_value([{"actor": "a", "role": "dommer", "since": "2025"}, {"actor": "x", "role": None}])
    assert entry.roles["a"].box.currentText() == "dommer"
    assert entry.roles["a"].box.accessibleName() == "Rolle for Skolen"
    entry.roles["x"].set_value("vært")
    entry.roles["x"].committed.emit()
    assert entry.value() == [{"actor": "a", "role": "dommer", "since": "2025"}, {"actor": "x", "role": "vært"}]
    assert entry.describe(entry.value()) == "Skolen, x"


def test_what_is_shown_is_a_copy(qtbot: QtBot) -> None:
    entry = make_entry(qtbot)
    record = [{"actor": "a", "role": "partner"}]
    entry.set_value(record)
    entry.value()[0]["role"] = "vært"
    entry.roles["a"].set_value("vært")
    entry.roles["a"].committed.emit()
    assert record == [{"actor": "a", "role": "partner"}]
