"""Keeps None alive under PySide6 6.12 on Python 3.11."""

import ctypes
import sys

_MANY = 1 << 40


def keep_none_alive() -> None:
    """Give None more references than any program can lose.

    Measured with PySide6 6.12 on Python 3.11: every call of a Qt method that returns nothing gives back one reference
    to None that was never taken, and after a few thousand calls the interpreter dies ("deallocating None"). From
    Python 3.12 on None is immortal and nothing has to be done.
    """
    if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
        ctypes.c_ssize_t.from_address(id(None)).value += _MANY
