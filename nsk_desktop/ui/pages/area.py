"""The area as it was at the start, who lives there, and what the effort was granted for."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nsk_desktop.domain.codes import AGE_BANDS, DISTRICTS, GENDERS
from nsk_desktop.domain.numbers import whole
from nsk_desktop.domain.records import Area, Programme
from nsk_desktop.i18n import _
from nsk_desktop.services import effort
from nsk_desktop.services.effort import Residents
from nsk_desktop.ui.conflicts import ConflictNotice
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.guarding import guard_form
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.pages.page import Page, Readable, card, scrolled
from nsk_desktop.ui.pages.resident_import import ResidentImport
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.choice import Choice, options_of
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.long_text import LongText
from nsk_desktop.ui.widgets.numbers_entry import NumberEntry

_PARTS = ("committee", "number", "control", "price_level")
"""The parts of the appropriation that have a field of their own."""


def make_area_form() -> Form:
    """The area and the three things that it was chosen for."""

    def score() -> Choice:
        return Choice([(number, str(number)) for number in range(1, 6)], _("Choose …"))  # type: ignore[misc]

    fields = {
        "name": Field(_("Name of the area"), TextEntry(), required=True),
        "district": Field(_("District"), Choice(options_of(DISTRICTS), _("Choose …"))),
        "housing_organisations": Field(_("Housing organisations"), LongText(2), note=_("One on each line.")),
        "trust_baseline": Field(_("Promising efforts that the residents trust"), LongText(3)),
        "trust_score": Field(_("From 1 (little) to 5 (much)"), score()),
        "actors_baseline": Field(_("Suited and motivated actors across sectors"), LongText(3)),
        "actors_score": Field(_("From 1 (little) to 5 (much)"), score()),
        "need_baseline": Field(_("The need as it is assessed locally"), LongText(3)),
        "need_score": Field(_("From 1 (little) to 5 (much)"), score()),
    }
    for what, name in (("trust", _("Promising efforts")), ("actors", _("Suited actors")), ("need", _("Need"))):
        fields[f"{what}_score"].entry.target().setAccessibleName(_("{criterion}, from 1 to 5").format(criterion=name))
    rows = (
        "name",
        "district",
        "housing_organisations",
        "#" + _("Why this area: how it was at the start"),
        "trust_baseline",
        "trust_score",
        "actors_baseline",
        "actors_score",
        "need_baseline",
        "need_score",
    )
    return Form(fields, rows)


def make_programme_form() -> Form:
    """What the effort was granted for."""
    fields = {
        "title": Field(_("Title"), TextEntry()),
        "code": Field(_("Code"), TextEntry()),
        "first_year": Field(_("First year"), NumberEntry(2000, 2100)),
        "last_year": Field(_("Last year"), NumberEntry(2000, 2100)),
        "purpose": Field(_("Purpose"), LongText(3)),
        "committee": Field(_("Committee"), TextEntry()),
        "number": Field(_("Appropriation"), TextEntry()),
        "control": Field(_("Control area"), TextEntry()),
        "price_level": Field(_("Price level (year)"), NumberEntry(2000, 2100)),
    }
    rows = (
        "title",
        "code",
        ("first_year", "last_year"),
        "purpose",
        ("committee", "number"),
        ("control", "price_level"),
    )
    return Form(fields, rows)


def resident_columns() -> tuple[Column, ...]:
    """Year, age and gender, how many, and who says so."""
    return (
        Column(_("Year"), lambda row: row.year, width=6),
        Column(_("Age"), lambda row: row.age_band, lambda row: AGE_BANDS.label(row.age_band), width=12),
        Column(_("Gender"), lambda row: row.gender, lambda row: GENDERS.label(row.gender), width=10),
        Column(_("Number"), lambda row: row.count, lambda row: whole(row.count), number=True, width=8),
        Column(_("Source"), lambda row: row.source),
    )


class ResidentsCard(QWidget):
    """The counts of residents, and a row of fields that adds one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        table = Table(resident_columns(), _("Residents"), key=lambda row: row.key)
        self.list = ListCard(table, ((_("Remove"), "delete", self._remove),))
        self.fields = {
            "year": Field(_("Year"), NumberEntry(2000, 2100)),
            "age_band": Field(_("Age"), Choice(options_of(AGE_BANDS))),
            "gender": Field(_("Gender"), Choice(options_of(GENDERS))),
            "count": Field(_("Number"), NumberEntry(0, 100_000)),
            "source": Field(_("Source"), TextEntry(_("e.g. Statistics Denmark"))),
        }
        self.form = Form(self.fields, (("year", "count"), ("age_band", "gender"), "source"))
        self.add_button = button(_("Add the number"), self.add, icon="add")
        frame, layout = card(_("Add residents"))
        layout.addWidget(self.form)
        layout.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.list)
        column.addWidget(frame)
        self.importer = ResidentImport(context)
        column.addWidget(self.importer)

    def show_area(self, area: Area | None) -> None:
        """Show the counts of *area*, with the sum of the latest year."""
        rows = effort.residents(area)
        self.list.fill(rows, _("Residents"), _("No numbers yet. They show how large a share was reached."))
        if rows:
            year = rows[0].year
            total = sum(row.count for row in rows if row.year == year)
            text = _("{number} residents in {year}").format(number=whole(total), year=year)
            self.list.heading.setText(text)

    def add(self) -> None:
        """Keep what stands in the fields."""
        self.form.finish()
        for name in ("year", "count"):
            field = self.fields[name]
            if field.entry.problem:
                field.entry.target().setFocus()
                return
            if field.entry.value() is None:
                field.say(_("Write a number."))
                field.entry.target().setFocus()
                return
        values = {name: field.entry.value() for name, field in self.fields.items()}
        effort.put_residents(self.context.desk, Residents(**values))
        self.fields["count"].entry.set_value(None)
        self.fields["count"].entry.target().setFocus()

    def _remove(self, row: Residents) -> None:
        effort.drop_residents(self.context.desk, row)
        self.context.tell(_("The number is removed."))


