"""What the mail about an outage says: from when until when, and what of the office's own did not happen."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from agenda.access import Role
from agenda.meetings.body import Body
from agenda.meetings.meeting import Meeting
from agenda.meetings.party import Party
from agenda.outage import Outage, Swallowed
from agenda.reference import is_reference
from notifications.dates import date_in_words
from notifications.message import Message
from notifications.occasion import Occasion
from service.database.meetings.questions import body_named
from service.database.outages import outage_named, swallowed_in
from service.workflow.composing import Derive, Words
from service.workflow.outages import bodies_of
from service.workflow.unit import Unit

MOST_LISTED = 40


def outage_of_words(unit: Unit, message: Message, _now: datetime) -> Words | None:
    outage: Outage = outage_named(unit.session, message.facts["outage_id"])
    office = unit.settings.office_of(message.body_id)
    own = bodies_of(unit.settings, office)
    swallowed = swallowed_in(unit.session, outage.id, own)
    missed = [one for one in swallowed if one.is_missed]
    late = [one for one in swallowed if not one.is_missed]
    return Words(
        {
            "is_about_cases": office is Role.SECRETARIAT,
            "from_at": outage.from_at,
            "until_at": outage.until_at,
            "missed": _listed(unit, missed, message.language),
            "late": _listed(unit, late, message.language),
            "count": len(missed),
            "count_late": len(late),
            "link": f"{unit.settings.web.base_url.rstrip('/')}/clock",
        }
    )


DERIVE: Mapping[Occasion, Derive] = {Occasion.OUTAGE: outage_of_words}


def _listed(unit: Unit, swallowed: Sequence[Swallowed], language: str) -> list[dict[str, object]]:
    return [
        {
            "what": one.what,
            "about": _about(unit, one.about, language),
            "party": _party(unit, one.party_id),
            "due_at": one.due_at,
        }
        for one in swallowed[:MOST_LISTED]
    ]


def _about(unit: Unit, about: str, language: str) -> str:
    """A meeting by its body and day, a body by its name, a case by its reference; what has an id alone by nothing."""
    meeting, body = unit.session.get(Meeting, about), unit.session.get(Body, about)
    if meeting is not None:
        on = unit.calendar.local(meeting.starts_at).date()
        return f"{body_named(unit.session, meeting.body_id).name} {date_in_words(on, language)}"
    return body.name if body is not None else about if is_reference(about) else ""


def _party(unit: Unit, party_id: str) -> str:
    party = unit.session.get(Party, party_id) if party_id else None
    return party.name if party is not None else ""
