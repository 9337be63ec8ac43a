"""Participants: who they are to us, when they came, and who may be the same person."""

from collections.abc import Callable, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nsk_desktop.domain.codes import (
    AGE_BANDS,
    CONSENTS,
    GENDERS,
    PAIR_VERDICTS,
    RELATIONS,
    SUBGROUPS,
    TARGET_GROUPS,
    PairVerdict,
)
from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.text_guard import NAME
from nsk_desktop.i18n import _
from nsk_desktop.services import people
from nsk_desktop.services.people import PairRow
from nsk_desktop.services.same_person import Likeness
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.guarding import Allowed
from nsk_desktop.ui.likeness import LikenessNotice
from nsk_desktop.ui.new_participant import NEW_PARTICIPANT, NewParticipantDialog
from nsk_desktop.ui.paged_table import PagedTable
from nsk_desktop.ui.pages.master import MasterPage
from nsk_desktop.ui.pages.pairs import PairsPage, tab_title
from nsk_desktop.ui.pages.tabs import TabbedPage
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.choice import Choice, options_of
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.numbers_entry import NumberEntry
from nsk_desktop.ui.widgets.text import label
from nsk_desktop.ui.widgets.type_ahead import Candidate, TypeAhead


def participant_columns() -> tuple[Column, ...]:
    """Name, age, gender, and how often and when they came."""

    def day(name: str) -> Column:
        title = {"first_seen": _("First seen"), "last_seen": _("Last seen")}[name]
        return Column(
            title,
            lambda row: getattr(row, name),
            lambda row: show_day(getattr(row, name)) if getattr(row, name) else "",
            width=11,
            order=name,
        )

    return (
        Column(_("Name"), lambda row: row.name, least=14, order="name"),
        Column(_("Age"), lambda row: row.age_band, lambda row: AGE_BANDS.label(row.age_band), width=9, order="age"),
        day("last_seen"),
        Column(_("Attendances"), lambda row: row.times, number=True, width=10, order="times"),
        day("first_seen"),
        Column(_("Gender"), lambda row: GENDERS.label(row.gender), width=10, order="gender"),
    )


def make_participant_form() -> Form:
    """What is kept of a participant. There is on purpose no more than this."""
    fields = {
        "alias": Field(_("Alias or first name"), TextEntry(), required=True),
        "surname": Field(_("Surname (optional)"), TextEntry()),
        "birth_year": Field(_("Birth year"), NumberEntry(1900, 2099)),
        "age_band": Field(_("or age group"), Choice(options_of(AGE_BANDS), _("Unknown age"))),
        "gender": Field(_("Gender"), Choice(options_of(GENDERS))),
        "target_group": Field(_("Target group"), Choice(options_of(TARGET_GROUPS), _("Unknown"))),
        "subgroup": Field(_("Subgroup"), Choice(options_of(SUBGROUPS), _("Not stated"))),
        "relation": Field(_("Relation to the area"), Choice(options_of(RELATIONS), _("Not stated"))),
        "consent": Field(_("Consent"), Choice(options_of(CONSENTS), _("Not asked"))),
        "safe_contact": Field(_("Safe contact"), TextEntry(_("e.g. only by the club"))),
    }
    pairs = ("birth_year", "age_band"), ("gender", "subgroup")
    return Form(fields, ("alias", "surname", *pairs, "target_group", "relation", "consent", "safe_contact"))


