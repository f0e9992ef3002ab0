"""What went wrong, in Danish: one sentence for each code of a refusal, and for each status without one."""

from collections.abc import Mapping
from types import MappingProxyType

from service.web.pages.problem_words_of_cases import OF_CASES
from service.web.pages.problem_words_of_forum import PROBLEMS_OF_FORUM

PROBLEMS: Mapping[str, str] = MappingProxyType(
    {
        "refusal": "Det kunne ikke lade sig gøre.",
        "invalid": "Noget af det indtastede kan ikke bruges.",
        "conflict": "Det kan ikke lade sig gøre, som tingene står nu.",
        "absent": "Det findes ikke, eller du har ikke adgang til det.",
        "not-allowed": "Din rolle giver ikke adgang til dette.",
        "changed-meanwhile": "En anden har ændret det imens. Se, hvordan det står nu, og gentag det, der mangler.",
        "storage-unavailable": "Mødeklar kan ikke gemme eller hente noget lige nu, og intet af dette er gemt. "
        "Vent nogle sekunder, og indlæs siden igen; har du udfyldt en formular, så send den igen.",
        # Agendas
        "agenda-is-frozen": "Dagsordenen er frigivet og står fast. Tilføj et punkt med en begrundelse, "
        "eller begynd en ny udgave.",
        "no-such-agenda": "Mødet har ingen dagsorden endnu.",
        "no-such-agenda-item": "Punktet står ikke længere på dagsordenen.",
        "order-incomplete": "Rækkefølgen passer ikke til punkterne. Se, hvordan dagsordenen står nu, og gentag.",
        "nothing-to-keep-out-of": "Punktet handler ikke om en sag eller et emne, så alle kan være med.",
        "kept-out-already": "Deltageren er allerede holdt ude af punktet.",
        "not-kept-out": "Deltageren er ikke længere holdt ude. Se, hvordan dagsordenen står nu.",
        "nothing-to-invite-to": "En gæst inviteres til en sag eller et emne. Vælg et andet punkt.",
        "authority-missing": "Skriv, hvilken myndighed eller institution gæsten kommer fra.",
        "follows-the-agenda": "Gæstens tid følger dagsordenen. Sæt aftalen tilbage, eller giv punktet en anden tid.",
        "bad-time-box": "Giv hvert punkt mellem 1 og 480 minutter.",
        "comes-from-elsewhere": "Punktet hører til en sag eller et emne. Flyt sagen til et andet møde, "
        "eller udskyd emnet.",
        "not-confirmed-yet": "Mødet er kun foreslået. Bekræft det først.",
        "no-version-begun": "Der er ikke begyndt en ny udgave. Se, hvordan dagsordenen står nu.",
        "nothing-released-yet": "Dagsordenen er ikke frigivet endnu. Ret udkastet i stedet.",
        "no-time-to-answer": "Der er under en arbejdsdag til at svare i sager, der venter på svar. Vælg et senere "
        "tidspunkt, eller sæt kryds ved at gå videre med huller.",
        "answers-still-due": "Svarfristen er ikke passeret, og ikke alle har svaret. Vent til fristen, "
        "eller til alle sager er klar.",
        "not-in-review": "Dagsordenen er ikke til gennemlæsning nu. Skriv til sekretariatet.",
        "nobody-reviews": "Medlemmerne af dette mødeforum læser ikke udkast. Frigiv dagsordenen, når den er klar.",
        "comment-missing": "Skriv en bemærkning på højst 1.000 tegn.",
        # The clock, the record and the guard
        "not-in-the-record": "Skriv et sagsnummer eller et id, som loggen nævner. "
        "Det, du skrev, er hverken søgt på eller gemt.",
        "no-such-piece": "Det er ikke længere sat til side, eller du har ikke adgang til det.",
        "no-such-outage": "Der er ingen sådan driftsafbrydelse for dig.",
        "outage-settled": "En anden har allerede set det.",
        "sending-is-on": "Afsendelse er allerede slået til.",
        "too-long-to-check": "Teksten er for lang til at blive kontrolleret for personoplysninger. Gør den kortere.",
        # Meetings and plans
        "meeting-is-over": "Mødet er afholdt eller aflyst, eller det ligger ikke forude. Vælg et andet møde.",
        "answered-too-late": "Mødet er begyndt eller aflyst, så svaret ændrer ikke noget.",
        "address-taken": "En anden har den adresse. Skriv personens egen, eller lad den andens tid slutte forinden.",
        "already-confirmed": "Mødet er allerede bekræftet.",
        "meeting-in-the-past": "Vælg et tidspunkt, der ligger forude.",
        "reason-missing": "Skriv en begrundelse.",
        "ends-before-it-starts": "Mødet skal slutte, efter at det er begyndt.",
        "meeting-too-long": "Mødet skal slutte inden for et døgn.",
        "two-meetings-at-once": "Der er allerede et møde på det tidspunkt. Vælg et andet.",
        "plan-is-settled": "Mødekalenderen er allerede bekræftet eller trukket tilbage.",
        "period-is-empty": "Den sidste dag skal være den første dag eller senere.",
        "period-too-long": "Planlæg højst fem år ad gangen.",
        "period-overlaps": "Nogle af dagene er allerede planlagt. Vælg andre dage, "
        "eller træk den anden mødekalender tilbage.",
        "no-such-absence": "Fraværet findes ikke; det kan være afsluttet imens.",
        "absence-too-far": "Vælg en første dag, der højst ligger et år før eller efter i dag.",
        "absence-has-begun": "Fraværet er begyndt, og stedfortræderen har svaret. Vælg en dag efter den første, "
        "eller ret dagene, hvis de var noteret forkert.",
        "absence-is-over": "Fraværet er slut inden den dag. Vælg en dag, før det slutter.",
        "organiser-has-invited": "Der er møder forude, som den nuværende postkasse har indkaldt til. Afhold eller "
        "aflys dem først, så hver aflysning kommer fra den, der indkaldte.",
        "no-organiser": "Mødeforummet har ingen afsenderpostkasse endnu, så ingen kan få besked.",
        "already-closed": "Dagen er allerede lukket.",
        "closed-day-passed": "Vælg en dag, der ligger forude.",
        "no-such-closed-day": "Dagen er ikke lukket af jeres sekretariat. Kun en dag, I selv har lukket, kan åbnes.",
        "nothing-put-before": "Der er ikke længere noget at afgøre om dagen. Se, hvordan den står nu.",
        "of-another-office": "Det hører under et andet sekretariat, som selv planlægger sine møder.",
        "no-such-body": "Mødeforummet findes ikke, eller du har ikke adgang til det.",
        "no-such-meeting": "Mødet findes ikke, eller du har ikke adgang til det.",
        "calendars-unreadable": "Kalenderne kan ikke læses over denne kanal. Vælg selv et tidspunkt.",
        "calendar-server-down": "Kalenderne svarer ikke lige nu. Prøv igen om lidt, eller vælg selv et tidspunkt.",
        "nothing-differs": "Mødet står i kalenderen, som det skal. Der er intet at afgøre.",
        "text-not-adopted": "Emnet, og et sted uden navn, kan ikke overtages fra kalenderen. Sæt mødet tilbage, "
        "eller ret det i kalenderen.",
        "no-such-entry": "Mødet har ingen sådan indkaldelse i kalenderen, eller du har ikke adgang til den.",
        "no-such-plan": "Mødekalenderen findes ikke, eller du har ikke adgang til den.",
        "no-meeting-to-show": "Der er intet bekræftet møde forude. Bekræft først en mødekalender.",
        "minutes-are-locked": "Referatet er godkendt og låst. Genåbn det med en begrundelse, hvis det skal rettes.",
        "minutes-not-there": "Det kan ikke gøres med referatet, som det står nu.",
        "meeting-not-begun-yet": "Mødet er ikke begyndt, eller det er aflyst.",
        "was-not-there": "Kun en, der er noteret som til stede, kan godkende referatet.",
        "no-such-item": "Punktet er ikke på mødets dagsorden.",
        "written-in-the-case": "Det, der siges om en sag, skrives i sagen og ikke her.",
        "minutes-comment-missing": "Skriv, hvad der ønskes anderledes.",
        "note-too-long": "Teksten er for lang.",
        "not-invited": "Kun de, der er indkaldt, kan noteres, og kun ved punkter på dagsordenen.",
        "kept-from-item": "Inhabile og gæster ved et andet punkt kan ikke stå som til stede her.",
        "marked-twice": "Hver deltager noteres én gang for mødet og højst én gang ved hvert punkt.",
        "no-such-minutes": "Der er intet referat af mødet for dig endnu.",
        # Messages
        "no-such-message": "Beskeden findes ikke, eller du har ikke adgang til den.",
        "nothing-failed-so": "Ingen besked er længere standset af den fejl.",
        "message-not-there": "Det kan ikke gøres med beskeden, som den står nu.",
        "drop-unexplained": "Skriv kort, hvorfor beskeden ikke længere skal sendes.",
        "reply-not-for-us": "Mailen er ikke et kalendersvar fra en, der er inviteret.",
        "no-such-reply": "Kalendersvaret findes ikke.",
        "already-settled": "En anden har allerede placeret eller afvist kalendersvaret.",
        "nothing-to-assign": "Mailen svarer ikke på et af vores møder. Læg den væk.",
        "no-such-attendee": "Deltageren findes ikke på det møde.",
        "no-place-to-fill": "Der kan kun indkaldes en stedfortræder for et medlem, der er indkaldt til mødet.",
        "comes-in-person": "Deltageren har svaret, at han eller hun kommer. Der er ikke brug for en stedfortræder.",
        "no-deputy-known": "Myndigheden har ingen stedfortræder den dag. Skriv navn og adresse på den, der skal komme.",
        "invited-already": "Den person er allerede indkaldt til mødet. Vælg en anden.",
        # People
        "no-such-party": "Myndigheden findes ikke.",
        "ends-before-it-begins": "Den sidste dag skal være den første dag eller senere.",
        "nobody-to-replace": "Myndigheden har ingen kontaktperson den dag.",
        "party-has-ended": "Myndigheden er ophørt inden den dag. Giv den først en senere sidste dag.",
        "party-unreachable": "En af myndighederne har hverken postkasse eller kontaktperson og kan ikke spørges.",
        "no-police-party": "Indstillingen cases.police_party peger ikke på en myndighed, der er med i dag. "
        "Få den rettet, eller opret myndigheden.",
        "body-switched-off": "Mødeforummet er slået fra i indstillingerne.",
        "party-unnamed": "Skriv, hvad myndigheden hedder.",
        **OF_CASES,
        **PROBLEMS_OF_FORUM,
        # What is no refusal of ours
        "personal-data-found": "Teksten kan læses af andre og må ikke indeholde navn eller CPR-nummer. Omskriv den.",
        "form-expired": "Formularen hører ikke til dette login. Gå tilbage, genindlæs siden, og udfyld den igen.",
        "form-invalid": "Noget i formularen skal rettes.",
        "not-a-moment": "Skriv en dato og et klokkeslæt, der findes.",
        "choice-missing": "Vælg en af mulighederne.",
    }
)

STATUSES: Mapping[int, str] = MappingProxyType(
    {
        400: "Forespørgslen kunne ikke læses. Gå tilbage, og prøv igen.",
        403: "Din rolle giver ikke adgang til dette.",
        404: "Siden findes ikke, eller du har ikke adgang til den.",
        405: "Det kan ikke gøres på denne adresse.",
        413: "Det indsendte fylder for meget.",
        500: "Der skete en fejl hos os. Intet er ændret. Prøv igen om lidt.",
    }
)


def problem_in_words(code: str, status: int = 500) -> str:
    return PROBLEMS.get(code) or STATUSES.get(status, STATUSES[500])
