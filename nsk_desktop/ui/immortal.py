"""Keeps None, True and False alive under PySide6 6.12 on Python 3.11."""

import ctypes
import sys

_MANY = 1 << 40


def keep_constants_alive() -> None:
    """Give None, True and False more references than any program can lose.

    Measured with PySide6 6.12 on Python 3.11: every call of a Qt method that returns nothing gives back one reference
    to None that was never taken, and every signal that carries a truth value one to that value; after some hundred or
    some thousand of them the interpreter dies ("deallocating None", "deallocating True or False"). From Python 3.12 on
    these are immortal and nothing has to be done.
    """
    if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
        for constant in (None, True, False):
            ctypes.c_ssize_t.from_address(id(constant)).value += _MANY
