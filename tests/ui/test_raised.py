"""An error in a method that Qt calls reaches our message: it does not end the program."""

import subprocess
import sys

import pytest

SCRIPT = """
import sys
{first}
from PySide6.QtWidgets import QApplication, QWidget

class Page(QWidget):
    def resizeEvent(self, event):
        {error}

app = QApplication([])
sys.excepthook = lambda kind, error, trace: print("told:", kind.__name__)
Page().show()
app.processEvents()
"""
ERRORS = {"ValueError": "int('x')", "TypeError": "dict.get()", "KeyError": "{}['a']", "AttributeError": "None.name"}


def run(first: str, error: str) -> subprocess.CompletedProcess[str]:
    """A program whose page fails while it is shown."""
    command = [sys.executable, "-X", "faulthandler=0", "-c", SCRIPT.format(first=first, error=error)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("kind", ERRORS)
def test_an_error_in_a_page_is_told(kind: str) -> None:
    done = run("import nsk_desktop.ui", ERRORS[kind])
    assert done.stdout.splitlines()[:1] == [f"told: {kind}"], done.stderr
    assert done.returncode >= 0


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="from Python 3.12 on every error is an object from the start")
def test_control_without_us_the_program_is_ended_by_some_of_them() -> None:
    assert run("", ERRORS["ValueError"]).returncode < 0
    assert run("", ERRORS["KeyError"]).returncode >= 0
