"""An accession from sending to its end; what follows for invitations follows at once."""

from datetime import date, datetime

from agenda.access import Action
from agenda.errors import Conflict
from agenda.forum.accession import Accession, Signature, check_reply_by
from agenda.forum.charter import Charter
from agenda.forum.watch import next_look_at
from notifications.occasion import Occasion
from service.database.engine import one_at_a_time
from service.database.forum import questions
from service.workflow.forum.watching import recipient_of, tell_of_charter, watch_of
from service.workflow.meetings.invitations import reconcile
from service.workflow.meetings.sender import check_can_send
from service.workflow.unit import Unit


class NoCharterYet(Conflict):
    """Nobody can accede before a version of the Charter is published."""


class NobodyToSendTo(Conflict):
    """Whoever it was sent to is forgotten, as their part was over."""


class AskedAlready(Conflict):
    """An accession to the newest version is open or holds already."""


def send(unit: Unit, accession_id: str, reply_by: date | None, revision: int, now: datetime) -> Accession:
    """Ask for the accession by mail; left out, the usual working days are given to answer."""
    accession = _to_change(unit, accession_id, revision)
    if reply_by is not None:
        check_reply_by(reply_by, unit.calendar.local(now).date())
    send_out(unit, accession, reply_by or usual_reply_by(unit, now), now)
    return accession


def accede(unit: Unit, accession_id: str, signature: Signature, revision: int, now: datetime) -> Accession:
    accession = _to_change(unit, accession_id, revision)
    take_signature(unit, accession, signature, now)
    _follow(unit, accession, now)
    return accession


def decline(unit: Unit, accession_id: str, reason: str, revision: int, now: datetime) -> Accession:
    """An older accession that still holds goes on until its last day."""
    accession = _to_change(unit, accession_id, revision)
    unit.check_free_of_numbers(reason=reason)
    accession.decline(reason)
    unit.record("decline_charter", accession.id, now)
    _follow(unit, accession, now)
    return accession


def end(
    unit: Unit, accession_id: str, ending: tuple[str, date | None], revision: int, now: datetime
) -> Accession:
    """For a reason, from a day on (left out, today); whatever else of the same is open ends with it."""
    accession = _to_change(unit, accession_id, revision)
    reason, on = ending
    unit.check_free_of_numbers(reason=reason)
    today = unit.calendar.local(now).date()
    ended_on = on or today
    accession.end(reason, ended_on, today)
    others = [a for a in questions.accessions_like(unit.session, accession) if a.is_open]
    for one in others:
        one.end(reason, max(ended_on, one.acceded_on or ended_on), today)
    for one in (accession, *others):
        unit.record("end_accession", one.id, now)
        one.due_at = next_look_at(one, watch_of(unit), now)
    _follow(unit, accession, now)
    return accession


def ask_again(unit: Unit, organisation_id: str, now: datetime) -> Accession:
    """After an organisation declined, left or let it lapse: an accession to the newest version, not sent yet."""
    unit.allow(Action.CHANGE_CHARTER_LIST)
    one_at_a_time(unit.session, "the charter list")
    organisation = questions.organisation_worked(unit.session, organisation_id)
    if not questions.charters(unit.session):
        raise NoCharterYet("publish a version of the Charter first", "charter")
    return open_accession(unit, organisation.id, None, now)


def ask_anew(unit: Unit, accession_id: str, now: datetime) -> Accession:
    """As `ask_again`, for whoever an accession is of: a personal member too."""
    unit.allow(Action.CHANGE_CHARTER_LIST)
    over = questions.accession_worked(unit.session, accession_id)
    return open_accession(unit, over.organisation_id, over.member_id, now)


def take_back(unit: Unit, accession_id: str, revision: int, now: datetime) -> Accession:
    """What was entered by mistake; the record tells that it was, and what."""
    accession = _to_change(unit, accession_id, revision)
    was = accession.state
    accession.take_back(unit.calendar.local(now).date())
    _check_alone(unit, accession)
    unit.record("take_back_accession", accession.id, now, was=str(was))
    _follow(unit, accession, now)
    return accession


def open_accession(
    unit: Unit, organisation_id: str | None, member_id: str | None, now: datetime
) -> Accession:
    """Raises AskedAlready where the newest version is open for them already."""
    newest = questions.charters(unit.session)[-1]
    accession = new_accession(unit, newest, organisation_id, member_id)
    _check_alone(unit, accession)
    unit.session.add(accession)
    unit.record("open_accession", accession.id, now)
    return accession


def _check_alone(unit: Unit, accession: Accession) -> None:
    """At most one accession to a version is open for an organisation or a personal member."""
    own = questions.accessions_like(unit.session, accession)
    same = (a for a in own if a is not accession and a.charter_id == accession.charter_id)
    if any(one.is_open for one in same):
        raise AskedAlready("they are asked already, or have acceded; read the list again", "organisation")


def new_accession(
    unit: Unit, charter: Charter, organisation_id: str | None, member_id: str | None
) -> Accession:
    return Accession(unit.new_id(), charter.id, organisation_id, member_id)


def send_out(unit: Unit, accession: Accession, reply_by: date, now: datetime) -> None:
    check_can_send(unit, unit.settings.forum.body)
    if not recipient_of(unit, accession).email:
        raise NobodyToSendTo("give a contact with an address first", "contact")
    accession.send(reply_by, now)
    accession.due_at = next_look_at(accession, watch_of(unit), now)
    unit.record("send_charter", accession.id, now, version=accession.charter_id, reply_by=str(reply_by))
    tell_of_charter(unit, accession, Occasion.CHARTER_SENT, now)


def take_signature(unit: Unit, accession: Accession, signature: Signature, now: datetime) -> None:
    """A version that is to be replaced holds no longer than that."""
    unit.check_free_of_numbers(acceded_by=signature.by)
    accession.accede(signature, unit.calendar.local(now).date())
    replaced_by = _following(unit, accession)
    if replaced_by is not None:
        accession.hold_until(replaced_by.last_day_of_older)
    accession.due_at = next_look_at(accession, watch_of(unit), now)
    unit.record("accede", accession.id, now, version=accession.charter_id, on=str(signature.on))


def usual_reply_by(unit: Unit, now: datetime) -> date:
    today = unit.calendar.local(now).date()
    return unit.working_days(unit.settings.forum.body).count(today, unit.settings.forum.reply_working_days).on


def _following(unit: Unit, accession: Accession) -> Charter | None:
    """The version after the one acceded to."""
    versions = list(questions.charters(unit.session))
    own = next(index for index, one in enumerate(versions) if one.id == accession.charter_id)
    return versions[own + 1] if own + 1 < len(versions) else None


def _to_change(unit: Unit, accession_id: str, revision: int) -> Accession:
    unit.allow(Action.CHANGE_CHARTER_LIST)
    accession = questions.accession_worked(unit.session, accession_id)
    accession.expect(revision)
    return accession


def _follow(unit: Unit, accession: Accession, now: datetime) -> None:
    accession.due_at = next_look_at(accession, watch_of(unit), now)
    unit.session.flush()
    reconcile(unit, unit.settings.forum.body, now)
