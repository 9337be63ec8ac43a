"""A list of what is to be looked at, each with the way to where it is mended."""

from PySide6.QtWidgets import QWidget

from nsk_desktop.i18n import _
from nsk_desktop.services import expected
from nsk_desktop.services.submission import EXPECTED, Finding
from nsk_desktop.ui import messages
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.places import PAGES
from nsk_desktop.ui.table import Column


def finding_columns() -> tuple[Column, ...]:
    """What it is about, and what is wrong."""
    return (
        Column("", lambda row: not row.serious, lambda row: "✕" if row.serious else "!", width=2),
        Column(_("What"), lambda row: row.title, lambda row: row.title or _("without a title"), width=30),
        Column(_("What is wrong"), lambda row: row.reason),
    )


def finding_key(row: Finding) -> object:
    """Tells a finding from all others: one record may have several."""
    return row.kind, row.id, row.reason, row.day


def mend(context: Context, finding: Finding, owner: QWidget) -> None:
    """Go to where *finding* is mended; an expected meeting becomes one to be registered."""
    if finding.kind == EXPECTED and finding.day is not None:
        id = expected.register(context.desk, finding.id, finding.day, context.today())
        context.go("activities", id)
    elif finding.place:
        context.go(finding.place, finding.id if finding.place == PAGES.get(finding.kind) else "")
    elif finding.kind in PAGES:
        context.go(PAGES[finding.kind], finding.id)
        if finding.field:
            context.bus.field_wanted.emit(finding.field)
    else:
        messages.tell(finding.reason, owner)
