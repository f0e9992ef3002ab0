"""Lookup requests with the versions of their answers; content stands only where the reader may see it."""

from datetime import date

from agenda.cases.concern import Basis
from agenda.cases.lookup import AnswerKind, Lookup, LookupState
from agenda.cases.readiness import Cell
from agenda.cases.taking_back import WithdrawalWhy
from agenda.paging import Page
from notifications.confidentiality import statement
from service.shown.meetings import MeetingInBrief, meeting_in_brief
from service.shown.notes import OralNoteShape, note_shape
from service.shown.paging import PagedShape, paged
from service.shown.shape import LANGUAGE, Local, Shape
from service.workflow.cases.showing import Asked, LookupShown, RedactionShown, VersionShown
from service.workflow.unit import Unit


class AnswerShape(Shape):
    """`kind` and what follows are null where the reader may see only that an answer came, and where it is destroyed.

    `withdrawn_at` and `withdrawn_why` are set on one its agency withdrew before the release, and on one that was about
    another person than the case is on; `revision` grows with each redaction after the release.
    """

    version: int
    revision: int
    answered_at: Local
    kind: AnswerKind | None
    risk_factors: tuple[str, ...] | None
    protective_factors: tuple[str, ...] | None
    withdrawn_at: Local | None
    withdrawn_why: WithdrawalWhy | None
    redacted_at: Local | None


class RedactionShape(Shape):
    """That something was taken out of a released answer, and never what; `reason` is null to other agencies.

    `seen_at` is when the secretariat had taken note of it.
    """

    id: str
    version: int
    redacted_at: Local
    is_whole: bool
    statements: int
    reason: str | None
    seen_at: Local | None


class LookupShape(Shape):
    """`state` is where the request stands, `readiness` how that counts for the case.

    `necessity` is this request's own; empty where the concern's covers it.
    """

    id: str
    party: str
    round: int
    state: LookupState
    readiness: Cell
    requested_at: Local
    due_at: Local
    answered_at: Local | None
    necessity: str
    answers: tuple[AnswerShape, ...]
    redactions: tuple[RedactionShape, ...]


class LookupInBrief(Shape):
    id: str
    reference: str
    state: LookupState
    requested_at: Local
    due_at: Local
    answered_at: Local | None
    asks_deputy: bool


class LookupsShape(PagedShape):
    lookups: tuple[LookupInBrief, ...]


class PersonAsked(Shape):
    """Whom it is about: by CPR, or by date of birth where there is none.

    `is_protected`: name and address are protected (navne- og adressebeskyttelse).
    """

    name: str
    cpr: str | None
    born_on: date | None
    is_protected: bool


class AskedShape(Shape):
    """A request as its agency sees it; what it was about is null once the request is withdrawn.

    `notes` are what was told between meetings, as far as the agency may see it.
    """

    reference: str
    confidentiality: str
    lookup: LookupShape
    meeting: MeetingInBrief | None
    person: PersonAsked | None
    basis: Basis | None
    theme: str | None
    theme_in_words: str | None
    purpose: str | None
    others: tuple[LookupShape, ...]
    notes: tuple[OralNoteShape, ...]


def lookups_shape(page: Page[tuple[Lookup, str]]) -> LookupsShape:
    return LookupsShape(lookups=tuple(lookup_in_brief(*each) for each in page.rows), **paged(page))


def lookup_in_brief(lookup: Lookup, reference: str) -> LookupInBrief:
    return LookupInBrief(
        id=lookup.id,
        reference=reference,
        state=lookup.state,
        requested_at=lookup.requested_at,
        due_at=lookup.due_at,
        answered_at=lookup.answered_at,
        asks_deputy=lookup.asks_deputy,
    )


def lookup_shape(shown: LookupShown) -> LookupShape:
    lookup = shown.lookup
    return LookupShape(
        id=lookup.id,
        party=lookup.party_id,
        round=lookup.round,
        state=lookup.state,
        readiness=shown.cell,
        requested_at=lookup.requested_at,
        due_at=lookup.due_at,
        answered_at=lookup.answered_at,
        necessity=shown.necessity,
        answers=tuple(_answer(version) for version in shown.versions),
        redactions=tuple(_redaction(one) for one in shown.redactions),
    )


def asked_shape(unit: Unit, asked: Asked) -> AskedShape:
    content = asked.concern.content if asked.concern else None
    return AskedShape(
        reference=asked.case.reference,
        confidentiality=statement(LANGUAGE),
        lookup=lookup_shape(asked.lookup),
        meeting=meeting_in_brief(unit, asked.meeting) if asked.meeting else None,
        person=_person(asked),
        basis=asked.concern.concern.basis if asked.concern else None,
        theme=content.theme if content else None,
        theme_in_words=unit.settings.cases.themes.get(content.theme, content.theme) if content else None,
        purpose=content.purpose if content else None,
        others=tuple(lookup_shape(other) for other in asked.others),
        notes=tuple(note_shape(unit, one) for one in asked.notes),
    )


def _answer(version: VersionShown) -> AnswerShape:
    answer, content = version.answer, version.content
    return AnswerShape(
        version=answer.version,
        revision=answer.revision,
        answered_at=answer.answered_at,
        kind=content.kind if content else None,
        risk_factors=content.risk_factors if content else None,
        protective_factors=content.protective_factors if content else None,
        withdrawn_at=answer.withdrawn_at,
        withdrawn_why=WithdrawalWhy(answer.withdrawn_why) if answer.withdrawn_why else None,
        redacted_at=answer.redacted_at,
    )


def _redaction(shown: RedactionShown) -> RedactionShape:
    one = shown.redaction
    return RedactionShape(
        id=one.id,
        version=one.version,
        redacted_at=one.redacted_at,
        is_whole=one.is_whole,
        statements=one.statements,
        reason=shown.reason,
        seen_at=one.seen_at,
    )


def _person(asked: Asked) -> PersonAsked | None:
    citizen = asked.citizen
    if citizen is None:
        return None
    cpr = citizen.cpr or None
    born_on = None if cpr else citizen.born_on
    return PersonAsked(name=citizen.name, cpr=cpr, born_on=born_on, is_protected=citizen.is_protected)
