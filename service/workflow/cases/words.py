"""What messages about cases say, derived from how things stand when they are sent; None where it is no longer true."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from agenda.cases.action import ActionState, AgreedAction
from agenda.cases.case import Case, CaseState
from agenda.cases.conversation import ConversationState
from agenda.cases.lookup import Lookup, LookupState
from agenda.cases.written import Proposal
from agenda.meetings.party import ContactRole, Party
from notifications.message import Message
from notifications.occasion import Occasion
from service.database.cases import acting, efforts, questions
from service.database.cases.written_tables import proposal_by_id
from service.database.meetings.questions import body_named, meeting_named, party_named
from service.workflow.cases.sight import barred_from
from service.workflow.cases.treated_in_writing import silent_still
from service.workflow.cases.who_is_told import to_who_holds_it
from service.workflow.composing import Derive, Words, each_legible
from service.workflow.handing_over import is_taken_over
from service.workflow.unit import Unit


def lookup_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """About one request that is still open."""
    lookup = questions.lookup_named(unit.session, message.facts["lookup_id"])
    if lookup.state is not LookupState.OPEN:
        return None
    return Words(_about(unit, lookup))


def withdrawn_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    lookup = questions.lookup_named(unit.session, message.facts["lookup_id"])
    return Words({"party": _party(unit, lookup).name, "reference": _reference(unit, lookup)})


def changed_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """The deadlines that are other than before the first of the edits."""
    before: Mapping[str, str] = message.facts["before"]
    lookups = [questions.lookup_named(unit.session, lookup_id) for lookup_id in before]
    moved = [k for k in lookups if k.state is LookupState.OPEN and k.due_at.isoformat() != before[k.id]]
    items = [
        _item(unit, k) | {"was_due_at": datetime.fromisoformat(before[k.id]), "why": None} for k in moved
    ]
    return _listed(unit, message, items)


def handed_over_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """All that is open, or what lies with the role that is taken over, by whoever still does take it over."""
    party, today = party_named(unit.session, message.facts["party_id"]), unit.calendar.local(now).date()
    if not is_taken_over(party, message, today):
        return None
    open_now = questions.open_lookups_of(unit.session, message.facts["party_id"])
    items = [
        {"reference": reference, "due_at": lookup.due_at}
        for lookup, reference in open_now
        if message.facts["role"] in {"", ContactRole.DEPUTY if lookup.asks_deputy else ContactRole.CONTACT}
    ]
    return _listed(unit, message, items)


def reminder_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """Only what is still open: a reminder cannot outlive the answer, the move or the withdrawal it is about."""

    def tell(lookup_id: str) -> dict[str, object] | None:
        lookup = questions.lookup_named(unit.session, lookup_id)
        if not _is_chased(unit, message, lookup, now):
            return None
        return _item(unit, lookup) | {"is_overdue": now >= lookup.due_at}

    return _listed(unit, message, each_legible(message.facts["lookup_ids"], tell))


def escalation_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    words = reminder_words(unit, message, now)
    if words is None:
        return None
    party = party_named(unit.session, message.facts["party_id"])
    is_theirs = message.recipient_email.lower() in {
        party.mailbox.lower(),
        *(c.email.lower() for c in party.contacts),
    }
    link = words.facts["link"] if is_theirs else _link(unit, "readiness")
    return Words({**words.facts, "to_secretariat": not is_theirs, "link": link})


def action_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """Only the actions that still wait, and are in their owner's sight: a reminder cannot outlive their end."""
    today = unit.calendar.local(now).date()
    party = party_named(unit.session, message.facts["party_id"])

    def tell(action_id: str) -> dict[str, object] | None:
        action = acting.action_named(unit.session, action_id)
        case = questions.worked_case(unit.session, action.case_id)
        is_theirs = not party.has_ended(today) and action.owner not in barred_from(unit, case)
        return _action(unit, action, case, today) if is_theirs else None

    items = each_legible(message.facts["action_ids"], tell)
    return Words({"party": party.name, "items": items, "link": _link(unit, "actions")}) if items else None


