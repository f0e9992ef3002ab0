"""Mails made to trip or to tire a reader, and what reading one costs."""

import time
import tracemalloc
from contextlib import suppress

HOSTILE = {
    "lines": b"a:\n" * 300_000,
    "one long line": b"From: " + b"a" * 900_000,
    "parts": b'From: a@b\nContent-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\n" * 15_000,
    "depth": b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (level, level) for level in range(150)
    ),
    "nested messages": b"Content-Type: message/rfc822\n\n" * 5_000,
    "parameters": b'Content-Type: multipart/mixed; a="' + b";;;;;;;;;\n " * 19_000,
    "comments in the sender": b"From: " + b"(" * 9_000 + b"\n\n",
}


def cost(read, content):
    """Give the seconds of the quickest of three readings, and the most bytes held."""
    seconds = []
    for _ in range(3):
        started = time.process_time()
        with suppress(ValueError):
            read(content)
        seconds.append(time.process_time() - started)
    tracemalloc.start()
    with suppress(ValueError):
        read(content)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return min(seconds), most
