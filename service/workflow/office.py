"""Telling the secretariat."""

from dataclasses import dataclass
from datetime import datetime

from agenda.meetings.party import Recipient
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.meetings import questions
from service.workflow.unit import Telling, Unit


def office_recipient(unit: Unit) -> list[Recipient]:
    """The secretariat's address, if it has one yet."""
    office = questions.office(unit.session)
    return [Recipient(office.name, office.email, office.language)] if office.email else []


@dataclass(frozen=True)
class Notice:
    occasion: Occasion
    body_id: str
    about: str
    why: Reason


def tell_office(unit: Unit, notice: Notice, now: datetime, **facts: object) -> None:
    """The same occasion about the same matter at another moment is another notice."""
    for recipient in office_recipient(unit):
        unit.tell(_telling(notice, recipient, facts, now), now)


def tell_office_after_pause(unit: Unit, notice: Notice, now: datetime, **facts: object) -> None:
    """Several edits within the pause make one notice."""
    for recipient in office_recipient(unit):
        unit.tell_after_pause(_telling(notice, recipient, facts, now), now)


def _telling(notice: Notice, to: Recipient, facts: dict[str, object], now: datetime) -> Telling:
    return Telling(notice.occasion, to, notice.body_id, notice.about, notice.why, facts, now.isoformat())
