"""The machine's clock, read here alone: everything else is handed the moment, or a clock."""

from datetime import UTC, datetime


def system_clock() -> datetime:
    return datetime.now(UTC)
