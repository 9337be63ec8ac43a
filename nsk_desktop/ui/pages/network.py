"""Cooperation in figures: the network through time, every pair in a table, and what is left without the effort."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nsk_desktop.domain import numbers
from nsk_desktop.i18n import _
from nsk_desktop.measures.cooperation_figures import Cooperation, PairRow, Problem
from nsk_desktop.measures.cooperation_statement import NO_SECTOR, by_sector, lines, sector_label
from nsk_desktop.services import cooperation, ratings
from nsk_desktop.services.cooperation import ThroughTime
from nsk_desktop.services.plot_files import save_picture, save_plot
from nsk_desktop.ui import network_words as words
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.network_files import NetworkSheet, pairs_plot
from nsk_desktop.ui.network_view import NetworkView
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.pages.page import Page, card, scrolled
from nsk_desktop.ui.places import PAGES
from nsk_desktop.ui.plot_card import ask_where, excel, png
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.choice import Choice, Tick
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.notices import EmptyState
from nsk_desktop.ui.widgets.text import label
from nsk_desktop.ui.widgets.time_slider import TimeSlider

_ALL = "all"


def problem_columns() -> tuple[Column, ...]:
    """What does not fit together, in a sentence."""
    return (Column(_("What does not fit"), lambda row: row.sentence(), tip=lambda row: row.sentence()),)


class NetworkPage(Page):
    """The headline, the picture, the pairs, every figure with its n, and what is to be mended."""

    kinds = frozenset({"actor", "session", "bridge_contact", "cooperation_rating", "initiative", "steering_attendance"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title.hide()
        self.subtitle.hide()
        self.body.setContentsMargins(0, 10, 0, 0)
        self._time: ThroughTime | None = None
        self._period = ""
        self._names: dict[str, str] = {}
        self._marks: dict[str, str] = {}
        self.period, self.sector = Choice([]), Choice([])
        self.period.box.setAccessibleName(_("Half-year"))
        self.sector.box.setAccessibleName(_("Sector"))
        for choice in (self.period, self.sector):
            choice.box.setMinimumContentsLength(14)
        self.slider = TimeSlider(_("Half-year, from the earliest to the latest"))
        self.without = Tick(_("Without the effort"))
        self.period.committed.connect(lambda: self._go_to(self.period.value()))
        self.slider.valueChanged.connect(self._slide)
        self.sector.committed.connect(self._draw)
        self.without.committed.connect(self._draw)
        self.headline = label("", "figure", wrap=True)
        self.beside = label("", wrap=True)
        self.how = button(_("How the figures are counted"), lambda: context.help("network"), kind="quiet", icon="help")
        self.view = NetworkView(_("The network of the half-year"))
        self.view.opened.connect(lambda id: context.go("actors", id))
        self.legend = label("", "quiet", wrap=True)
        self.copy = button(_("Copy as a picture"), self.copy_picture, icon="copy", tip="Ctrl+C")
        self.save = button(_("Save as a file …"), self.save_file, icon="save")
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.view)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self.copy_picture)
        self.pairs = ListCard(
            Table(words.pair_columns(self._names), _("Pairs of actors"), key=lambda row: (row.one, row.other)),
            ((_("Show what is behind it"), "edit", self._open_pair),),
        )
        self.pairs.table.opened.connect(self._open_pair)
        self.figures = ListCard(Table(words.figure_columns(), _("Every figure"), key=lambda line: line.name))
        self.problems = ListCard(
            Table(problem_columns(), _("What does not fit"), key=lambda row: (row.oddity, row.record)),
            ((_("Open"), "edit", self._mend),),
        )
        self.problems.table.opened.connect(self._mend)
        self.none = EmptyState(
            _("When two actors have had contact or held a meeting together, they are tied here."),
            ((_("Rate a pair"), lambda: context.go("ratings", "new")),),
        )
        self.body.addWidget(self.none, 1)
        self.area = scrolled(self._make_content())
        self.body.addWidget(self.area, 1)

    def refresh(self) -> None:
        desk, today = self.context.desk, self.context.today()
        self.context.runner.run(
            lambda _progress: cooperation.through_time(desk, today),
            self._take,
            title=_("The figures are being counted"),
            owner=self,
        )

    def window_part(self) -> str:
        return _("Network")

    def _make_content(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(14)
        asked = FlowLayout()
        for each in (self.period, self.sector, self.without):
            asked.addWidget(each)
        top, layout = card()
        layout.addLayout(asked)
        layout.addWidget(self.slider)
        layout.addWidget(self.headline)
        layout.addWidget(self.beside)
        row = QHBoxLayout()
        row.addWidget(self.how)
        row.addStretch(1)
        layout.addLayout(row)
        middle, layout = card(_("The network"))
        layout.addWidget(self.view)
        layout.addWidget(self.legend)
        acts = FlowLayout()
        for text, act in (
            (_("Nearer"), self.view.nearer),
            (_("Further away"), self.view.further),
            (_("Show all"), self.view.show_all),
            (_("Tidy up"), self._tidy),
        ):
            acts.addWidget(button(text, act))
        acts.addWidget(self.copy)
        acts.addWidget(self.save)
        layout.addLayout(acts)
        for frame in (top, middle, self.pairs, self.figures, self.problems):
            column.addWidget(frame)
        column.addStretch(1)
        return content

    def _take(self, time: ThroughTime) -> None:
        """Show what was counted; the half-year stays the one that was looked at."""
        self._time = time
        self._names.clear()
        self._names.update({actor.id: actor.name for actor in time.actors})
        known = any(found.pairs for found in time.found.values())
        self.none.setVisible(not known)
        self.area.setVisible(known)
        shown = [(period, ratings.period_label(period)) for period in time.periods]
        if self._period not in time.found:
            self._period = time.periods[-1]
        self.period.set_options(shown[::-1])
        self.slider.set_stops([name for _period, name in shown], time.periods.index(self._period))
        chosen = self.sector.value() or _ALL
        sectors = [code for code, number in by_sector(time.actors).items() if number]
        self._marks = words.sector_marks(sectors)
        self.sector.set_options([(_ALL, _("All sectors")), *((code, sector_label(code)) for code in sectors)])
        self.sector.set_value(chosen if chosen in sectors else _ALL)
        self.view.set_order([actor.id for actor in time.actors])
        self._go_to(self._period)

    def _slide(self, place: int) -> None:
        if self._time is not None:
            self._go_to(self._time.periods[place])

    def _go_to(self, period: str) -> None:
        """Show a half-year everywhere."""
        if self._time is None:
            return
        self._period = period
        self.period.set_value(period)
        self.slider.setValue(self._time.periods.index(period))
        self._draw()

    def _draw(self) -> None:
        if self._time is None:
            return
        found = self._time.found[self._period]
        sector = None if self.sector.value() in (None, _ALL) else self.sector.value()
        effort = not self.without.value()
        sectors = {actor.id: actor.sector or NO_SECTOR for actor in found.actors}
        drawn = words.dots(found, self._time.actors, self._names, sector, effort=effort, marks=self._marks)
        ties = words.lines(found, self._names, sectors, sector)
        self.view.show_network(drawn, ties, words.picture_told(found))
        self._say(found)
        rows = [
            pair
            for pair in found.pairs
            if (effort or not pair.with_effort)
            and (sector is None or sector in map(sectors.get, (pair.one, pair.other)))
        ]
        self.pairs.fill(rows, _("Pairs of actors"), _("Nothing is known of any pair here."))
        self.figures.fill(lines(found), _("Every figure"), "")
        self.problems.fill(found.problems, _("What does not fit"), _("Nothing: everything fits together."))

    def _say(self, found: Cooperation) -> None:
        """The headline: how dense the network is, and what is left without the effort."""
        whole, left = found.rated.whole, found.rated.without_effort
        self.headline.setText(
            _("Density {whole} · without the effort {left}").format(whole=_density(whole), left=_density(left))
        )
        parts = [words.picture_told(found)]
        if found.waiting:
            note = _("{number} pairs were rated before and not in this half-year; they are not counted.")
            parts.append(note.format(number=numbers.whole(len(found.waiting))))
        self.beside.setText(" ".join(parts))
        self.legend.setText(words.legend(self._marks))

    def copy_picture(self) -> None:
        """Put the picture where it can be pasted from."""
        QGuiApplication.clipboard().setImage(self._sheet().image())
        self.context.tell(_("The picture is copied."), undoable=False)

    def save_file(self) -> None:
        """Ask where, and write the picture, or the pairs that are listed as a workbook."""
        title = self._picture_title()
        path = ask_where(self, self.context, title, ("SVG (*.svg)", "PNG (*.png)", excel()))
        if path is None:
            return
        if path.suffix.lower() == ".xlsx":
            rows = self.pairs.table.rows.rows()
            save_plot(pairs_plot(rows, self._names, title, self.beside.text()), path)
        elif path.suffix.lower() == ".png":
            save_picture(png(self._sheet().image()), path)
        else:
            path = path.with_suffix(".svg")
            save_picture(self._sheet().svg(), path)
        self.context.tell(_("Saved as {name}.").format(name=path.name), undoable=False)

    def _sheet(self) -> NetworkSheet:
        return NetworkSheet(self.view.drawn, self._picture_title(), self.legend.text(), self.view.font())

    def _picture_title(self) -> str:
        """What is seen: the half-year, and what part of it was chosen."""
        parts = [_("The network"), ratings.period_label(self._period)]
        if self.sector.value() not in (None, _ALL):
            parts.append(sector_label(self.sector.value()))
        if self.without.value():
            parts.append(_("Without the effort"))
        return " · ".join(parts)

    def _tidy(self) -> None:
        self.view.drawn.tidy()
        self.view.show_all()

    def _open_pair(self, row: PairRow) -> None:
        """Go to what a pair rests on: its rating, otherwise a meeting or a bridge of theirs."""
        if row.ratings:
            self.context.go("ratings", row.ratings[0])
        elif row.sessions:
            self.context.go("activities", row.sessions[0])
        else:
            self.context.go("bridges", row.bridges[0])

    def _mend(self, row: Problem) -> None:
        self.context.go(PAGES[row.kind], row.record)


def _density(shape: Any) -> str:
    return "–" if shape.density is None else numbers.decimal(shape.density, 3)
