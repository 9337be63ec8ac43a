"""Somebody new has come: a name they want to be called, and what the figures need. Few keys on purpose."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from nsk_desktop.domain.codes import AGE_BANDS, GENDERS, TARGET_GROUPS
from nsk_desktop.domain.personal_numbers import personal_numbers
from nsk_desktop.i18n import _
from nsk_desktop.services.same_person import Likeness
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.drafts import AnswerWords, LooseWords, Sheet
from nsk_desktop.ui.likeness import LikenessNotice, yes
from nsk_desktop.ui.pages.page import scrolled
from nsk_desktop.ui.tab_order import go_on
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.choice import Choice, options_of
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.text import label

NEW_PARTICIPANT = "new-participant."


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Who came: the fields of somebody new, or the id of somebody who was here already."""

    fields: dict[str, Any]
    existing: str = ""


class NewParticipantDialog(QDialog):
    """Asks for alias, age and gender of somebody new."""

    def __init__(self, owner: QWidget | None, context: Context, name: str = "") -> None:
        super().__init__(owner)
        self._context = context
        self.setWindowTitle(QApplication.applicationDisplayName())
        self.setMinimumWidth(420)
        self.alias = TextEntry()
        self.alias.set_value(name)
        self.age = Choice(options_of(AGE_BANDS))
        self.age.set_value("ukendt")
        self.gender = Choice(options_of(GENDERS))
        self.gender.set_value("ikke oplyst")
        self.group = Choice(options_of(TARGET_GROUPS))
        self.alias_field = Field(
            _("What they want to be called"), self.alias, required=True, note=_("An alias or a first name is enough.")
        )
        self.like = LikenessNotice(context, self._answers)
        self.like.changed.connect(self._make_room, Qt.ConnectionType.QueuedConnection)
        self._existing = ""
        self._unlike: tuple[str, ...] = ()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(12)
        column.addWidget(self.alias_field)
        column.addWidget(self.like)
        for text, entry in ((_("Age"), self.age), (_("Gender"), self.gender), (_("Target group"), self.group)):
            column.addWidget(Field(text, entry))
        column.addStretch(1)
        self._content = content
        # It scrolls: a question and twice the size of text need more than a small screen has.
        self._area = scrolled(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(_("New participant"), "heading"))
        layout.addWidget(self._area, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), self.reject))
        self.go_on = button(_("Create"), self._go, kind="primary")
        self.go_on.setDefault(True)
        row.addWidget(self.go_on)
        layout.addLayout(row)
        self.alias.line.textChanged.connect(self._warn)
        self.age.committed.connect(self._warn)
        self.gender.committed.connect(self._warn)
        self._warn()
        self.age.setFocus(Qt.FocusReason.OtherFocusReason) if name else self.alias.setFocus()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go on as things stand on the screen, whatever was made first."""
        return go_on(self, forwards=next) or super().focusNextPrevChild(next)

    @classmethod
    def ask(
        cls, owner: QWidget | None, context: Context, name: str = "", place: str = "participants", record: str = "new"
    ) -> NewPerson | None:
        """Show the dialog; who came, or None when it was left.

        What is typed into it is kept as drafts of *record* on the page called *place*, until the caller has saved it.
        """
        dialog = cls(owner, context, name)
        dialog.keep_drafts(place, record)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        answer = NewPerson(dialog.fields() | {"unlike": dialog._unlike}, dialog._existing)
        dialog.like.drop()
        dialog.deleteLater()
        if not accepted:
            context.drafts.forget(place, record, NEW_PARTICIPANT)
        return answer if accepted else None

    def keep_drafts(self, place: str, record: str) -> None:
        """Keep the answers until they are saved, and show those that were given before a crash."""
        sheet = Sheet(self._context.drafts, lambda: place, lambda: record)
        sheet.add(NEW_PARTICIPANT + "alias", LooseWords(self.alias), self.alias.edited)
        for field, entry in (("age", self.age), ("gender", self.gender), ("group", self.group)):
            sheet.add(NEW_PARTICIPANT + field, AnswerWords(entry), entry.committed)
        if not self.alias.words():
            sheet.put_back()
        else:
            # The name came with the question, and the line it was typed into is empty by now.
            self._context.drafts.touch(sheet, NEW_PARTICIPANT + "alias")

    def fields(self) -> dict[str, Any]:
        """What was answered."""
        return {
            "alias": self.alias.line.text().strip(),
            "age_band": self.age.value(),
            "gender": self.gender.value(),
            "target_group": self.group.value(),
        }

    def _warn(self) -> None:
        """Ask about those who are like the name, because the same person may be there already under it."""
        fields = self.fields()
        self.like.ask(fields["alias"], age_band=fields["age_band"], gender=fields["gender"])

    def _answers(self, found: list[Likeness]) -> list[tuple[str, Callable[[], object]]]:
        known = [(yes(one, len(found) == 1), partial(self._use, one.id)) for one in found]
        return [*known, (_("No, add a new person"), self._refuse)]

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as what is in it, as far as the screen allows."""
        super().showEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Grow when a question comes; what does not fit on the screen scrolls."""
        column = self._content.layout()
        if column is None:
            return
        column.activate()
        area, most = self._area, self.screen().availableGeometry().size() * 0.9
        bar = area.verticalScrollBar().sizeHint().width()
        width = self.width() + max(column.totalMinimumSize().width() + bar - area.width(), 0)
        inside = width - self.width() + area.width() - bar
        # A content that is asked for its least height answers for its least width, and gets it in the scrolled area.
        wanted = max(
            column.totalHeightForWidth(inside), self._content.height(), self._content.minimumSizeHint().height()
        )
        height = self.height() + max(wanted - area.viewport().height(), 0)
        self.resize(QSize(width, height).boundedTo(most))

    def _use(self, id: str) -> None:
        """It is somebody who is here already."""
        self._existing = id
        self.accept()

    def _refuse(self) -> None:
        """It is none of those who were shown; that is remembered with the new person."""
        self._unlike = tuple(one.id for one in self.like.found)
        self._go()

    def _go(self) -> None:
        alias = self.fields()["alias"]
        wrong = "" if alias else _("Write what they want to be called.")
        if personal_numbers(alias):
            wrong = _("There is a personal number in the text. Take it out: this program never keeps one.")
        if not wrong:
            self.accept()
            return
        self.alias_field.say(wrong)
        self.alias.setFocus()
