"""`nsk team …`: cards, colleagues' computers and the files between them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nsk_desktop import cli_answers
from nsk_desktop.cli_session import JsonOption, KeyOption, StoreOption, open_desk
from nsk_desktop.errors.team import NoSuchColleague
from nsk_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from nsk_desktop.services.team_conflicts import Dispute
    from nsk_desktop.services.team_import import Plan

app = typer.Typer(help=_("Bring colleagues' laptops together by files."), no_args_is_help=True)
FolderOption = Annotated[Path, typer.Option("--to", help=_("The folder to put the file in."))]


@app.command(help=_("Write this computer's card, which colleagues add to theirs."))
def card(
    context: typer.Context,
    to: FolderOption,
    name: Annotated[str, typer.Option(help=_("What colleagues shall call this computer."))] = "",
    store: StoreOption = None,
    passphrase_file: KeyOption = None,
    as_json: JsonOption = False,
) -> None:
    from nsk_desktop.services import team

    with open_desk(context, store, passphrase_file) as desk:
        if name:
            team.name_computer(desk, name)
        path, mine = team.write_card(desk, to), team.my_card(desk)
    lines = [
        _("Made {file}.").format(file=path),
        _("Your six words, to read out to your colleague: {words}").format(words=mine.words),
    ]
    cli_answers.say(as_json, {"file": str(path), "name": mine.name, "words": mine.words}, "\n".join(lines))


@app.command(help=_("Add a colleague's computer. Without --words its six words are only shown."))
def enrol(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help=_("The card from the colleague's computer."))],
    words: Annotated[str, typer.Option(help=_("The six words, as your colleague reads them out."))] = "",
    store: StoreOption = None,
    passphrase_file: KeyOption = None,
    as_json: JsonOption = False,
) -> None:
    from nsk_desktop.services import team

    with open_desk(context, store, passphrase_file) as desk:
        offer = team.read_card(desk, file)
        if words:
            team.enrol(desk, offer, words)
    found = offer.card
    text = _("{name} was added.") if words else _("{name} was not added yet.")
    lines = [text.format(name=found.name)]
    if not words:
        lines.append(_("The card's six words: {words}").format(words=found.words))
        lines.append(
            _("Call your colleague. If they read out the same, run this again with --words and what they read.")
        )
    answer = {"name": found.name, "words": found.words, "key": found.key, "added": bool(words)}
    cli_answers.say(as_json, answer, "\n".join(lines))


@app.command("list", help=_("List the colleagues' computers that were added."))
def list_colleagues(
    context: typer.Context, store: StoreOption = None, passphrase_file: KeyOption = None, as_json: JsonOption = False
) -> None:
    from nsk_desktop.services import team, team_import

    with open_desk(context, store, passphrase_file) as desk:
        found = team.colleagues(desk)
    if as_json:
        rows = [
            {
                "name": one.name,
                "key": one.key,
                "words": team.words_of(one),
                "added": one.enrolled,
                "shut_out": one.revoked,
                "last_file": one.taken or None,
                "noticed": list(one.noticed),
            }
            for one in found
        ]
        cli_answers.say(True, rows, "")
        return
    table = [
        (one.name, one.key[:8], team.words_of(one), one.taken[:10], _("shut out") if one.revoked else "")
        for one in found
    ]
    cli_answers.print_table((_("Computer"), _("Key"), _("Six words"), _("Last file"), ""), table)
    for one in found:
        for notice in one.noticed:
            typer.echo(f"{one.name}: {team_import.noticed_text(notice)}")


@app.command(help=_("Shut a lost computer out, for good."))
def revoke(
    context: typer.Context,
    key: Annotated[str, typer.Argument(help=_("The beginning of its key, as `nsk team list` shows it."))],
    store: StoreOption = None,
    passphrase_file: KeyOption = None,
    as_json: JsonOption = False,
) -> None:
    from nsk_desktop.services import team

    with open_desk(context, store, passphrase_file) as desk:
        found = [one for one in team.colleagues(desk) if key and one.key.startswith(key.lower())]
        if len(found) != 1:
            raise NoSuchColleague(key)
        (one,) = found
        team.revoke(desk, one.key)
    cli_answers.say(as_json, {"name": one.name, "key": one.key}, _("{name} is shut out.").format(name=one.name))


@app.command(help=_("Make the one file for all colleagues, locked for their computers."))
def export(
    context: typer.Context,
    to: FolderOption,
    store: StoreOption = None,
    passphrase_file: KeyOption = None,
    as_json: JsonOption = False,
) -> None:
    from nsk_desktop.services import team

    with open_desk(context, store, passphrase_file) as desk, cli_answers.working(_("Making the file …")):
        made = team.make_file(desk, to)
    lines = [
        _("Made {file}.").format(file=made.path),
        _("Locked for: {names}").format(names=", ".join(made.colleagues)),
    ]
    answer = {
        "file": str(made.path),
        "number": made.number,
        "entries": made.entries,
        "colleagues": list(made.colleagues),
    }
    cli_answers.say(as_json, answer, "\n".join(lines))


@app.command("import", help=_("Show what a colleague's file would do; with --accept, take it in."))
def import_file(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help=_("A .nskteam file from a colleague."))],
    yes: Annotated[bool, typer.Option("--accept", help=_("Take the file in."))] = False,
    store: StoreOption = None,
    passphrase_file: KeyOption = None,
    as_json: JsonOption = False,
) -> None:
    from nsk_desktop.services import team_import

    working = cli_answers.working(_("Reading {file} …").format(file=file.name))
    with open_desk(context, store, passphrase_file) as desk, working:
        plan = team_import.plan_file(desk, file)
        taken = team_import.accept(desk, plan) if yes else None
        found = team_import.perhaps_known(desk, taken) if taken else ()
    pairs = [[pair.first, pair.second] for pair in found]
    lines = [f"{plan.head.name}: {plan.sentence()}.", *plan.remarks()]
    lines += [_("Perhaps the same person: {first} and {second}").format(first=one, second=two) for one, two in pairs]
    if taken is None:
        lines.append(_("Nothing is taken in yet. Run this again with --accept to take it in."))
    cli_answers.say(as_json, {**_plan_json(plan), "accepted": yes, "perhaps_the_same": pairs}, "\n".join(lines))


@app.command(help=_("List what laptops disagree about: every value, with who wrote it and when."))
def conflicts(
    context: typer.Context, store: StoreOption = None, passphrase_file: KeyOption = None, as_json: JsonOption = False
) -> None:
    from nsk_desktop.services.team_conflicts import disputes

    with open_desk(context, store, passphrase_file) as desk:
        found = disputes(desk)
    if as_json:
        cli_answers.say(True, [_dispute_json(one) for one in found], "")
        return
    for one in found:
        typer.echo(f"{one.kind_name}: {one.record_name} · {one.field_name}")
        for side in one.sides:
            typer.echo(f"  {side.text}  ({side.who or '?'}, {side.when.astimezone():%Y-%m-%d %H.%M})")
    count = len(found)
    typer.echo(ngettext("{count} conflict to decide.", "{count} conflicts to decide.", count).format(count=count))


def _plan_json(plan: "Plan") -> dict[str, Any]:
    return {
        "file": plan.file,
        "from": plan.head.name,
        "key": plan.head.key,
        "number": plan.head.number,
        "made": plan.made,
        "entries": plan.head.entries,
        "new_entries": plan.fresh,
        "kinds": {
            one.kind: {"new": one.new, "changed": one.changed, "deleted": one.deleted, "conflicts": one.disputed}
            for one in plan.counts
        },
        "noticed": list(plan.noticed),
        "own_entries_missing": plan.restored,
    }


def _dispute_json(one: "Dispute") -> dict[str, Any]:
    sides = [{"value": side.value, "text": side.text, "author": side.who, "when": side.when} for side in one.sides]
    return {"kind": one.kind, "record": one.record, "name": one.record_name, "field": one.field, "values": sides}
