"""What the service does by itself, in Danish words: each occasion of telling, and each deed of the clock."""

from collections.abc import Mapping
from types import MappingProxyType

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
        "action_reminder": "Påmindelse om aftalte handlinger",
        "clearance_wanted": "Politiafklaring ønskes",
        "invitation": "Mødeindkaldelse",
        "invitation_update": "Ændret mødeindkaldelse",
        "invitation_cancellation": "Aflysning af møde",
        "agenda_for_review": "Dagsorden til gennemlæsning",
        "agenda_released": "Dagsordenen er frigivet",
        "agenda_changed": "Tillæg til dagsordenen, eller en ny udgave",
        "meeting_without_cases": "Møde uden sager",
        "minutes_wanted": "Påmindelse om referat",
        "minutes_for_comment": "Referat til kommentering",
        "minutes_approved": "Referatet er godkendt",
        "plan_proposed": "Mødekalender foreslået",
        "meetings_missing": "For få møder i året",
        "meeting_on_closed_day": "Møde på en lukket dag",
        "meeting_changed": "Ændrede frister",
        "meeting_changed_by_hand": "Møde ændret i kalenderen",
        "extraordinary_meeting_wanted": "Ekstraordinært møde ønskes",
        "not_reached": "Besked om en modtager, der ikke er nået",
        "case_rolled_over": "Sager overført til næste møde",
        "case_with_gaps": "Sager behandles med mangler",
    }
)
