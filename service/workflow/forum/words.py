"""What messages about the Charter and about periods that end say, derived when they are sent: nobody is named."""

from collections.abc import Mapping
from datetime import date, datetime

from agenda.forum.accession import Accession, AccessionState
from agenda.forum.appointment import Appointment
from notifications.message import Message
from notifications.occasion import Occasion
from service.database.forum import questions
from service.database.meetings.questions import body_named
from service.workflow.composing import Derive, Words, each_legible
from service.workflow.forum.watching import recipient_of, watch_of
from service.workflow.unit import Unit


def charter_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """While the answer is missing, to whoever gives it now; `holds_until` is the last day of an earlier accession."""
    accession = questions.accession_worked(unit.session, message.facts["accession_id"])
    if accession.state is not AccessionState.SENT:
        return None
    to = recipient_of(unit, accession)
    message.address(to.name, to.email, to.language)
    charter = next(one for one in questions.charters(unit.session) if one.id == accession.charter_id)
    earlier = [a for a in questions.accessions_like(unit.session, accession) if a.holds(_today(unit, now))]
    return Words(
        {
            "body": body_named(unit.session, message.body_id).name,
            "version": charter.id,
            "text_at": charter.link or None,
            "reply_by": accession.reply_by,
            "holds_until": max((a.valid_until for a in earlier if a.valid_until), default=None),
        }
    )


def period_ends_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """What still ends as it was found, and is not renewed."""
    ending: Mapping[str, str] = message.facts["ending"]

    def tell(what: str) -> tuple[Accession | Appointment, date] | None:
        one = _ending(unit, what, ending[what])
        return None if one is None else (one, date.fromisoformat(ending[what]))

    found = each_legible(ending, tell)
    if not found:
        return None
    appointments = sum(isinstance(one, Appointment) for one, _ in found)
    return Words(
        {
            "body": body_named(unit.session, message.body_id).name,
            "appointments": appointments,
            "accessions": len(found) - appointments,
            "first_on": min(last_on for _, last_on in found),
            "link": f"{unit.settings.web.base_url.rstrip('/')}/forum",
        }
    )


def accessions_lapsed_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """How many, counted by whose they are, still have nothing that holds."""
    every, today = questions.accessions_worked(unit.session), _today(unit, now)
    holding = {one.owner for one in every if one.holds(today)}
    lapsed = {one.owner for one in every if one.id in message.facts["lapsed"]} - holding
    if not lapsed:
        return None
    return Words(
        {
            "body": body_named(unit.session, message.body_id).name,
            "lapsed": len(lapsed),
            "holding": len(holding),
            "link": f"{unit.settings.web.base_url.rstrip('/')}/forum",
        }
    )


DERIVE: Mapping[Occasion, Derive] = {
    Occasion.CHARTER_SENT: charter_words,
    Occasion.CHARTER_REMINDER: charter_words,
    Occasion.FORUM_PERIOD_ENDS: period_ends_words,
    Occasion.ACCESSIONS_LAPSED: accessions_lapsed_words,
}


def _ending(unit: Unit, what: str, last_on: str) -> Accession | Appointment | None:
    kind, _, found_id = what.partition("/")
    if kind == "appointment":
        appointment = questions.appointment_worked(unit.session, found_id)
        ends = appointment.last_on
        one: Accession | Appointment = appointment
    else:
        accession = questions.accession_worked(unit.session, found_id)
        ends = accession.valid_until if accession.is_open else None
        one = accession
    is_as_found = ends is not None and ends.isoformat() == last_on
    return one if is_as_found and not _is_renewed(unit, one, date.fromisoformat(last_on)) else None


def _is_renewed(unit: Unit, ending: Accession | Appointment, last_on: date) -> bool:
    """Whether another of the same takes over where this one ends."""
    watch = watch_of(unit)
    following = watch.day_of(watch.after(last_on))
    if isinstance(ending, Appointment):
        return questions.is_appointed_on(unit.session, ending.member_id, following)
    return any(one.holds(following) for one in questions.accessions_like(unit.session, ending))


def _today(unit: Unit, now: datetime) -> date:
    return unit.calendar.local(now).date()
