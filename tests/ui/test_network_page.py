"""The network of local actors at the screen: figures, picture and table, through time, by mouse and by keys."""

import math
from datetime import date
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nsk_desktop.domain.cooperation import COORDINATOR
from nsk_desktop.domain.network import EFFORT
from nsk_desktop.services import actors, ratings
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.background import Runner
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.network_scene import Dot, Line, NetworkScene
from nsk_desktop.ui.pages.network import NetworkPage
from nsk_desktop.ui.tokens import LIGHT
from tests import make

Key, Left, Ctrl = Qt.Key, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
NOW = "2025H1"
Three = tuple[str, str, str]


@pytest.fixture
def three(desk: Desk) -> Three:
    """A school and a club that cooperate now and did less before; a library that only cooperates with the effort."""
    school = actors.new_actor(desk, "Skolen", sector="skole")
    club = actors.new_actor(desk, "Klubben", sector="fritids-/ungdomsklub")
    library = actors.new_actor(desk, "Biblioteket", sector="bibliotek/kultur")
    ratings.rate(desk, "2024H2", school, club, COORDINATOR, level=1)
    ratings.rate(desk, NOW, school, club, COORDINATOR, level=4, reason="Fast dag")
    ratings.rate(desk, NOW, None, library, COORDINATOR, level=3)
    with desk.store.change("") as change:
        hosts = [{"actor": one, "role": "medarrangør"} for one in (school, library)]
        change.create(make.session(title="Åbent hus", day=date(2025, 3, 4), hosts=hosts))
    return school, club, library


@pytest.fixture
def page(qtbot: QtBot, three: Three, window: MainWindow, runner: Runner) -> NetworkPage:
    window.go("network")
    qtbot.waitUntil(lambda: not runner.busy)
    return window.actors.network


def test_the_headline_and_every_figure_stand_with_their_n(page: NetworkPage) -> None:
    assert page.headline.text() == "Tæthed 0,333 · uden indsatsen 0,333"
    lines = {line.name: line for line in page.figures.table.rows.rows()}
    assert lines["rated_density"].shown == "0,333 (2 af 6)"
    assert lines["only_through_effort"].shown == "1: Biblioteket"
    assert page.problems.sentence.text() == "Intet: alt passer sammen."


def test_the_picture_is_said_in_words_and_stands_in_a_table(page: NetworkPage, three: Three) -> None:
    school, club, library = three
    assert set(page.view.drawn.dots) == {school, club, library, ""}
    drawn = {frozenset((tie.line_of.one, tie.line_of.other)): tie.line_of for tie in page.view.drawn.ties}
    assert drawn[frozenset((school, club))].rated
    assert not drawn[frozenset((school, library))].rated
    listed = {frozenset((row.one, row.other)) for row in page.pairs.table.rows.rows()}
    assert listed == set(drawn), "the same data as a table"
    said = "3 aktører, 2 par på niveau 3 eller højere, 1 par, der gjorde noget sammen."
    assert page.view.accessibleDescription() == said


def test_no_tie_between_actors_runs_through_the_effort_or_another_actor(qtbot: QtBot, page: NetworkPage) -> None:
    """Two actors who stand opposite each other would look tied to what lies between them, each for itself."""
    scene = NetworkScene()
    ring = tuple("abcdefghij")
    scene.lay_out(ring, page.font(), 1000)
    dots = [Dot(id, id.upper(), id) for id in (*ring, EFFORT)]
    pairs = [*combinations(ring, 2), (EFFORT, "b")]
    lines = [Line(one, other, 3.0, rated=True, enacted=False, tip="") for one, other in pairs]
    scene.draw(dots, lines, LIGHT, page.font())
    radius = scene.dots[EFFORT].radius
    square = QRectF(-radius, -radius, radius * 2, radius * 2)
    *between, own = ([tie.path().pointAtPercent(part / 100) for part in range(101)] for tie in scene.ties)
    assert not any(square.contains(point) for way in between for point in way)
    assert any(square.contains(point) for point in own), "control: its own tie ends in it"
    for (one, other), way in zip(pairs, between, strict=False):
        rest = [scene.dots[id].pos() for id in ring if id not in (one, other)]
        assert min(math.dist(point.toTuple(), dot.toTuple()) for point in way for dot in rest) > radius, (one, other)


