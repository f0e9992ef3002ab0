"""The Danish words of accessions and appointments."""

from collections.abc import Mapping
from types import MappingProxyType

from agenda.forum.accession import AccessionState
from agenda.forum.appointment import ForumRole
from service.web.pages.words import Said

ACCESSION_STATES: Mapping[AccessionState, Said] = MappingProxyType(
    {
        AccessionState.NOT_SENT: Said("Ikke sendt", "○", "none"),
        AccessionState.SENT: Said("Sendt, ikke besvaret", "…", "wait"),
        AccessionState.ACCEDED: Said("Tiltrådt", "✓", "good"),
        AccessionState.DECLINED: Said("Afslået", "✕", "bad"),
        AccessionState.LAPSED: Said("Bortfaldet", "–", "none"),
        AccessionState.ENDED: Said("Ophørt", "■", "none"),
    }
)

FORUM_ROLES: Mapping[ForumRole, str] = MappingProxyType(
    {
        ForumRole.MEMBER: "Medlem",
        ForumRole.CHAIR: "Forperson",
        ForumRole.DEPUTY: "Næstforperson",
    }
)

UNKNOWN_LANGUAGE = Said("Sproget er skrevet forkert", "!", "wait")
LET_IN = Said("Indkaldes", "✓", "good")
NOT_LET_IN = Said("Indkaldes ikke", "–", "none")
