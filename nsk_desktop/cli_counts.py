"""`nsk export --profile aggregates`: the files of counts for others than the evaluation, and what is told of them."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from nsk_desktop import cli_answers
from nsk_desktop.domain.dates import half_year_label, show_day
from nsk_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from nsk_desktop.services.desk import Desk
    from nsk_desktop.services.releases import Given, GivenOut


def give_out(desk: "Desk", to: Path, half_year: str, limit: int | None, as_json: bool) -> None:
    """Make the file of one half-year, or those of all that are signed."""
    from datetime import date

    from nsk_desktop.services import releases
    from nsk_desktop.settings import load_settings

    least = limit if limit is not None else load_settings().settings.small_numbers
    with cli_answers.working(_("Making the file …")):
        if half_year:
            made = releases.GivenOut((releases.give_out(desk, half_year.upper(), to, date.today(), least),), ())
        else:
            made = releases.give_out_all(desk, to, date.today(), least)
    cli_answers.say(as_json, answer(made), "\n".join(_text(made)))


def answer(made: "GivenOut") -> dict[str, Any]:
    """What came of it, for tools."""
    return {
        "profile": "aggregates",
        "files": [
            {
                "file": str(one.path),
                "half_year": one.half_year,
                "given_on": one.made_on.isoformat(),
                "first_time": one.first_time,
                "shown": one.shown,
                "hidden": one.hidden,
                "moved": one.moved,
                "given_twice": one.twice,
            }
            for one in made.files
        ],
        "refused": [
            {"half_year": problem.half_year, "code": problem.code, "reason": str(problem)} for problem in made.refused
        ],
    }


def _text(made: "GivenOut") -> list[str]:
    lines = [line for one in made.files for line in _file_text(one)]
    return [*lines, *(cli_answers.refusal_text(problem) for problem in made.refused)]


def _file_text(one: "Given") -> list[str]:
    lines = [_("Made {file}.").format(file=one.path)]
    numbers = ngettext("{number} number", "{number} numbers", one.shown).format(number=one.shown)
    hidden = ngettext("{number} is hidden", "{number} are hidden", one.hidden).format(number=one.hidden)
    lines.append(f"{half_year_label(one.half_year)}: {numbers}, {hidden}.")
    if not one.first_time:
        text = _("The figures were given out on {day}. The file is the same as then.")
        lines.append(text.format(day=show_day(one.made_on)))
    lines += one.remarks()
    return lines
