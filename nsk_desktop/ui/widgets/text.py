"""Labels. Every one is plain text: what a person has typed is never read as markup."""

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

# Qt.TextFormat.PlainText by its number: the name would load the whole namespace Qt (18 ms) before the first window.
_PLAIN = 0

SIGNS = {"good": "✓", "sent": "→", "draft": "○", "warn": "!", "bad": "✕"}
"""The sign of a tone: nobody has to tell colours apart."""


def label(text: str = "", look: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A label. *look* is one of title, heading, figure, strong, quiet, problem, code, stripe."""
    made = QLabel(text, parent)
    made.setProperty("textFormat", _PLAIN)
    if look:
        made.setProperty("look", look)
    if wrap:
        wrapped(made)
    return made


def wrapped(made: QLabel) -> QLabel:
    """Let *made* break its lines and grow downwards with them."""
    made.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made


def breakable(path: object) -> str:
    """*path* for reading: a long one goes on in the next line after any folder."""
    return str(path).replace("/", "/\u200b").replace("\\", "\\\u200b")


def foldable(text: str) -> str:
    """*text* for reading: a long name of a file in it goes on in the next line after any underscore."""
    return text.replace("_", "_\u200b")


def pill(text: str = "", tone: str = "quiet") -> QLabel:
    """A short status in words on a tint; *tone* is quiet, good, sent, warn or bad."""
    made = label(text)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    set_pill(made, text, tone)
    return made


def set_pill(made: QLabel, text: str, tone: str) -> None:
    """Change what a pill says. Its sign before the words has a shape of its own for each tone."""
    sign = SIGNS.get(tone, "")
    made.setText(f"{sign} {text}".strip())
    made.setVisible(bool(text))
    restyle(made, "pill", tone)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and have the style look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
