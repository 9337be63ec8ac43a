"""The network as a picture and as files, and a network of many: every name is read, and none lies over another."""

import random
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from nsk_desktop.domain.codes import SECTORS
from nsk_desktop.domain.cooperation import COORDINATOR
from nsk_desktop.services import actors, ratings
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.background import Runner
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.network_scene import Dot, Line, NetworkScene
from nsk_desktop.ui.pages.network import NetworkPage
from nsk_desktop.ui.theme import apply_theme
from nsk_desktop.ui.tokens import DARK, LIGHT

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
NOW = "2025H1"


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, window: MainWindow, runner: Runner) -> NetworkPage:
    school = actors.new_actor(desk, "Skolen", sector="skole")
    club = actors.new_actor(desk, "Klubben", sector="fritids-/ungdomsklub")
    ratings.rate(desk, NOW, school, club, COORDINATOR, level=4)
    ratings.rate(desk, NOW, None, school, COORDINATOR, level=3)
    window.go("network")
    qtbot.waitUntil(lambda: not runner.busy)
    return window.actors.network


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What the dialog for a place answers: the name of a file, and the kind that is chosen in it."""
    answer = ["net.svg", "SVG (*.svg)"]
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_asked: (str(tmp_path / answer[0]) if answer[0] else "", answer[1])
    )
    return answer


def test_the_picture_is_copied_by_key_and_by_button(page: NetworkPage) -> None:
    QGuiApplication.clipboard().clear()
    page.view.setFocus()
    QTest.keyClick(page.view, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().image()
    assert copied.width() > 600
    QGuiApplication.clipboard().clear()
    QTest.mouseClick(page.copy, Left)
    assert QGuiApplication.clipboard().image() == copied


def test_the_picture_is_light_with_ink_on_it_whatever_the_screen_is(page: NetworkPage, qapp: QApplication) -> None:
    apply_theme(qapp, "dark", 100)
    image = page._sheet().image()
    assert image.pixelColor(1, 1) == QColor("#FFFFFF")
    assert colours(image) >= {LIGHT.accent.lower(), LIGHT.text.lower()}
    assert DARK.base.lower() not in colours(image)


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}


def test_the_svg_says_what_it_shows_and_names_everybody(page: NetworkPage, place: list[str], tmp_path: Path) -> None:
    QTest.mouseClick(page.save, Left)
    root = ElementTree.fromstring((tmp_path / "net.svg").read_bytes())
    words = " ".join("".join(each.itertext()) for each in root.iter())
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "Netværket · 1. halvår 2025"
    for name in ("Skolen", "Klubben", "Indsatsen", "Hel streg", "1 Skole"):
        assert name in words


def test_a_png_and_a_workbook_are_what_is_asked_for(page: NetworkPage, place: list[str], tmp_path: Path) -> None:
    place[:] = ["net", "PNG (*.png)"]
    QTest.mouseClick(page.save, Left)
    assert QImage(str(tmp_path / "net.png")).height() > 400
    place[:] = ["net", "Excel-projektmappe (*.xlsx)"]
    QTest.mouseClick(page.save, Left)
    sheet = openpyxl.load_workbook(tmp_path / "net.xlsx").worksheets[0]
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == ["Netværket · 1. halvår 2025"]
    assert rows[2] == ["Par", "Niveau", "Laveste", "Højeste", "Ønsket", "Møder", "Brobygninger"]
    # Which of two actors is named first follows from their ids.
    said = {frozenset(str(row[0]).split(" – ")): row[1:4] for row in rows[3:5]}
    assert said == {frozenset({"Klubben", "Skolen"}): [4, 4, 4], frozenset({"Skolen", "Indsatsen"}): [3, 3, 3]}


def test_nothing_is_written_when_nobody_chooses_a_place(page: NetworkPage, place: list[str], tmp_path: Path) -> None:
    place[0] = ""
    QTest.mouseClick(page.save, Left)
    assert not list(tmp_path.glob("net*"))


def test_the_title_tells_which_part_is_seen(page: NetworkPage) -> None:
    page.sector.set_value("skole")
    page.without.set_value(True)
    page.without.committed.emit()
    assert page._picture_title() == "Netværket · 1. halvår 2025 · Skole · Uden indsatsen"


def test_sectors_are_told_apart_without_colour(page: NetworkPage) -> None:
    marks = {item.dot.name: item.dot.mark for item in page.view.drawn.dots.values()}
    assert sorted(marks.values()) == ["", "1", "2"]
    for name, sector in (("Skolen", "skole"), ("Klubben", "fritids-/ungdomsklub")):
        assert f"{marks[name]} {SECTORS.label(sector)}" in page.legend.text()


def crowd(number: int, page: NetworkPage) -> NetworkScene:
    """Many actors, drawn as the page would."""
    dice = random.Random(number)
    ids = [f"{place:03d}" for place in range(number)]
    scene = NetworkScene()
    scene.lay_out(ids, page.font(), 1000)
    dots = [Dot(id, f"Boligforeningen Solsikken {id}", id) for id in ids]
    pairs = [dice.sample(ids, 2) for _tie in ids]
    ties = [Line(one, other, 3.0, rated=True, enacted=False, tip="") for one, other in pairs]
    scene.draw([*dots, Dot("", "Indsatsen", "")], ties, LIGHT, page.font())
    return scene


def names(scene: NetworkScene) -> dict[str, QRectF]:
    """Where the names stand that are written."""
    return {id: item.name_rect().translated(item.pos()) for id, item in scene.dots.items() if item.named}


@pytest.mark.parametrize("number", [41, 60, 150])
@pytest.mark.parametrize("near", [1.0, 0.7, 0.6, 0.35])
def test_of_many_no_name_lies_over_another(page: NetworkPage, number: int, near: float) -> None:
    scene = crowd(number, page)
    scene.look_from(near, "007")
    found = names(scene)
    assert not [pair for pair in combinations(found, 2) if found[pair[0]].intersects(found[pair[1]])]
    assert "007" in found
    assert len(found) == number + 1 if near == 1.0 else len(found) > 10
    dots = [item.pos() for item in scene.dots.values()]
    radius = scene.dots["007"].radius
    assert all((one - other).manhattanLength() > 2 * radius for one, other in combinations(dots, 2))


def test_control_where_all_names_are_written_they_lie_over_each_other(page: NetworkPage) -> None:
    scene = crowd(150, page)
    for item in scene.dots.values():
        item.look_from(0.35, named=True)
    found = names(scene)
    assert [pair for pair in combinations(found, 2) if found[pair[0]].intersects(found[pair[1]])]


def test_among_many_the_ties_of_the_chosen_one_stand_out(page: NetworkPage) -> None:
    scene = crowd(60, page)
    chosen = scene.ties[0].ends[0]
    scene.look_from(1.0, chosen)
    assert {tie.opacity() for tie in scene.ties if chosen in tie.ends} == {1.0}
    assert all(tie.opacity() < 0.5 for tie in scene.ties if chosen not in tie.ends)
    scene.look_from(1.0, None)
    assert {tie.opacity() for tie in scene.ties} == {1.0}


def test_the_lines_of_many_are_finer_and_a_higher_level_is_still_thicker(page: NetworkPage) -> None:
    def widths(number: int) -> list[float]:
        scene = NetworkScene()
        ids = [str(place) for place in range(number)]
        scene.lay_out(ids, page.font(), 1000)
        ties = [Line("0", str(level), level, rated=True, enacted=False, tip="") for level in (3, 4, 5)]
        scene.draw([Dot(id, id, "") for id in ids], ties, LIGHT, page.font())
        return [tie.pen().widthF() for tie in scene.ties]

    few, many = widths(12), widths(60)
    assert many == sorted(set(many))
    assert all(fine < thick for fine, thick in zip(many, few, strict=True))


@pytest.mark.parametrize("number", [12, 60])
def test_where_there_is_little_width_no_empty_room_stands_above_the_picture(
    page: NetworkPage, qapp: QApplication, number: int
) -> None:
    apply_theme(qapp, "light", 200)
    page.window().resize(1024, 640)
    ids = [f"{place:03d}" for place in range(number)]
    page.view.set_order(ids)
    page.view.show_network([Dot(id, f"Boligforeningen {id}", id) for id in ids], [], "")
    around = page.view.drawn.sceneRect()
    drawn = page.view.transform().mapRect(around).height()
    assert drawn > 0.9 * page.view.height() or page.view.height() <= page.view.minimumSizeHint().height()


def test_of_many_in_little_width_every_name_is_written_and_none_is_cut_by_the_edge(
    page: NetworkPage, qapp: QApplication
) -> None:
    apply_theme(qapp, "light", 200)
    page.window().resize(1024, 640)
    ids = [f"{place:03d}" for place in range(60)]
    page.view.set_order(ids)
    for _again in range(3):
        page.view.show_network([Dot(id, f"Boligforeningen Solsikken {id}", id) for id in ids], [], "")
        page.view.resize(page.view.width() - 1, page.view.height())
    items = page.view.drawn.dots.values()
    assert all(item.named for item in items)
    room = page.view.mapToScene(page.view.viewport().rect()).boundingRect()
    assert all(room.contains(item.name_rect().translated(item.pos())) for item in items)


def test_of_a_few_in_little_width_no_name_covers_another(page: NetworkPage, qapp: QApplication) -> None:
    apply_theme(qapp, "light", 200)
    page.window().resize(1024, 640)
    ids = [f"{place:03d}" for place in range(11)]
    page.view.set_order(ids)
    page.view.show_network([Dot(id, f"Boligforeningen Solsikken {id}", id) for id in ids], [], "")
    found = names(page.view.drawn)
    assert not [pair for pair in combinations(found, 2) if found[pair[0]].intersects(found[pair[1]])]
    assert len(found) > 7
