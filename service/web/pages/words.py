"""The Danish words all pages share: a sign stands beside the words of a state, so that colour never stands alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from agenda.access import Actor, Role
from notifications.message import State


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
        State.DEAD: Said("Afvist", "✕", "bad"),
        State.DROPPED: Said("Ikke længere aktuel", "–", "none"),
    }
)

WAITING: Mapping[str, str] = MappingProxyType(
    {
        "confirm_parties": "Bekræft, hvem der skal spørges",
        "police_clearance": "Afventer politiets afklaring",
        "correct_person": "Ret personen; en myndighed svarer, at den er angivet forkert",
        "child_notification": "Afklar underretning om et barn",
        "no_meeting": "Sagen ligger ikke på noget møde",
        "confirm_plan": "Gennemgå og bekræft mødekalenderen",
        "confirm_meeting": "Bekræft mødet; det er kun foreslået",
        "unmatched_reply": "Et kalendersvar kunne ikke placeres",
        "dead_message": "En besked kunne ikke sendes",
    }
)

DEEDS: Mapping[str, str] = MappingProxyType(
    {
        "propose_plan": "Næste års mødekalender foreslås",
        "release_answers": "Svarene frigives",
        "roll_over": "Sagen overføres til næste møde",
        "carry_over": "Sagen følger med til næste møde",
        "hold_meeting": "Mødet registreres som afholdt",
        "lapse_request": "Ubesvaret anmodning bortfalder",
        "pass_cut_off": "Fristen for nye sager eller emner passeres",
        "pass_answers_due": "Svarfristen passeres",
        "pass_agenda_due": "Dagsordenens frist passeres",
        "pass_minutes_due": "Referatets frist passeres",
        "lookup_request": "Anmodning om oplysninger",
        "lookup_changed": "Ændret svarfrist",
        "lookup_withdrawn": "Anmodning trukket tilbage",
        "lookup_to_deputy": "Anmodning til stedfortræder",
        "lookup_corrected": "Rettet anmodning",
        "lookup_handed_over": "Overdragelse af åbne anmodninger",
        "lookup_wrong_person": "Personen er angivet forkert",
        "reminder": "Påmindelse",
        "escalation": "Besked om overskredet frist",
        "clearance_wanted": "Politiafklaring ønskes",
        "invitation": "Mødeindkaldelse",
        "invitation_update": "Ændret mødeindkaldelse",
        "invitation_cancellation": "Aflysning af møde",
        "agenda_released": "Dagsordenen er frigivet",
        "plan_proposed": "Mødekalender foreslået",
        "meeting_on_closed_day": "Møde på en lukket dag",
        "meeting_changed": "Ændrede frister",
        "extraordinary_meeting_wanted": "Ekstraordinært møde ønskes",
        "case_rolled_over": "Sager overført til næste møde",
        "case_with_gaps": "Sager behandles med mangler",
    }
)

ROLES: Mapping[Role, str] = MappingProxyType(
    {
        Role.SECRETARIAT: "sekretariatet",
        Role.FORUM: "Medborgerforums sekretariat",
        Role.AUDITOR: "revisor",
        Role.CLOCK: "uret",
    }
)


def actor_in_words(actor: Actor, parties: Mapping[str, str]) -> str:
    return parties.get(actor.party_id or "", actor.party_id or "") if actor.party_id else ROLES[actor.role]
