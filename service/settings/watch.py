"""Who watches that the clock works, and what is done when it could not."""

from datetime import timedelta
from typing import Annotated, Self

from pydantic import Field, model_validator

from service.settings.faults import TableFaults
from service.settings.kinds import HeartbeatAddress, Table


class WatchSettings(Table):
    """Who outside is told that the clock works: an address that is asked after a tick, or empty.

    What the clock could not do is tried again after these minutes, the last of them again and again.
    """

    heartbeat_url: HeartbeatAddress
    retry_minutes: Annotated[
        tuple[Annotated[int, Field(strict=True, ge=1, le=1440)], ...], Field(min_length=1, max_length=10)
    ]
    outage_minutes: Annotated[int, Field(strict=True, ge=11, le=1440)]

    @property
    def waits(self) -> tuple[timedelta, ...]:
        return tuple(timedelta(minutes=minutes) for minutes in self.retry_minutes)

    @model_validator(mode="after")
    def _waits_grow(self) -> Self:
        if list(self.retry_minutes) != sorted(self.retry_minutes):
            raise TableFaults(
                [("retry_minutes", "no wait may be shorter than the one before; put them in order")]
            )
        return self
