"""What a case is called: a prefix, the year and a number. It says nothing of the person, and holds as it was given."""

import re

PATTERN = r"^[A-Z]{1,10}-[0-9]{4}-[0-9]{4,8}$"  # of whatever prefix: the setting may have been another before
LONGEST_PREFIX = 10


def reference(prefix: str, year: int, number: int) -> str:
    return f"{prefix}-{year}-{number:04d}"


def is_reference(text: str) -> bool:
    return re.fullmatch(PATTERN, text) is not None
