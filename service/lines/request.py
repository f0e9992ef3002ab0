"""A request as it arrives: of what is larger than its address takes, nothing is kept."""

from collections.abc import Callable
from io import BytesIO
from time import monotonic
from typing import Any

from waitress.parser import HTTPRequestParser, ParsingError
from waitress.receiver import FixedStreamReceiver
from waitress.utilities import BadRequest

LONGEST_CONTROL_LINE = 1000  # bytes between two chunks, and of what stands behind the last

LargestBody = Callable[[str, str], int]  # in bytes, of a method and a path


class Request(HTTPRequestParser):  # type: ignore[misc]  # waitress ships no types
    """`began_at` is when its first byte came, by the monotonic clock.

    A body that is too large is passed over rather than refused: the program says so in its own words, and whoever
    sends it first and reads then gets to read them.
    """

    expect_continue: bool

    def __init__(self, adj: Any, largest_body: LargestBody) -> None:
        super().__init__(adj)
        self._largest_body = largest_body
        self._most = 0
        self.began_at = monotonic()

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        # Two lengths, or a coding that HTTP/1.0 doesn't know: a proxy may have gone by the other one.
        if "TRANSFER_ENCODING" in self.headers or (self.chunked and "CONTENT_LENGTH" in self.headers):
            raise ParsingError("Transfer-Encoding")
        self._most = self._largest_body(self.command, self.path)
        if self.content_length > self._most:
            self._pass_over_announced()

    def received(self, data: bytes) -> int:
        consumed: int = super().received(data)
        if self.chunked and self.error is None:
            self._bound_chunks()
        return consumed

    def refuse(self, error: Any) -> None:
        self.error = error
        self.completed = True

    def _pass_over_announced(self) -> None:
        if self.expect_continue:  # it waits to hear whether to send at all
            self.expect_continue = False
            self.body_rcv = None
            self.headers["CONNECTION"] = "close"
        else:
            self.body_rcv = FixedStreamReceiver(self.content_length, _PassedOver())

    def _bound_chunks(self) -> None:
        chunks: Any = self.body_rcv
        if not self.completed and len(chunks.control_line) + len(chunks.trailer) > LONGEST_CONTROL_LINE:
            self.refuse(BadRequest("chunks"))
        elif len(chunks) > self._most and not isinstance(chunks.buf, _PassedOver):
            length = len(chunks)
            chunks.buf.close()
            chunks.buf = _PassedOver(length)


class _PassedOver:
    """A buffer that counts and keeps nothing."""

    def __init__(self, length: int = 0) -> None:
        self._length = length

    def __len__(self) -> int:
        return self._length

    def append(self, data: bytes) -> None:
        self._length += len(data)

    def getfile(self) -> BytesIO:
        return BytesIO()

    def close(self) -> None:
        """Nothing is open."""