class AreaPage(Page):
    """One long page: the area, its residents, and the effort's own facts."""

    kinds = frozenset({"area", "programme"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title.hide()
        self.subtitle.hide()
        self.body.setContentsMargins(0, 10, 0, 0)
        self.area = make_area_form()
        self.programme = make_programme_form()
        self.residents = ResidentsCard(context)
        self.area_conflicts = ConflictNotice(context, self.area.names())
        self.programme_conflicts = ConflictNotice(
            context, {**self.programme.names(), "appropriation": _("Appropriation")}
        )
        self.area.saved.connect(self._save_area)
        self.programme.saved.connect(self._save_programme)
        for form in (self.area, self.programme):
            form.keep_drafts(context.drafts, lambda: self.place)
            guard_form(context, form, lambda: self.place)
        content = Readable()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(14)
        first, layout = card(_("The area"))
        layout.addWidget(self.area_conflicts)
        layout.addWidget(self.area)
        last, layout = card(_("The effort"))
        layout.addWidget(self.programme_conflicts)
        layout.addWidget(self.programme)
        for each in (first, self.residents, last):
            column.addWidget(each)
        column.addStretch(1)
        self.body.addWidget(scrolled(content), 1)

    def refresh(self) -> None:
        area = effort.get_area(self.context.desk)
        programme = effort.get_programme(self.context.desk)
        self.area.load(
            area or Area(id=""), {"housing_organisations": "\n".join(area.housing_organisations if area else [])}
        )
        self.residents.show_area(area)
        shown = programme or Programme(id="")
        self.programme.load(shown, {name: _part(shown, name) for name in _PARTS})
        self.area_conflicts.show_for(area.id if area else "")
        self.programme_conflicts.show_for(programme.id if programme else "")

    def open_record(self, id: str) -> None:
        """Go to what was being written about the area or the effort."""
        self._renew()
        for form in (self.area, self.programme):
            if form.sheet is not None and form.record() == id:
                form.sheet.go_to(self.context.drafts.kept(self.place, id))

    def finish(self) -> None:
        self.area.finish()
        self.programme.finish()

    def _save_area(self, name: str, value: Any) -> None:
        if name == "housing_organisations":
            value = [line.strip() for line in value.split("\n") if line.strip()]
        effort.save_area(self.context.desk, **{name: value})

    def _save_programme(self, name: str, value: Any) -> None:
        effort.save_programme(self.context.desk, **{name: value})


def _part(programme: Programme, name: str) -> Any:
    """A part of the appropriation; what is not there yet is empty."""
    value = programme.appropriation.get(name)
    return value if name == "price_level" else str(value or "")
