"""The form of an outcome: what there is to choose, what was filled in, and how one that stands fills it."""

from collections.abc import Iterable
from datetime import datetime

from agenda.cases.case import CloseReason
from agenda.cases.outcome import Dissent, FurtherLookup, OutcomeGiven, OutcomeKind
from service.web.pages.cases import words
from service.web.pages.form import chosen, day_given, line, text
from service.web.pages.names import names
from service.workflow.cases.on_agenda import known_parties
from service.workflow.cases.said_at_meetings import OutcomeShown
from service.workflow.cases.showing import CaseShown
from service.workflow.unit import Unit


def outcome_choices(parties: Iterable[str]) -> dict[str, object]:
    known = frozenset(parties)
    return {
        "names": [one for one in names().choices(*known) if one[0] in known],
        "outcomes": [(str(kind), said, words.OUTCOME_HINTS[kind]) for kind, said in words.OUTCOMES.items()],
        "close_reasons": words.options(CloseReason),
    }


def outcome_given(unit: Unit, now: datetime) -> OutcomeGiven:
    parties = sorted(known_parties(unit, now))
    return OutcomeGiven(
        kind=chosen("kind", OutcomeKind),
        responsible=text("responsible"),
        grounds=text("grounds"),
        dissents=tuple(Dissent(p, text(f"dissent_{p}")) for p in parties if text(f"dissent_{p}")),
        handed_to=line("handed_to"),
        close_reason=chosen("close_reason", CloseReason) if text("close_reason") else None,
        lookups=tuple(FurtherLookup(p, text(f"lookup_{p}")) for p in parties if text(f"lookup_{p}")),
        due_on=day_given("acts_on") if text("acts_on") else None,
    )


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
