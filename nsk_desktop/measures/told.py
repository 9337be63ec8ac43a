"""A figure told: sentence by sentence how it comes about, with its own numbers, and what would make it surer."""

from collections.abc import Iterator

from nsk_desktop.domain.counting import CountedSession
from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.numbers import span, whole
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.measures.explained import Explained
from nsk_desktop.measures.remedies import NAMES, NUMBER, PAIRS, SAME, Remedy


def told(explained: Explained) -> tuple[str, ...]:
    """How the figure comes about, from the meetings to both ends of the interval."""
    return (*_meetings(explained), *_lower(explained), *_upper(explained), *_attendances(explained))


def advice(remedy: Remedy) -> str:
    """What can be done, as an instruction."""
    number = span(remedy.low, remedy.high)
    match remedy.kind:
        case kind if kind == NAMES:
            text = ngettext(
                "Register the {number} without a name by name or alias.",
                "Register the {number} without a name by name or alias.",
                remedy.high,
            )
        case kind if kind == NUMBER:
            text = _("Write one number instead of {number}.")
        case kind if kind == SAME:
            text = _("Say whether those without a name are the same people each time.")
        case kind if kind == PAIRS:
            text = ngettext(
                "Decide the pair that may be the same person.",
                "Decide the {number} pairs that may be the same person.",
                remedy.high,
            )
        case _other:
            text = ngettext(
                "Write the age and gender of the {number} of whom they are not known.",
                "Write the age and gender of the {number} of whom they are not known.",
                remedy.high,
            )
    return text.format(number=number)


def gain(remedy: Remedy) -> str:
    """How much narrower the interval would be."""
    if remedy.least == remedy.most:
        return _("{number} narrower").format(number=whole(remedy.most))
    return _("up to {number} narrower").format(number=whole(remedy.most))


def _meetings(explained: Explained) -> Iterator[str]:
    sessions = explained.figures.sessions
    text = ngettext(
        "{number} held meeting counts as reach.", "{number} held meetings count as reach.", sessions.held
    ).format(number=whole(sessions.held))
    if sessions.not_counted:
        gaps = ngettext(
            "At {number} of them nobody was counted, and that is not 0: they lie outside the figure.",
            "At {number} of them nobody was counted, and that is not 0: they lie outside the figure.",
            sessions.not_counted,
        )
        text += " " + gaps.format(number=whole(sessions.not_counted))
    yield text
    yield ngettext(
        "{number} citizen is registered by name or alias, counted once however often they came.",
        "{number} different citizens are registered by name or alias, each counted once however often they came.",
        explained.most.registered,
    ).format(number=whole(explained.most.registered))


def _lower(explained: Explained) -> Iterator[str]:
    least = explained.least
    if explained.merged:
        yield ngettext(
            "{number} of them may be the same person as another, because a pair is not decided.",
            "{number} of them may be the same person as another, because pairs are not decided.",
            explained.merged,
        ).format(number=whole(explained.merged))
    number, people = whole(least.number), whole(least.people)
    anonymous = whole(least.number - least.people)
    if not least.sessions:
        yield _("At least {number}: so few can the registered be, and no meeting had more people.").format(
            number=number
        )
    elif len(least.sessions) == 1:
        yield _(
            "At least {number}: so many were at {meeting}: {people} registered and {anonymous} without a name."
        ).format(number=number, people=people, anonymous=anonymous, meeting=_named(least.sessions[0]))
    else:
        yield _(
            "At least {number}: {people} registered and {anonymous} without a name were at these meetings at the same "
            "time, and nobody is in two places: {meetings}."
        ).format(
            number=number,
            people=people,
            anonymous=anonymous,
            meetings="; ".join(_named(session) for session in least.sessions),
        )


def _upper(explained: Explained) -> Iterator[str]:
    most = explained.most
    parts = [_("{number} registered").format(number=whole(most.registered))]
    if most.perhaps:
        text = _("{number} registered of whom the age or gender is not known")
        parts.append(text.format(number=whole(most.perhaps)))
    parts.append(_("{number} without a name, if they were new each time").format(number=whole(most.anonymous)))
    if most.anonymous_unknown:
        text = _("{number} without a name, age or gender")
        parts.append(text.format(number=whole(most.anonymous_unknown)))
    total = " + ".join(parts)
    if most.same:
        total += " − " + _("{number} in closed groups that are the same people each time").format(
            number=whole(most.same)
        )
    yield _("At most {number}: {parts}.").format(number=whole(most.number), parts=total)


def _attendances(explained: Explained) -> Iterator[str]:
    found = explained.figures.attendances
    yield _("{total} attendances: {registered} registered + {anonymous} without a name.").format(
        total=span(found.total_low, found.total_high),
        registered=whole(found.registered),
        anonymous=span(found.anonymous_low, found.anonymous_high),
    )
    beside = explained.figures.beside_m2
    if beside.attendances_high:
        yield _(
            "Beside the figure: {number} local actors (M2) registered, with {attendances} attendances in all."
        ).format(number=whole(beside.registered), attendances=span(beside.attendances_low, beside.attendances_high))
    unknown = explained.figures.beside_unknown
    if unknown.attendances_high:
        yield _("Beside the figure: {attendances} attendances of people of whom the target group is not known.").format(
            attendances=span(unknown.attendances_low, unknown.attendances_high)
        )


def _named(session: CountedSession) -> str:
    return f"{session.title} {show_day(session.day)}"
