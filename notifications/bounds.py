"""What a mail that anybody may have written may cost: refuse before parsing what would cost out of proportion."""

import re

# At these bounds the worst mail tried costs less than 50 ms and 20 MB; without them, seconds.
_MOST_LINES = 10_000
_LONGEST_LINE = 10_000
_MOST_CONTAINERS = 30
_MOST_DASHED_LINES = 200
_MOST_SEMICOLONS = 500
_LINE_END = re.compile(rb"\r\n|\r|\n")
_CONTAINER = re.compile(rb"(multipart|message)/", re.IGNORECASE)


class OutOfBounds(ValueError):
    """`reason` is a code: nothing of the mail is repeated."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the mail is not even parsed: {reason}")
        self.reason = reason


def keep_bounds(mail: bytes, largest: int) -> None:
    if len(mail) > largest:
        raise OutOfBounds("too_large")
    lines = _LINE_END.split(mail, maxsplit=_MOST_LINES)
    is_dense = len(lines) > _MOST_LINES or max(map(len, lines)) > _LONGEST_LINE
    is_branched = sum(line.startswith(b"--") for line in lines) > _MOST_DASHED_LINES
    is_nested = len(_CONTAINER.findall(mail)) > _MOST_CONTAINERS
    if is_dense or is_branched or is_nested or _semicolons(lines) > _MOST_SEMICOLONS:
        raise OutOfBounds("too_complex")


def _semicolons(lines: list[bytes]) -> int:
    """Count those in the richest line with its continuations: header parameters cost their square."""
    most = so_far = 0
    for line in lines:
        so_far = line.count(b";") + (so_far if line.startswith((b" ", b"\t")) else 0)
        most = max(most, so_far)
    return most
