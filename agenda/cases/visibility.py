"""Who may see what of a case: nobody sees an answer's content before its release but the agency that gave it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from agenda.access import Actor, Role
from agenda.cases.case import Case, CaseState
from agenda.cases.lookup import Lookup, LookupState


@dataclass(frozen=True)
class Hiding:
    """For how long after the meeting's end the parties see each other's answers; the end is None without a meeting."""

    after: timedelta
    meeting_ends_at: datetime | None


def is_shown_case(case: Case, actor: Actor, police_party: str) -> bool:
    """The secretariat sees every case; an agency those it was asked about, and the police those they are to clear."""
    if actor.role is Role.SECRETARIAT:
        return True
    if actor.role is not Role.AGENCY:
        return False
    is_to_clear = case.state is CaseState.AWAITING_CLEARANCE and actor.party_id == police_party
    return is_to_clear or _was_asked(case, actor.party_id)


def is_shown_answer(case: Case, lookup: Lookup, actor: Actor, hiding: Hiding, now: datetime) -> bool:
    """One's own answer always; the others' from release on, to the parties until some time after the meeting."""
    if actor.role is Role.AGENCY and actor.party_id == lookup.party_id:
        return True
    if case.released_at is None:
        return False
    if actor.role is Role.SECRETARIAT:
        return True
    return _was_asked(case, actor.party_id) and not _is_hidden(hiding, now)


def stays_readable(case: Case, lookup: Lookup, actor: Actor, hiding: Hiding, now: datetime) -> bool:
    """Whether what was released of a request is read on while its case is prepared again.

    By the secretariat, and by the parties that were asked by then; whoever is asked later waits for their own release.
    """
    if not lookup.released_version:
        return False
    if actor.role is Role.SECRETARIAT:
        return True
    return _was_asked(case, actor.party_id, lookup.round) and not _is_hidden(hiding, now)


def is_shown_of_meeting(case: Case, source: str | None, actor: Actor, hiding: Hiding, now: datetime) -> bool:
    """What was said at a meeting: as answers, to its own source (a party) always, else to the parties for a time."""
    if actor.role is Role.SECRETARIAT:
        return True
    is_source = source is not None and actor.role is Role.AGENCY and actor.party_id == source
    return is_source or (_was_asked(case, actor.party_id) and not _is_hidden(hiding, now))


def is_shown_untaken(source: str | None, actor: Actor) -> bool:
    """What was told between meetings, until a meeting is given it: to the secretariat, and to its source."""
    is_source = source is not None and actor.role is Role.AGENCY and actor.party_id == source
    return actor.role is Role.SECRETARIAT or is_source


def _was_asked(case: Case, party_id: str | None, by_round: int | None = None) -> bool:
    return any(
        k.party_id == party_id and k.state is not LookupState.WITHDRAWN
        for k in case.lookups
        if by_round is None or k.round <= by_round
    )


def _is_hidden(hiding: Hiding, now: datetime) -> bool:
    return hiding.meeting_ends_at is not None and now >= hiding.meeting_ends_at + hiding.after
