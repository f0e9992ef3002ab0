"""Publish a version of the Charter: whoever had acceded to the last one is asked to accede anew, in good time."""

from datetime import datetime

from agenda.access import Action
from agenda.forum.accession import Accession, AccessionState
from agenda.forum.charter import Charter, check_new
from agenda.forum.round import has_a_part, reply_by
from agenda.forum.watch import next_look_at
from service.database.forum import questions
from service.workflow.forum.accessions import new_accession, send_out
from service.workflow.forum.given import CharterGiven
from service.workflow.forum.watching import recipient_of, warn_if_near, watch_of
from service.workflow.unit import Unit


def publish(unit: Unit, given: CharterGiven, now: datetime) -> Charter:
    """Older accessions hold until the day before it is in force.

    Who never acceded, declined, or has no part in the forum any more isn't written to; nor is who has no address.
    """
    unit.allow(Action.CHANGE_CHARTER_LIST)
    unit.check_free_of_persons(version=given.version, link=given.link)
    charter = Charter(given.version, given.in_force_from, given.link, now)
    check_new(charter, questions.charters(unit.session), unit.calendar.local(now).date())
    unit.session.add(charter)
    unit.record("publish_charter", charter.id, now, in_force_from=str(charter.in_force_from))
    open_ones = [one for one in questions.accessions_worked(unit.session) if one.is_open]
    unit.session.flush()
    for owner in dict.fromkeys((one.organisation_id, one.member_id) for one in open_ones):
        _ask_anew(unit, charter, [one for one in open_ones if one.owner == owner], now)
    _ask_the_first(unit, charter, now)
    return charter


def _ask_anew(unit: Unit, charter: Charter, open_ones: list[Accession], now: datetime) -> None:
    was_asked = False
    for one in open_ones:
        if one.state is AccessionState.ACCEDED:
            one.hold_until(charter.last_day_of_older)
            one.alerted_at = now  # the round itself is what is to be done about it
            warn_if_near(unit, one, now)
        else:
            was_asked |= one.state is AccessionState.SENT
            one.lapse()
            unit.record("lapse_accession", one.id, now)
        one.due_at = next_look_at(one, watch_of(unit), now)
    was_sent = was_asked or any(one.state is AccessionState.ACCEDED for one in open_ones)
    accession = new_accession(unit, charter, *open_ones[0].owner)
    today = unit.calendar.local(now).date()
    if was_sent and not has_a_part(accession, questions.appointments_worked(unit.session), today):
        return
    unit.session.add(accession)
    if was_sent and recipient_of(unit, accession).email:
        send_out(unit, accession, reply_by(charter, open_ones, today), now)


def _ask_the_first(unit: Unit, charter: Charter, now: datetime) -> None:
    """Whoever had nothing to accede to until now has it open; it is not sent by itself."""
    today = unit.calendar.local(now).date()
    asked = {one.owner for one in questions.accessions_worked(unit.session)}
    organisations = [(one.id, None) for one in questions.organisations_worked(unit.session)]
    appointments = questions.appointments_worked(unit.session)
    personal = [(None, one.member_id) for one in appointments if one.organisation_id is None]
    for owner in dict.fromkeys([*organisations, *personal]):
        accession = new_accession(unit, charter, *owner)
        if owner not in asked and has_a_part(accession, appointments, today):
            unit.session.add(accession)
