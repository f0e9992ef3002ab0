"""Take bounces: mark the message that came back, and tell the office that somebody is not reached."""

from collections.abc import Mapping
from datetime import datetime

from notifications.bounce import Bounce
from notifications.fault import fault_in_words
from notifications.message import Message, State
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database import bounces
from service.workflow.composing import Derive, Words
from service.workflow.meetings.replying import lay_aside
from service.workflow.office import Notice, office_recipient, tell_office
from service.workflow.unit import Unit

NOTHING_OF_OURS = "bounce_of_nothing_of_ours"


def file_bounce(unit: Unit, file_name: str, bounce: Bounce, now: datetime) -> None:
    """Anybody can write a bounce, so it does no more than mark the mail it names, to the recipient it names.

    One that comes twice, or for what has not gone out, changes nothing; of a delay the recipient's server only warns.
    """
    if not bounce.is_final:
        return
    message = _found(unit, bounce)
    if message is None:
        lay_aside(unit, file_name, NOTHING_OF_OURS, now)
    elif message.state in {State.SENT, State.IN_DOUBT}:
        _mark(unit, message, bounce, now)


def not_reached_words(unit: Unit, message: Message, _now: datetime) -> Words | None:
    """To the office; None where somebody has seen to it meanwhile."""
    returned = unit.session.get(Message, message.facts["message_id"])
    if returned is None or returned.state is not State.BOUNCED:
        return None
    return Words(
        {
            "mailbox": returned.recipient_email,
            "fault": fault_in_words(returned.fault, message.language),
            "link": f"{unit.settings.web.base_url.rstrip('/')}/messages",
        }
    )


DERIVE: Mapping[Occasion, Derive] = {Occasion.NOT_REACHED: not_reached_words}


def _found(unit: Unit, bounce: Bounce) -> Message | None:
    """By the mail's own id; where the calendar's server wrote the mail, by the meeting it was about."""
    found = None
    if bounce.original_message_id:
        found = bounces.message_bearing(unit.session, bounce.original_message_id)
        found = found if found and _went_to(unit, found, bounce.recipient) else None
    if found is None and bounce.uid:
        found = bounces.newest_calendar_message(unit.session, bounce.uid, bounce.recipient)
    return found


def _went_to(unit: Unit, message: Message, address: str) -> bool:
    """In a trial, everything goes to one address."""
    return address == (unit.settings.mail.redirect_to or message.recipient_email).lower()


def _mark(unit: Unit, message: Message, bounce: Bounce, now: datetime) -> None:
    message.bounce(bounce.status)
    facts = {"message": message.id, "occasion": str(message.occasion), "status": bounce.status}
    unit.record("take_bounce", message.about, now, "", **facts)
    office = {to.email.lower() for to in office_recipient(unit, message.body_id)}
    if message.recipient_email.lower() not in office and not bounces.has_another_returned(
        unit.session, message
    ):
        notice = Notice(Occasion.NOT_REACHED, message.body_id, message.about, Reason.MAIL_CAME_BACK)
        tell_office(unit, notice, now, message_id=message.id)
