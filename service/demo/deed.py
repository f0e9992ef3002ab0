"""What a person of the story does, and when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from service.demo.desk import Desk

OFFICE = "Sekretariatet"


@dataclass(frozen=True)
class Deed:
    """`do` does it through the API and says in Danish what was done."""

    at: datetime
    who: str
    do: Callable[[Desk], str]