def test_the_slider_goes_through_time_and_nobody_changes_place(page: NetworkPage, three: Three) -> None:
    school = three[0]
    before = page.view.drawn.places()[school]
    page.slider.setFocus()
    QTest.keyClick(page.slider, Key.Key_Left)
    assert page.period.value() == "2024H2"
    assert page.slider.accessibleDescription() == "2. halvår 2024"
    assert page.headline.text() == "Tæthed 0,000 · uden indsatsen 0,000"
    assert page.view.drawn.places()[school] == before
    page.period.set_value(NOW)
    page.period.committed.emit()
    assert page.slider.accessibleDescription() == "1. halvår 2025"


def test_a_click_on_the_slider_goes_to_the_nearest_stop(page: NetworkPage) -> None:
    QTest.mouseClick(page.slider, Left, pos=QPoint(4, 12))
    assert page.period.value() == "baseline"


def test_without_the_effort_its_dot_and_its_pairs_are_gone(page: NetworkPage) -> None:
    page.without.set_value(True)
    page.without.committed.emit()
    assert "" not in page.view.drawn.dots
    assert all(not row.with_effort for row in page.pairs.table.rows.rows())


def test_a_sector_shows_its_actors_and_those_tied_to_them(page: NetworkPage, three: Three) -> None:
    school, club, library = three
    page.sector.set_value("fritids-/ungdomsklub")
    page.sector.committed.emit()
    assert set(page.view.drawn.dots) == {school, club}
    assert len(page.pairs.table.rows.rows()) == 1
    page.sector.set_value("all")
    page.sector.committed.emit()
    assert library in page.view.drawn.dots


def test_keys_do_what_the_mouse_does(qtbot: QtBot, page: NetworkPage, window: MainWindow) -> None:
    view = page.view
    view.setFocus()
    QTest.keyClick(view, Key.Key_Right)
    chosen = view.chosen()
    assert chosen
    assert view.drawn.dots[chosen].dot.name in view.accessibleDescription()
    before = view.drawn.places()[chosen]
    QTest.keyClick(view, Key.Key_Up, Ctrl)
    after = view.drawn.places()[chosen]
    assert (after.x(), after.y()) == (before.x(), before.y() - 24)
    scale = view.transform().m11()
    QTest.keyClick(view, Key.Key_Plus)
    assert view.transform().m11() > scale
    QTest.keyClick(view, Key.Key_0)
    assert view.transform().m11() <= 1
    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, Key.Key_Return)
    assert opened.args == [chosen]
    assert window.actors.shown_name() == "actors"


def test_a_dot_is_dragged_stays_there_through_time_and_is_tidied_up(page: NetworkPage, three: Three) -> None:
    view, club = page.view, three[1]
    item = view.drawn.dots[club]
    begin = view.mapFromScene(item.pos())
    port = view.viewport()
    QTest.mousePress(port, Left, pos=begin)
    QTest.mouseMove(port, begin + QPoint(40, 10))
    QTest.mouseRelease(port, Left, pos=begin + QPoint(40, 10))
    put = view.drawn.places()[club]
    assert put.x() > view.mapToScene(begin).x() + 20
    page.slider.setValue(0)
    page.slider.setValue(page.slider.maximum())
    assert view.drawn.places()[club] == put
    page._tidy()
    assert view.drawn.places()[club] != put


def test_a_pair_leads_to_its_rating(page: NetworkPage, window: MainWindow, three: Three) -> None:
    school, club, _library = three
    page.pairs.table.choose(tuple(sorted((school, club))))
    QTest.mouseClick(page.pairs.buttons[0], Left)
    assert window.actors.shown_name() == "ratings"
    assert window.actors.ratings.form.entry("level").value() == 4


def test_what_does_not_fit_is_listed_with_a_way_to_mend_it(
    qtbot: QtBot, page: NetworkPage, window: MainWindow, runner: Runner, desk: Desk, three: Three
) -> None:
    actors.save_actor(desk, three[1], sector=None)
    qtbot.waitUntil(lambda: not runner.busy)
    (row,) = page.problems.table.rows.rows()
    assert row.sentence().startswith("Klubben: har ingen sektor.")
    QTest.mouseClick(page.problems.buttons[0], Left)
    assert window.actors.shown_name() == "actors"
    assert window.actors.list.form.record() == three[1]


def test_an_empty_store_says_what_comes_here(qtbot: QtBot, desk: Desk, window: MainWindow, runner: Runner) -> None:
    window.go("network")
    qtbot.waitUntil(lambda: not runner.busy)
    assert window.actors.network.none.isVisible()
    assert not window.actors.network.area.isVisible()
