"""Letters that were made to be printed, and what people say of how each was sent; the program sends none itself."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from agenda.access import Action
from agenda.cases.case import Case
from agenda.cases.conversation import Conversation, ConversationState
from agenda.cases.dispatch import Dispatch, DispatchGiven, Letter, LetterKind, Sending, check_dispatch
from agenda.cases.orientation import OrientationGiven, OrientationKind
from service.database.cases.efforts import conversation_named, mark_changed, orientations_of
from service.database.cases.letter_tables import letter_named, letters_of, unsettled_letters
from service.database.cases.questions import Reading, case_key, case_named
from service.database.sealed import Place
from service.workflow.cases.orienting import keep_orientation
from service.workflow.unit import Unit


@dataclass(frozen=True)
class Sent:
    """How a letter was sent, by the case's revision that was read; `is_oriented`: the citizen is told by it."""

    letter_id: str
    given: DispatchGiven
    revision: int
    is_oriented: bool = False


@dataclass(frozen=True)
class DispatchContent:
    """`by` is empty for the one who recorded it, `to` for the citizen, `reason` where it was sent."""

    by: str
    to: str
    reason: str


def note_made(
    unit: Unit, case: Case, facts: Mapping[str, object], about: Conversation | None, now: datetime
) -> None:
    """A letter was worded: the same words again are the same letter. `about` is the conversation it invites to."""
    kind = LetterKind.CONVERSATION if about else LetterKind.ORIENTATION
    said = json.dumps(facts, ensure_ascii=False, default=str, sort_keys=True)
    fingerprint = unit.vault.fingerprint("letter", said)
    own = [one for one in letters_of(unit.session, case.id) if _is_about(one, kind, about)]
    if any(one.fingerprint == fingerprint for one in own):
        return
    made = Letter(
        id=unit.new_id(),
        case_id=case.id,
        kind=kind,
        revision=len(own) + 1,
        fingerprint=fingerprint,
        made_at=now,
        made_by=str(unit.actor),
        conversation_id=about.id if about else None,
        of_revision=about.revision if about else 0,
    )
    unit.session.add(made)
    unit.record("make_letter", case.reference, now, letter=made.id, kind=str(kind), revision=made.revision)


def record_dispatch(unit: Unit, reference: str, sent: Sent, now: datetime) -> Case:
    """Keep how a letter was sent; a correction is put beside what it corrects."""
    unit.allow(Action.DECIDE_CASE)
    reading = Reading(unit.session, str(unit.actor), "note how a letter was sent", now)
    case = case_named(reading, reference)
    case.expect(sent.revision)
    letter, given = letter_named(unit.session, case.id, sent.letter_id), sent.given
    made_on, today = (unit.calendar.local(moment).date() for moment in (letter.made_at, now))
    check_dispatch(letter, given, made_on, today)
    letter.dispatches.append(_dispatch(unit, case, letter, given, now))
    facts = {"letter": letter.id, "how": str(given.how), "corrects": given.corrects or ""}
    unit.record("record_dispatch", case.reference, now, **facts)
    if sent.is_oriented and letter.kind is LetterKind.ORIENTATION and given.sent_on:
        keep_orientation(unit, case, OrientationGiven(OrientationKind.GIVEN, given_on=given.sent_on), now)
    mark_changed(case)
    unit.session.flush()
    return case


def open_dispatch(unit: Unit, case: Case, dispatch: Dispatch) -> DispatchContent:
    key = case_key(unit.session, case.id)
    return DispatchContent(**unit.vault.open(key, _place(dispatch.id), dispatch.sealed_content))


def waiting_letters(unit: Unit) -> list[tuple[str, datetime]]:
    """The references of cases with a letter that was made and not said to be sent, and since when; one for each."""
    found: dict[str, datetime] = {}
    for letter, reference in unsettled_letters(unit.session):
        if _is_still_to_send(unit, letter):
            found.setdefault(reference, letter.made_at)
    return list(found.items())


def _dispatch(unit: Unit, case: Case, letter: Letter, given: DispatchGiven, now: datetime) -> Dispatch:
    dispatch_id = unit.new_id()
    content = DispatchContent(given.by.strip(), given.to.strip(), given.reason.strip())
    return Dispatch(
        id=dispatch_id,
        letter_id=letter.id,
        how=given.how,
        sent_on=given.sent_on if given.how is not Sending.NOT_SENT else None,
        recorded_at=now,
        recorded_by=str(unit.actor),
        sealed_content=unit.vault.seal(case_key(unit.session, case.id), _place(dispatch_id), asdict(content)),
        corrects_id=given.corrects,
    )


def _place(dispatch_id: str) -> Place:
    return Place("dispatch", dispatch_id, "content")


def _is_about(letter: Letter, kind: LetterKind, about: Conversation | None) -> bool:
    return letter.kind is kind and letter.conversation_id == (about.id if about else None)


def _is_still_to_send(unit: Unit, letter: Letter) -> bool:
    """Not where the conversation was called off or moved, nor where it was decided since not to tell the citizen."""
    if letter.conversation_id is None:
        decided = orientations_of(unit.session, letter.case_id)
        is_put_off = decided and decided[-1].kind is not OrientationKind.GIVEN
        return not (is_put_off and decided[-1].decided_at >= letter.made_at)
    conversation = conversation_named(unit.session, letter.case_id, letter.conversation_id)
    if conversation.state is ConversationState.PLANNED:
        return conversation.revision == letter.of_revision
    return conversation.state is not ConversationState.CALLED_OFF and _is_newest(unit, letter)


def _is_newest(unit: Unit, letter: Letter) -> bool:
    """Of the letters about its conversation: an earlier one invited to another time or place."""
    own = [
        one
        for one in letters_of(unit.session, letter.case_id)
        if one.conversation_id == letter.conversation_id
    ]
    return letter.of_revision == max(one.of_revision for one in own)
