"""The section of a report that tells instead of counting: chosen stories and method cards."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from nsk_desktop.domain.codes import THEMES_SHORT
from nsk_desktop.i18n import _
from nsk_desktop.reports.page import QUIET, bookmark, style
from nsk_desktop.reports.rows import OutcomeText
from nsk_desktop.reports.text import paragraph
from nsk_desktop.reports.wording import day

_LONGEST = 20_000
"""Letters of one line: more is no story for a report."""


def story_section(outcomes: Sequence[OutcomeText]) -> list[Flowable]:
    """The stories, then the method cards; nothing at all when none was chosen."""
    stories = [one for one in outcomes if not one.card]
    cards = [one for one in outcomes if one.card]
    return [*_told(_("Stories"), stories), *_told(_("Method cards"), cards)]


def _told(title: str, outcomes: Sequence[OutcomeText]) -> list[Flowable]:
    if not outcomes:
        return []
    heading = bookmark(paragraph(title, style(13.5, 1.3, bold=True, spaceBefore=7 * mm, spaceAfter=5)), title)
    first, *others = outcomes
    parts: list[Flowable] = [CondPageBreak(60 * mm), KeepTogether([heading, *_opening(first)]), *_rest(first)]
    for outcome in others:
        parts += [CondPageBreak(45 * mm), KeepTogether(_opening(outcome)), *_rest(outcome)]
    return parts


def _opening(outcome: OutcomeText) -> list[Flowable]:
    """What it is called, when it was and what it is about: never alone at the foot of a page."""
    themes = [THEMES_SHORT.label(theme) for theme in outcome.themes]
    when = [day(outcome.day)] if outcome.day else []
    opening: list[Flowable] = [
        paragraph(outcome.title or _("without a title"), style(11.5, bold=True, spaceBefore=9, spaceAfter=1))
    ]
    if when or themes:
        opening.append(paragraph(" · ".join([*when, *themes]), style(9, textColor=QUIET, spaceAfter=3)))
    if outcome.parts:
        opening += _part(*outcome.parts[0])
    return opening


def _rest(outcome: OutcomeText) -> list[Flowable]:
    parts: list[Flowable] = [flowable for part in outcome.parts[1:] for flowable in _part(*part)]
    behind = [_("Rests on: {names}").format(names=" · ".join(outcome.rests_on))] if outcome.rests_on else []
    if outcome.weight:
        behind.append(outcome.weight)
    if behind:
        parts.append(Spacer(0, 1 * mm))
    return [*parts, *(paragraph(text, style(9, 1.4, textColor=QUIET, spaceAfter=2), _LONGEST) for text in behind)]


def _part(name: str, text: str) -> list[Flowable]:
    """One part under its name, line by line as it was written."""
    lines = [line for line in text.splitlines() if line.strip()]
    body = style(9.5, 1.42, spaceAfter=2)
    named = paragraph(name, style(9.5, 1.42, bold=True, spaceBefore=2, keepWithNext=1))
    return [named, *(paragraph(line, body, _LONGEST) for line in lines)]
