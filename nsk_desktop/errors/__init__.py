"""What can go wrong that a user can act on: one small class each.

Everything here is an expected condition: the message names the place and says what to do, in the
user's language, and the store is unchanged. Anything else that is raised is our own bug.

One module per area; only what all areas share is here, so that the first window loads little.
"""

import re

from nsk_desktop.i18n import _


class NskError(Exception):
    """A condition the user can act on. ``str(error)`` is the finished sentence."""

    @property
    def code(self) -> str:
        """A name that is the same in every language, to look up and to tell a colleague: `file-damaged`."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", type(self).__name__).lower()

    def __str__(self) -> str:
        return self.message()

    def message(self) -> str:
        """The sentence for the user, built when it is shown, so that it is in the language of then."""
        return " ".join(str(part) for part in self.args)


class Cancelled(NskError):
    """The user stopped a long job; everything it did is rolled back."""

    def message(self) -> str:
        return _("Stopped. Nothing was changed.")
