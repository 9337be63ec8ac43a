"""gettext, and the one place that picks the language.

Texts in the code are English message ids; Danish is what the user sees unless told otherwise.
"""

import gettext as _gettext
import os

from nsk_desktop.paths import resource

DOMAIN = "nsk"
LANGUAGES = ("da", "en")


class _Language:
    """The catalogue in use. One object, so that a change of language reaches every module at once."""

    def __init__(self) -> None:
        self.code = ""
        self.catalogue: _gettext.NullTranslations = _gettext.NullTranslations()

    def load(self, code: str) -> None:
        # Opened by its name: the search of `gettext.translation` loads the system's locales, which are of no use here.
        with resource("locale", code, "LC_MESSAGES", f"{DOMAIN}.mo").open("rb") as file:
            self.catalogue = _gettext.GNUTranslations(file)
        self.code = code

    def ready(self) -> _gettext.NullTranslations:
        if not self.code:
            use(os.environ.get("NSK_LANGUAGE", ""))
        return self.catalogue


_language = _Language()


def use(code: str) -> None:
    """Show every later text in *code* (``da`` or ``en``); anything else means Danish."""
    _language.load(code if code in LANGUAGES else LANGUAGES[0])


def language() -> str:
    """The language in use: ``da`` or ``en``."""
    _language.ready()
    return _language.code


def _(message: str) -> str:
    """*message* in the user's language."""
    return _language.ready().gettext(message) if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """*singular* or *plural* in the user's language, as *number* asks."""
    return _language.ready().ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """*message* as it is meant in *context*, in the user's language."""
    return _language.ready().pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 (the name that extraction tools know)
    """Mark *message* for the catalogue; it is translated with ``_`` when it is shown."""
    return message
