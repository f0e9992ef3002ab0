"""The clock's part: it reminds of an unanswered Charter, alerts before something ends, and lets lapse what is over."""

from datetime import datetime

from agenda.forum.accession import Accession
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
        case Look.REMIND:
            tell_of_charter(unit, accession, Occasion.CHARTER_REMINDER, now)
        case Look.ALERT:
            accession.alerted_at = now
            _alert(unit, f"accession/{accession.id}", str(accession.valid_until), now)
    accession.due_at = next_look_at(accession, watch, now)


def look_at_one_appointment(unit: Unit, appointment_id: str, now: datetime) -> None:
    """A period is told of once; what follows at its end needs nobody, since no invitation reaches beyond it."""
    appointment = questions.appointment_worked(unit.session, appointment_id)
    appointment.due_at = None
    _alert(unit, f"appointment/{appointment.id}", str(appointment.last_on), now)


def tell_of_charter(unit: Unit, accession: Accession, occasion: Occasion, now: datetime) -> None:
    """Plain mail to whoever the Charter is sent to: the organisation's contact, or the personal member."""
    is_first = occasion is Occasion.CHARTER_SENT
    why = Reason.CHARTER_SENT if is_first else Reason.CHARTER_UNANSWERED
    to, facts = recipient_of(unit, accession), {"accession_id": accession.id}
    body_id = unit.settings.forum.body
    unit.tell(Telling(occasion, to, body_id, accession.id, why, dict(facts), now.isoformat()), now)


def recipient_of(unit: Unit, accession: Accession) -> Recipient:
    if accession.organisation_id is not None:
        found = questions.organisation_worked(unit.session, accession.organisation_id)
        return Recipient(found.contact_name, found.email, found.language)
    assert accession.member_id is not None
    member = member_named(unit.session, accession.member_id)
    return Recipient(member.name, member.email, member.language)


def _alert(unit: Unit, what: str, last_on: str, now: datetime) -> None:
    """Several at once are one notice."""
    body_id = unit.settings.forum.body
    notice = Notice(Occasion.FORUM_PERIOD_ENDS, body_id, body_id, Reason.PERIOD_ENDS_SOON)
    tell_office_after_pause(unit, notice, now, ending={what: last_on})
