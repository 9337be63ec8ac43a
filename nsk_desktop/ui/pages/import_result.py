"""What came of an import, in sentences."""

from nsk_desktop.i18n import _, ngettext
from nsk_desktop.services.list_import import Result

_MOST_NAMED = 20


def result_lines(result: Result) -> list[str]:
    """What was added, what was there already, and what was left out."""
    counted = (
        (ngettext("{number} meeting", "{number} meetings", result.meetings), result.meetings),
        (ngettext("{number} new participant", "{number} new participants", result.people), result.people),
        (ngettext("{number} attendance", "{number} attendances", result.attendances), result.attendances),
        (ngettext("{number} count without names", "{number} counts without names", result.counts), result.counts),
    )
    added = [text.format(number=number) for text, number in counted if number]
    lines = [
        _("✓ Added: {what}.").format(what=", ".join(added)) if added else _("✓ There was nothing new in the list."),
    ]
    if result.drafts:
        text = ngettext(
            "{number} of the meetings lacks something and is a draft.",
            "{number} of the meetings lack something and are drafts.",
            result.drafts,
        )
        lines.append(text.format(number=result.drafts))
    if result.same:
        text = ngettext("{number} was there already.", "{number} were there already.", result.same)
        lines.append(text.format(number=result.same))
    if result.otherwise:
        text = ngettext(
            "{number} stands otherwise in the registration, which was kept.",
            "{number} stand otherwise in the registration, which was kept.",
            result.otherwise,
        )
        lines.append(text.format(number=result.otherwise))
    if result.binned:
        text = ngettext(
            "{number} lies in the bin and stays there.", "{number} lie in the bin and stay there.", result.binned
        )
        lines.append(text.format(number=result.binned))
    if result.skipped:
        rows = ", ".join(str(number) for number in result.skipped[:_MOST_NAMED])
        rows += " …" if len(result.skipped) > _MOST_NAMED else ""
        text = ngettext("Row {rows} was not read in.", "The rows {rows} were not read in.", len(result.skipped))
        lines.append(text.format(rows=rows))
    return lines
