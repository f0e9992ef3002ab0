"""A server with an application of the test's own, in a thread beside it, and real lines to it."""

import contextlib
import http.client
import socket
from threading import Thread

from served import SOON, until

from service.lines.server import Server

LARGEST = 100_000


class Opened:
    def __init__(self, app, **named):
        listening = socket.create_server(("127.0.0.1", 0))
        self.port = listening.getsockname()[1]
        self.server = Server(app, listening, lambda *_: LARGEST, **named)
        self.is_all_answered = None
        self._thread = Thread(target=self._serve)
        self._thread.start()
        self._lines = []

    def _serve(self):
        self.server.run()
        self.is_all_answered = self.server.finish()

    def line(self, sent=b"", takes=0):
        """A line of one's own; with `takes` it has room for so many bytes of the answer only."""
        line = socket.socket()
        self._lines.append(line)
        if takes:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, takes)
        line.settimeout(SOON)
        line.connect(("127.0.0.1", self.port))
        line.sendall(sent)
        return line

    def ask(self, path="/", method="GET", body=None, headers=None, **named):
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SOON)
        try:
            asking.request(method, path, body, headers or {}, **named)
            answer = asking.getresponse()
            return answer.status, answer.read()
        finally:
            asking.close()

    def lines_left(self):
        return len(self.server.active_channels)

    def end(self):
        self.server.end()
        self._thread.join(SOON)
        assert not self._thread.is_alive()

    def close(self):
        self.end()
        for line in self._lines:
            line.close()


def answered(line):
    """All that comes until the line ends."""
    found = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := line.recv(65_536):
            found += piece
    return found


def drip(line, piece=b"x", seconds=SOON):
    """Send a piece now and then until the line has ended; gives what was answered."""
    line.settimeout(0.1)
    found = [b""]

    def is_over():
        try:
            line.sendall(piece)
            came = line.recv(65_536)
        except TimeoutError:
            return False
        except OSError:
            return True
        found[0] += came
        return not came

    until(is_over, "the line has ended", seconds)
    return found[0]


def hello(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "5")])
    return [b"hello"]
