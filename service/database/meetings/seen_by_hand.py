"""The column of a difference between a calendar entry and the meeting: as JSON, moments in ISO 8601."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Dialect
from sqlalchemy.types import TypeDecorator

from agenda.meetings.calendar_entry import Difference, DifferenceKind


class SeenByHand(TypeDecorator[Difference]):
    """What somebody did to the entry; null where it stands as it should."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Difference | None, dialect: Dialect) -> dict[str, Any] | None:  # noqa: ARG002 - SQLAlchemy's signature
        if value is None:
            return None
        moments = {name: _written(getattr(value, name)) for name in ("seen_at", "starts_at", "ends_at")}
        texts = {"subject": value.subject, "place": value.place}
        return {"kind": str(value.kind), **moments, **texts, "missing": list(value.missing)}

    def process_result_value(self, value: dict[str, Any] | None, dialect: Dialect) -> Difference | None:  # noqa: ARG002 - SQLAlchemy's signature
        if value is None:
            return None
        return Difference(
            kind=DifferenceKind(value["kind"]),
            seen_at=datetime.fromisoformat(value["seen_at"]),
            starts_at=_read(value["starts_at"]),
            ends_at=_read(value["ends_at"]),
            subject=value["subject"],
            place=value["place"],
            missing=tuple(value["missing"]),
        )


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _read(moment: str | None) -> datetime | None:
    return datetime.fromisoformat(moment) if moment else None
