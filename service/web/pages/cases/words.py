"""The Danish words for the states and choices of cases, lookups and readiness."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from agenda.cases.action import ActionState
from agenda.cases.case import DISCUSSED_OR_LATER, CaseState, CloseReason  # noqa: F401  the templates read it here
from agenda.cases.concern import Basis, Notification, SourceKind, Urgency
from agenda.cases.follow_up import FollowUpState
from agenda.cases.lookup import AnswerKind, LookupState
from agenda.cases.outcome import ACTED_ON, OutcomeKind  # noqa: F401  the templates read ACTED_ON here
from agenda.cases.readiness import Cell, Readiness
from agenda.cases.taking_back import WithdrawalWhy
from agenda.municipality import MUNICIPALITIES
from service.web.pages.words import Said

CELLS: Mapping[Cell, Said] = MappingProxyType(
    {
        Cell.ANSWERED: Said("Besvaret", "✓", "good"),
        Cell.ANSWERED_LATE: Said("Besvaret efter fristen", "✓", "good"),
        Cell.WAITING: Said("Afventer svar", "○", "wait"),
        Cell.OVERDUE: Said("Frist overskredet", "!", "bad"),
        Cell.NOT_REACHED: Said("Ikke nået", "↩", "bad"),
        Cell.TO_CORRECT: Said("Personen rettes", "↺", "wait"),
        Cell.LAPSED: Said("Bortfaldet uden svar", "–", "none"),
        Cell.NOT_ASKED: Said("Ikke spurgt", "–", "none"),
    }
)

READINESS: Mapping[Readiness, Said] = MappingProxyType(
    {
        Readiness.READY: Said("Klar", "✓", "good"),
        Readiness.READY_WITH_GAPS: Said("Klar med huller", "◐", "wait"),
        Readiness.WAITING: Said("Venter", "○", "wait"),
        Readiness.OVERDUE: Said("Overskredet", "!", "bad"),
    }
)

CASE_STATES: Mapping[CaseState, Said] = MappingProxyType(
    {
        CaseState.RECEIVED: Said("Modtaget, ingen er spurgt", "○", "wait"),
        CaseState.AWAITING_CLEARANCE: Said("Afventer politiafklaring", "○", "wait"),
        CaseState.ASKING: Said("Under forberedelse", "…", "none"),
        CaseState.RELEASED: Said("Svar frigivet", "✓", "good"),
        CaseState.DISCUSSED: Said("Drøftet", "✓", "good"),
        CaseState.CONVERSATION: Said("Samtale", "→", "none"),
        CaseState.COURSE: Said("Forløb", "→", "none"),
        CaseState.CLOSED: Said("Afsluttet", "■", "none"),
    }
)

# Tables of their own, since the words of a StrEnum are equal to those of another.
OUTCOMES: Mapping[OutcomeKind, str] = MappingProxyType(
    {
        OutcomeKind.NO_CONVERSATION: "Ingen samtale",
        OutcomeKind.CONVERSATION: "Samtale",
        OutcomeKind.MORE_INFORMATION: "Flere oplysninger",
        OutcomeKind.HANDED_OVER: "Overgives til en anden myndighed eller kommune",
        OutcomeKind.CLOSED: "Afsluttes",
        OutcomeKind.UNCHANGED: "Uændret",
    }
)
OUTCOME_HINTS: Mapping[OutcomeKind, str] = MappingProxyType(
    {
        OutcomeKind.NO_CONVERSATION: "Sagen afsluttes.",
        OutcomeKind.CONVERSATION: "Borgeren tilbydes en samtale. Den er frivillig.",
        OutcomeKind.MORE_INFORMATION: "Sagen kommer på næste møde, og de valgte spørges straks.",
        OutcomeKind.HANDED_OVER: "Det noteres, og sagen afsluttes. Mødeklar sender intet videre.",
        OutcomeKind.CLOSED: "Med en grund.",
        OutcomeKind.UNCHANGED: "Det, der er besluttet før, står ved magt: samtalen eller forløbet fortsætter.",
    }
)

FOLLOW_UP_STATES: Mapping[FollowUpState, Said] = MappingProxyType(
    {
        FollowUpState.OPEN: Said("Venter", "○", "wait"),
        FollowUpState.DISCUSSED: Said("Drøftet", "✓", "good"),
        FollowUpState.DROPPED: Said("Bortfaldet", "–", "none"),
    }
)

ACTION_ENDS: Mapping[ActionState, str] = MappingProxyType(
    {
        ActionState.DONE: "Gjort",
        ActionState.NO_LONGER_POSSIBLE: "Ikke længere mulig; forholdene har ændret sig",
        ActionState.NOT_DONE: "Ikke gjort",
    }
)

ACTION_STATES: Mapping[ActionState, Said] = MappingProxyType(
    {
        ActionState.OPEN: Said("Åben", "○", "wait"),
        ActionState.DONE: Said("Gjort", "✓", "good"),
        ActionState.NO_LONGER_POSSIBLE: Said("Ikke længere mulig", "–", "none"),
        ActionState.NOT_DONE: Said("Ikke gjort", "✕", "bad"),
        ActionState.WITHDRAWN: Said("Trukket tilbage; mødet blev ikke holdt", "–", "none"),
    }
)
ACTION_OVERDUE = Said("Frist overskredet", "!", "bad")

LOOKUP_STATES: Mapping[LookupState, Said] = MappingProxyType(
    {
        LookupState.OPEN: Said("Afventer svar", "○", "wait"),
        LookupState.ANSWERED: Said("Besvaret", "✓", "good"),
        LookupState.TO_CORRECT: Said("Personen rettes", "↺", "wait"),
        LookupState.WITHDRAWN: Said("Trukket tilbage", "■", "none"),
        LookupState.LAPSED: Said("Bortfaldet uden svar", "–", "none"),
    }
)

CHOICES: Mapping[StrEnum, str] = MappingProxyType(
    {
        SourceKind.CITIZEN: "Borger",
        SourceKind.RELATIVE: "Pårørende",
        SourceKind.PROFESSIONAL: "Fagperson",
        SourceKind.AUTHORITY: "Myndighed",
        SourceKind.HOTLINE: "Hotline",
        SourceKind.ANONYMOUS: "Anonym",
        SourceKind.OTHER: "Anden",
        Urgency.NORMAL: "Almindelig",
        Urgency.URGENT: "Haster",
        Urgency.ACUTE: "Akut fare for nogens liv eller helbred",
        Basis.SSP: "Nr. 1: SSP-samarbejdet",
        Basis.PSP: "Nr. 2: PSP-samarbejdet",
        Basis.RELEASED_CONVICTED: "Nr. 3 a: KSP, dømte der løslades",
        Basis.RELEASED_YOUNG: "Nr. 3 b: KSP, dømte under 18 år der løslades fra andre institutioner",
        Basis.RELEASED_AT_RISK: "Nr. 3 c: KSP, løsladte der er radikaliserede eller i risiko for det",
        Notification.MADE: "Underretning er sendt",
        Notification.NOT_NEEDED: "Underretning er vurderet unødvendig",
        Notification.PENDING: "Underretning er endnu ikke afklaret",
        Notification.NOT_A_CHILD: "Ikke et barn",
        AnswerKind.NOTHING_REGISTERED: "Intet registreret",
        AnswerKind.NOT_RELEVANT: "Registreret, ikke relevant",
        AnswerKind.RELEVANT: "Relevante oplysninger",
        AnswerKind.ORAL_ONLY: "Deles kun mundtligt",
        AnswerKind.DECLINES: "Afstår fra at dele",
        AnswerKind.WRONG_PERSON: "Forkert person",
        AnswerKind.CONFLICT_OF_INTEREST: "Inhabil",
        CloseReason.UNFOUNDED: "Ubegrundet bekymring",
        CloseReason.NO_CONVERSATION: "Ingen samtale",
        CloseReason.CITIZEN_DECLINES: "Borgeren ønsker ikke et forløb",
        CloseReason.HANDED_OVER: "Overgivet til en myndighed",
        CloseReason.MOVED_AWAY: "Borgeren er flyttet fra kommunen",
        CloseReason.OPENED_IN_ERROR: "Oprettet ved en fejl",
        CloseReason.POLICE_ALONE: "Behandles alene af politiet",
        CloseReason.NO_NEED: "Intet behov for et forløb",
        CloseReason.ENDED: "Indsatsen er afsluttet",
    }
)

CLOSE_REASONS: Mapping[str, str] = MappingProxyType({str(reason): CHOICES[reason] for reason in CloseReason})

ANSWER_HINTS: Mapping[AnswerKind, str] = MappingProxyType(
    {
        AnswerKind.NOTHING_REGISTERED: "Vi har søgt og fandt intet om personen.",
        AnswerKind.NOT_RELEVANT: "Vi kender personen, men intet har betydning for bekymringen.",
        AnswerKind.RELEVANT: "Skriv risikoforhold og beskyttelsesfaktorer nedenfor.",
        AnswerKind.ORAL_ONLY: "Vi fortæller det på mødet og skriver intet her.",
        AnswerKind.DECLINES: "Et svar på linje med de andre (rpl. § 115, stk. 4). Det skal ikke begrundes.",
        AnswerKind.WRONG_PERSON: "Oplysningerne om personen passer ikke. Sekretariatet retter og spørger igen.",
        AnswerKind.CONFLICT_OF_INTEREST: "Stedfortræderen spørges i stedet.",
    }
)

NEXT_STEPS: Mapping[str, str] = MappingProxyType(
    {
        "remind": "Påmindelse sendes til dem, der mangler at svare",
        "escalate": "Stedfortræder og sekretariat får besked om manglende svar",
        "release": "Dagsordenen frigives",
    }
)


MUNICIPALITY_NAMES = sorted(one.name for one in MUNICIPALITIES)


def choice(value: StrEnum) -> str:
    return CHOICES[value]


def options(kinds: type[StrEnum], *, without: frozenset[StrEnum] = frozenset()) -> list[tuple[str, str]]:
    """The choices of a form, in the order they are declared."""
    return [(str(kind), CHOICES[kind]) for kind in kinds if kind not in without]


WITHDRAWALS: Mapping[WithdrawalWhy, str] = MappingProxyType(
    {
        WithdrawalWhy.WRONG_PERSON: "Svaret handlede om en forkert person",
        WithdrawalWhy.TOO_MUCH: "Svaret indeholdt mere, end der er brug for",
        WithdrawalWhy.BY_MISTAKE: "Svaret blev sendt ved en fejl",
    }
)
