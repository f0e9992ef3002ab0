"""Mail leaves the organisation's Exchange: counted, logged, and answered at once where a room receives it."""

from collections import deque
from datetime import timedelta

from tests.doubles.graph.arrivals import bounce
from tests.doubles.graph.refusals import throttled, unknown_recipients
from tests.doubles.graph.told import meeting_mail

_MINUTE = timedelta(minutes=1)


def check_rate(tenant, mailbox, messages, now):
    """One message counts once, however many receive it."""
    mailed = tenant.mailed_at.setdefault(mailbox, deque())
    while mailed and mailed[0] <= now - _MINUTE:
        mailed.popleft()
    if tenant.mails_per_minute is not None and messages and len(mailed) + messages > tenant.mails_per_minute:
        oldest = mailed[0] if mailed else now
        raise throttled((oldest + _MINUTE - now).total_seconds(), "MessageRate")
    mailed.extend([now] * messages)


def check_recipients(tenant, told):
    """True if it is to be stored and then failed with nobody told, as some servers do for an unknown recipient."""
    refused, mode = tenant.refused([t.address for t in told if t.kind != "cancel"])
    if mode == "clean":
        raise unknown_recipients(refused)
    return mode == "stored_500"


def tell(tenant, event, told, now, *, number=None, by=None):
    """`number` is that of the request, `by` who it was if it was not a request."""
    for telling in told:
        if telling.address.casefold() == event.mailbox:
            continue
        tenant.wire.send(meeting_mail(event, telling, number, by))
        if attendee := event.attendee(telling.address):
            attendee.is_told = True
        bounce_if_unknown(tenant, event.mailbox, telling.address, now)


def bounce_if_unknown(tenant, mailbox, address, now):
    if tenant.unknown.get(address.casefold()) == "bounce":
        bounce(tenant, mailbox, address, {}, now)


def let_rooms_answer(tenant, event, told, now):
    """A room's own attendant: free accepts, taken declines. It is a moment behind, as in Exchange."""
    rooms = [t.address for t in told if t.kind != "cancel" and t.address.casefold() in tenant.rooms]
    for address in rooms:
        response = "declined" if _is_taken(tenant, address, event) else "accepted"
        event.attendee(address).answers(response, now)
        tenant.touch(event, now)


def _is_taken(tenant, address, event):
    booked = [e for e in tenant.events if not e.is_gone and e is not event]
    return any(
        whose == address.casefold() and starts_at < event.ends_at and event.starts_at < ends_at
        for whose, starts_at, ends_at in tenant.busy
    ) or any(
        (attendee := e.attendee(address))
        and attendee.response == "accepted"
        and e.overlaps(event.starts_at, event.ends_at)
        for e in booked
    )