class ParticipantList(MasterPage):
    """The participants and their form; a join is always said by a person, and can be taken back."""

    kinds = frozenset({"participant", "attendance", "session", "person_pair"})
    place = "participants"
    allowed: Allowed = MappingProxyType({"alias": frozenset({NAME}), "surname": frozenset({NAME})})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            "",
            participant_columns(),
            make_participant_form(),
            sentence=_("Participants come onto the list the first time you register them at a meeting."),
            make=_("New participant"),
        )
        self.table.sort_by(0)
        self._consent: dict[str, Any] = {}
        self.pseudonym = label("", "quiet")
        self.other = TypeAhead(self._find_other, placeholder=_("Type a name"))
        self.pairs = QWidget()
        self._pair_rows = QVBoxLayout(self.pairs)
        self._pair_rows.setContentsMargins(0, 0, 0, 0)
        self.like = LikenessNotice(context, self._like_answers)
        self.like.hide()
        self.column.insertWidget(0, self.like)
        for name in ("alias", "surname"):
            self.form.entry(name).line.textEdited.connect(self._warn)
        self.column.addWidget(label(_("The same person?"), "heading"))
        self.column.addWidget(self.pairs)
        self.column.addWidget(Field(_("May be the same as"), self.other))
        self.column.addWidget(self.pseudonym)
        self.other.committed.connect(self._suspect)

    def make_table(self, columns: Sequence[Column], name: str) -> Table:
        self._list = PagedTable(columns, name, self._ids, partial(people.rows, self.context.desk))
        return self._list

    def fill(self, text: str) -> int:
        return self._list.renew()

    def _ids(self, by: str, descending: bool) -> Sequence[str]:
        order = people.Order(by or "name", descending)
        return people.ids(self.context.desk, self.text.text().strip(), order)

    def read(self, id: str) -> Any:
        return people.get(self.context.desk, id)

    def make(self) -> None:
        answer = NewParticipantDialog.ask(self, self.context)
        if answer is not None:
            id = answer.existing or people.new_participant(self.context.desk, **answer.fields)
            self.context.drafts.forget("participants", "new", NEW_PARTICIPANT)
            self.begin(id, "alias")

    def save(self, id: str, name: str, value: Any) -> None:
        if name == "consent":
            value = self._consent | {"status": value, "date": self.context.today().isoformat()} if value else {}
        people.save_participant(self.context.desk, id, **{name: value})

    def delete(self, id: str) -> None:
        people.delete_participant(self.context.desk, id)

    def name_of(self, record: Any) -> str:
        return f"{record.alias} {record.surname}".strip() or _("New participant")

    def show_record(self, record: Any) -> None:
        self._consent = dict(record.consent)
        self.form.load(record, {"consent": record.consent.get("status")})
        self.pseudonym.setText(_("Pseudonym in the figures: {name}").format(name=record.pseudonym))
        self._show_pairs()
        self._warn()

    def _warn(self) -> None:
        """Ask about those who are like the person in the form, also while the name is being typed."""
        words = {name: self.form.entry(name).line.text().strip() for name in ("alias", "surname")}
        more = {name: self.form.entry(name).value() for name in ("birth_year", "age_band", "gender")}
        self.like.ask(words["alias"], words["surname"], **more, leave_out=self._id)

    def _like_answers(self, found: list[Likeness]) -> list[tuple[str, Callable[[], object]]]:
        compare = partial(self.context.go, "pairs", f"{self._id} {found[0].id}")
        differ = partial(people.judge_pair, self.context.desk, self._id, found[0].id, PairVerdict.DIFFERENT)
        return [(_("Compare"), compare), (_("Not the same person"), differ)]

    def _find_other(self, text: str) -> Sequence[Candidate]:
        rows = people.find(self.context.desk, text)
        return [Candidate(row.id, row.name) for row in rows if row.id != self._id]

    def _suspect(self) -> None:
        other = self.other.value()
        self.other.clear()
        if other:
            people.judge_pair(self.context.desk, self._id, other, PairVerdict.POSSIBLY)

    def _show_pairs(self) -> None:
        while self._pair_rows.count():
            item = self._pair_rows.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        pairs = [p for p in people.list_pairs(self.context.desk) if self._id in (p.first.id, p.second.id)]
        for pair in pairs:
            self._pair_rows.addWidget(self._pair(pair))
        self.pairs.setVisible(bool(pairs))

    def _pair(self, pair: PairRow) -> QWidget:
        other = pair.second if pair.first.id == self._id else pair.first
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(f"{other.name}: {PAIR_VERDICTS.label(pair.verdict)}", wrap=True))
        row = FlowLayout(None, 6, 6)
        for verdict, text in (
            (PairVerdict.SAME, _("Same person")),
            (PairVerdict.DIFFERENT, _("Not the same")),
            (None, _("Remove")),
        ):
            if verdict != pair.verdict:
                judge = partial(people.judge_pair, self.context.desk, pair.first.id, pair.second.id, verdict)
                row.addWidget(button(text, judge))
        column.addLayout(row)
        return made


class ParticipantsPage(TabbedPage):
    """The list, and the pairs that may be one person with how many there are to ask about."""

    kinds = frozenset({"participant", "person_pair"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Participants"))
        self.list = ParticipantList(context)
        self.pairs = PairsPage(context)
        self.add("participants", self.list, _("List"))
        self.add("pairs", self.pairs, tab_title(0))
        self.pairs.counted.connect(self._count)

    def refresh(self) -> None:
        """Count the pairs while the list is in front; the tab itself looks when it is shown."""
        if self.shown() is not self.pairs:
            self.pairs.look()

    def _count(self, pairs: int) -> None:
        self.tabs.setTabText(self.tabs.indexOf(self.pairs), tab_title(pairs))
