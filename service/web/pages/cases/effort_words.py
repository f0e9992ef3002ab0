"""The Danish words for orientation, conversations, courses and what is agreed in writing."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from agenda.cases.addressee import To
from agenda.cases.consent import ChildRule, Consenter
from agenda.cases.conversation import ConversationOutcome, ConversationState
from agenda.cases.course import CourseState, EndReason, Line
from agenda.cases.dispatch import LetterKind, Sending
from agenda.cases.orientation import Exemption, OrientationKind
from agenda.cases.representative import GuardianRule, RepresentativeKind
from agenda.cases.written import Consent, ProposalState
from service.web.pages.words import Said

ORIENTATIONS: Mapping[OrientationKind, Said] = MappingProxyType(
    {
        OrientationKind.GIVEN: Said("Givet", "✓", "good"),
        OrientationKind.POSTPONED: Said("Udsat", "○", "wait"),
        OrientationKind.OMITTED: Said("Undladt", "–", "wait"),
    }
)
NOT_DECIDED = Said("Ikke afgjort", "!", "wait")
NOT_SAID_SENT = Said("Ikke noteret sendt", "!", "wait")

CONVERSATIONS: Mapping[ConversationState, Said] = MappingProxyType(
    {
        ConversationState.PLANNED: Said("Planlagt", "○", "wait"),
        ConversationState.HELD: Said("Holdt", "✓", "good"),
        ConversationState.MISSED: Said("Ikke mødt", "–", "none"),
        ConversationState.CALLED_OFF: Said("Aflyst", "✕", "none"),
    }
)

COURSES: Mapping[CourseState, Said] = MappingProxyType(
    {
        CourseState.PROPOSED: Said("Afventer samtykke", "○", "wait"),
        CourseState.RUNNING: Said("I gang", "✓", "good"),
        CourseState.PAUSED: Said("På pause", "‖", "wait"),
        CourseState.ENDED: Said("Afsluttet", "■", "none"),
    }
)

PROPOSALS: Mapping[ProposalState, Said] = MappingProxyType(
    {
        ProposalState.OPEN: Said("Afventer svar", "○", "wait"),
        ProposalState.AGREED: Said("Vedtaget", "✓", "good"),
        ProposalState.TO_MEETING: Said("Tages på næste møde", "→", "none"),
    }
)

CONSENTS: Mapping[Consent, Said] = MappingProxyType(
    {
        Consent.CONSENTS: Said("Samtykker", "✓", "good"),
        Consent.OBJECTS: Said("Gør indsigelse", "✕", "bad"),
    }
)
SILENT = Said("Har ikke svaret", "○", "wait")

CHOICES: Mapping[StrEnum, str] = MappingProxyType(
    {
        OrientationKind.GIVEN: "Borgeren er orienteret",
        OrientationKind.POSTPONED: "Orienteringen udsættes",
        OrientationKind.OMITTED: "Orienteringen undlades",
        Exemption.PRIVATE_INTERESTS: "Stk. 1: afgørende hensyn til private interesser, også borgerens egne",
        Exemption.PUBLIC_INTERESTS: "Stk. 2: afgørende hensyn til offentlige interesser",
        ConversationOutcome.WANTS_COURSE: "Borgeren ønsker et forløb",
        ConversationOutcome.DOES_NOT: "Borgeren ønsker ikke et forløb",
        ConversationOutcome.NO_NEED: "Der er ikke behov for et forløb",
        ConversationOutcome.DID_NOT_COME: "Borgeren mødte ikke",
        EndReason.COMPLETED: "Forløbet er gennemført",
        EndReason.CONSENT_WITHDRAWN: "Samtykket er trukket tilbage",
        EndReason.NO_CONSENT: "Borgeren gav ikke samtykke",
        EndReason.NO_LONGER_NEEDED: "Der er ikke længere behov",
        EndReason.NO_CONTACT: "Kontakten er ophørt",
        EndReason.MOVED_AWAY: "Borgeren er flyttet fra kommunen",
        EndReason.HANDED_OVER: "En anden myndighed overtager",
        EndReason.OTHER: "Andet",
    }
)

SENDINGS: Mapping[Sending, str] = MappingProxyType(
    {
        Sending.DIGITAL_POST: "Sendt med Digital Post",
        Sending.PAPER: "Sendt som brev på papir",
        Sending.HANDED_OVER: "Afleveret personligt",
        Sending.NOT_SENT: "Sendes ikke",
    }
)
LETTERS: Mapping[LetterKind, str] = MappingProxyType(
    {
        LetterKind.ORIENTATION: "Orientering af borgeren",
        LetterKind.CONVERSATION: "Invitation til samtale",
    }
)

LINES: Mapping[Line, str] = MappingProxyType(
    {
        Line.CIVIL_SOCIETY: "Civilsamfund",
        Line.ANTICIPATORY: "Foregribende indsats",
        Line.INTERVENING: "Indgribende indsats",
    }
)

# Tables of their own, since the words of a StrEnum are equal to those of another.
CONSENTERS: Mapping[Consenter, str] = MappingProxyType(
    {
        Consenter.CITIZEN: "Borgeren selv",
        Consenter.HOLDER: "Indehaver af forældremyndigheden",
        Consenter.GUARDIAN: "Værge",
    }
)
REPRESENTATIVES: Mapping[RepresentativeKind, str] = MappingProxyType(
    {
        RepresentativeKind.HOLDER: "Indehaver af forældremyndigheden",
        RepresentativeKind.GUARDIAN: "Værge",
    }
)
ADDRESSEES: Mapping[To, str] = MappingProxyType(
    {
        To.CHILD: "til barnet selv",
        To.HOLDER: "til indehaver af forældremyndigheden",
        To.NOBODY: "sendes ikke",
    }
)
GUARDIAN_RULES: Mapping[GuardianRule, str] = MappingProxyType(
    {
        GuardianRule.CITIZEN: "Borgeren selv samtykker; værgemålet omfatter det ikke",
        GuardianRule.GUARDIAN: "Værgen samtykker i borgerens sted",
        GuardianRule.BOTH: "Både borgeren og værgen samtykker",
    }
)
CHILD_RULES: Mapping[ChildRule, str] = MappingProxyType(
    {
        ChildRule.EVERY_HOLDER: "Alle indehavere af forældremyndigheden, og fra 15 år også den unge selv",
        ChildRule.ONE_HOLDER: "Én indehaver af forældremyndigheden, og fra 15 år også den unge selv",
        ChildRule.YOUNG_PERSON_ALONE: "Under 15 år alle indehavere af forældremyndigheden, fra 15 år den unge alene",
    }
)

OUTCOME_HINTS: Mapping[ConversationOutcome, str] = MappingProxyType(
    {
        ConversationOutcome.WANTS_COURSE: "Derefter kan et forløb åbnes.",
        ConversationOutcome.DOES_NOT: "En normal afslutning: sagen afsluttes.",
        ConversationOutcome.NO_NEED: "En normal afslutning: sagen afsluttes.",
        ConversationOutcome.DID_NOT_COME: "Sagen forbliver åben, og en ny samtale kan planlægges.",
    }
)


def options(kinds: list[StrEnum] | type[StrEnum]) -> list[tuple[str, str]]:
    """The choices of a form, in the order given."""
    return [(str(kind), CHOICES[kind]) for kind in kinds]
