"""Whether an organisation, or a personal member, has acceded to the Charter, and from when until when that holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from agenda.errors import ChangedMeanwhile, Conflict, Invalid


class AccessionState(StrEnum):
    NOT_SENT = "not_sent"
    SENT = "sent"
    ACCEDED = "acceded"
    DECLINED = "declined"
    LAPSED = "lapsed"
    ENDED = "ended"


_TAKEN_BACK_TO = frozenset({AccessionState.NOT_SENT, AccessionState.SENT})
TRANSITIONS: Mapping[AccessionState, frozenset[AccessionState]] = {
    AccessionState.NOT_SENT: frozenset(
        {AccessionState.SENT, AccessionState.ACCEDED, AccessionState.LAPSED, AccessionState.ENDED}
    ),
    AccessionState.SENT: frozenset(
        {AccessionState.ACCEDED, AccessionState.DECLINED, AccessionState.LAPSED, AccessionState.ENDED}
    ),
    AccessionState.ACCEDED: frozenset({AccessionState.LAPSED, AccessionState.ENDED, *_TAKEN_BACK_TO}),
    AccessionState.DECLINED: _TAKEN_BACK_TO,
    AccessionState.LAPSED: frozenset(),
    AccessionState.ENDED: _TAKEN_BACK_TO,
}
Owner = tuple[str | None, str | None]  # an organisation, or a personal member
OPEN = frozenset({AccessionState.NOT_SENT, AccessionState.SENT, AccessionState.ACCEDED})


class AccessionNotThere(Conflict):
    """The accession is in a state in which this cannot be done."""


class AccededAhead(Invalid):
    """Nobody has acceded on a day that lies ahead."""


class EndedAhead(Invalid):
    """An accession is ended on a day that has come; a last day ahead is given when it is acceded to."""


class EndedBeforeItBegan(Invalid):
    """An accession ends on the day it was acceded to at the earliest."""


class ReplyByPassed(Invalid):
    """Whoever is asked has until today at least to answer."""


class SignerMissing(Invalid):
    """Somebody accedes on the organisation's behalf, by name."""


class AccessionReasonMissing(Invalid):
    """That an accession is declined or ended is kept with its reason."""


@dataclass(frozen=True)
class Signature:
    """Who acceded, on which day, and the last day it holds for, if it was given for a time."""

    by: str
    on: date
    valid_until: date | None = None


@dataclass
class Accession:
    """Of an organisation, or (`member_id`) of a personal member, to one version of the Charter.

    It holds from `acceded_on` until `valid_until`, both included. `reply_by` is the last day for an answer,
    `due_at` when the clock looks at it next: to remind, to alert, or because it has lapsed.
    """

    id: str
    charter_id: str
    organisation_id: str | None
    member_id: str | None
    state: AccessionState = AccessionState.NOT_SENT
    sent_at: datetime | None = None
    reply_by: date | None = None
    acceded_on: date | None = None
    acceded_by: str = ""
    valid_until: date | None = None
    reason: str = ""
    due_at: datetime | None = None
    alerted_at: datetime | None = None
    revision: int = 1

    @property
    def owner(self) -> Owner:
        return self.organisation_id, self.member_id

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def holds(self, on: date) -> bool:
        if self.acceded_on is None or on < self.acceded_on:
            return False
        return self.valid_until is None or on <= self.valid_until

    def send(self, reply_by: date, now: datetime) -> None:
        self._check_in(AccessionState.NOT_SENT)
        self.become(AccessionState.SENT)
        self.sent_at, self.reply_by = now, reply_by

    def accede(self, signature: Signature, today: date) -> None:
        if signature.on > today:
            raise AccededAhead("give the day on which it was signed, today at the latest", "acceded_on")
        if not signature.by.strip():
            raise SignerMissing("give the name of whoever acceded", "acceded_by")
        if signature.valid_until is not None and signature.valid_until < signature.on:
            raise AccededAhead("let it hold until the day it was signed, or longer", "valid_until")
        self.become(AccessionState.ACCEDED)
        self.acceded_on, self.acceded_by = signature.on, signature.by.strip()
        self.valid_until = signature.valid_until

    def decline(self, reason: str) -> None:
        self._close(AccessionState.DECLINED, reason)

    def end(self, reason: str, on: date, today: date) -> None:
        """From that day on it no longer holds."""
        if on > today:
            raise EndedAhead("give the day on which it ended, today at the latest", "on")
        if self.acceded_on is not None and on < self.acceded_on:
            raise EndedBeforeItBegan("give the day on which it was acceded to, or a later one", "on")
        self._close(AccessionState.ENDED, reason)
        self.hold_until(on - timedelta(days=1))

    def take_back(self, today: date) -> None:
        """What a person entered was wrong: it is waited for again, or not sent if the time to answer is over."""
        self._check_in(AccessionState.ACCEDED, AccessionState.DECLINED, AccessionState.ENDED)
        is_awaited = self.reply_by is not None and self.reply_by >= today
        self.become(AccessionState.SENT if is_awaited else AccessionState.NOT_SENT)
        if not is_awaited:
            self.sent_at = self.reply_by = None
        self.acceded_on = self.valid_until = self.alerted_at = None
        self.acceded_by = self.reason = ""

    def lapse(self) -> None:
        self.become(AccessionState.LAPSED)

    def hold_until(self, last_on: date) -> None:
        """No longer than that day; it may be less."""
        if self.valid_until is None or last_on < self.valid_until:
            self.valid_until = last_on

    def become(self, state: AccessionState) -> None:
        self._check_in(*(one for one in AccessionState if state in TRANSITIONS[one]))
        self.state = state

    def expect(self, revision: int) -> None:
        """Refuse a decision taken on an older reading than what now stands."""
        if revision != self.revision:
            raise ChangedMeanwhile(
                "somebody changed the accession; read it again and repeat with its revision",
                "revision",
                {"revision": self.revision, "state": str(self.state)},
            )

    def _check_in(self, *states: AccessionState) -> None:
        if self.state not in states:
            raise AccessionNotThere(
                f"the accession is {self.state}; read it for what can be done, and after its end accede `again`",
                "state",
                {"state": str(self.state)},
            )

    def _close(self, state: AccessionState, reason: str) -> None:
        if not reason.strip():
            raise AccessionReasonMissing("say why, in a few words", "reason")
        self.become(state)
        self.reason = reason.strip()


def check_reply_by(reply_by: date, today: date) -> None:
    if reply_by < today:
        raise ReplyByPassed("give a day that has not passed", "reply_by")
