"""How the organisers' calendars stand when a campaign is over, and how they should."""

from collections import Counter
from datetime import datetime

from sample_people import KE

from notifications.entry import fingerprint
from tests.campaigns.verdict import mark_of


def stands(items, secretariat):
    """Each entry's state and guests, and how many such there are."""
    organisers = {body.organiser for body in secretariat.bodies.values()}
    entries = [i for i in items if i["folder"] == "calendar" and i["mailbox"] in organisers]
    return Counter((_state(item), frozenset(item["attendees"])) for item in entries)


def wanted(secretariat):
    """The one body's meetings as one entry each; of the other's each member has their own."""
    entries = Counter()
    for meeting in secretariat.meetings.values():
        guests, state = secretariat.invited(meeting), secretariat.state_of(meeting)
        if meeting.body == KE:
            entries.update([(state, frozenset(guests))] if guests else [])
        else:
            entries.update((state, frozenset({guest})) for guest in guests)
    return entries


def drafts_left(items, dropped):
    """But for those of mails that were dropped: the server had said no to the draft, and made it all the same."""
    marks = {mark_of(key) for key in dropped}
    drafts = [item for item in items if item["folder"] == "drafts"]
    return [(item["subject"], item["to"]) for item in drafts if item["operation_id"] not in marks]


def _state(item):
    place = item["fields"].get("Location") or item["fields"].get("location", {}).get("displayName", "")
    times = (datetime.fromisoformat(item[name]) for name in ("starts_at", "ends_at"))
    return fingerprint(*times, item["subject"], place)
