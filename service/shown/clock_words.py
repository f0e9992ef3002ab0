"""What the clock had to do and could not, in Danish words: each kind of its work."""

from collections.abc import Mapping
from types import MappingProxyType

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "lapsed_leases": "En besked, hvis afsendelse gik i stå",
        "names": "Værnet mod, at en borgers navn kommer i en mail",
        "yearly_plan": "Forslag til næste års mødekalender",
        "accessions": "Opfølgning på en tiltrædelse af charteret",
        "appointments": "Besked om en udpegning, der udløber",
        "invitations": "Indkaldelse til et møde",
        "ages": "Kontrol af, om et barn er fyldt 15 eller 18 år",
        "missed_milestones": "En frist for et møde, der kun er foreslået",
        "milestones": "En frist for et møde",
        "late_cases": "Frigivelse af svarene i en sag, der kom til sent",
        "meeting_ends": "Registrering af, at et møde er slut",
        "minutes": "Påmindelse om et referat",
        "needs": "Sletning af behov efter et møde",
        "forum_contacts": "Sletning af et tidligere medlems eller en organisations kontaktoplysninger",
        "reminders": "Påmindelse om et svar",
        "consent_reminders": "Påmindelse om et udfald til samtykke",
        "requests_of_ended": "Bortfald af anmodninger hos en myndighed, der ikke længere deltager",
        "actions_of_ended": "Besked om aftalte handlinger hos en myndighed, der ikke længere deltager",
        "conversations_of_ended": "Besked om samtaler hos en myndighed, der ikke længere deltager",
        "courses_of_ended": "Besked om forløb hos en myndighed, der ikke længere deltager",
        "action_reminders": "Påmindelse om en aftalt handling",
        "reassessments": "Påmindelse om at vurdere en orientering igen",
        "outages": "Besked om en driftsafbrydelse",
        "messages": "Afsendelse af en besked",
        "mailboxes": "Afsendelse fra en postkasse",
        "mailbox_readings": "Læsning af en postkasse",
        "mails": "Læsning af en modtaget mail",
        "calendar_entries": "Læsning af et møde i kalenderen",
    }
)
