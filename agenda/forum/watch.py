"""When the clock looks at an accession or an appointment next: to remind, to alert, or because it is over."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from agenda.forum.accession import Accession, AccessionState
from agenda.forum.appointment import Appointment
from scheduler.swallowed import swallowed
from scheduler.working_days import Calendar

MIDNIGHT = time(0)


class Look(StrEnum):
    """What the clock finds."""

    REMIND = "remind"
    ALERT = "alert"
    LAPSE = "lapse"


@dataclass(frozen=True)
class Watch:
    """`at` is the time of day for reminders and alerts."""

    calendar: Calendar
    at: time
    remind_every_working_days: int
    alert_days_before: int
    warn_working_days_before: int

    def day_of(self, moment: datetime) -> date:
        return self.calendar.local(moment).date()

    def after(self, last_on: date) -> datetime:
        """The first moment at which what ended on that day no longer holds."""
        return self.calendar.moment(last_on + timedelta(days=1), MIDNIGHT)

    def reminder_after(self, on: date) -> datetime:
        return self.calendar.moment(self.calendar.count(on, self.remind_every_working_days).on, self.at)

    def warn_before(self, last_on: date) -> datetime:
        """The last moment at which the office can still do something about it."""
        return self.calendar.moment(self.calendar.count(last_on, -self.warn_working_days_before).on, self.at)

    def alert_before(self, last_on: date) -> datetime:
        """On a working day."""
        on = last_on - timedelta(days=self.alert_days_before)
        return self.calendar.moment(
            on if self.calendar.is_open(on) else self.calendar.count(on, 1).on, self.at
        )


def last_day(accession: Accession) -> date | None:
    """The last day for an answer, or the last on which it holds."""
    is_sent = accession.state is AccessionState.SENT
    if is_sent or accession.state is AccessionState.ACCEDED:
        return accession.reply_by if is_sent else accession.valid_until
    return None


def look(accession: Accession, watch: Watch, now: datetime) -> Look:
    """What is to be done with an accession whose moment has come."""
    last_on = last_day(accession)
    if last_on is not None and watch.after(last_on) <= now:
        return Look.LAPSE
    return Look.REMIND if accession.state is AccessionState.SENT else Look.ALERT


def next_look_at(accession: Accession, watch: Watch, now: datetime) -> datetime | None:
    """None where nothing comes by itself."""
    last_on = last_day(accession)
    if last_on is None:
        return None
    if accession.state is AccessionState.SENT:
        return min(watch.reminder_after(watch.day_of(now)), watch.after(last_on))
    alerts = [watch.warn_before(last_on), *([] if accession.alerted_at else [watch.alert_before(last_on)])]
    return min((at for at in alerts if at > now), default=watch.after(last_on))


def reminders_swallowed(accession: Accession, watch: Watch, now: datetime) -> list[datetime]:
    """The reminders of an unanswered Charter that were due before the one that goes now, or before it lapsed."""
    last_on = last_day(accession)
    if accession.state is not AccessionState.SENT or accession.due_at is None or last_on is None:
        return []
    over_at = watch.after(last_on)

    def following(at: datetime) -> datetime | None:
        return min(watch.reminder_after(watch.day_of(at)), over_at) if at < over_at else None

    return swallowed(accession.due_at, following, now)


def alert_at(appointment: Appointment, watch: Watch, now: datetime) -> datetime | None:
    return _alert_at(appointment.last_on, watch, now) if appointment.last_on else None


def _alert_at(last_on: date, watch: Watch, now: datetime) -> datetime | None:
    """Whoever sets an end that is near knows of it."""
    alert = watch.alert_before(last_on)
    return alert if alert > now else None
