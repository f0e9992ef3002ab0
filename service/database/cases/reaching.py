"""Whether requests reach their agencies, told by what became of the messages about them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agenda.cases.case import Case
from agenda.cases.lookup import Lookup, LookupState
from agenda.cases.reach import Attempt, not_reached_since
from agenda.cases.readiness import EVERYBODY_REACHED, Unreached
from notifications.message import Message, State
from notifications.occasion import Occasion
from service.database.meetings.questions import office
from service.database.outbox import message

_ABOUT_REQUESTS = (
    Occasion.LOOKUP_REQUEST,
    Occasion.LOOKUP_TO_DEPUTY,
    Occasion.LOOKUP_CORRECTED,
    Occasion.LOOKUP_CHANGED,
    Occasion.LOOKUP_HANDED_OVER,
    Occasion.REMINDER,
    Occasion.ESCALATION,
)
_SAYING_HOW_IT_STANDS = (Occasion.LOOKUP_REQUEST, Occasion.LOOKUP_TO_DEPUTY, Occasion.LOOKUP_CORRECTED)
_LOST = (State.BOUNCED, State.DEAD)


def unreached(session: Session, cases: Sequence[Case]) -> Unreached:
    """The open requests of these cases of which nobody has heard; one question where nothing is lost at all."""
    requests = [k for case in cases for k in case.standing if k.state is LookupState.OPEN]
    if not requests or not _is_anything_lost(session):
        return EVERYBODY_REACHED
    about = {case.reference for case in cases} | {lookup.party_id for lookup in requests}
    told = _told(session, about, min(lookup.requested_at for lookup in requests))
    found = {lookup.id: not_reached_since(_attempts(lookup, told)) for lookup in requests}
    return {lookup_id: since for lookup_id, since in found.items() if since is not None}


def said_of_request(session: Session, case: Case, lookup: Lookup) -> list[Message]:
    """What tells of the request itself, whatever became of it; locked, so that none goes out meanwhile."""
    question = select(Message).where(
        message.c.about == case.reference, message.c.occasion.in_(_SAYING_HOW_IT_STANDS)
    )
    found = session.scalars(question.with_for_update().execution_options(populate_existing=True))
    return [one for one in found if one.facts["lookup_id"] == lookup.id]


def _is_anything_lost(session: Session) -> bool:
    question = select(message.c.id).where(message.c.state.in_(_LOST), message.c.occasion.in_(_ABOUT_REQUESTS))
    return session.scalar(question.limit(1)) is not None


def _told(session: Session, about: set[str], since: datetime) -> Sequence[Message]:
    """What agencies were told or are to be told; the secretariat hears of escalations too, and is none of them."""
    question = select(Message).where(
        message.c.about.in_(about),
        message.c.occasion.in_(_ABOUT_REQUESTS),
        message.c.created_at >= since,
        message.c.state != State.DROPPED,
        func.lower(message.c.recipient_email) != office(session).email.lower(),
    )
    return session.scalars(question).all()


def _attempts(lookup: Lookup, told: Iterable[Message]) -> list[Attempt]:
    return [
        Attempt(one.recipient_email.lower(), _tried_at(one), one.state in _LOST)
        for one in told
        if one.created_at >= lookup.requested_at and _is_about(one, lookup)
    ]


def _is_about(one: Message, lookup: Lookup) -> bool:
    if one.occasion is Occasion.LOOKUP_HANDED_OVER:
        return bool(one.facts["party_id"] == lookup.party_id)
    named = (one.facts.get("lookup_id"), *one.facts.get("lookup_ids", ()), *one.facts.get("before", {}))
    return lookup.id in named


def _tried_at(one: Message) -> datetime:
    """What is under way counts from when it is to be tried, so that it is newer than what came back."""
    is_over = one.state in {State.SENT, State.BOUNCED}
    return (one.sent_at if is_over else one.next_attempt_at) or one.created_at