def ended_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """To the secretariat: where no answer comes any more, and what still waits for somebody else to see to it."""
    today = unit.calendar.local(now).date()
    party = party_named(unit.session, message.facts["party_id"])

    def tell_action(action_id: str) -> dict[str, object] | None:
        action = acting.action_named(unit.session, action_id)
        return _action(unit, action, questions.worked_case(unit.session, action.case_id), today)

    def tell_conversation(conversation_id: str) -> dict[str, object] | None:
        planned = efforts.conversation_by_id(unit.session, conversation_id)
        is_left = planned.state is ConversationState.PLANNED and planned.party_id == party.id
        return _effort(unit, planned.case_id) | {"planned_at": planned.planned_at} if is_left else None

    def tell_course(course_id: str) -> dict[str, object] | None:
        course = efforts.course_by_id(unit.session, course_id)
        return _effort(unit, course.case_id) if course.is_open else None

    left = {
        "requests": sorted(message.facts["requests"]),
        "actions": each_legible(sorted(message.facts["actions"]), tell_action),
        "conversations": each_legible(sorted(message.facts.get("conversations", {})), tell_conversation),
        "courses": each_legible(sorted(message.facts.get("courses", {})), tell_course),
    }
    if not any(left.values()):
        return None
    links = {"readiness": _link(unit, "readiness"), "actions_link": _link(unit, "actions")}
    return Words({"party": party.name, **left, **links})


def reassessment_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """Only what still stands: a new decision settles what was to be assessed."""

    def tell(orientation_id: str) -> dict[str, object] | None:
        decided = efforts.orientation_by_id(unit.session, orientation_id)
        if decided.remind_at is None:
            return None
        reference = questions.worked_case(unit.session, decided.case_id).reference
        link = _link(unit, "cases", reference, "effort")
        return {"reference": reference, "on": decided.reassess_on, "link": link}

    items = each_legible(message.facts["orientation_ids"], tell)
    return Words({"items": items}) if items else None


def case_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """To the secretariat or the police, about one open case."""
    case = questions.worked_case(unit.session, message.facts["case_id"])
    if not case.is_open or (message.occasion is Occasion.CLEARANCE_WANTED and _is_cleared(case)):
        return None
    meeting = meeting_named(unit.session, case.meeting_id) if case.meeting_id else None
    return Words(
        {
            "reference": case.reference,
            "body": body_named(unit.session, unit.settings.cases.body).name,
            "next_meeting_at": meeting.starts_at if meeting else None,
            "is_corrected": message.facts.get("is_corrected", False),
            "link": _link(unit, "cases", case.reference),
        }
    )


def wrong_person_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    lookup = questions.lookup_named(unit.session, message.facts["lookup_id"])
    if lookup.state is not LookupState.TO_CORRECT:
        return None
    reference = _reference(unit, lookup)
    return Words(
        {"party": _party(unit, lookup).name, "reference": reference, "link": _link(unit, "cases", reference)}
    )


def at_release_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """Which cases rolled over, or go on with gaps, and who is missing."""
    was_on = meeting_named(unit.session, message.facts["meeting_id"])
    cases = questions.worked_by_reference(unit.session, list(message.facts["references"]))
    items = [
        {
            "reference": case.reference,
            "from_at": was_on.starts_at,
            "to_at": meeting_named(unit.session, case.meeting_id).starts_at if case.meeting_id else None,
            "missing": [_party(unit, k).name for k in case.standing if k.state is not LookupState.ANSWERED],
        }
        for case in cases
    ]
    return Words({"items": items, "link": _link(unit, "readiness")}) if items else None


def consent_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """The proposals that still wait for the party's answer, in the version it was told of."""
    party = party_named(unit.session, message.facts["party_id"])

    def tell(proposal_id: str) -> dict[str, object] | None:
        proposed = proposal_by_id(unit.session, proposal_id)
        return _proposed(unit, proposed, now) if party.id in silent_still(unit, proposed) else None

    items = each_legible(message.facts["proposals"], tell)
    return Words({"party": party.name, "items": items, "link": _link(unit, "lookups")}) if items else None


def closed_in_writing_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    facts = {name: message.facts[name] for name in ("agreed", "to_meeting")}
    return Words({**facts, "link": _link(unit, "cases")})


