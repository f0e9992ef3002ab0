"""What went wrong, in Danish: one sentence for each code of a refusal, and for each status without one."""

from collections.abc import Mapping
from types import MappingProxyType

PROBLEMS: Mapping[str, str] = MappingProxyType(
    {
        "refusal": "Det kunne ikke lade sig gøre.",
        "invalid": "Noget af det indtastede kan ikke bruges.",
        "conflict": "Det kan ikke lade sig gøre, som tingene står nu.",
        "absent": "Det findes ikke, eller du har ikke adgang til det.",
        "not-allowed": "Din rolle giver ikke adgang til dette.",
        "changed-meanwhile": "En anden har ændret det imens. Se, hvordan det står nu, og gentag det, der mangler.",
        # Agendas
        "agenda-is-frozen": "Dagsordenen er frigivet og står fast. Tilføj et punkt med en begrundelse, "
        "eller begynd en ny udgave.",
        "no-such-agenda": "Mødet har ingen dagsorden endnu.",
        "no-such-agenda-item": "Punktet står ikke længere på dagsordenen.",
        "order-incomplete": "Rækkefølgen passer ikke til punkterne. Se, hvordan dagsordenen står nu, og gentag.",
        "nothing-to-keep-out-of": "Punktet handler ikke om en sag eller et emne, så alle kan være med.",
        "kept-out-already": "Deltageren er allerede holdt ude af punktet.",
        "not-kept-out": "Deltageren er ikke længere holdt ude. Se, hvordan dagsordenen står nu.",
        "bad-time-box": "Giv hvert punkt mellem 1 og 480 minutter.",
        "comes-from-elsewhere": "Punktet hører til en sag eller et emne. Flyt sagen til et andet møde, "
        "eller udskyd emnet.",
        "not-confirmed-yet": "Mødet er kun foreslået. Bekræft det først.",
        "nothing-released-yet": "Dagsordenen er ikke frigivet endnu. Ret udkastet i stedet.",
        "answers-still-due": "Svarfristen er ikke passeret, og ikke alle har svaret. Vent til fristen, "
        "eller til alle sager er klar.",
        "not-in-review": "Dagsordenen er ikke til gennemlæsning nu. Skriv til sekretariatet.",
        "nobody-reviews": "Medlemmerne af dette mødeforum læser ikke udkast. Frigiv dagsordenen, når den er klar.",
        "comment-missing": "Skriv en bemærkning på højst 1.000 tegn.",
        # Meetings and plans
        "meeting-is-over": "Mødet er afholdt eller aflyst, eller det ligger ikke forude. Vælg et andet møde.",
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
        "no-organiser": "Mødeforummet har ingen afsenderpostkasse endnu, så ingen kan få besked.",
        "already-closed": "Dagen er allerede lukket.",
        "closed-day-passed": "Vælg en dag, der ligger forude.",
        "not-closed-by-hand": "Kun en dag, der er lukket her, kan åbnes igen.",
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
        # Messages
        "no-such-message": "Beskeden findes ikke, eller du har ikke adgang til den.",
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
        "person-unclear": "Skriv et navn og en adresse, fx navn@example.dk.",
        # People
        "no-such-party": "Myndigheden findes ikke.",
        "ends-before-it-begins": "Den sidste dag skal være den første dag eller senere.",
        "nobody-to-replace": "Myndigheden har ingen kontaktperson den dag.",
        "party-unreachable": "En af myndighederne har hverken postkasse eller kontaktperson og kan ikke spørges.",
        # Cases
        "no-such-case": "Sagen findes ikke, eller du har ikke adgang til den.",
        "case-is-closed": "Sagen er afsluttet. En ny bekymring åbner en ny sag.",
        "case-not-there": "Det kan ikke gøres, som sagen står nu.",
        "no-meeting-ahead": "Der er intet bekræftet møde, som sagen kan lægges på. Bekræft først en mødekalender.",
        "no-parties-confirmed": "Vælg mindst én myndighed.",
        "necessity-unconfirmed": "Bekræft, at det er nødvendigt at spørge hver af de valgte myndigheder.",
        "notification-unsettled": "Vælg, om underretningen er sendt eller er vurderet unødvendig.",
        "already-asked": "En af de valgte myndigheder er allerede spurgt. Fjern den fra valget.",
        "impossible-cpr": "CPR-nummeret kan ikke være rigtigt. Skriv ti cifre, fx 010190-5001.",
        "cpr-of-the-living": "Denne udgave tager ikke imod et CPR-nummer, der kan tilhøre en nulevende person. "
        "Brug et prøvenummer, fx 010190-5001.",
        "citizen-unclear": "Angiv navn og bopælskommune og enten CPR-nummer eller fødselsdato. "
        "Angives begge, skal de passe sammen.",
        "text-missing": "Skriv en sætning; den kræves efter rpl. § 115.",
        "text-too-long": "Teksten er for lang. Skriv højst 4.000 tegn.",
        "unknown-theme": "Vælg et tema fra listen.",
        "source-named-anonymous": "En anonym kilde kan ikke navngives. Lad feltet stå tomt, eller vælg en anden kilde.",
        # Meetings on cases
        "case-not-on-agenda": "Sagen står ikke på mødets frigivne dagsorden. Vælg det møde, den blev drøftet på.",
        "meeting-not-begun": "Mødet er ikke begyndt endnu.",
        "outcome-recorded": "Sagen har allerede et udfald på det møde. Se det, der er skrevet.",
        "unknown-authority": "Vælg en af myndighederne.",
        "grounds-missing": "Skriv en sætning.",
        "dissent-repeated": "Skriv alt, hvad en myndighed er uenig i, ét sted.",
        "outcome-incomplete": "Udfaldet kræver, at dette er udfyldt.",
        "outcome-part-misplaced": "Dette hører til et andet udfald. Lad det stå tomt, eller vælg det andet udfald.",
        # What is done for the citizen
        "no-such-conversation": "Samtalen findes ikke, eller du har ikke adgang til den.",
        "no-such-course": "Forløbet findes ikke, eller du har ikke adgang til det.",
        "conversation-over": "Samtalen er holdt, ikke mødt eller aflyst. Planlæg en ny.",
        "conversation-planned-already": "Der er allerede planlagt en samtale. Ret den, eller aflys den først.",
        "conversation-in-the-past": "Vælg et tidspunkt, der ligger forude.",
        "conversation-ahead": "Samtalen er ikke holdt endnu. Registrér udfaldet, når den er.",
        "holder-missing": "Skriv, hvem borgeren møder, og hvor.",
        "orientation-unexplained": "Vælg hjemmel, skriv en begrundelse, og vælg en dag, hvor det vurderes igen.",
        "orientation-ahead": "Vælg den dag, borgeren blev orienteret, senest i dag.",
        "reassessed-too-late": "Vælg en dag forude, højst et år ude.",
        "orientation-part-misplaced": "Lad feltet stå tomt; det passer ikke til den valgte beslutning.",
        "unknown-course-kind": "Vælg et forløb fra listen.",
        "course-not-wanted": "Registrér først en samtale, hvor borgeren ønskede et forløb.",
        "course-over": "Forløbet er afsluttet. Åbn et nyt.",
        "course-still-open": "Afslut først forløbet med en grund; derefter kan sagen afsluttes.",
        "consent-given-already": "Samtykket er allerede registreret.",
        "consent-not-given": "Der er ikke givet samtykke, så det kan ikke trækkes tilbage. Afslut forløbet i stedet.",
        "withdrawn-before-given": "Samtykket kan tidligst trækkes tilbage den dag, det blev givet.",
        "course-day-ahead": "Vælg i dag eller en tidligere dag.",
        "course-day-too-early": "Dagen ligger før sagen eller før samtykket. Vælg en senere dag.",
        "end-reason-misplaced": "Grunden passer ikke til forløbet, som det står nu. Vælg en anden.",
        "end-unexplained": "Skriv en sætning om, hvorfor forløbet slutter.",
        "no-such-follow-up": "Opfølgningen findes ikke, eller du har ikke adgang til den.",
        "follow-up-too-far": "Vælg en dag højst tre måneder fremme.",
        "follow-up-not-ahead": "Vælg en dag, der ligger forude.",
        "follow-up-settled": "Opfølgningen er allerede drøftet eller bortfaldet. Sæt en ny i stedet.",
        "purpose-missing": "Skriv i en sætning, hvad der skal følges op på.",
        "source-unclear": "Vælg den myndighed, der sagde det, eller skriv en anden, men ikke begge dele.",
        "said-at-another-time": "Vælg et tidspunkt fra mødets begyndelse og indtil nu.",
        "no-such-action": "Handlingen findes ikke, eller du har ikke adgang til den.",
        "action-settled": "Handlingen er allerede afsluttet. Aftal en ny på et møde.",
        "action-due-elsewhen": "Vælg en dag, der ligger forude, højst et år fremme.",
        # Lookups
        "no-such-lookup": "Anmodningen findes ikke, eller du har ikke adgang til den.",
        "already-answered": "Der er allerede svaret. Se det nye svar, og ret det, hvis det er nødvendigt.",
        "request-withdrawn": "Anmodningen er trukket tilbage. Der spørges ikke længere.",
        "answer-after-release": "Svarene er frigivet, og svaret kan ikke længere ændres her. Fortæl det på mødet.",
        "waits-for-correction": "Sekretariatet er ved at rette personen. Vent på den rettede anmodning.",
        "no-answer-to-amend": "Svaret er ændret imens. Se, hvordan det står nu, og ret det derfra.",
        "statements-misplaced": "Udsagn hører til et relevant svar, og et relevant svar har mindst ét udsagn.",
        "statement-too-long": "Skriv højst 40 udsagn, hver på højst 1.000 tegn.",
        "nobody-stands-in": "Der er ingen stedfortræder. Svar »afstår fra at dele«, "
        "eller få en stedfortræder udpeget.",
        # What is no refusal of ours
        "personal-data-found": "Teksten kan læses af andre og må ikke indeholde navn eller CPR-nummer. Omskriv den.",
        "not-a-moment": "Skriv en dato og et klokkeslæt, der findes.",
        "not-a-day": "Vælg en dato, der findes.",
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
