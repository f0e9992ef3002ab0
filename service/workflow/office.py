"""Telling a body's own office: the secretariat, or where a body has an office of its own, that one."""

from dataclasses import dataclass, replace
from datetime import datetime

from agenda.access import Actor, Role, is_own
from agenda.meetings.party import Recipient
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.meetings import questions
from service.settings.tables import Settings
from service.workflow.unit import Telling, Unit


def office_recipient(unit: Unit, body_id: str) -> list[Recipient]:
    """The office's address, if it has one yet."""
    office = questions.office(unit.session)
    name, email = office.name, office.email
    if unit.settings.office_of(body_id) is not Role.SECRETARIAT:
        body = questions.body_named(unit.session, body_id)
        name = body.organiser_name
        email = unit.settings.office_mailbox_of(body_id) or body.organiser_email
    return [Recipient(name, email, office.language)] if email else []


def own_office(unit: Unit) -> Role:
    """Whose office the actor works at, or goes by: agencies go by the secretariat's days."""
    return Role.FORUM if unit.actor.role is Role.FORUM else Role.SECRETARIAT


def own_bodies(unit: Unit) -> frozenset[str]:
    """Whose messages, answers and meetings the actor's office sees to; "" stands for what is of no body."""
    return bodies_seen_to(unit.settings, unit.actor)


def bodies_seen_to(settings: Settings, actor: Actor) -> frozenset[str]:
    ids = {"", *settings.bodies}
    return frozenset(body_id for body_id in ids if is_own(actor, settings.office_of(body_id)))


@dataclass(frozen=True)
class Notice:
    occasion: Occasion
    body_id: str
    about: str
    why: Reason


def tell_office(unit: Unit, notice: Notice, now: datetime, **facts: object) -> None:
    """The same occasion about the same matter at another moment is another notice."""
    for recipient in office_recipient(unit, notice.body_id):
        unit.tell(_telling(notice, recipient, facts, now), now)


def tell_office_after_pause(unit: Unit, notice: Notice, now: datetime, **facts: object) -> None:
    """Several edits within the pause make one notice."""
    for recipient in office_recipient(unit, notice.body_id):
        unit.tell_after_pause(_telling(notice, recipient, facts, now), now)


def tell_office_once(unit: Unit, notice: Notice, revision: str, now: datetime, **facts: object) -> None:
    """However often it is found, the same revision of it is told once."""
    for recipient in office_recipient(unit, notice.body_id):
        unit.tell(replace(_telling(notice, recipient, facts, now), revision=revision), now)


def _telling(notice: Notice, to: Recipient, facts: dict[str, object], now: datetime) -> Telling:
    return Telling(notice.occasion, to, notice.body_id, notice.about, notice.why, facts, now.isoformat())
