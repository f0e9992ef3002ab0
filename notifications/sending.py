"""Whether anything is handed over: off in a store that was restored, until a person turns it on."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(eq=False)
class Sending:
    """Of a store that was restored from a backup made at `backed_up_at`; `off_since` is None once it is on again."""

    id: int
    backed_up_at: datetime
    off_since: datetime | None
    revision: int = 1
