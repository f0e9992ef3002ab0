"""Answers out of a mailbox: each is read once, no further than needed, and laid aside."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from notifications.carrier import Finding
from notifications.imap import Folder, ImapServer, MailboxUnreachable, opened
from notifications.inbox import LARGEST_MAIL
from notifications.transport import trust

MOST_AT_ONCE = 100
DONE_FOLDER = "Mødeklar"


class ImapInbox:
    """The unseen mails of one folder. A mail's name holds the folder's UIDVALIDITY, so it never means another."""

    def __init__(self, server: ImapServer) -> None:
        self._server = server
        self._trust = trust(server.ca_file)
        self._open: Folder | None = None
        self._left: set[str] = set()

    def unread(self) -> Iterator[tuple[str, bytes]]:
        """Give the first hundred; one of 50 MB is fetched no further than shows that it is too large."""
        with self._folder() as folder:
            named = [(f"{folder.validity}-{uid}", uid) for uid in folder.unseen()]
            for name, uid in [each for each in named if each[0] not in self._left][:MOST_AT_ONCE]:
                content = folder.start_of(uid, LARGEST_MAIL + 1)
                if content is not None:
                    yield name, content

    def done(self, name: str) -> None:
        """Mark it as seen, and move it where people can see what was read, if the server moves."""
        validity, _, uid = name.partition("-")
        with self._folder() as folder:
            if validity == folder.validity and uid.isdecimal():
                folder.see(uid)
                folder.move(uid, DONE_FOLDER)

    def leave(self, name: str) -> None:
        """Pass over a mail that cannot be read or laid aside, as long as the program runs."""
        self._left.add(name)

    def give_again(self, is_wanted: Callable[[str], bool]) -> None:
        """Of those passed over, give these again."""
        self._left = {name for name in self._left if not is_wanted(name)}

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
