"""The clock's part: it reminds of an unanswered Charter, alerts before something ends, and lets lapse what is over."""

from datetime import datetime

from agenda.forum.accession import Accession
from agenda.forum.round import has_a_part
from agenda.forum.watch import Look, Watch, look, next_look_at, reminders_swallowed
from agenda.meetings.party import Recipient
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.forum import questions
from service.database.meetings.questions import member_named
from service.workflow.meetings.invitations import reconcile
from service.workflow.office import Notice, tell_office_after_pause
from service.workflow.outages import Missed, miss_reminder
from service.workflow.unit import Telling, Unit


def watch_of(unit: Unit) -> Watch:
    table = unit.settings.forum
    at = unit.settings.reminders.at
    return Watch(
        unit.working_days(unit.settings.forum.body),
        at,
        table.remind_every_working_days,
        table.alert_days_before,
        table.warn_working_days_before,
    )


def look_at_one_accession(unit: Unit, accession_id: str, now: datetime) -> None:
    """An outage makes no heap: what is reminded of next counts from now."""
    accession = questions.accession_worked(unit.session, accession_id)
    watch = watch_of(unit)
    for at in reminders_swallowed(accession, watch, now):
        body = unit.settings.forum.body
        miss_reminder(unit, Missed(str(Occasion.CHARTER_REMINDER), body, accession.id, at), now)
    match look(accession, watch, now):
        case Look.LAPSE:
            accession.lapse()
            unit.record("lapse_accession", accession.id, now)
            reconcile(unit, unit.settings.forum.body, now)
            _tell_lapsed(unit, accession, now)
        case Look.REMIND:
            if is_still_asked(unit, accession, now):
                tell_of_charter(unit, accession, Occasion.CHARTER_REMINDER, now)
        case Look.ALERT:
            accession.alerted_at = now
            _alert_of(unit, accession, now)
    accession.due_at = next_look_at(accession, watch, now)


def look_at_one_appointment(unit: Unit, appointment_id: str, now: datetime) -> None:
    """A period is told of once; what follows at its end needs nobody, since no invitation reaches beyond it."""
    appointment = questions.appointment_worked(unit.session, appointment_id)
    appointment.due_at = None
    _alert(unit, f"appointment/{appointment.id}", str(appointment.last_on), now)


def warn_if_near(unit: Unit, accession: Accession, now: datetime) -> None:
    """Whoever cuts an accession short so late that no warning could come any more is told of it at once."""
    last_on = accession.valid_until
    if last_on is not None and watch_of(unit).warn_before(last_on) <= now:
        _alert_of(unit, accession, now)


def tell_of_charter(unit: Unit, accession: Accession, occasion: Occasion, now: datetime) -> None:
    """Plain mail to whoever the Charter is sent to: the organisation's contact, or the personal member."""
    is_first = occasion is Occasion.CHARTER_SENT
    why = Reason.CHARTER_SENT if is_first else Reason.CHARTER_UNANSWERED
    to, facts = recipient_of(unit, accession), {"accession_id": accession.id}
    body_id = unit.settings.forum.body
    unit.tell(Telling(occasion, to, body_id, accession.id, why, dict(facts), now.isoformat()), now)


def is_still_asked(unit: Unit, accession: Accession, now: datetime) -> bool:
    """Whoever left the forum, or is forgotten, is not reminded."""
    today = unit.calendar.local(now).date()
    has_part = has_a_part(accession, questions.appointments_worked(unit.session), today)
    return has_part and bool(recipient_of(unit, accession).email)


def recipient_of(unit: Unit, accession: Accession) -> Recipient:
    if accession.organisation_id is not None:
        found = questions.organisation_worked(unit.session, accession.organisation_id)
        return Recipient(found.contact_name, found.email, found.language)
    assert accession.member_id is not None
    member = member_named(unit.session, accession.member_id)
    return Recipient(member.name, member.email, member.language)


def _tell_lapsed(unit: Unit, accession: Accession, now: datetime) -> None:
    """On the day, several in one notice; what they hold of another version goes on."""
    today = unit.calendar.local(now).date()
    if not any(one.holds(today) for one in questions.accessions_like(unit.session, accession)):
        body_id = unit.settings.forum.body
        notice = Notice(Occasion.ACCESSIONS_LAPSED, body_id, body_id, Reason.ACCESSIONS_LAPSED)
        tell_office_after_pause(unit, notice, now, lapsed={accession.id: today.isoformat()})


def _alert_of(unit: Unit, accession: Accession, now: datetime) -> None:
    _alert(unit, f"accession/{accession.id}", str(accession.valid_until), now)


def _alert(unit: Unit, what: str, last_on: str, now: datetime) -> None:
    """Several at once are one notice."""
    body_id = unit.settings.forum.body
    notice = Notice(Occasion.FORUM_PERIOD_ENDS, body_id, body_id, Reason.PERIOD_ENDS_SOON)
    tell_office_after_pause(unit, notice, now, ending={what: last_on})
