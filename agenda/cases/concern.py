"""A concern: what a caller may tell, and the gates it passes before any agency is asked."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from agenda.cases.citizen import Citizen, CitizenGiven, citizen_given
from agenda.errors import Conflict, Invalid
from agenda.municipality import municipality_given

LONGEST_TEXT = 4000


class SourceKind(StrEnum):
    """Where a concern comes from; who it was is kept apart and never stands on an agenda."""

    CITIZEN = "citizen"
    RELATIVE = "relative"
    PROFESSIONAL = "professional"
    AUTHORITY = "authority"
    HOTLINE = "hotline"
    ANONYMOUS = "anonymous"
    OTHER = "other"


class Urgency(StrEnum):
    """Acute is not for this system: 112 or 114."""

    NORMAL = "normal"
    URGENT = "urgent"
    ACUTE = "acute"


class Basis(StrEnum):
    """The ground in retsplejeloven (rpl.) § 115, stk. 1: SSP, PSP, or KSP a-c."""

    SSP = "1"
    PSP = "2"
    RELEASED_CONVICTED = "3a"
    RELEASED_YOUNG = "3b"
    RELEASED_AT_RISK = "3c"


class Notification(StrEnum):
    """Whether a notification of concern for a child (underretning) was made; `pending` keeps it on the desk."""

    MADE = "made"
    NOT_NEEDED = "not_needed"
    PENDING = "pending"
    NOT_A_CHILD = "not_a_child"


class TextMissing(Invalid):
    """A text the law or the procedure asks for is empty."""


class TextTooLong(Invalid):
    """A text is longer than anybody would read."""


class UnknownTheme(Invalid):
    """The theme is not on the list."""


class LivesElsewhere(Conflict):
    """A case is on somebody who lives here: whoever lives elsewhere is for their own municipality."""


class SourceNamedAnonymous(Invalid):
    """An anonymous source has no name to keep."""


@dataclass(frozen=True)
class ConcernGiven:
    """A concern as the secretariat wrote it down; `words` are the caller's and go to no agency."""

    citizen: CitizenGiven
    source_kind: SourceKind
    source: str
    theme: str
    words: str
    urgency: Urgency
    basis: Basis
    purpose: str
    necessity: str
    notification: Notification = Notification.PENDING


@dataclass
class Concern:
    """A concern taken onto a case; `sealed_content` holds source, theme, words, purpose and necessity.

    `meeting_id` is the meeting that settled it: None until an outcome has.
    """

    id: str
    case_id: str
    received_at: datetime
    source_kind: SourceKind
    urgency: Urgency
    basis: Basis
    notification: Notification
    taken_by: str
    sealed_content: bytes
    meeting_id: str | None = None


@dataclass(frozen=True)
class Taken:
    """It passed the gates; the citizen is checked and `notification` settled."""

    citizen: Citizen
    notification: Notification


@dataclass(frozen=True)
class Acute:
    """Not for this system: 112 or 114. Nothing of it is kept but a count."""


@dataclass(frozen=True)
class Elsewhere:
    """The citizen lives in another municipality, which is where the concern belongs; it is one of the 98, by name."""

    municipality: str


def received(
    given: ConcernGiven, municipality: str, themes: frozenset[str], on: date
) -> Taken | Acute | Elsewhere:
    """Which gate stops the concern, if any. Acute comes first: whoever is in danger is not held up by a form.

    `municipality` is our own, by name as the list of the 98 has it.

    Raises Invalid errors of this module and of citizen.py.
    """
    if given.urgency is Urgency.ACUTE:
        return Acute()
    if given.citizen.municipality.strip():
        lives_in = municipality_given(given.citizen.municipality, "citizen.municipality").name
        if lives_in != municipality:
            return Elsewhere(lives_in)
    citizen = citizen_given(given.citizen, on)
    _check_words(given, themes)
    return Taken(citizen, _notification(given, is_child=citizen.is_child(on)))


def _notification(given: ConcernGiven, *, is_child: bool) -> Notification:
    """A child that was not taken for one stays on the desk until the notification is settled."""
    if not is_child:
        return Notification.NOT_A_CHILD
    return Notification.PENDING if given.notification is Notification.NOT_A_CHILD else given.notification


def check_lives_here(before: Citizen, after: Citizen, municipality: str) -> None:
    """Whether a case may go on about a citizen who was corrected."""
    if after.municipality not in {before.municipality, municipality}:
        raise LivesElsewhere(
            "close the case as opened in error, or as moved away, and refer the concern to their municipality",
            "citizen.municipality",
        )


def notification_after(known: Notification, *, is_child: bool, is_another: bool) -> Notification:
    """What is known of a notification once it has come out who the citizen is, and whether they are a child."""
    if not is_child:
        return Notification.NOT_A_CHILD if is_another or known is Notification.PENDING else known
    return Notification.PENDING if is_another or known is Notification.NOT_A_CHILD else known


def _check_words(given: ConcernGiven, themes: frozenset[str]) -> None:
    if given.theme not in themes:
        raise UnknownTheme(f"choose one of: {', '.join(sorted(themes))}", "theme")
    if given.source_kind is SourceKind.ANONYMOUS and given.source.strip():
        raise SourceNamedAnonymous("leave it empty, or choose another source kind", "source")
    for field in ("purpose", "necessity"):
        if not getattr(given, field).strip():
            raise TextMissing("say it in a sentence; rpl. § 115 asks for it", field)
    for field in ("source", "words", "purpose", "necessity"):
        if len(getattr(given, field)) > LONGEST_TEXT:
            raise TextTooLong(f"write at most {LONGEST_TEXT} letters", field)


@dataclass
class Referral:
    """All that is kept of a concern that belonged elsewhere."""

    reference: str
    on: date
    municipality: str
