"""Participants who cannot be what somebody says they are."""

from nsk_desktop.errors import NskError
from nsk_desktop.i18n import ngettext


class WereTogether(NskError):
    """Two who were present at one meeting are two people."""

    def __init__(self, meetings: int) -> None:
        super().__init__(meetings)
        self.meetings = meetings

    def message(self) -> str:
        return ngettext(
            "Both were present at {number} meeting, so they are two people. "
            "If that is wrong, take one of them off the list of that meeting first.",
            "Both were present at {number} meetings, so they are two people. "
            "If that is wrong, take one of them off the lists of those meetings first.",
            self.meetings,
        ).format(number=self.meetings)
