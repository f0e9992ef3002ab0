"""A mailbox on a real IMAP server, in a process of its own, and another client that looks into it."""

import imaplib
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

USER, PASSWORD = "moeder", "Rødgrød æøå"


@dataclass(frozen=True)
class Mailbox:
    """Plain and on loopback; `client` gives a connection that is let in."""

    port: int

    @contextmanager
    def client(self):
        with imaplib.IMAP4("127.0.0.1", self.port, timeout=20) as connection:
            connection.authenticate("PLAIN", lambda _: b"\0".join((b"", USER.encode(), PASSWORD.encode())))
            yield connection

    def receive(self, *mails, folder="INBOX"):
        with self.client() as connection:
            for mail in mails:
                assert connection.append(folder, "", "", mail)[0] == "OK"

    def open_all(self):
        """As a person does who looks into it."""
        with self.client() as connection:
            connection.select("INBOX")
            connection.store("1:*", "+FLAGS", r"(\Seen)")

    def clear(self):
        """Make it as it was at the start, but that UIDs go on counting."""
        with self.client() as connection:
            for line in connection.list()[1]:
                folder = line.decode().partition(' "/" ')[2]
                if folder.upper() != "INBOX":
                    connection.delete(folder)
            connection.select("INBOX")
            connection.store("1:*", "+FLAGS", r"(\Deleted)")
            connection.expunge()

    def holds(self, folder):
        """Give each mail in it, with whether it was seen."""
        with self.client() as connection:
            assert connection.select(folder, readonly=True)[0] == "OK"
            (numbers,) = connection.search(None, "ALL")[1]
            fetched = [connection.fetch(n, "(FLAGS BODY.PEEK[])")[1] for n in numbers.decode().split()]
        return [
            (part[0][1], any(rb"\Seen" in (p[0] if isinstance(p, tuple) else p) for p in part))
            for part in fetched
        ]


@contextmanager
def imap_server(*arguments):
    """`arguments` are pymap's, or of imap_server.py."""
    command = [sys.executable, "-m", "tests.doubles.imap_server", *arguments]
    where = ["--host", "127.0.0.1", "--port", "0"]
    who = ["dict", "--demo-user", USER, "--demo-password", PASSWORD]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [*command, *where, *who], cwd=root, stdout=subprocess.PIPE, start_new_session=True, text=True
    ) as running:
        try:
            yield Mailbox(int(running.stdout.readline()))
        finally:
            os.killpg(running.pid, signal.SIGKILL)
