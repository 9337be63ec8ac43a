"""A page to read: shipped Markdown, never words that a user has typed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
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
        self.moveCursor(QTextCursor.MoveOperation.Start)
