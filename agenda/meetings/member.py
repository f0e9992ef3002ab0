"""Who is invited to a body's meetings, and for how long."""

from dataclasses import dataclass
from datetime import date


@dataclass
class Member:
    """A member of a body from one day until another (both included), perhaps for one of the parties."""

    id: str
    body_id: str
    party_id: str | None
    name: str
    email: str
    language: str
    valid_from: date
    valid_until: date | None = None

    def is_valid(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)
