"""Undo and redo from the window: by name, and with the way to the history when a later change stands against it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from nsk_desktop.errors.store import ChangedSince
from nsk_desktop.i18n import _
from nsk_desktop.services import history, kinds
from nsk_desktop.services.desk import Done
from nsk_desktop.ui import messages
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.history_dialog import HistoryDialog


def rewind(owner: QWidget, context: Context, act: Callable[[], Done | None]) -> Done | None:
    """Do *act*, an undo or a redo. What cannot be done is said, with the way to what happened since."""
    try:
        return act()
    except ChangedSince as problem:
        found = history.changed_since(context.desk, context.desk.refused) if context.desk.refused else None
        if found is None:
            messages.show_problem(problem, owner)
        elif messages.ask(_sentence(found[0]), _("Show the history"), owner):
            show_history_of(owner, context, *found)
        return None


def show_history_of(owner: QWidget, context: Context, kind: str, id: str) -> None:
    """Show the history of any record; that of a mark or a count is its meeting's."""
    record = history.record_of(context.desk, kind, id)
    if record is not None:
        HistoryDialog.show_for(owner, context, record)


def _sentence(kind: str) -> str:
    return _("{record} has been changed elsewhere since. This cannot be taken back without losing that change.").format(
        record=kinds.the_record(kind)
    )
