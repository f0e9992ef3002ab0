"""An answer on its way: each is told in the log, the server's own refusals too."""

import json
from time import monotonic
from typing import Any

from waitress.task import ErrorTask, Task, WSGITask
from waitress.utilities import Error

from service.access_log import tell

REMEDY = {
    400: "send a well-formed request",
    408: "send it faster, or in pieces",
    413: "send less",
    431: "send shorter headers, or a shorter address",
    500: "it failed on our side; try again",
    501: "send it with Content-Length, or chunked",
}


class TooLate(Error):  # type: ignore[misc]  # waitress ships no types
    """The request did not arrive in time."""

    code, reason = 408, "Request Timeout"


class _Told(Task):  # type: ignore[misc]  # likewise
    """What holds of every answer."""

    def service(self) -> None:
        began_at = monotonic()
        try:
            super().service()
        finally:
            if self.wrote_header:  # else a refusal takes its place, and is told
                asked = self.request
                tell(
                    getattr(asked, "command", ""),
                    getattr(asked, "path", ""),
                    int(self.status.split(maxsplit=1)[0]),
                    round((monotonic() - began_at) * 1000),
                )

    def build_response_header(self) -> bytes:
        if self.channel.server.is_ending:
            self.set_close_on_finish()
        is_kept = self.version == "1.1" and not self.has_body and not self._is_to_close()
        head: bytes = super().build_response_header()
        if is_kept:  # waitress closes what bears no length, though 204 and 304 end with their head
            self.close_on_finish = False
            head = head.replace(b"\r\nConnection: close\r\n", b"\r\n", 1)
        return head

    def _is_to_close(self) -> bool:
        return self.close_on_finish or self.request.headers.get("CONNECTION", "").lower() == "close"


class Answer(_Told, WSGITask):  # type: ignore[misc]  # likewise
    """The program's."""

    def execute(self) -> None:
        self.channel.server.overtime.count(super().execute)


class Refusal(_Told, ErrorTask):  # type: ignore[misc]  # likewise
    """The server's own, before the program was asked or after it failed; nothing that came is repeated."""

    def execute(self) -> None:
        error = self.request.error
        self.status = f"{error.code} {error.reason}"
        body = json.dumps(_problem(error)).encode()
        self.response_headers += [
            ("Content-Type", "application/problem+json"),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


def _problem(error: Any) -> dict[str, object]:
    """As the program's own problems (RFC 9457)."""
    return {
        "type": f"urn:moedeklar:problem:{error.reason.lower().replace(' ', '-')}",
        "title": error.reason,
        "status": error.code,
        "detail": REMEDY[error.code],
    }
