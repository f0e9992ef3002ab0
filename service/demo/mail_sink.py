"""A mail server of the demo's own, which keeps every mail as a file, so that a newcomer sees what went out."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from service.demo.folder import RECEIVED

_HOST = "127.0.0.1"


class _Keeper:
    def __init__(self, folder: Path) -> None:
        self._folder, self._number = folder, 0

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        self._folder.mkdir(parents=True, exist_ok=True)
        self._number += 1
        (self._folder / f"{self._number:04}.eml").write_bytes(envelope.original_content or b"")
        return "250 OK"


@contextmanager
def mail_sink(folder: Path) -> Iterator[str]:
    """Run it on this machine, and give its host and port, such as 127.0.0.1:2525; the mails lie in `RECEIVED`."""
    with socket.create_server((_HOST, 0)) as free:
        port = free.getsockname()[1]
    running = Controller(_Keeper(folder / RECEIVED), hostname=_HOST, port=port)
    running.start()
    try:
        yield f"{_HOST}:{port}"
    finally:
        running.stop()
