"""A real X server for one test, and somebody at its keyboard."""

import os
import subprocess
import threading
import time
from collections.abc import Iterator

PATIENCE = 60


class Screen:
    """A screen of its own, and somebody at its keyboard."""

    def __init__(self, display: str) -> None:
        self.environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "NSK_LANGUAGE": "da"}

    def do(self, *words: str) -> str:
        """Run xdotool; a word that waits for a window waits until it is there."""
        command = ["xdotool", *words]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=True, timeout=PATIENCE
        )
        return done.stdout.strip()

    def wait_for(self, title: str) -> str:
        """Wait for a window with *title* and give it the keyboard: without a window manager nobody else does."""
        found = self.do("search", "--sync", "--onlyvisible", "--name", title).splitlines()[0]
        self.do("windowfocus", "--sync", found)
        return found

    def press(self, *keys: str) -> None:
        self.do("key", "--delay", "60", *keys)

    def press_until(self, title: str, *keys: str) -> None:
        """Press *keys* until a window with *title* is there: on a busy machine a window is seen before it listens."""
        patience = time.monotonic() + PATIENCE
        while time.monotonic() < patience:
            self.press(*keys)
            for _ in range(20):
                if self.is_there(title):
                    return
                threading.Event().wait(0.1)
        raise AssertionError(title)

    def is_there(self, title: str) -> bool:
        """Whether a window with *title* can be seen."""
        command = ["xdotool", "search", "--onlyvisible", "--name", title]
        return subprocess.run(command, env=self.environment, capture_output=True, timeout=PATIENCE).returncode == 0

    def type(self, text: str) -> None:
        self.do("type", "--delay", "40", text)


def screens() -> Iterator[Screen]:
    """An X server of its own, stopped afterwards; it chooses its own number."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    yield Screen(f":{number}")
    server.terminate()
    server.wait(PATIENCE)
