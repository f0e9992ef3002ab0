"""The facts of an agenda and of minutes, of meetings of nobody."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from agenda.meetings.agenda import AgendaState, ItemKind
from agenda.meetings.minutes import MinutesState
from agenda.meetings.presence import Presence
from notifications.confidentiality import statement
from notifications.document import (
    DocumentFacts,
    DocumentKind,
    ItemFacts,
    MeetingFacts,
    OfCase,
    OutcomeFacts,
    PresenceFacts,
    Spoken,
)

STARTS_AT = datetime(2026, 12, 8, 8, tzinfo=UTC)
DANISH = Spoken("da", ZoneInfo("Europe/Copenhagen"))
MEETING = MeetingFacts(
    "Koordineringsenheden",
    "VINK",
    "Prøvegade 1",
    STARTS_AT,
    STARTS_AT + timedelta(hours=2),
    statement("da"),
)
WELCOME = ItemFacts(1, ItemKind.FIXED, "Velkomst", STARTS_AT, 5)
CASE = ItemFacts(2, ItemKind.CARRIED_OVER, "KE-2026-0042", STARTS_AT + timedelta(minutes=5), 15)
LATER = ItemFacts(
    3,
    ItemKind.ANY_OTHER,
    "Ny vejledning",
    STARTS_AT + timedelta(minutes=20),
    10,
    added_at=STARTS_AT - timedelta(days=1),
    reason="Kom først i går",
)
AGENDA = DocumentFacts(
    DocumentKind.AGENDA,
    MEETING,
    AgendaState.RELEASED,
    1,
    "",
    STARTS_AT - timedelta(days=4),
    (WELCOME, CASE, LATER),
)
MINUTES = replace(
    AGENDA,
    kind=DocumentKind.MINUTES,
    state=MinutesState.APPROVED,
    settled_at=STARTS_AT + timedelta(days=3),
    items=(
        replace(WELCOME, note="Erklæringen blev læst op."),
        replace(CASE, of_case=OfCase(OutcomeFacts("conversation", "SSP København", has_dissent=True))),
        replace(LATER, note=""),
    ),
    presences=(
        PresenceFacts("SSP København", False, Presence.PRESENT, ((2, Presence.ABSENT),)),
        PresenceFacts("Kriminalforsorgen", True, Presence.INFORMED),
        PresenceFacts("", False, None),
    ),
    note="Mødet blev holdt på dansk.",
)
