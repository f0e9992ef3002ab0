"""What went wrong in the forum, in Danish: one sentence for each code of a refusal."""

from collections.abc import Mapping
from types import MappingProxyType

PROBLEMS_OF_FORUM: Mapping[str, str] = MappingProxyType(
    {
        # The forum
        "no-such-organisation": "Organisationen findes ikke.",
        "no-such-accession": "Tiltrædelsen findes ikke.",
        "no-such-appointment": "Udpegningen findes ikke.",
        "no-such-charter": "Den version af charteret findes ikke. Offentliggør den først.",
        "no-charter-yet": "Der er ingen version af charteret endnu. Offentliggør den først.",
        "charter-known": "Den version findes allerede. Giv den nye et andet navn.",
        "charter-in-force-too-soon": "Vælg en dag, der ligger forude, og efter den seneste versions dag.",
        "asked-already": "Organisationen er allerede spurgt eller har tiltrådt. Se, hvordan det står nu.",
        "nobody-to-send-to": "Der er ingen at sende til længere. Skriv en kontaktperson med adresse først.",
        "accession-not-there": "Det kan ikke gøres, som tiltrædelsen står nu.",
        "acceded-ahead": "Vælg den dag, charteret blev underskrevet: i dag eller tidligere, "
        "og en sidste dag, der ikke ligger før den.",
        "ended-ahead": "Vælg den dag, tiltrædelsen ophørte: i dag eller tidligere.",
        "ended-before-it-began": "Vælg den dag, charteret blev tiltrådt, eller en senere.",
        "reply-by-passed": "Vælg en svarfrist, der ikke er passeret.",
        "organisation-not-listed": "Vælg en organisation på listen, eller tilføj den først.",
        "signer-missing": "Skriv navnet på den, der har skrevet under.",
        "accession-reason-missing": "Skriv kort, hvorfor.",
        "appointments-overlap": "Pladsen er optaget i nogle af dagene. Afslut den anden udpegning først, "
        "eller vælg andre dage.",
        "appointment-ends-before-it-begins": "Den sidste dag skal være den første dag eller senere.",
        "member-forgotten": "Oplysningerne om medlemmet er slettet, fordi deltagelsen er slut. Udpeg medlemmet på ny.",
        # The forum's meetings
        "title-missing": "Giv emnet en overskrift på nogle få ord.",
        "topics-closed": "Fristen for emner er passeret, så ingen bedes om emner. Skriv selv emner ned.",
        "nobody-invited-yet": "Ingen er indkaldt endnu. Indkaldelsen beder selv om emner.",
        "topics-are-closed": "Fristen for emner er passeret. Foreslå det til næste møde, eller skriv til os.",
        "proposal-too-long": "Skriv det kortere: overskriften højst 200 tegn, resten højst 4.000.",
        "too-many-topics": "Der er allerede foreslået ti emner herfra til mødet. Skriv til sekretariatet.",
        "topic-not-there": "Det kan ikke besluttes om emnet, som det står nu.",
        "no-later-meeting": "Et emne udskydes til et møde efter det, det ligger på. Vælg et senere, eller afslå det.",
        "topic-reply-missing": "Skriv kort hvorfor; den, der foreslog emnet, læser det.",
        "no-such-topic": "Emnet findes ikke.",
        "no-such-member": "Medlemmet findes ikke.",
        "unknown-need": "Vælg blandt dem, der er på listen.",
        "needs-are-closed": "Mødet er begyndt, så der kan ikke forberedes mere.",
        "file-name-unclear": "Giv filen et navn som oplæg.pdf, uden mappe.",
        "file-type-not-allowed": "Den slags fil modtages ikke. Vælg en af dem, der står ved feltet.",
        "file-too-large": "Filen er for stor. Vælg en mindre.",
        "file-is-empty": "Vælg en fil med noget i.",
        "disguised-file": "Filen er noget andet, end navnet siger, eller den har makroer. Gem den på ny, og prøv igen.",
        "too-many-materials": "Mødet har så mange materialer, som det kan have. Fjern et først.",
        "no-such-material": "Materialet findes ikke.",
        "room-closed": "Det findes ikke her.",
        "no-such-link": "Linket fører ingen steder hen længere. Brug linket i den nyeste mail, vi har sendt.",
        "not-a-forum-meeting": "Mødet hører ikke til forummet.",
    }
)
