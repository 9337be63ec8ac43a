"""The colleagues' computers: this one's card, whose cards were added, and the files between them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from nsk_desktop.domain.clock import moment
from nsk_desktop.domain.dates import show_day
from nsk_desktop.errors.team import NoTeamInPractice
from nsk_desktop.i18n import _
from nsk_desktop.services import team, team_import
from nsk_desktop.services.same_person import SuggestedPair
from nsk_desktop.services.team import Colleague, Made
from nsk_desktop.services.team_import import Plan, Taken
from nsk_desktop.ui import messages
from nsk_desktop.ui.background import Progress
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.pages.page import Page, card, scrolled
from nsk_desktop.ui.pages.team_plan import PlanView
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.notices import Choice, EmptyState, Notice
from nsk_desktop.ui.widgets.text import breakable, label
from nsk_desktop.ui.words_dialog import WordsDialog

T = TypeVar("T")
HOME, PLAN, NONE = range(3)


class TeamPage(Page):
    """A file is looked at before it is taken in, and nothing of it is written until somebody says so."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title.hide()
        self.subtitle.hide()
        self.body.setContentsMargins(0, 10, 0, 0)
        self._made_path: Path | None = None
        self.plan = PlanView()
        self.plan.accepted.connect(self.take)
        self.plan.cancelled.connect(self.go_home)
        self.none = EmptyState(str(NoTeamInPractice()))
        self.stack = QStackedWidget()
        for each in (self._home(), scrolled(self.plan), self.none):
            self.stack.addWidget(each)
        self.body.addWidget(self.stack, 1)

    def refresh(self) -> None:
        # A card is added without any change of what is registered.
        self._stale = True
        try:
            mine = team.my_card(self.context.desk)
        except NoTeamInPractice:
            self.stack.setCurrentIndex(NONE)
            return
        if self.stack.currentIndex() == NONE:
            self.stack.setCurrentIndex(HOME)
        if not self.name.unsaved():
            self.name.set_value(mine.name)
        self.words.setText(mine.words)
        found = team.colleagues(self.context.desk)
        self.colleagues.fill(
            found,
            _("Colleagues' computers"),
            _("Nobody yet. Get a card from a colleague's computer, and give them yours."),
        )
        self.make_button.setEnabled(any(one.revoked is None for one in found))

    def finish(self) -> None:
        self.name.finish()

    def focus_first(self) -> None:
        """The work begins with a file, once there are colleagues."""
        (self.take_button if self.make_button.isEnabled() else self.card_button).setFocus()

    def go_home(self) -> None:
        """Forget the file that was looked at; nothing of it was written."""
        self.stack.setCurrentIndex(HOME)
        self.refresh()
        self.take_button.setFocus()

    # the card and the colleagues

    def save_card(self) -> None:
        """Ask for a folder and put the card there."""
        self.name.finish()
        folder = self._folder(_("Where is the card to be saved?"))
        if folder is not None:
            desk = self.context.desk
            self._run(lambda _progress: team.write_card(desk, folder), self._card_saved, "")

    def add_colleague(self) -> None:
        """Ask for a card and for its six words."""
        kinds = _("Cards (*{ending})").format(ending=team.CARD_ENDING)
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Choose a colleague's card"), self._known(), kinds)
        if chosen:
            self.open_card(Path(chosen))

    def open_card(self, path: Path) -> None:
        """Read a card and ask for the words."""
        desk = self.context.desk
        self._run(lambda _progress: team.read_card(desk, path), self._ask_words, "")

    def _ask_words(self, offer: team.Offer) -> None:
        words = WordsDialog.ask(self, offer.card)
        if words is not None:
            team.enrol(self.context.desk, offer, words)
            self.refresh()
            self.context.tell(_("{name} was added.").format(name=offer.card.name), undoable=False)

    def _card_saved(self, path: Path) -> None:
        text = _("The card is in {path}. Give it to your colleagues, and read the six words to them.")
        self.said.setText(text.format(path=breakable(path)))
        self.said.show()

    def _shut_out(self, one: Colleague) -> None:
        question = _(
            "Shut {name} out for good? Its files are never taken in again, and later files cannot be read on it. "
            "Do this when the computer is lost."
        ).format(name=one.name)
        if messages.ask(question, _("Shut out"), self):
            team.revoke(self.context.desk, one.key)
            self.refresh()
            self.context.tell(_("{name} is shut out.").format(name=one.name), undoable=False)

    def _read_notices(self, one: Colleague) -> None:
        said = "\n\n".join(team_import.noticed_text(code) for code in one.noticed)
        messages.tell(said, self)
        team.settle_notices(self.context.desk, one.key)
        self.refresh()

    # files

    def make_file(self) -> None:
        """Ask for a folder and make the file there."""
        folder = self._folder(_("Where is the file to be saved?"))
        if folder is not None:
            desk = self.context.desk

            def job(progress: Progress) -> Made:
                return team.make_file(desk, folder, progress)

            self._run(job, self._made, _("The file is being made"))

    def _made(self, made: Made) -> None:
        text = _("The file {path} is made. It can be read on: {names}.")
        self._made_path = made.path
        self.said.setText(text.format(path=breakable(made.path), names=", ".join(made.colleagues)))
        self.said.show()
        self.show_button.show()
        self.show_button.setFocus()

    def choose_file(self) -> None:
        """Ask for a colleague's file."""
        kinds = _("Files from colleagues (*{ending})").format(ending=team.FILE_ENDING)
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Choose a colleague's file"), self._known(), kinds)
        if chosen:
            self.open_file(Path(chosen))

    def open_file(self, path: Path) -> None:
        """Look at a file; nothing is written."""
        desk = self.context.desk

        def job(progress: Progress) -> Plan:
            return team_import.plan_file(desk, path, progress)

        self._run(job, self._show_plan, _("The file is being checked"))

    def _show_plan(self, plan: Plan) -> None:
        self.plan.show_plan(plan)
        self.stack.setCurrentIndex(PLAN)
        self.plan.focus_first()

    def take(self, plan: Plan) -> None:
        """Take in the file that was looked at."""
        desk = self.context.desk

        def job(progress: Progress) -> Taken:
            return team_import.accept(desk, plan, progress)

        self._run(job, self._taken, _("The file is being taken in"))

    def _taken(self, taken: Taken) -> None:
        self.go_home()
        said = _("{name}: {what} taken in.").format(name=taken.plan.head.name, what=taken.sentence())
        choices: list[Choice] = [(_("See the conflicts"), self._see_conflicts)] if taken.effect.disputed else []
        self.after.show_choices(said if choices else "", choices)
        self.context.tell(said, undoable=False)
        desk = self.context.desk

        def job(progress: Progress) -> tuple[SuggestedPair, ...]:
            return team_import.perhaps_known(desk, taken, progress)

        # The file is in; comparing its people with ours may take a while and is not waited for.
        self.context.runner.run(job, lambda pairs: self._told(said, choices, pairs), owner=self)

    def _told(self, said: str, choices: list[Choice], pairs: tuple[SuggestedPair, ...]) -> None:
        if pairs:
            more = _("Some may be somebody you know already.")
            compare = (_("Compare them"), partial(self.context.go, "pairs"))
            self.after.show_choices(f"{said} {more}", [*choices, compare])

    def _see_conflicts(self) -> None:
        self.context.go("conflicts")

    # how

    def _home(self) -> QWidget:
        self.take_button = button(_("Take in a file …"), self.choose_file, icon="data-in")
        self.make_button = button(_("Make a file for colleagues …"), self.make_file, kind="primary", icon="data-out")
        self.show_button = button(_("Show in folder"), self._show_folder, icon="folder")
        self.show_button.hide()
        self.after = Notice()
        self.said = label("", wrap=True)
        self.said.hide()
        self.colleagues = ListCard(
            Table(_columns(), _("Colleagues' computers")),
            ((_("Shut out …"), "lock", self._shut_out), (_("Read the notice"), "info", self._read_notices)),
        )
        self.colleagues.limit(0, lambda one: one.revoked is None)
        self.colleagues.limit(1, lambda one: bool(one.noticed))
        self.add_button = button(_("Add a colleague's card …"), self.add_colleague, icon="person-add")
        row = QWidget()
        FlowLayout(row, 8, 8).addWidget(self.add_button)
        layout = self.colleagues.layout()
        assert layout is not None
        layout.addWidget(row)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for each in (self.after, self._files(), self.colleagues, self._own_card()):
            column.addWidget(each)
        column.addStretch(1)
        return scrolled(content)

    def _files(self) -> QWidget:
        frame, layout = card(_("Files between colleagues"))
        layout.addWidget(
            label(
                _(
                    "A file holds everything, with names, and is locked so that only your colleagues' computers can "
                    "read it. You see what it changes before it is taken in."
                ),
                "quiet",
                wrap=True,
            )
        )
        row = FlowLayout(None, 8, 8)
        for each in (self.make_button, self.take_button, self.show_button):
            row.addWidget(each)
        layout.addLayout(row)
        layout.addWidget(self.said)
        return frame

    def _own_card(self) -> QWidget:
        frame, layout = card(_("This computer's card"))
        self.name = TextEntry()
        self.name.committed.connect(self._rename)
        self.words = label("", "strong", wrap=True)
        self.card_button = button(_("Save the card …"), self.save_card, icon="save")
        layout.addWidget(Field(_("What colleagues shall call it"), self.name))
        layout.addWidget(label(_("The six words, to read to a colleague on the phone:"), "quiet", wrap=True))
        layout.addWidget(self.words)
        row = FlowLayout(None, 8, 8)
        row.addWidget(self.card_button)
        layout.addLayout(row)
        return frame

    def _rename(self) -> None:
        team.name_computer(self.context.desk, str(self.name.value()))

    def _show_folder(self) -> None:
        if self._made_path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made_path.parent)))

    def _known(self) -> str:
        return self.context.settings.now.export_folder or str(Path.home())

    def _folder(self, question: str) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(self, question, self._known())
        if not chosen:
            return None
        self.context.settings.change(replace(self.context.settings.now, export_folder=chosen))
        return Path(chosen)

    def _run(self, job: Callable[[Progress], T], done: Callable[[T], None], title: str) -> None:
        self.context.runner.run(job, done, failed=self._failed, title=title, owner=self)

    def _failed(self, error: Exception) -> None:
        if not messages.show_problem(error, self):
            raise error


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Computer"), lambda one: one.name, least=14),
        Column(_("Six words"), team.words_of, width=34),
        Column(_("Last file"), lambda one: one.last_made, _last_file, width=13),
        Column("", lambda one: one.revoked or "", _standing, width=14),
    )


def _last_file(one: Colleague) -> str:
    return show_day(moment(one.last_made).astimezone().date()) if one.last_made else _("none yet")


def _standing(one: Colleague) -> str:
    if one.revoked:
        return "✕ " + _("shut out")
    return "! " + _("see the notice") if one.noticed else ""
