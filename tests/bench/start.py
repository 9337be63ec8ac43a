"""From the start of the process to the first painted window, beside a bare window of Qt."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.figures import Figure, compare

_WATCH = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
class Watch(QObject):
    def eventFilter(self, seen, event):
        # Any part of the window: what covers it all leaves nothing for the window itself to paint.
        if event.type() == QEvent.Type.Paint and isinstance(seen, QWidget):
            QTimer.singleShot(0, done)
        return False
def done():
    print("painted", [name for name in ("sqlalchemy", "openpyxl", "reportlab") if name in sys.modules], flush=True)
    os._exit(0)
"""
_OURS = """
from nsk_desktop import app as desktop
run = QApplication.exec
def watched(*_):
    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    return run()
QApplication.exec = watched
desktop.main(["--store", sys.argv[1]])
"""
_BARE = """
app = QApplication(sys.argv[:1])
watch = Watch()
app.installEventFilter(watch)
window = QWidget()
window.resize(600, 400)
window.show()
app.exec()
"""


def started(code: str, folder: Path) -> Callable[[], None]:
    """A run of *code* in a new process until its first window is painted."""
    environment = {**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    # As on a user's machine: compiled modules are kept.
    for name in ("PYTHONDONTWRITEBYTECODE", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        environment.pop(name, None)

    def run() -> None:
        command = [sys.executable, "-c", _WATCH + code, str(folder / "store")]
        told = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
        if told.stdout.strip() != "painted []":
            raise RuntimeError(told.stdout + told.stderr)

    return run


def measure() -> Iterator[Figure]:
    """The unlock window against a bare one; nothing heavy may be loaded by then."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # As on every day but the first: there is a store to unlock. Nothing of it is read before that.
        (folder / "store").mkdir()
        (folder / "store" / "nsk.db").touch()
        yield compare(
            "start to the first painted window",
            started(_OURS, folder),
            "a bare PySide6 window",
            started(_BARE, folder),
            goal=1.4,
            runs=15,
        )
