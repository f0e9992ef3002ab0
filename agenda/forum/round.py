"""Whom a new version of the Charter is sent to, and by which day they answer."""

from collections.abc import Iterable
from datetime import date

from agenda.forum.accession import Accession, AccessionState
from agenda.forum.appointment import Appointment
from agenda.forum.charter import Charter
from agenda.forum.gate import is_of


def has_a_part(accession: Accession, appointments: Iterable[Appointment], today: date) -> bool:
    """Appointed now or later; an organisation that never appointed anybody has acceded for its own sake."""
    own = [one for one in appointments if is_of(accession, one)]
    if not own:
        return accession.organisation_id is not None
    return any(one.last_on is None or today <= one.last_on for one in own)


def reply_by(charter: Charter, earlier: Iterable[Accession], today: date) -> date:
    """The last day on which what they acceded to before still holds: a version between may have cut that short."""
    acceded = [one for one in earlier if one.state is AccessionState.ACCEDED]
    last_days = [one.valid_until for one in acceded if one.valid_until is not None]
    held_until = min(max(last_days, default=charter.last_day_of_older), charter.last_day_of_older)
    return max(held_until, today)
