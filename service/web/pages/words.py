"""The Danish words all pages share: a sign stands beside the words of a state, so that colour never stands alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from agenda.access import Role
from notifications.message import State
from service.shown.deed_words import DEEDS  # noqa: F401  the templates read it here


@dataclass(frozen=True)
class Said:
    """A state in words; `tone` is good, wait, bad or none."""

    words: str
    sign: str
    tone: str


MESSAGE_STATES: Mapping[State, Said] = MappingProxyType(
    {
        State.PENDING: Said("Venter", "○", "wait"),
        State.CLAIMED: Said("Ved at blive sendt", "…", "wait"),
        State.SENT: Said("Sendt", "✓", "good"),
        State.IN_DOUBT: Said("Uvist, slås op", "?", "wait"),
        State.BOUNCED: Said("Kom tilbage", "↩", "bad"),
        State.DEAD: Said("Afvist", "✕", "bad"),
        State.DROPPED: Said("Ikke længere aktuel", "–", "none"),
    }
)

CHANNELS: Mapping[str, str] = MappingProxyType(
    {
        "folder": "Mappe",
        "smtp": "Mailserver (SMTP)",
        "exchange": "Exchange (EWS)",
        "graph": "Exchange Online (Graph)",
        "imap": "Svar på mails (IMAP)",
    }
)
SENDS = Said("Sender", "✓", "good")
FALTERS = Said("Fejler, prøver igen", "!", "wait")
RESTS = Said("Holder pause", "‖", "bad")

WAITING: Mapping[str, str] = MappingProxyType(
    {
        "confirm_parties": "Bekræft, hvem der skal spørges",
        "police_clearance": "Afventer politiets afklaring",
        "hand_over_action": "Overdrag en aftalt handling; den, der skal gøre den, er inhabil i sagen",
        "further_concern": "Læs den nye bekymring; den skal behandles på et møde",
        "correct_person": "Ret personen; en myndighed svarer, at den er angivet forkert",
        "answer_redacted": "En myndighed har fjernet noget af et frigivet svar; se efter, om det er citeret",
        "child_notification": "Afklar underretning om et barn",
        "outcome": "Sagen er drøftet; skriv udfaldet",
        "propose_outcome": "Foreslå et udfald til den skriftlige behandling",
        "plan_conversation": "Planlæg en samtale med borgeren",
        "report_conversation": "Samtalens tid er gået; registrér udfaldet",
        "open_course": "Borgeren ønsker et forløb; åbn det",
        "consent": "Et forløb venter på samtykke",
        "new_consent": "Et forløb står på pause og venter på et nyt samtykke",
        "course_without_basis": "Et forløb har intet grundlag for en borger i den alder; afslut det",
        "consent_ahead": "Et barn i et forløb bliver snart 15 eller 18 år; bed om et nyt samtykke",
        "course_ended": "Forløbet er slut; afslut sagen, eller åbn et nyt",
        "orientation": "Afgør, om borgeren orienteres",
        "reassess_orientation": "Vurdér orienteringen igen",
        "letter_not_sent": "Et brev til borgeren er lavet; skriv, hvordan det er sendt",
        "follow_up": "Opfølgningen var på mødet; skriv, om den er drøftet",
        "no_meeting": "Sagen ligger ikke på noget møde",
        "confirm_plan": "Gennemgå og bekræft mødekalenderen",
        "confirm_meeting": "Bekræft mødet; det er kun foreslået",
        "was_it_held": "Blev mødet holdt? Dagsordenen blev aldrig frigivet",
        "day_put_before": "Et andet sekretariat har lukket eller åbnet en dag; afgør, om det også gælder hos jer",
        "minutes_wanted": "Referatet er ikke godkendt, og fristen er nået",
        "changed_by_hand": "Et møde er ændret direkte i kalenderen",
        "meeting_without_cases": "Mødet har ingen sager; aflys det, eller hold det skriftligt",
        "no_quorum": "For få myndigheder har sagt ja til mødet",
        "member_declined": "En indkaldt kommer ikke; find en stedfortræder",
        "room_declined": "Lokalet har afvist mødet",
        "topics_to_answer": "Foreslåede emner venter på svar",
        "topics_left": "Et møde, der er aflyst eller holdt, har ubehandlede emner; udskyd dem, eller afslå dem",
        "version_to_release": "En ny udgave af dagsordenen er lagt og ikke frigivet",
        "release_by_hand": "Dagsordenens frist var passeret, da mødet blev lagt; frigiv dagsordenen i hånden",
        "meetings_missing": "Der er for få møder i årets mødekalender; foreslå et til",
        "unknown_language": "Et sprog er skrevet forkert; der skrives på dansk, til det er rettet",
        "charter_unanswered": "Charteret er ikke besvaret inden fristen",
        "unmatched_reply": "Et kalendersvar kunne ikke placeres",
        "unmatched_report": "En mail siges ikke at være kommet frem, og vi ved ikke hvilken",
        "messages_to_see": "Beskeder, der ikke bare gik ud, skal ses på",
        "set_aside": "Noget kunne ikke gøres og er sat til side",
        "unreadable": "En del af denne liste kan ikke læses og mangler her",
        "unreadable_case": "Sagen kan ikke læses; giv besked til den, der driver tjenesten",
        "outage": "Tjenesten var ude af drift; se, hvad der ikke skete",
    }
)

ROLES: Mapping[Role, str] = MappingProxyType(  # the forum's office bears the name of its body
    {
        Role.SECRETARIAT: "sekretariatet",
        Role.AUDITOR: "revisor",
        Role.MEMBER: "medlem ved sit private link",
        Role.CLOCK: "uret",
    }
)
