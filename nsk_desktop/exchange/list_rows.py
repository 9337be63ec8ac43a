"""Read the rows of a table by what its columns mean, and say of every cell that cannot be read where and why."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from nsk_desktop.domain.ages import age_band
from nsk_desktop.domain.codes import AgeBand, Gender, Presence
from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.text_guard import PERSONAL_NUMBER, TextGuard
from nsk_desktop.errors import NskError
from nsk_desktop.errors.fill_in import BadCell
from nsk_desktop.exchange import list_cells as cells
from nsk_desktop.exchange.fill_in_cells import Value, is_blank, read_birth_year, read_text
from nsk_desktop.exchange.list_lines import CellProblem, Count, Defaults, ListPerson, ListRow, Mark, Meeting, ReadList
from nsk_desktop.exchange.list_reading import ListTable
from nsk_desktop.exchange.list_words import Meaning, is_total, unnamed_gender
from nsk_desktop.i18n import _

FAR_AHEAD = timedelta(days=31)
LONGEST_NAME = 100
T = TypeVar("T")


def read_rows(
    table: ListTable, header: int, meanings: tuple[Meaning, ...], defaults: Defaults, today: date
) -> ReadList:
    """Everything *table* says under its headings. The same table always reads as the same rows."""
    return _Reading(table, header, meanings, defaults, today).read()


class _Reading:
    """One table on its way through."""

    def __init__(
        self, table: ListTable, header: int, meanings: tuple[Meaning, ...], defaults: Defaults, today: date
    ) -> None:
        self._table, self._header, self._defaults, self._today = table, header, defaults, today
        unread = (Meaning.MARK, Meaning.NOTHING)
        self._at: dict[Meaning, int] = {what: place for place, what in enumerate(meanings, 1) if what not in unread}
        named = (Meaning.NAME, Meaning.GIVEN, Meaning.SURNAME)
        self._who = next((self._at[what] for what in named if what in self._at), 1)
        self._marked = [place for place, meaning in enumerate(meanings, 1) if meaning is Meaning.MARK]
        self._guard = TextGuard()
        self._days: dict[int, date] = {}
        self._last_day: Value = ""
        self._seen: dict[object, int] = {}
        self._named: dict[str, list[tuple[int, int | None]]] = {}
        self._headings = [cells.written(cell) for cell in table.row(header)] if header else []

    def read(self) -> ReadList:
        heading = ListRow(self._header)
        for place in self._marked:
            value = self._table.row(self._header)[place - 1]
            day = self._read(heading, place, value, self._day)
            if day is not None:
                self._days[place] = day
        rows = [self._row(number) for number in range(self._header + 1, len(self._table.rows) + 1)]
        return ReadList(tuple(row for row in rows if row is not None), tuple(heading.problems))

    def _row(self, number: int) -> ListRow | None:
        values = self._table.row(number)
        broken = [column for row, column in self._table.errors if row == number] if self._table.errors else []
        if all(map(is_blank, values)) and not broken:
            return None
        row = ListRow(number)
        first = next((cells.written(value) for value in values if not is_blank(value)), "")
        name = self._text(values, Meaning.NAME) or self._text(values, Meaning.GIVEN)
        name = name or self._text(values, Meaning.SURNAME)
        gender = unnamed_gender(name) if self._marked else None
        if gender is not None:
            self._count_marks(row, values, gender)
        elif is_total(first) and (self._marked or not name or is_total(name)):
            row.passed_over = _("A sum, which is not read.")
        elif [cells.written(value) for value in values] == self._headings:
            row.passed_over = _("The headings once more.")
        else:
            self._tell_of_errors(row, broken)
            self._speak(row, values)
        return row

    def _speak(self, row: ListRow, values: tuple[Value, ...]) -> None:
        row.person = self._person(row, values)
        if self._marked:
            if row.person is None and not row.problems:
                self._name_missing(row)
            elif row.person is not None:
                self._tell_of_twins(row, row.person)
                self._marks(row, values, row.person)
            return
        meeting = self._meeting(row, values)
        if row.person is not None:
            self._mark(row, values, row.person, meeting)
        elif any(meaning in self._at for meaning in (Meaning.COUNT, Meaning.WOMEN, Meaning.MEN)):
            self._counts(row, values, meeting)
        elif not row.problems:
            self._name_missing(row)

    # cells

    def _value(self, values: tuple[Value, ...], meaning: Meaning) -> Value:
        place = self._at.get(meaning)
        return values[place - 1] if place else ""

    def _text(self, values: tuple[Value, ...], meaning: Meaning) -> str:
        value = self._value(values, meaning)
        return "" if isinstance(value, bool) else cells.written(value)

    def _read(self, row: ListRow, place: int, value: Value, read: Callable[[Value], T]) -> T | None:
        """What a cell means; when it cannot be read the row gets a problem."""
        try:
            return read(value)
        except NskError as error:
            row.problems.append(CellProblem(row.number, place, cells.written(value), str(error)))
            return None

    def _field(self, row: ListRow, values: tuple[Value, ...], meaning: Meaning, read: Callable[[Value], T]) -> T | None:
        value = self._value(values, meaning)
        return None if is_blank(value) else self._read(row, self._at[meaning], value, read)

    def _tell_of_errors(self, row: ListRow, broken: list[int]) -> None:
        read = {*self._at.values(), *self._days}
        for column in broken:
            if column in read:
                error = self._table.errors[row.number, column]
                reason = _("The formula gives no value. Write the value itself.")
                row.problems.append(CellProblem(row.number, column, error, reason))

    def _day(self, value: Value) -> date:
        day = cells.read_list_day(value, self._defaults.year, self._today)
        if day > self._today + FAR_AHEAD and not self._defaults.far_days:
            raise BadCell(
                _("{date} is far ahead. Correct it, or say that dates far ahead are right.").format(date=show_day(day))
            )
        return day

    def _plain_text(self, value: Value) -> str:
        text = read_text(value, LONGEST_NAME)
        if PERSONAL_NUMBER in self._guard.findings(text):
            raise BadCell(_("There is a personal number in the text. Take it out: this program never keeps one."))
        return text

    # persons

    def _person(self, row: ListRow, values: tuple[Value, ...]) -> ListPerson | None:
        name = self._field(row, values, Meaning.NAME, self._plain_text) or ""
        alias, surname = cells.name_and_surname(name)
        given = self._field(row, values, Meaning.GIVEN, self._plain_text)
        last = self._field(row, values, Meaning.SURNAME, self._plain_text)
        alias, surname = given or alias, last or surname
        if surname and not alias:
            alias, surname = surname, ""
        if not alias:
            return None
        if not any(letter.isalpha() for letter in alias):
            reason = _("This is no name or alias.")
            row.problems.append(CellProblem(row.number, self._who, alias, reason))
            return None
        born = self._field(row, values, Meaning.BIRTH_YEAR, lambda value: read_birth_year(value, self._today))
        band = self._field(row, values, Meaning.AGE_BAND, cells.read_band)
        age = self._field(row, values, Meaning.AGE, cells.read_age)
        gender = self._field(row, values, Meaning.GENDER, cells.read_gender)
        band = band or (age_band(age) if age is not None else AgeBand.UNKNOWN)
        return ListPerson(alias, surname, born, band, gender or Gender.NOT_STATED)

    def _name_missing(self, row: ListRow) -> None:
        row.problems.append(CellProblem(row.number, self._who, "", _("There is no name. Write an alias or a name.")))

    def _tell_of_twins(self, row: ListRow, person: ListPerson) -> None:
        name, born = person.key
        same = self._named.setdefault(name, [])
        before = next((number for number, year in same if None in (year, born) or year == born), None)
        same.append((row.number, born))
        if before is not None:
            reason = _("The same name stands in row {row}. If it is somebody else, add a surname, for example.").format(
                row=before
            )
            row.problems.append(CellProblem(row.number, self._who, person.name, reason))

    # meetings

    def _meeting(self, row: ListRow, values: tuple[Value, ...]) -> Meeting | None:
        place = self._at.get(Meaning.DAY)
        value = self._value(values, Meaning.DAY)
        if is_blank(value) and self._defaults.repeat_day:
            value = self._last_day
        self._last_day = value
        if place is None or is_blank(value):
            row.problems.append(CellProblem(row.number, place or 1, "", _("There is no date.")))
            return None
        day = self._read(row, place, value, self._day)
        title = self._field(row, values, Meaning.TITLE, self._plain_text) or self._defaults.title
        if not title and not row.problems:
            reason = _("There is no activity. Write its name, or one for the whole list.")
            row.problems.append(CellProblem(row.number, self._at.get(Meaning.TITLE, 1), "", reason))
        if day is None or not title:
            return None
        meeting = Meeting(day, title)
        themes = self._field(row, values, Meaning.THEME, cells.read_themes) or ()
        venue = self._field(row, values, Meaning.PLACE, self._plain_text) or ""
        row.facts[meeting.key] = (themes, venue)
        return meeting

    def _mark(self, row: ListRow, values: tuple[Value, ...], person: ListPerson, meeting: Meeting | None) -> None:
        status: str | None = Presence.PRESENT
        # A number beside a name is a tick too, as long as it is one.
        ticked = next((what for what in (Meaning.PRESENCE, Meaning.COUNT) if what in self._at), None)
        if ticked is not None:
            value = self._value(values, ticked)
            status = self._read(row, self._at[ticked], value, cells.read_mark)
            if is_blank(value):
                row.passed_over = _("Not ticked off, so nothing is said of it.")
        first_time = self._field(row, values, Meaning.FIRST_TIME, cells.read_mark) == Presence.PRESENT
        if meeting is not None and status and not row.problems:
            row.marks.append(Mark(self._at.get(Meaning.DAY, 1), meeting, person, status, first_time))

    def _marks(self, row: ListRow, values: tuple[Value, ...], person: ListPerson) -> None:
        for place, day in self._days.items():
            status = self._read(row, place, values[place - 1], cells.read_mark)
            if status and self._defaults.title:
                row.marks.append(Mark(place, Meeting(day, self._defaults.title), person, status))
        if not row.marks and not row.problems:
            row.passed_over = _("Not ticked off, so nothing is said of it.")

    # people without a name

    def _count_marks(self, row: ListRow, values: tuple[Value, ...], gender: str) -> None:
        for place, day in self._days.items():
            if not is_blank(values[place - 1]):
                number = self._read(row, place, values[place - 1], cells.read_count)
                before = self._seen.setdefault((place, gender), row.number)
                if before != row.number:
                    reason = _("The same meeting is counted in row {row}.").format(row=before)
                    row.problems.append(CellProblem(row.number, place, str(number or ""), reason))
                elif number and self._defaults.title:
                    row.counts.append(Count(place, Meeting(day, self._defaults.title), gender, number))

    def _counts(self, row: ListRow, values: tuple[Value, ...], meeting: Meeting | None) -> None:
        found = {
            meaning: self._field(row, values, meaning, cells.read_count)
            for meaning in (Meaning.COUNT, Meaning.WOMEN, Meaning.MEN)
        }
        women, men = found[Meaning.WOMEN] or 0, found[Meaning.MEN] or 0
        place = next((self._at[meaning] for meaning in found if meaning in self._at), 1)
        if meeting is None or row.problems:
            return
        if all(number is None for number in found.values()):
            row.problems.append(CellProblem(row.number, place, "", _("It does not say how many came.")))
            return
        every = found[Meaning.COUNT]
        rest = 0 if every is None else every - women - men
        if rest < 0:
            reason = _("{women} women and {men} men are more than the {number} in all.").format(
                women=women, men=men, number=every
            )
            row.problems.append(CellProblem(row.number, place, str(every), reason))
            return
        before = self._seen.setdefault(meeting.key, row.number)
        if before != row.number:
            reason = _("The same meeting is counted in row {row}.").format(row=before)
            row.problems.append(CellProblem(row.number, place, "", reason))
            return
        for gender, number in ((Gender.WOMAN, women), (Gender.MAN, men), (Gender.NOT_STATED, rest)):
            if number:
                row.counts.append(Count(place, meeting, gender, number))
        if not row.counts:
            row.passed_over = _("Nobody came.")
