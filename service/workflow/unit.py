"""One piece of work: who acts, on what store, by which settings, in one transaction."""

import hashlib
from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from agenda.access import Action, Actor, Role, check, check_open, check_own, check_reach
from agenda.errors import Absent
from agenda.meetings.admission import Admitted
from agenda.meetings.meeting import Meeting
from agenda.meetings.party import Recipient
from notifications.leaks import check as check_leaks
from notifications.message import Message
from notifications.occasion import Occasion
from notifications.pausing import pause_ends
from notifications.reason import Reason
from scheduler.working_days import Calendar, WallClock
from service.database.meetings.questions import closed_dates
from service.database.outbox import message_by_key, messages_waiting
from service.database.record import Entry, put
from service.database.sealed import Vault
from service.settings.tables import Settings


@dataclass(frozen=True)
class Telling:
    """Something to be told to somebody: `facts` are ids from which the words are derived when it is sent.

    `slot` and `revision` make the unique key: what happened, to whom, which revision.
    """

    occasion: Occasion
    recipient: Recipient
    body_id: str
    about: str
    why: Reason
    facts: dict[str, object] = field(default_factory=dict)
    revision: str = "1"


@dataclass
class Unit:
    """What a verb works with. Whoever opened it commits it; a verb never does.

    `gates` say of a body, by its id, whom of its members it lets in; a body without one lets in all.
    """

    session: Session
    settings: Settings
    vault: Vault
    actor: Actor
    new_id: Callable[[], str]
    known_among: Callable[[Session, Collection[str]], frozenset[str]]
    gates: Mapping[str, "Gate"]
    _calendars: dict[Role, Calendar] = field(default_factory=dict, init=False)

    # No functools.cached_property: until Python 3.12 all threads share its lock, and one that waits for the
    # database with it in hand stops the very one it waits for.

    @property
    def calendar(self) -> WallClock:
        """The wall clock of the house. Working days are those of an office: `working_days`."""
        return WallClock(self.settings.calendar.time_zone)

    def working_days(self, body_id: str) -> Calendar:
        """Those of the body's office: by settings, less the days that office has closed or taken over."""
        office = self.settings.office_of(body_id)
        if office not in self._calendars:
            closed = closed_dates(self.session, office)
            self._calendars[office] = self.settings.calendar.as_calendar().with_closed(closed)
        return self._calendars[office]

    def forget_working_days(self) -> None:
        """After a day was closed or opened in this very unit."""
        self._calendars.clear()

    def allow(self, action: Action) -> None:
        check(self.actor, action)
        check_open(action, self.settings.rooms)

    def check_reach(self, body_id: str) -> None:
        """A body that is switched off looks absent to everybody, and one of the others' to the actor."""
        self._check_active(body_id)
        check_reach(self.actor, self.settings.belonging_of(body_id))

    def check_own(self, body_id: str) -> None:
        """For whoever plans."""
        self._check_active(body_id)
        check_own(self.actor, self.settings.belonging_of(body_id))

    def _check_active(self, body_id: str) -> None:
        if body_id not in self.settings.bodies:
            raise Absent("there is no such body for you", "body")

    def record(self, action: str, about: str, now: datetime, purpose: str = "", **facts: object) -> None:
        put(self.session, Entry(now, str(self.actor), action, about, purpose, dict(facts)))

    def tell(self, telling: Telling, now: datetime, due_at: datetime | None = None) -> None:
        """Put it in the outbox, once: the same key again changes nothing. Whoever is forgotten has no address."""
        if telling.recipient.email and message_by_key(self.session, key_of(telling)) is None:
            self.session.add(self._message(telling, now, due_at or now))

    def tell_after_pause(self, telling: Telling, now: datetime, ahead_of: datetime | None = None) -> None:
        """As `tell`, a settable pause later; a message that still waits takes up the edit, its oldest facts winning.

        The pause ends well before the moment that it is to be told `ahead_of`.
        """
        pause = timedelta(minutes=self.settings.invitations.edit_pause_minutes)
        due_at = pause_ends(pause, ahead_of, now)
        waiting = self._waiting(telling)
        if waiting is None:
            self.tell(replace(telling, revision=self.new_id()), now, due_at)
            return
        waiting.facts = merged(telling.facts, waiting.facts)
        waiting.why = telling.why
        waiting.due_at = waiting.next_attempt_at = due_at

    def _waiting(self, telling: Telling) -> Message | None:
        """To the same person in the same place: one who has two at a meeting may have an entry for each."""
        place = telling.facts.get("attendee_id")
        found = messages_waiting(self.session, telling.occasion, telling.about, telling.recipient.email)
        return next((one for one in found if one.facts.get("attendee_id") == place), None)

    def check_free_of_persons(self, **texts: str) -> None:
        """Refuse personal data in texts that will stand in mails and invitations."""
        check_leaks(texts, self.known_traces)

    def check_free_of_numbers(self, **texts: str) -> None:
        """Refuse a CPR in the name of somebody we write to, who may well be called as a citizen is."""
        check_leaks(texts, lambda _asked: ())

    def known_traces(self, asked: Collection[str]) -> list[str]:
        """Those of some traces that are of a citizen in a case, told by keyed hash alone."""
        by_hash = {self.vault.fingerprint("name", each): each for each in asked}
        return [by_hash[each] for each in self.known_among(self.session, by_hash)]

    def _message(self, telling: Telling, now: datetime, due_at: datetime) -> Message:
        return Message(
            id=self.new_id(),
            key=key_of(telling),
            occasion=telling.occasion,
            body_id=telling.body_id,
            recipient_name=telling.recipient.name,
            recipient_email=telling.recipient.email,
            language=telling.recipient.language,
            facts=telling.facts,
            about=telling.about,
            why=telling.why,
            created_at=now,
            due_at=due_at,
            next_attempt_at=due_at,
        )


Gate = Callable[[Unit, Meeting, datetime], Admitted]
OpenUnit = Callable[[], AbstractContextManager[Unit]]


@dataclass
class Opening:
    """Opens units, and tells whether it has opened any."""

    open_unit: OpenUnit
    is_used: bool = False

    def __call__(self) -> AbstractContextManager[Unit]:
        self.is_used = True
        return self.open_unit()


def key_of(telling: Telling) -> str:
    """Readable in front, and beyond doubt behind."""
    whole = f"{telling.occasion}|{telling.about}|{telling.recipient.email.lower()}|{telling.revision}"
    return f"{telling.occasion}:{telling.about}:{hashlib.sha256(whole.encode()).hexdigest()[:16]}"


def merged(newer: dict[str, object], older: dict[str, object]) -> dict[str, object]:
    """What was so before the first of several edits, and every item any of them touched."""
    items = {k: {**v, **_mapping(older.get(k))} for k, v in newer.items() if isinstance(v, dict)}
    return {**newer, **older, **items}


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}
