"""Qt's own texts in the user's language, with the words of ours where they differ."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from nsk_desktop.i18n import language

_OVERRIDDEN = {"&Redo": "&Gentag", "Redo": "Gentag", "Redo %1": "Gentag %1", "&Undo": "&Fortryd"}


class OurWords(QTranslator):
    """Says Fortryd and Gentag, the pair that people know, where Qt says Fortryd and Omgør."""

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 (Qt's own name)
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        # Nothing, and not an empty text: that would be taken for the translation.
        return _OVERRIDDEN.get(sourceText)  # type: ignore[return-value]

    def isEmpty(self) -> bool:
        return False


def speak(app: QApplication) -> list[QTranslator]:
    """Have Qt speak the language of the program. Returns the translators in use, the strongest last."""
    danish = language() == "da"
    QLocale.setDefault(QLocale("da_DK" if danish else "en_GB"))
    made: list[QTranslator] = []
    if danish:
        qt = QTranslator(app)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if qt.load("qtbase_da", folder):
            made.append(qt)
        made.append(OurWords(app))
    for translator in made:
        app.installTranslator(translator)
    return made
