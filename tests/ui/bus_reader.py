"""Run by the system's Python: does a coordinator's evening through the accessibility bus alone, and tells what it read.

Usage: bus_reader.py PASSPHRASE NAME DAY. Prints one line of JSON. It presses no key and knows no window: what it does,
a screen reader can do. Without arguments it reads everything that is shown, over and over, as an eager reader would.
"""

import contextlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

PATIENCE = 60
MOST = 400
"""A list of thousands is not walked to its end."""


def nodes(node: Any) -> Iterator[Any]:
    """*node* and everything in it that is showing."""
    yield node
    for place in range(min(node.get_child_count(), MOST)):
        child = node.get_child_at_index(place)
        if child is not None and child.get_state_set().contains(Atspi.StateType.SHOWING):
            yield from nodes(child)


def wait_for(fits: Callable[[Any], bool], what: str, patience: float = PATIENCE) -> Any:
    """The first node that *fits*, as soon as there is one."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for place in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(place)
            try:
                found = next((node for node in nodes(program) if fits(node)), None) if program else None
            except gi.repository.GLib.Error:
                found = None
            if found is not None:
                return found
        time.sleep(0.2)
    raise LookupError(f"not on the bus: {what}")


def named(roles: tuple[str, ...], *names: str) -> Any:
    """What has this role and one of these names."""
    return wait_for(lambda node: node.get_role_name() in roles and node.get_name() in names, f"{roles} {names}")


def press_until(button: str, role: str, name: str) -> Any:
    """Press the button called *button* until what is called *name* is there: a busy program may not listen yet."""
    for _time in range(6):
        act(named(("push button", "button"), button), "Press")
        with contextlib.suppress(LookupError):
            return wait_for(lambda node: node.get_role_name() == role and node.get_name() == name, name, 10)
    raise LookupError(f"{button} does not lead to {name}")


def act(node: Any, *wanted: str) -> None:
    """Do what the node offers by one of these names."""
    offered = [Atspi.Action.get_action_name(node, place) for place in range(node.get_n_actions())]
    for name in wanted:
        if name in offered:
            node.do_action(offered.index(name))
            return
    raise SystemExit(f"{node.get_name()} offers {offered}, not {wanted}")


def write(node: Any, text: str) -> None:
    """Put the focus on a field and write into it."""
    node.grab_focus()
    node.set_text_contents(text)


def texts_in(node: Any) -> list[str]:
    """What a reader would say of the node and all that is shown in it."""
    return [each.get_name() for each in nodes(node) if each.get_name()]


def label_of(node: Any) -> str:
    """The label that a field is told to have."""
    for relation in node.get_relation_set():
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
            return str(relation.get_target(0).get_name())
    return ""


def is_ticked(node: Any, name: str) -> bool:
    """Whether the node is somebody's box, and is ticked."""
    return bool(node.get_name().startswith(f"{name}: ") and node.get_state_set().contains(Atspi.StateType.CHECKED))


def read_everything(node: Any, depth: int = 0) -> None:
    """All that can be asked, of this node and what is in it: what is gone by then is passed by."""
    with contextlib.suppress(gi.repository.GLib.Error):
        for ask in (node.get_name, node.get_description, node.get_role_name, node.get_state_set, node.get_relation_set):
            ask()
        for place in range(min(node.get_child_count(), MOST)):
            child = node.get_child_at_index(place)
            if child is not None and depth < 25:
                read_everything(child, depth + 1)


def read_over_and_over() -> None:
    """Until somebody ends it."""
    while True:
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        read_everything(desktop)


def main(passphrase: str, name: str, day: str) -> None:
    """Unlock, read Start, open the meeting, tick somebody, set another day, finish."""
    told: dict[str, Any] = {}
    field = named(("password text", "text"), "Adgangssætning")
    told["labelled"] = label_of(field)
    write(field, passphrase)
    act(named(("push button", "button"), "Lås op"), "Press")
    table = named(("table",), "Møder i dag")
    told["start"] = texts_in(table)
    told["roster"] = texts_in(press_until("Registrér", "table", "Deltagerliste"))
    act(named(("push button", "button"), "Markér den valgte linje til stede"), "Press")
    told["ticked"] = wait_for(lambda node: is_ticked(node, name), f"{name} ticked").get_name()
    field = named(("text",), "Dato")
    told["date"] = label_of(field)
    write(field, day)
    told["after"] = press_until("Gem og afslut", "table", "Møder").get_name()
    print(json.dumps(told))


if sys.argv[1:]:
    main(*sys.argv[1:])
else:
    read_over_and_over()
