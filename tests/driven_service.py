"""A service whose clock a test drives, and what was told by it."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial
from zoneinfo import ZoneInfo

from played_before import Past
from sqlalchemy import select

from agenda.access import CLOCK, actor_named
from agenda.meetings.attendance import Attendee
from notifications.message import Message, State
from service.app import Service
from service.database.cases.questions import Reading, case_named
from service.database.meetings import questions
from service.database.meetings.questions import mailboxes_of_bodies
from service.database.outbox import message, message_to_claim
from service.database.record import Entry, record_entry
from service.workflow.delivery import Turn
from service.workflow.meetings import planning
from service.workflow.meetings.sender import sender_of
from service.workflow.rescheduling import confirm_plan

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def local(on, at="09:00"):
    """A moment by the clock on the wall in Copenhagen, such as local("2026-11-24", "12:00")."""
    return datetime.combine(date.fromisoformat(on), time.fromisoformat(at), COPENHAGEN)


class Clock:
    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


@dataclass(frozen=True)
class OneCarrier:
    """Channels that lead to one carrier, whatever mailbox it is; `calendar` may be one too, over `exchange`."""

    carrier: object
    channel: str = "folder"

    def name_of(self, _mailbox):
        return self.channel

    def mails(self, _channel, _mailbox):
        return self.carrier

    def calendar(self, channel, _mailbox):
        return self.carrier if channel == "exchange" else None

    def availability(self, mailbox):
        return self.calendar(self.name_of(mailbox), mailbox)

    def inbox(self, _mailbox):
        return None

    def shared_inbox(self):
        return None

    def is_paced(self, channel):
        return channel != "folder"


@dataclass(frozen=True)
class Told:
    """A message that was handed over; compared by what was told to whom, and when by the clock on the wall."""

    at: str
    occasion: str
    to: str


@dataclass
class Driven:
    """With a `past`, days that were played before on just such a store are not played again."""

    service: Service
    clock: Clock
    past: Past | None = None

    @property
    def now(self):
        return self.clock.now

    @property
    def calendar(self):
        with self.service.unit(CLOCK) as unit:
            return unit.calendar

    def do(self, verb, *args, as_="secretariat", **named):
        """Perform a verb now, in one transaction, in the name of an actor such as `agency:ssp`."""

        def done():
            with self.service.unit(actor_named(as_)) as unit:
                return verb(unit, *args, **named, now=self.clock.now)

        return self.past.done(self, done, as_, verb, args, named) if self.past else done()

    @property
    def carrier(self):
        return self.service.channels.mails("folder", "")

    def send_by(self, carrier, channel="folder"):
        """From now on everything goes by this carrier."""
        self.service = replace(self.service, channels=OneCarrier(carrier, channel))

    def claim(self, worker="a dead worker"):
        """Claim the message longest due, as a worker would that dies then; gives what it had in hand, and its turn."""
        post = self.service.clockwork.deliverer
        with self.service.unit(CLOCK) as unit:
            waiting = message_to_claim(unit.session, self.now)
            mailbox = sender_of(unit, waiting.body_id).email.lower()
            turn = Turn(mailbox, mailboxes_of_bodies(unit.session)[mailbox], worker)
            _, claimed = turn.claim(unit, post.derive, post.channels, self.now)
        return turn, claimed

    def hold_alone(self):
        """From here on nobody but the service holds its store, as where the file itself is read."""
        if self.past:
            self.past.close()
        self.past = None

    def tick(self):
        return self._played(self.service.tick)

    def at(self, moment):
        """Go to a moment as if nothing had run until then, and tick there."""
        self.clock.now = moment
        return self.tick()

    def play_until(self, moment):
        """Tick at every due moment up to the given one, and there."""
        self._played(partial(self._play_until, moment), moment)

    def _played(self, play, *asked):
        return self.past.played(self, play, "played", *asked) if self.past else play()

    def _play_until(self, moment):
        due = self.tick()
        while due is not None and due <= moment:
            self.clock.now = max(due, self.clock.now)
            due = self.tick()
        self.at(moment)

    def plan(self, body_id, first_on, last_on):
        """Propose and confirm a body's meetings of a period; returns them in order."""
        days = planning.Period(date.fromisoformat(first_on), date.fromisoformat(last_on))
        office = str(self.service.settings.office_of(body_id))
        plan = self.do(planning.propose, body_id, days, as_=office)
        self.do(confirm_plan, plan.id, as_=office)
        return self.meetings(body_id)

    def meetings(self, body_id):
        with self.service.unit(CLOCK) as unit:
            return list(questions.meetings_listed(unit.session, body_id))

    def meeting(self, meeting_id):
        with self.service.unit(CLOCK) as unit:
            return questions.meeting_named(unit.session, meeting_id)

    def attendees(self, meeting_id) -> list[Attendee]:
        with self.service.unit(CLOCK) as unit:
            return list(questions.attendees(unit.session, meeting_id))

    def case(self, reference):
        with self.service.sessions() as session:
            return case_named(Reading(session, "test", "looking", self.clock.now), reference)

    def lookup(self, reference, party_id):
        """The party's request in the case's newest round in which it was asked."""
        return [k for k in self.case(reference).lookups if k.party_id == party_id][-1]

    def messages(self, *occasions):
        with self.service.unit(CLOCK) as unit:
            found = unit.session.scalars(select(Message).order_by(message.c.created_at, message.c.id))
            return [m for m in found if not occasions or m.occasion in occasions]

    def mail_of(self, message):
        """The bytes of a message that was sent, as they lie in the outbox folder."""
        ending = hashlib.sha256(message.key.encode()).hexdigest()[:16]
        outbox = self.service.folder / self.service.settings.mail.outbox
        (mail,) = outbox.glob(f"*_{ending}.eml")
        return mail.read_bytes()

    def told(self, *occasions, since=None):
        """What was handed over, by moment, occasion and recipient."""
        sent = [m for m in self.messages(*occasions) if m.state is State.SENT]
        listed = [
            Told(
                m.sent_at.astimezone(COPENHAGEN).strftime("%Y-%m-%d %H:%M"),
                str(m.occasion),
                m.recipient_email,
            )
            for m in sent
            if since is None or m.sent_at > since
        ]
        return sorted(listed, key=lambda t: (t.at, t.occasion, t.to))

    def entries(self, action):
        with self.service.unit(CLOCK) as unit:
            question = select(Entry).where(record_entry.c.action == action).order_by(record_entry.c.id)
            return list(unit.session.scalars(question))
