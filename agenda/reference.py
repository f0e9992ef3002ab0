"""What a case is called: a prefix, the year and a number. It says nothing of the person, and holds as it was given."""

import re

PATTERN = r"^[A-Z]{1,10}-[0-9]{4}-[0-9]{4,8}$"  # of whatever prefix: the setting may have been another before
LONGEST_PREFIX = 10
_BEGINNING = r"[A-Z]{1,10}-([0-9]{1,4}(-[0-9]{0,8})?)?"
_ID = r"[0-9a-f]{32}"


def reference(prefix: str, year: int, number: int) -> str:
    return f"{prefix}-{year}-{number:04d}"


def is_reference(text: str) -> bool:
    return re.fullmatch(PATTERN, text) is not None


def begins_reference(text: str, prefix: str) -> bool:
    """Whether a reference could begin so; letters alone are those of the prefix, since others could be a name."""
    return prefix.startswith(text) or re.fullmatch(_BEGINNING, text) is not None


def is_id(text: str) -> bool:
    """Whether it has the shape of an id that the service gave."""
    return re.fullmatch(_ID, text) is not None