DERIVE: Mapping[Occasion, Derive] = {
    Occasion.CONSENT_WANTED: to_who_holds_it(consent_words),
    Occasion.CONSENT_REMINDER: to_who_holds_it(consent_words),
    Occasion.CLOSED_IN_WRITING: closed_in_writing_words,
    Occasion.LOOKUP_REQUEST: to_who_holds_it(lookup_words),
    Occasion.LOOKUP_TO_DEPUTY: to_who_holds_it(lookup_words),
    Occasion.LOOKUP_CORRECTED: to_who_holds_it(lookup_words),
    Occasion.LOOKUP_WITHDRAWN: to_who_holds_it(withdrawn_words),
    Occasion.LOOKUP_CHANGED: to_who_holds_it(changed_words),
    Occasion.LOOKUP_HANDED_OVER: handed_over_words,
    Occasion.LOOKUP_WRONG_PERSON: wrong_person_words,
    Occasion.REMINDER: to_who_holds_it(reminder_words),
    Occasion.ESCALATION: to_who_holds_it(escalation_words),
    Occasion.ACTION_REMINDER: to_who_holds_it(action_words),
    Occasion.PARTY_ENDED: ended_words,
    Occasion.ORIENTATION_REMINDER: reassessment_words,
    Occasion.CLEARANCE_WANTED: to_who_holds_it(case_words),
    Occasion.EXTRAORDINARY_MEETING_WANTED: case_words,
    Occasion.CASE_ROLLED_OVER: at_release_words,
    Occasion.CASE_WITH_GAPS: at_release_words,
}


def _proposed(unit: Unit, proposed: Proposal, now: datetime) -> dict[str, object] | None:
    case = questions.worked_case(unit.session, proposed.case_id)
    closes_at = meeting_named(unit.session, proposed.meeting_id).starts_at
    if closes_at <= now:
        return None
    link = _link(unit, "cases", case.reference, "written")
    return {"reference": case.reference, "closes_at": closes_at, "link": link}


def _action(unit: Unit, action: AgreedAction, case: Case, today: date) -> dict[str, object] | None:
    """One that still waits."""
    if action.state is not ActionState.OPEN:
        return None
    due_at = unit.calendar.moment(action.due_on, time(12))
    return {"reference": case.reference, "due_at": due_at, "is_overdue": action.due_on < today}


def _effort(unit: Unit, case_id: str) -> dict[str, object]:
    reference = questions.worked_case(unit.session, case_id).reference
    return {"reference": reference, "link": _link(unit, "cases", reference, "effort")}


def _about(unit: Unit, lookup: Lookup) -> dict[str, object]:
    case = questions.worked_case(unit.session, lookup.case_id)
    meeting = meeting_named(unit.session, case.meeting_id) if case.meeting_id else None
    return {
        "party": _party(unit, lookup).name,
        "reference": case.reference,
        "due_at": lookup.due_at,
        "meeting_at": meeting.starts_at if meeting else lookup.due_at,
        "is_urgent": case.is_urgent,
        "link": _link(unit, "lookups", lookup.id),
    }


def _listed(unit: Unit, message: Message, items: Iterable[dict[str, object]]) -> Words | None:
    listed = list(items)
    party = party_named(unit.session, message.facts["party_id"])
    return Words({"party": party.name, "items": listed, "link": _link(unit, "lookups")}) if listed else None


def _is_chased(unit: Unit, message: Message, lookup: Lookup, now: datetime) -> bool:
    """Until it is answered or the meeting is held; of two reminders held up together the newer one tells of it."""
    case = questions.worked_case(unit.session, lookup.case_id)
    if lookup.state is not LookupState.OPEN or case.meeting_id is None:
        return False
    is_held = meeting_named(unit.session, case.meeting_id).starts_at <= now
    is_told_anew = lookup.reminded_at is not None and lookup.reminded_at > message.created_at
    return not is_held and not (is_told_anew and message.occasion is Occasion.REMINDER)


def _item(unit: Unit, lookup: Lookup) -> dict[str, object]:
    return {"reference": _reference(unit, lookup), "due_at": lookup.due_at}


def _party(unit: Unit, lookup: Lookup) -> Party:
    return party_named(unit.session, lookup.party_id)


def _reference(unit: Unit, lookup: Lookup) -> str:
    return questions.worked_case(unit.session, lookup.case_id).reference


def _is_cleared(case: Case) -> bool:
    return case.state is not CaseState.AWAITING_CLEARANCE


def _link(unit: Unit, *parts: str) -> str:
    return "/".join((unit.settings.web.base_url.rstrip("/"), *parts))
