"""The main window: makes the pages and the actions, and carries what one page says to the others."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk, redo_text, undo_text
from nsk_desktop.settings import Settings
from nsk_desktop.ui.back_and_forward import BackAndForward, Stop
from nsk_desktop.ui.background import Runner
from nsk_desktop.ui.context import Bus, Change, Context, SettingsHolder
from nsk_desktop.ui.delete_key import delete_chosen
from nsk_desktop.ui.draft_offer import DraftOffer
from nsk_desktop.ui.finder import Finder
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.help_dialog import HelpDialog
from nsk_desktop.ui.icons import renew_icons
from nsk_desktop.ui.menus import Acts, Menus
from nsk_desktop.ui.navigation import Navigation
from nsk_desktop.ui.pages.activities import ActivitiesPage
from nsk_desktop.ui.pages.actors import ActorsPage
from nsk_desktop.ui.pages.data import DataPage
from nsk_desktop.ui.pages.effort import EffortPage
from nsk_desktop.ui.pages.overview import OverviewPage
from nsk_desktop.ui.pages.page import Page, focus_within
from nsk_desktop.ui.pages.participants import ParticipantsPage
from nsk_desktop.ui.pages.reports import ReportsPage
from nsk_desktop.ui.pages.settings_page import SettingsPage
from nsk_desktop.ui.pages.start import StartPage
from nsk_desktop.ui.pages.submission import SubmissionPage
from nsk_desktop.ui.pages.tabs import TabbedPage
from nsk_desktop.ui.panes import go_to_hit, go_to_pane, move_divider, panes_of
from nsk_desktop.ui.places import home_of, places
from nsk_desktop.ui.rewinding import rewind
from nsk_desktop.ui.tab_order import go_on
from nsk_desktop.ui.theme import apply_theme
from nsk_desktop.ui.toolbar import Toolbar
from nsk_desktop.ui.widgets.notices import Notice, Snackbar
from nsk_desktop.ui.widgets.text import label

P = TypeVar("P", bound=QWidget)


class MainWindow(QMainWindow):
    """Everything after the unlock window."""

    def __init__(self, desk: Desk, runner: Runner, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        bus = Bus(self)
        self.context = Context(desk, bus, runner, SettingsHolder(bus), today)
        self.setMinimumSize(1024, 640)
        # Room is left for the frame and the task bar, so that the foot of a page is seen on a small screen too.
        self.resize(QSize(1240, 800).boundedTo(self.screen().availableSize() * 0.92))
        self.pages = QStackedWidget()
        self.navigation = Navigation(places())
        self.snackbar = Snackbar(self.undo)
        self.back_and_forward = BackAndForward(self._show_stop, self._shown_stop, self.context)
        menus = self._make_menus()
        self.actions_by_name = menus.actions
        self.finder = Finder(self.context, self, self.actions_by_name)
        self.toolbar = Toolbar(menus.new, self.finder.line, self.actions_by_name["undo"])
        self._arrange()
        self._fill_status_bar()
        self._connect()
        self._restore_window()
        self.go("start")
        self._notice()
        self.offer.begin()

    # making

    # Each page is made when it is first wanted: all of them at once would be a second of waiting.

    @cached_property
    def start(self) -> StartPage:
        return self._add(StartPage(self.context))

    @cached_property
    def activities(self) -> ActivitiesPage:
        page = self._add(ActivitiesPage(self.context))
        page.currentChanged.connect(self._name_window)
        # A meeting that is put away leaves its list behind: a step of its own.
        page.currentChanged.connect(lambda _shown: self.back_and_forward.arrive())
        return page

    @cached_property
    def participants(self) -> ParticipantsPage:
        return self._add(ParticipantsPage(self.context))

    @cached_property
    def actors(self) -> ActorsPage:
        return self._add(ActorsPage(self.context))

    @cached_property
    def overview(self) -> OverviewPage:
        return self._add(OverviewPage(self.context))

    @cached_property
    def reports(self) -> ReportsPage:
        return self._add(ReportsPage(self.context))

    @cached_property
    def submission(self) -> SubmissionPage:
        return self._add(SubmissionPage(self.context))

    @cached_property
    def data(self) -> DataPage:
        return self._add(DataPage(self.context))

    @cached_property
    def effort(self) -> EffortPage:
        return self._add(EffortPage(self.context))

    @cached_property
    def settings(self) -> SettingsPage:
        return self._add(SettingsPage(self.context))

    def page(self, name: str) -> QWidget:
        """The page with this name."""
        found = getattr(self, name)
        assert isinstance(found, QWidget)
        return found

    def _add(self, page: P) -> P:
        self.pages.addWidget(page)
        return page

    def _make_menus(self) -> Menus:
        def to_page(name: str) -> Callable[[], None]:
            return lambda: self._tell_page(name)

        return Menus(
            self,
            self.context,
            Acts(
                save=self.save_now,
                print=self._print,
                undo=self.undo,
                redo=self.redo,
                find_everywhere=lambda: self.finder.begin(),
                find=to_page("search"),
                find_next=lambda: go_to_hit(self.pages.currentWidget(), 1),
                find_previous=lambda: go_to_hit(self.pages.currentWidget(), -1),
                history=self.show_history,
                back=self.back_and_forward.back,
                forward=self.back_and_forward.forward,
                next_pane=lambda: go_to_pane(self._panes(), 1),
                previous_pane=lambda: go_to_pane(self._panes(), -1),
                wider=lambda: move_divider(self.pages.currentWidget(), 1),
                narrower=lambda: move_divider(self.pages.currentWidget(), -1),
                delete=lambda: delete_chosen(self.pages),
                refresh=to_page("refresh"),
                help=lambda: self.show_help(*self._shown_names()),
            ),
        )

    def _arrange(self) -> None:
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self.stripe = label(_("PRACTICE – never sent"), "stripe")
        self.stripe.setAlignment(Qt.AlignmentFlag.AlignCenter)
        rows.addWidget(self.stripe)
        self.stripe.setVisible(self.context.desk.practice)
        rows.addWidget(self.toolbar)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.navigation)
        main = QVBoxLayout()
        main.setContentsMargins(0, 0, 0, 0)
        self.notice = Notice()
        main.addWidget(self.notice)
        self.offer = DraftOffer(self.context)
        main.addWidget(self.offer)
        main.addWidget(self.pages, 1)
        lower = QHBoxLayout()
        lower.setContentsMargins(20, 0, 20, 8)
        lower.addWidget(self.snackbar)
        main.addLayout(lower)
        across.addLayout(main, 1)
        rows.addLayout(across, 1)
        self.setCentralWidget(whole)

    def _fill_status_bar(self) -> None:
        self.saved = label(_("Everything is saved"), "quiet")
        self.saved.setContentsMargins(12, 0, 0, 0)
        kind = _("Practice data") if self.context.desk.practice else _("Real data")
        self.statusBar().addWidget(self.saved, 1)
        data = label(kind, "quiet")
        data.setContentsMargins(0, 0, 12, 0)
        self.statusBar().addPermanentWidget(data)
        self.statusBar().setSizeGripEnabled(False)

    def _connect(self) -> None:
        bus = self.context.bus
        self.navigation.chosen.connect(self._navigate)
        bus.wanted.connect(self.go)
        bus.changed.connect(self._note)
        bus.said.connect(self._say)
        bus.settings_changed.connect(self._use_settings)
        bus.help_wanted.connect(self.show_help)
        self.context.desk.listen(lambda done: bus.changed.emit(Change(done.label, done.kinds)))
        QApplication.styleHints().colorSchemeChanged.connect(lambda: self._use_settings(self.context.settings.now))
        self._name_undo()

    def _notice(self) -> None:
        """Say what was noticed when the store was opened."""
        if sentence := self.context.desk.notice.sentence():
            self.notice.show_choices(sentence, ((_("I know"), self.notice.hide),))

    # going about

    def go(self, name: str, record: str = "") -> None:
        """Show a page, and a record on it."""
        self._finish_writing()
        walking = self.navigation.hasFocus()
        self.back_and_forward.leave()
        home = home_of(name)
        page = self.page(home)
        turned = self.pages.currentWidget() is not page
        self.pages.setCurrentWidget(page)
        self.navigation.show_place(home)
        try:
            if name != home:
                page.open_in(name, record)  # type: ignore[attr-defined]
            elif record:
                page.open_record(record)  # type: ignore[attr-defined]
        finally:
            # Also where what is wanted could not be made: the page has turned all the same.
            self._name_window()
            if not walking:
                self._keep_focus(page, anew=turned and not record)
            self.back_and_forward.arrive(record)

    def _keep_focus(self, page: QWidget, *, anew: bool) -> None:
        """The keyboard follows to the page, unless somebody walks through the list of pages with the arrow keys."""
        focus = QApplication.focusWidget()
        if anew or focus is None or not page.isAncestorOf(focus):
            page.focus_first() if isinstance(page, Page) else focus_within(page)

    def _shown_stop(self) -> Stop:
        tab, _subject, place = self._shown_names()
        page = self.pages.currentWidget()
        return Stop(tab or place, page.shown_id() if isinstance(page, (Page, ActivitiesPage)) else "")

    def _show_stop(self, stop: Stop) -> None:
        self.go(stop.name, stop.record)
        if stop.name == "activities" and not stop.record:
            self.activities.show_lists()

    def _panes(self) -> list[QWidget]:
        return [self.toolbar, self.navigation, *panes_of(self.pages.currentWidget() or self.pages)]

    def _navigate(self, name: str) -> None:
        if self.pages.currentWidget() is not self.page(name):
            self.go(name)

    def _name_window(self, _place: int = 0) -> None:
        page = self.pages.currentWidget()
        if page is not None:
            self.setWindowTitle(page.window_part())  # type: ignore[attr-defined]

    def _finish_writing(self) -> None:
        page = self.pages.currentWidget()
        if page is not None:
            page.finish()  # type: ignore[attr-defined]
        self.context.drafts.write()

    def save_now(self) -> None:
        """Take over what is being written and say that all is saved: it is never an error."""
        self._finish_writing()
        for form in self.pages.findChildren(Form):
            if form.isVisible():
                form.save_again()
        if self.context.drafts.write():
            self._show_saved()

    def undo(self) -> None:
        """Take the last change back, by name."""
        self.snackbar.hide()
        done = rewind(self, self.context, self.context.desk.undo)
        self._name_undo()
        if done is not None:
            self.context.tell(_("Taken back: {what}").format(what=done.label), undoable=False)

    def redo(self) -> None:
        """Do again what was taken back."""
        rewind(self, self.context, self.context.desk.redo)
        self._name_undo()

    def _note(self, _change: Change) -> None:
        self._show_saved()
        self._name_undo()
        self._name_window()

    def _name_undo(self) -> None:
        desk = self.context.desk
        for name, text, possible in (
            ("undo", undo_text(desk), desk.undo_label),
            ("redo", redo_text(desk), desk.redo_label),
        ):
            # An ampersand in a title would make the next letter a shortcut.
            self.actions_by_name[name].setText(text.replace("&", "&&"))
            self.actions_by_name[name].setEnabled(bool(possible))

    def _show_saved(self) -> None:
        self.saved.setText(_("Saved at {time}").format(time=f"{datetime.now():%H.%M}"))

    def _say(self, sentence: str, undoable: bool) -> None:
        self.snackbar.tell(sentence, undoable=undoable)

    def show_history(self) -> None:
        """Show what happened to the record on the page."""
        self._tell_page("show_history")

    def _tell_page(self, name: str) -> None:
        """Have the page do what not every page can."""
        act = getattr(self.pages.currentWidget(), name, None)
        if act is not None:
            act()

    def _print(self) -> None:
        self.go("reports")
        self.reports.print_report()

    # looks

    def _use_settings(self, settings: Settings) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, settings.appearance, settings.text_size)
        renew_icons(self)
        self.navigation.renew()

    @cached_property
    def help(self) -> HelpDialog:
        return HelpDialog(self)

    def show_help(self, *names: str) -> None:
        """Show the help page of the first of *names* that has one."""
        self.help.show_page(*names)

    def _shown_names(self) -> tuple[str, ...]:
        """What is shown: the tab, and the page that it is on."""
        place = self.navigation.places[self.navigation.currentRow()].name
        page = self.pages.currentWidget()
        tab = page.shown_name() if isinstance(page, (TabbedPage, ActivitiesPage)) else ""
        # Tabs of one subject are called by it first, as in "steering-decisions".
        return tab, tab.partition("-")[0], place

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go on as things stand on the screen, whatever was made first."""
        whole = self.centralWidget()
        return (whole is not None and go_on(whole, forwards=next)) or super().focusNextPrevChild(next)

    def showEvent(self, event: QShowEvent) -> None:
        """From now on there is a window of the system's to listen to."""
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            self.back_and_forward.watch(handle)

    def _restore_window(self) -> None:
        kept = self.context.settings.now.window
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being written, and where the window was."""
        self._finish_writing()
        kept = bytes(self.saveGeometry().toBase64().data()).decode()
        self.context.settings.change(replace(self.context.settings.now, window=kept))
        super().closeEvent(event)
