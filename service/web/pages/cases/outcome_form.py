"""The form of an outcome: what there is to choose, what was filled in, and how one that stands fills it."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from agenda.cases.authorities import Authorities
from agenda.cases.case import CloseReason
from agenda.cases.outcome import OutcomeKind
from service.documents.outcomes import OutcomeDocument
from service.web.pages.cases import words
from service.web.pages.form import text
from service.web.pages.names import names
from service.web.pages.typed import typed
from service.workflow.cases.on_agenda import known_parties
from service.workflow.cases.said_at_meetings import OutcomeShown
from service.workflow.cases.showing import CaseShown
from service.workflow.unit import Unit

CALLED = {"meeting": "meeting_id", "due_on": "acts_on"}
Outcome = TypeVar("Outcome", bound=OutcomeDocument)


def outcome_names(parties: Iterable[str]) -> list[tuple[str, str]]:
    known = frozenset(parties)
    return [one for one in names().choices(*known) if one[0] in known]


def outcome_choices(authorities: Authorities) -> dict[str, object]:
    """Who is kept out holds nothing and says nothing, and can be asked what it has on record."""
    return {
        "names": outcome_names(authorities.taking_part),
        "asked_more": outcome_names(authorities.known),
        "outcomes": [(str(kind), said, words.OUTCOME_HINTS[kind]) for kind, said in words.OUTCOMES.items()],
        "close_reasons": words.options(CloseReason),
    }


def outcome_typed(unit: Unit, kind: type[Outcome], now: datetime, **given: object) -> Outcome:
    """The outcome as a document; each party has a field of its own for its dissent and for what it is asked more."""
    parties = sorted(known_parties(unit, now))
    dissents = [{"party": p, "words": said} for p in parties if (said := text(f"dissent_{p}"))]
    lookups = [{"party": p, "necessity": why} for p in parties if (why := text(f"lookup_{p}"))]
    return typed(kind, CALLED, dissents=dissents, lookups=lookups, **given)


def as_filled_in(shown: CaseShown, one: OutcomeShown) -> dict[str, str]:
    """The fields as they would stand had somebody just filled in the outcome that is to be corrected."""
    outcome, content = one.outcome, one.content
    filled = {
        "kind": str(outcome.kind),
        "responsible": outcome.responsible,
        "grounds": content.grounds if content else "",
        "handed_to": outcome.handed_to,
        "close_reason": outcome.close_reason,
        "acts_on": outcome.due_on.isoformat() if outcome.due_on else "",
    }
    if content:
        filled |= {f"dissent_{d.party_id}": d.words for d in content.dissents}
    if outcome.kind is OutcomeKind.MORE_INFORMATION:
        filled |= {f"lookup_{k.lookup.party_id}": k.necessity for k in shown.lookups if k.necessity}
    return filled
