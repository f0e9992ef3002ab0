"""What a mail server's own list says of a campaign: what came more than once, and how each meeting was last told."""

from collections import defaultdict
from dataclasses import dataclass
from email import message_from_bytes, policy

from icalendar import Calendar

from notifications.entry import fingerprint
from tests.campaigns.verdict import Verdict, check_last_words


@dataclass(frozen=True)
class Told:
    """What an invitation, an update or a cancellation says; `state` is None where it is off."""

    uid: str
    order: tuple
    state: str | None


def of_mails(deliveries, secretariat, done, tried):
    """`repeats` came again after a word that was lost; `twice` after a word that was said: a kill came between."""
    verdict = Verdict(told=len(deliveries))
    by_id = defaultdict(list)
    for delivery in deliveries:
        by_id[delivery.message_id].append(delivery)
    for copies in by_id.values():
        _count(verdict, copies)
    sent = {message_id for _, message_id in done}
    verdict.lost += sorted(sent - set(by_id))
    verdict.untrue += sorted(set(by_id) - sent - tried)
    _check_meetings(verdict, deliveries, secretariat)
    return verdict


def _count(verdict, copies):
    verdict.repeats += sum(copy.is_lost for copy in copies[:-1])
    verdict.twice += [copy for copy in copies[:-1] if not copy.is_lost]
    verdict.untrue += [copy for copy in copies[1:] if copy.content != copies[0].content]


def _check_meetings(verdict, deliveries, secretariat):
    """As calendar programs do: of several revisions the one of the highest number stands, whatever came last."""
    told = defaultdict(list)
    for delivery in deliveries:
        said = _said(delivery.content)
        if said:
            told[said.uid, delivery.to].append(said)
    states = {state: meeting.id for meeting in secretariat.meetings.values() for state in meeting.states}
    meetings = {
        said.uid: states[said.state] for each in told.values() for said in each if said.state in states
    }
    last = {
        (meetings[uid], person): max(each, key=lambda said: said.order).state
        for (uid, person), each in told.items()
        if uid in meetings
    }
    verdict.untrue += [s for each in told.values() for s in each if s.state and s.state not in states]
    check_last_words(verdict, last, secretariat)


def _said(content):
    mail = message_from_bytes(content, policy=policy.default)
    part = next((p for p in mail.walk() if p.get_content_type() == "text/calendar"), None)
    if part is None:
        return None
    calendar = Calendar.from_ical(part.get_content())
    (event,) = calendar.walk("VEVENT")
    starts_at, ends_at = event.decoded("DTSTART"), event.decoded("DTEND")
    state = fingerprint(starts_at, ends_at, str(event["SUMMARY"]), str(event.get("LOCATION", "")))
    is_off = calendar["METHOD"] == "CANCEL"
    return Told(
        str(event["UID"]), (int(event["SEQUENCE"]), event.decoded("DTSTAMP")), None if is_off else state
    )
