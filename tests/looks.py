"""A look into an inbox, as the service takes it."""

from datetime import UTC, datetime

from notifications.inbox import Since

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def look(inbox, **more):
    """What has arrived, gone through to the end; the first look unless a cursor is given."""
    return list(inbox.arrived(Since(LONG_AGO, **more)))
