"""Two participants beside each other: what each says, when they were seen, and which values to keep."""

from collections.abc import Mapping

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QVBoxLayout, QWidget

from nsk_desktop.domain.codes import AGE_BANDS, CONSENTS, GENDERS, RELATIONS, SUBGROUPS, TARGET_GROUPS
from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.numbers import whole
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.services.joining import CHOSEN, Side, SideBySide
from nsk_desktop.ui.widgets.notices import Notice
from nsk_desktop.ui.widgets.text import label

_CODES = {
    "age_band": AGE_BANDS,
    "gender": GENDERS,
    "target_group": TARGET_GROUPS,
    "subgroup": SUBGROUPS,
    "relation": RELATIONS,
}


def field_titles() -> dict[str, str]:
    """The fields that are compared, as the form calls them."""
    return {
        "alias": _("Alias or first name"),
        "surname": _("Surname (optional)"),
        "birth_year": _("Birth year"),
        "age_band": _("Age group"),
        "gender": _("Gender"),
        "target_group": _("Target group"),
        "subgroup": _("Subgroup"),
        "relation": _("Relation to the area"),
        "consent": _("Consent"),
        "safe_contact": _("Safe contact"),
    }


def value_text(side: Side, field: str) -> str:
    """What one side says in a field; a dash for nothing."""
    value = side.value(field)
    if field == "consent":
        value = dict(value).get("status") if isinstance(value, Mapping) else None
        return CONSENTS.label(str(value)) if value else "–"
    if value and field in _CODES:
        return _CODES[field].label(str(value))
    return str(value) if value not in (None, "") else "–"


class SideBySideView(QWidget):
    """The comparison. Where the two differ, one of two buttons says what is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.together = Notice()
        self.choices: dict[str, tuple[QRadioButton, QRadioButton]] = {}
        self._groups: list[QButtonGroup] = []
        self._pair: SideBySide | None = None
        self._grid = QWidget()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(10)
        self._layout.addWidget(self.together)
        self._layout.addWidget(self._grid)
        self._layout.addStretch(1)

    def show_pair(self, pair: SideBySide) -> None:
        """Show two participants; what says more is chosen beforehand."""
        self._pair = pair
        self.choices, self._groups = {}, []
        self.together.show_choices(_together(pair.together) or _twice(len(pair.twice)))
        old, self._grid = self._grid, QWidget()
        self._layout.replaceWidget(old, self._grid)
        old.hide()
        old.deleteLater()
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.setHorizontalSpacing(12)
        for column, side in enumerate((pair.first, pair.second)):
            grid.setColumnStretch(column, 1)
            grid.addWidget(label(side.name, "strong", wrap=True), 0, column)
        titles, differing = field_titles(), pair.differing()
        for field in CHOSEN:
            texts = [value_text(side, field) for side in (pair.first, pair.second)]
            if field in differing:
                self._offer(grid, field, titles[field], texts)
            elif texts[0] != "–":
                self._say(grid, titles[field], texts)
        for title, texts in _sightings(pair):
            self._say(grid, title, texts)

    def values(self) -> dict[str, object]:
        """The values that were chosen where the two differ."""
        pair = self._pair
        if pair is None:
            return {}
        return {
            field: (pair.first if first.isChecked() else pair.second).value(field)
            for field, (first, _second) in self.choices.items()
        }

    def _offer(self, grid: QGridLayout, field: str, title: str, texts: list[str]) -> None:
        assert self._pair is not None
        row = _begin(grid, title)
        group = QButtonGroup(self._grid)
        buttons = QRadioButton(texts[0]), QRadioButton(texts[1])
        for column, (each, text) in enumerate(zip(buttons, texts, strict=True)):
            each.setAccessibleName(f"{title}: {text}")
            each.setMinimumHeight(24)
            group.addButton(each)
            grid.addWidget(each, row, column)
        buttons[0 if self._pair.better(field) is self._pair.first else 1].setChecked(True)
        self.choices[field] = buttons
        self._groups.append(group)

    def _say(self, grid: QGridLayout, title: str, texts: list[str]) -> None:
        row = _begin(grid, title)
        for column, text in enumerate(texts):
            grid.addWidget(label(text, wrap=True), row, column)


def _begin(grid: QGridLayout, title: str) -> int:
    """Write what a row is about over it, so that both values have room at any size of text; the row to fill."""
    row = grid.rowCount()
    grid.setRowMinimumHeight(row, 6)
    grid.addWidget(label(title, "quiet", wrap=True), row + 1, 0, 1, 2)
    return row + 2


def _sightings(pair: SideBySide) -> list[tuple[str, list[str]]]:
    seen = [side.seen for side in (pair.first, pair.second)]
    return [
        (_("First seen"), [show_day(each.first) if each.first else "–" for each in seen]),
        (_("Last seen"), [f"{show_day(each.last)} {each.at}".strip() if each.last else "–" for each in seen]),
        (_("Attendances"), [whole(each.times) for each in seen]),
    ]


def _twice(meetings: int) -> str:
    if not meetings:
        return ""
    return ngettext(
        "Two computers have registered {number} meeting, each with one of the two. If they are one person, it is "
        "counted once after your yes.",
        "Two computers have registered {number} meetings, each with one of the two. If they are one person, they are "
        "counted once after your yes.",
        meetings,
    ).format(number=meetings)


def _together(meetings: int) -> str:
    if not meetings:
        return ""
    return ngettext(
        "Both were present at {number} meeting. They cannot be the same person.",
        "Both were present at {number} meetings. They cannot be the same person.",
        meetings,
    ).format(number=meetings)
