"""Answers out of a mailbox: each is read once, no further than needed, and laid aside."""

from collections.abc import Iterator
from contextlib import contextmanager

from notifications.carrier import Finding
from notifications.imap import Folder, ImapServer, MailboxUnreachable, opened
from notifications.inbox import LARGEST_MAIL, MOST_AT_ONCE, Arrived, Since
from notifications.transport import trust

DONE_FOLDER = "Mødeklar"


class ImapInbox:
    """One folder, whoever else looks into it. A mail's name holds UIDVALIDITY, so it never means another."""

    def __init__(self, server: ImapServer) -> None:
        self._server = server
        self._trust = trust(server.ca_file)
        self._open: Folder | None = None
        self.cursor: str | None = None

    def arrived(self, since: Since) -> Iterator[Arrived]:
        """Give the first hundred; one of 50 MB is fetched no further than shows that it is too large."""
        self.cursor = since.cursor
        with self._folder() as folder:
            known = since.cursor if (since.cursor or "").startswith(f"{folder.validity}-") else None
            reached = int(known.partition("-")[2]) if known else 0
            again = [_uid(name) for name in since.again if name.startswith(f"{folder.validity}-")]
            new = folder.above(reached) if known else folder.unseen_or_since(since.opened_since)
            wanted = [uid for uid in new if not since.is_passed_over(f"{folder.validity}-{uid}")]
            for uid in [*again, *wanted[:MOST_AT_ONCE]]:
                if (found := folder.start_of(uid, LARGEST_MAIL + 1)) is not None:
                    yield Arrived(f"{folder.validity}-{uid}", *found)
            ends = wanted[:MOST_AT_ONCE] if len(wanted) > MOST_AT_ONCE else new
            self.cursor = f"{folder.validity}-{max(ends, default=reached)}"

    def done(self, name: str) -> None:
        """Mark it as seen, and move it where people can see what was read, if the server moves."""
        validity, _, uid = name.partition("-")
        with self._folder() as folder:
            if validity == folder.validity and uid.isdecimal():
                folder.see(uid)
                folder.move(uid, DONE_FOLDER)

    def check(self) -> list[Finding]:
        """Try whether it can be read; change nothing."""
        at = f"the mailbox of {self._server.user} at {self._server.host}:{self._server.port}"
        try:
            with self._folder() as folder:
                count = len(folder.unseen())
        except MailboxUnreachable as fault:
            return [Finding(is_well=False, said=f"{at}: {fault}")]
        return [Finding(is_well=True, said=f"{at} can be read; {count} wait in {self._server.folder}")]

    @contextmanager
    def _folder(self) -> Iterator[Folder]:
        """The folder as it is open while mails are given, or opened for this alone."""
        if self._open is not None:
            yield self._open
            return
        with opened(self._server, self._trust) as folder:
            self._open = folder
            try:
                yield folder
            finally:
                self._open = None


def _uid(name: str) -> int:
    """0, which is nobody's, where the name is none of ours."""
    uid = name.partition("-")[2]
    return int(uid) if uid.isdecimal() else 0
