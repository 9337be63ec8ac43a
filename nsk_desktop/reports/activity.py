"""The activity summary: what happened in a period and how many it reached, on neutral A4 pages."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer, Table

from nsk_desktop.domain.codes import (
    BRIDGE_STATUSES,
    SESSION_STATES,
    SESSION_TYPES,
    THEMES_SHORT,
    SessionState,
)
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.measures.figures import Attendances, Figures, Group
from nsk_desktop.reports import fonts
from nsk_desktop.reports.activity_plots import AFTER_BRIDGES, MAIN, draw_appendix, draw_plots
from nsk_desktop.reports.output import write_file
from nsk_desktop.reports.page import ACCENT, QUIET, WIDTH, Sheet, bookmark, make_pages, style
from nsk_desktop.reports.rows import ActivitySummary, FollowUps, SessionLine
from nsk_desktop.reports.story_pages import story_section
from nsk_desktop.reports.tables import Span, make_table
from nsk_desktop.reports.text import lost, paragraph
from nsk_desktop.reports.wording import DASH, day, days, interval, number, percent, period_name

GAP = 7 * mm
NUMBERS_FROM = 4
"""The first of the columns of numbers in the list of sessions."""


def write_activity(path: Path, summary: ActivitySummary) -> None:
    """Write the activity summary to *path*: the whole file or nothing."""
    write_file(path, make_activity(summary))


def make_activity(summary: ActivitySummary) -> bytes:
    """The activity summary as a PDF; the same summary gives the same bytes."""
    title = _("Activity summary")
    name = period_name(summary.reach.first, summary.reach.last) or days(summary.reach.first, summary.reach.last)
    sheet = Sheet(f"{title} {name}", f"{title} · {name}", summary.made_on)
    return make_pages(sheet, lambda: _story(summary))


def _story(summary: ActivitySummary) -> list[Flowable]:
    return [
        *_opening(summary),
        _headline(summary),
        *_beside(summary.reach.figures),
        *_first_plots(summary),
        *_themes(summary.reach.groups),
        *draw_plots(summary.plots, MAIN[1:]),
        *_bridges(summary),
        *draw_plots(summary.plots, AFTER_BRIDGES),
        *story_section(summary.outcomes),
        *_explanation(summary),
        *draw_appendix(summary.plots, summary.curves),
        *_sessions(summary.sessions),
    ]


def _opening(summary: ActivitySummary) -> list[Flowable]:
    first, last = summary.reach.first, summary.reach.last
    name = period_name(first, last)
    period = f"{name} ({days(first, last)})" if name else days(first, last)
    place = " · ".join(part for part in (summary.area, summary.programme) if part.strip())
    parts: list[Flowable] = [
        bookmark(paragraph(_("Activity summary"), style(25, 1.2, bold=True)), _("Headline figures"))
    ]
    if place:
        parts.append(paragraph(place, style(11.5, spaceBefore=2), 200))
    return [*parts, paragraph(period, style(11.5, textColor=QUIET)), Spacer(0, 6 * mm)]


def _headline(summary: ActivitySummary) -> Table:
    """Three big numbers, each with its words."""
    persons, attendances = summary.reach.figures.persons, summary.reach.figures.attendances
    sessions, coverage = summary.reach.figures.sessions, _coverage(attendances)
    tiles = [
        (
            interval(persons.lower, persons.upper),
            ngettext("citizen reached", "citizens reached", persons.upper),
            _("{number} registered one by one").format(number=number(persons.registered)),
        ),
        (
            interval(attendances.total_low, attendances.total_high),
            ngettext("attendance", "attendances", attendances.total_high),
            _("{share} registered one by one").format(share=coverage) if coverage else "",
        ),
        (
            number(sessions.held),
            ngettext("session held", "sessions held", sessions.held),
            _("{number} of them not counted").format(number=number(sessions.not_counted))
            if sessions.not_counted
            else "",
        ),
    ]
    size = min(fonts.fitting_size(figure, fonts.BOLD, 30, 12, WIDTH * 0.30) for figure, _words, _note in tiles)
    looks = (style(size, 1.2, bold=True, textColor=ACCENT), style(11.5, bold=True), style(9, textColor=QUIET))
    rows = [[paragraph(tile[place], look) for tile in tiles] for place, look in enumerate(looks)]
    widths = [WIDTH * share for share in (0.40, 0.33, 0.27)]
    table = Table(rows, colWidths=widths, hAlign="LEFT")
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),
            ("LINEABOVE", (0, 0), (-1, 0), 1.6, ACCENT),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, 0), 5),
            ("TOPPADDING", (0, 1), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ]
    )
    return table


def _coverage(attendances: Attendances) -> str:
    low, high = attendances.coverage_low, attendances.coverage_high
    return "" if low is None or high is None else percent(low, high)


def _beside(figures: Figures) -> list[Flowable]:
    """Those who took part and are not citizens of the target group: shown, never inside the figures."""
    texts = []
    actors, others = figures.beside_m2, figures.beside_unknown
    if actors.attendances_high:
        text = ngettext(
            "Beside them: {number} attendance of local actors.",
            "Beside them: {number} attendances of local actors.",
            actors.attendances_high,
        )
        texts.append(text.format(number=interval(actors.attendances_low, actors.attendances_high)))
    if others.attendances_high:
        text = ngettext(
            "{number} attendance has no known target group.",
            "{number} attendances have no known target group.",
            others.attendances_high,
        )
        texts.append(text.format(number=interval(others.attendances_low, others.attendances_high)))
    if not texts:
        return []
    return [Spacer(0, 4 * mm), _quiet(" ".join([*texts, _("They are not part of the numbers above.")]))]


def _heading(text: str) -> Flowable:
    return bookmark(paragraph(text, style(13.5, 1.3, bold=True, spaceBefore=GAP, spaceAfter=5)), text)


def _first_plots(summary: ActivitySummary) -> list[Flowable]:
    """Reach over time; of a period with nobody in it, that it is so."""
    if summary.reach.figures.attendances.total_high:
        return draw_plots(summary.plots, MAIN[:1])
    return [KeepTogether([_heading(_("Attendances over time")), _quiet(_("No attendances in the period."))])]


def _themes(groups: Sequence[Group]) -> list[Flowable]:
    heading = _heading(_("Reach by theme"))
    if not groups:
        return [KeepTogether([heading, _quiet(_("No sessions with a theme in the period."))])]
    head = [_("Theme"), _("Sessions"), _("Attendances"), _("Citizens reached"), _("of them registered")]
    rows = [_theme_row(group) for group in groups]
    shares = [0.44, 0.11, 0.15, 0.15, 0.15]
    if any(group.figures.beside_m2.attendances_high for group in groups):
        head.append(_("Local actors"))
        shares = [0.365, 0.1, 0.125, 0.13, 0.148, 0.132]
        for row, group in zip(rows, groups, strict=True):
            actors = group.figures.beside_m2
            row.append(interval(actors.attendances_low, actors.attendances_high))
    table = make_table(head, rows, [WIDTH * share for share in shares], right=range(1, len(head)))
    note = _quiet(_("The themes cannot be added up: the same person may have taken part in several."))
    return [KeepTogether([heading, table, Spacer(0, 2 * mm), note])]


def _theme_row(group: Group) -> list[str]:
    figures: Figures = group.figures
    name = f"{group.key} {THEMES_SHORT.label(group.key)}" if group.key in THEMES_SHORT.codes else group.label
    return [
        name,
        number(figures.sessions.held),
        interval(figures.attendances.total_low, figures.attendances.total_high),
        interval(figures.persons.lower, figures.persons.upper),
        number(figures.persons.registered),
    ]


def _bridges(summary: ActivitySummary) -> list[Flowable]:
    heading = _heading(_("Bridge building and follow-up"))
    known = [code for code in BRIDGE_STATUSES.codes if summary.bridges.get(code)]
    known += sorted(code for code, count in summary.bridges.items() if count and code not in BRIDGE_STATUSES.codes)
    follow_ups = _quiet(_follow_ups(summary.follow_ups))
    if not known:
        return [KeepTogether([heading, _quiet(_("No bridges in the period.")), follow_ups])]
    rows = [(BRIDGE_STATUSES.label(code), number(summary.bridges[code])) for code in known]
    rows.append((_("In all"), number(sum(summary.bridges.values()))))
    table = make_table(
        (_("Where the bridges stand"), _("Number")), rows, (WIDTH * 0.44, WIDTH * 0.11), right=(1,), total=True
    )
    return [KeepTogether([heading, table, Spacer(0, 2 * mm), follow_ups])]


def _follow_ups(count: FollowUps) -> str:
    done = ngettext("{number} follow-up done.", "{number} follow-ups done.", count.done).format(
        number=number(count.done)
    )
    waiting = ngettext(
        "{number} is waiting, {overdue} of them overdue.",
        "{number} are waiting, {overdue} of them overdue.",
        count.open,
    ).format(number=number(count.open), overdue=number(count.overdue))
    return f"{done} {waiting}"


def _explanation(summary: ActivitySummary) -> list[Flowable]:
    """How the number is counted, in everyday words."""
    body = style(9.5, 1.42, spaceAfter=4)
    texts = [_counted_words(summary)]
    texts.append(
        _(
            "Attendances are all the times that somebody took part, added up. The share registered one by one says "
            "how much of it we know person by person."
        )
    )
    texts.append(
        _(
            "A session that nobody counted is not zero: it is left out of the numbers. Meetings among professionals, "
            "drafts and cancelled sessions are not counted either."
        )
    )
    retained = summary.reach.depth.retained
    if retained:
        texts.append(
            ngettext(
                "{number} of the registered citizens came at least three times.",
                "{number} of the registered citizens came at least three times.",
                retained,
            ).format(number=number(retained))
        )
    texts.append(
        _(
            "Small numbers are shown as they are. For others there is a file of counts where they are hidden. Give "
            "them that one, and never both."
        )
    )
    if any(lost(line.title) for line in summary.sessions):
        texts.append(_("[…] in a title stands for letters that cannot be printed here."))
    parts = [paragraph(text, body) for text in texts]
    return [KeepTogether([_heading(_("How the number is counted")), *parts])]


def _counted_words(summary: ActivitySummary) -> str:
    persons = summary.reach.figures.persons
    what = _(
        "Citizens reached are the different citizens of the target group who took part at least once in the period."
    )
    if persons.exact:
        return what
    why = _(
        "Some were counted without a name, and nobody can know whether they are the same people from time to time. "
        "So the number is an interval: at least {lower} and at most {upper}."
    )
    return f"{what} {why.format(lower=number(persons.lower), upper=number(persons.upper))}"


def _sessions(lines: Sequence[SessionLine]) -> list[Flowable]:
    heading = _heading(_("Sessions"))
    if not lines:
        return [KeepTogether([heading, _quiet(_("No sessions in the period."))])]
    ordered = sorted(lines, key=lambda line: (line.day, line.title))
    rows, spans = [], list[Span]()
    for place, line in enumerate(ordered):
        words = _words_for_numbers(line)
        if words:
            spans.append((place, NUMBERS_FROM, NUMBERS_FROM + 2))
        rows.append(_session_row(line, words))
    head = (_("Date"), _("Session"), _("Type"), _("Theme"), _("Registered"), _("No name"), _("In all"))
    widths = (54, WIDTH - 54 - 108 - 42 - 54 - 48 - 46, 108, 42, 54, 48, 46)
    table = make_table(head, rows, widths, right=(4, 5, 6), spans=spans, longest=160)
    return [CondPageBreak(50 * mm), heading, table]


def _session_row(line: SessionLine, words: str) -> tuple[str, ...]:
    opening = (day(line.day), line.title, SESSION_TYPES.label(line.type) or DASH, ", ".join(line.themes) or DASH)
    if words:
        return (*opening, words, "", "")
    return (
        *opening,
        number(line.registered),
        interval(line.anonymous_low, line.anonymous_high),
        interval(line.registered + line.anonymous_low, line.registered + line.anonymous_high),
    )


def _words_for_numbers(line: SessionLine) -> str:
    """What stands instead of numbers, when there are none."""
    if line.state != SessionState.HELD:
        return SESSION_STATES.label(line.state).lower()
    if not line.reach:
        return _("meeting among professionals")
    if line.not_counted:
        return _("not counted")
    if line.beside_high and not line.registered + line.anonymous_high:
        others = ngettext("{number} not citizens", "{number} not citizens", line.beside_high)
        return others.format(number=interval(line.beside_low, line.beside_high))
    return ""


def _quiet(text: str) -> Flowable:
    return paragraph(text, style(9, textColor=QUIET))
