"""One program per store: a second start brings the first one's window forward."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 500


class Single(QObject):
    """The right to be the one program for a store, and the ear for the second start."""

    def __init__(self, name: str, come_forward: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(lambda: self._answer(come_forward))

    def claim(self) -> bool:
        """Whether this is the first program; the first one is told when it is not."""
        if self._server.isListening():
            return True
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(_PATIENCE_MS):
            socket.disconnectFromServer()
            return False
        # A name left behind by a program that was killed is nobody's.
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        """Let another program be the one."""
        self._server.close()

    def _answer(self, come_forward: Callable[[], object]) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnectFromServer()
            caller.deleteLater()
        come_forward()
