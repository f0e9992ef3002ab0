"""A topic that is proposed for a meeting of the forum, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agenda.errors import ChangedMeanwhile, Conflict, Invalid

MOST_TOPICS_EACH = 10
LONGEST_MINUTES = 240


class TopicState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    PUT_OFF = "put_off"
    DECLINED = "declined"


WAIT_FOR_A_DECISION = frozenset({TopicState.PROPOSED, TopicState.PUT_OFF})
TRANSITIONS: Mapping[TopicState, frozenset[TopicState]] = {
    TopicState.PROPOSED: frozenset({TopicState.ACCEPTED, TopicState.PUT_OFF, TopicState.DECLINED}),
    TopicState.ACCEPTED: frozenset({TopicState.PUT_OFF}),
    TopicState.PUT_OFF: frozenset({TopicState.ACCEPTED, TopicState.PUT_OFF, TopicState.DECLINED}),
    TopicState.DECLINED: frozenset(),
}


class TitleMissing(Invalid):
    """A topic stands on an agenda by its title."""


class TopicsAreClosed(Conflict):
    """After the cut-off members propose topics for the next meeting."""


class TooManyTopics(Conflict):
    """One member proposes so many topics for one meeting at most."""


class TopicNotThere(Conflict):
    """The topic is in a state in which this cannot be decided."""


class NoLaterMeeting(Conflict):
    """A topic is put off to a meeting later than the one it lies on."""


class TopicReplyMissing(Invalid):
    """Who proposed a topic that is put off or declined is told why."""


@dataclass(frozen=True)
class TopicGiven:
    """`about` says more than the title, to the secretariat; `minutes` left out: as the agenda's template says."""

    title: str
    about: str = ""
    minutes: int | None = None


@dataclass
class Topic:
    """`member_id` is who proposed it; the secretariat's own have none. `meeting_id` follows where it is put off to."""

    id: str
    meeting_id: str
    member_id: str | None
    title: str
    about: str
    minutes: int | None
    proposed_at: datetime
    state: TopicState = TopicState.PROPOSED
    reply: str = ""
    decided_at: datetime | None = None
    revision: int = 1

    def decide(self, state: TopicState, reply: str, now: datetime) -> None:
        if state not in TRANSITIONS[self.state]:
            raise TopicNotThere(
                f"the topic is {self.state}; read it again", "decision", {"state": str(self.state)}
            )
        if state is not TopicState.ACCEPTED and not reply.strip():
            raise TopicReplyMissing("say why, in a sentence or two; whoever proposed it reads it", "reply")
        self.state, self.reply, self.decided_at = state, reply.strip(), now

    def go_along(self, meeting_id: str) -> None:
        """To another meeting, as its own is over or off; what was accepted there waits to be decided on anew."""
        if self.state is TopicState.ACCEPTED:
            self.state, self.reply = TopicState.PUT_OFF, ""
        self.meeting_id = meeting_id

    def reword(self, title: str, about: str) -> None:
        """By whoever proposed it, until somebody has decided."""
        if self.state is not TopicState.PROPOSED:
            raise TopicNotThere(f"the topic is {self.state} already", "title", {"state": str(self.state)})
        self.title, self.about = title, about

    def expect(self, revision: int) -> None:
        """Refuse a decision taken on an older reading than what now stands."""
        if revision != self.revision:
            raise ChangedMeanwhile(
                "somebody changed the topic; read it again and repeat with its revision",
                "revision",
                {"revision": self.revision, "state": str(self.state)},
            )


def check_title(given: TopicGiven) -> None:
    if not given.title.strip():
        raise TitleMissing("give the topic a title of a few words", "title")


def check_open(cut_off: datetime | None, now: datetime) -> None:
    """On time is before the cut-off."""
    if cut_off is None or now >= cut_off:
        raise TopicsAreClosed("propose it for the next meeting, or write to the secretariat", "title")


def check_number(proposed: int) -> None:
    if proposed >= MOST_TOPICS_EACH:
        raise TooManyTopics(
            f"{MOST_TOPICS_EACH} are enough for one meeting; write to the secretariat", "title"
        )
