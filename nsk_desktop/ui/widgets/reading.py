"""A page to read: shipped Markdown, never words that a user has typed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser


class Reading(QTextBrowser):
    """Shows shipped Markdown. It opens no links and fetches nothing."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.document().setDocumentMargin(16)

    def show_markdown(self, text: str) -> None:
        """Show *text* from its beginning."""
        self.setMarkdown(text)
        self._write_as_elsewhere()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _write_as_elsewhere(self) -> None:
        """Use the weight that headings have in the window: letters made bolder than the font has them are smeared."""
        document, wanted = self.document(), QTextCharFormat()
        wanted.setFontWeight(QFont.Weight.DemiBold)
        heavy = []
        block = document.begin()
        while block.isValid():
            each = block.begin()
            while not each.atEnd():
                part = each.fragment()
                if part.charFormat().fontWeight() > QFont.Weight.DemiBold:
                    heavy.append((part.position(), part.position() + part.length()))
                each += 1
            block = block.next()
        for first, last in heavy:
            cursor = QTextCursor(document)
            cursor.setPosition(first)
            cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(wanted)
