"""Errors in methods that Qt calls: under PySide6 6.12 on Python 3.11 some of them would end the program."""

import functools
import sys
from collections.abc import Callable
from types import FunctionType
from typing import Any

from shiboken6 import Shiboken


def keep_errors_whole() -> None:
    """Have every method that overrides one of Qt's raise its errors as objects.

    Measured with PySide6 6.12 on Python 3.11: an error that C code raised inside such a method (`int("x")`, a strict
    `zip`, a wrong number of arguments) is still only a type and a text when PySide takes it, which reads it as an
    object: a segmentation fault, where the user should have met our message and kept what was typed. An error that has
    once been caught is an object. From Python 3.12 on they all are, and nothing has to be done.
    """
    if sys.version_info < (3, 12):
        Shiboken.Object.__init_subclass__ = classmethod(_guard_overrides)  # type: ignore[assignment]


def _guard_overrides(made: type, /, **_given: object) -> None:
    theirs = [base for base in made.__mro__ if base.__module__.startswith("PySide6.")]
    for name, method in list(vars(made).items()):
        if isinstance(method, FunctionType) and any(name in vars(base) for base in theirs):
            setattr(made, name, _whole(method))


def _whole(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def call(*args: Any, **named: Any) -> Any:
        try:
            return method(*args, **named)
        except BaseException:  # To be caught once is what it is for
            raise

    return call
