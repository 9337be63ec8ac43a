"""Settings: looks, who we are, the words that are offered, folders, and the passphrase."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nsk_desktop.errors import NskError
from nsk_desktop.errors.store import WrongPassphrase
from nsk_desktop.i18n import _
from nsk_desktop.services import effort, opening
from nsk_desktop.services.author import author, sign_as
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.page import Page, Readable, card, scrolled
from nsk_desktop.ui.pages.settings_cards import CodeListsCard, CountsCard, FoldersCard
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.choice import Choice, RadioChoice
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.passphrase import PassphraseEntry
from nsk_desktop.ui.widgets.text import breakable, label

TEXT_SIZES = (100, 110, 125, 150, 175, 200)


class SettingsPage(Page):
    """What one user has chosen on this computer; every choice works at once."""

    kinds = frozenset({"retired_code", "area"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Settings"))
        looks = [("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))]
        self.appearance = RadioChoice(looks)
        self.text_size = Choice([(size, f"{size} %") for size in TEXT_SIZES])  # type: ignore[misc]
        self.language = Choice([("da", "Dansk"), ("en", "English")])
        for name, entry in (
            ("appearance", self.appearance),
            ("text_size", self.text_size),
            ("language", self.language),
        ):
            entry.committed.connect(lambda name=name, entry=entry: self._change(name, entry.value()))
        self.old, self.new = PassphraseEntry(), PassphraseEntry()
        self.old_field = Field(_("Present passphrase"), self.old)
        self.new_field = Field(_("New passphrase"), self.new)
        content = Readable()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.codes = CodeListsCard(context)
        self.counts = CountsCard(context)
        self.folders = FoldersCard(context)
        column.addWidget(self._make_looks())
        column.addWidget(self._make_who())
        column.addWidget(self.codes)
        column.addWidget(self.counts)
        column.addWidget(self.folders)
        column.addWidget(self._make_security())
        column.addStretch(1)
        self.body.addWidget(scrolled(content), 1)

    def refresh(self) -> None:
        now = self.context.settings.now
        self.appearance.set_value(now.appearance)
        self.text_size.set_value(now.text_size)
        self.language.set_value(now.language)
        self.author.set_value(author(self.context.desk))
        area = effort.get_area(self.context.desk)
        self.area.setText(area.name if area and area.name else _("The area has no name yet."))
        self.codes.refresh()
        self.counts.refresh()
        self.folders.refresh()

    def _make_looks(self) -> QWidget:
        frame, layout = card(_("Looks"))
        layout.addWidget(Field(_("Appearance"), self.appearance))
        layout.addWidget(Field(_("Text size"), self.text_size, note=_("Ctrl+plus and Ctrl+minus work everywhere.")))
        layout.addWidget(Field(_("Language"), self.language, note=_("Used the next time the program starts.")))
        return frame

    def _make_who(self) -> QWidget:
        frame, layout = card(_("Effort and area"))
        self.author = TextEntry()
        self.author.committed.connect(self._sign)
        layout.addWidget(Field(_("Your initials"), self.author, note=_("They stand beside what you write.")))
        self.area = label("", wrap=True)
        layout.addWidget(self.area)
        show = button(_("The area …"), lambda: self.context.go("area"), icon="edit")
        layout.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _sign(self) -> None:
        sign_as(self.context.desk, self.author.value().strip())

    def _make_security(self) -> QWidget:
        frame, layout = card(_("Passphrase"))
        layout.addWidget(self.old_field)
        layout.addWidget(self.new_field)
        change = button(_("Change the passphrase"), self._change_passphrase, icon="lock")
        layout.addWidget(change, 0, Qt.AlignmentFlag.AlignLeft)
        folder = breakable(self.context.desk.folder)
        layout.addWidget(label(_("Data: {folder}").format(folder=folder), "quiet", wrap=True))
        return frame

    def _change(self, name: str, value: Any) -> None:
        self.context.settings.change(replace(self.context.settings.now, **{name: value}))

    def _change_passphrase(self) -> None:
        folder, old, new = self.context.desk.folder, self.old.typed(), self.new.typed()
        self.old_field.say("")
        self.new_field.say("")

        def failed(error: Exception) -> None:
            if not isinstance(error, NskError):
                raise error
            field = self.old_field if isinstance(error, WrongPassphrase) else self.new_field
            field.say(str(error))

        def done(_none: None) -> None:
            self.old.set_value("")
            self.new.set_value("")
            self.context.tell(_("The passphrase is changed."), undoable=False)

        self.context.runner.run(
            lambda _progress: opening.change_passphrase(folder, old, new), done, failed=failed, owner=self
        )
