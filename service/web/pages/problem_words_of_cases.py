"""What went wrong with a case, in Danish: one sentence for each code of a refusal."""

from collections.abc import Mapping
from types import MappingProxyType

OF_CASES: Mapping[str, str] = MappingProxyType(
    {
        # Cases
        "no-reference-begins-so": "Skriv et sagsnummer, eller hvordan det begynder: bogstaver, år og nummer. "
        "Det, du skrev, er hverken søgt på eller gemt.",
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
        "living-person": "Denne udgave tager ikke imod personer, der kan være i live. Angiv en fødselsdato før 1900, "
        "eller et navn, der siger, at personen er opdigtet, fx Barn Prøvesen.",
        "unknown-municipality": "Skriv en af de 98 kommuner med navn eller kode, fx Aarhus eller 751. En vej, "
        "et postnummer, en bydel eller et land er ikke en kommune.",
        "citizen-unclear": "Angiv navn og bopælskommune og enten CPR-nummer eller fødselsdato. "
        "Angives begge, skal de passe sammen.",
        "name-differs": "Der er en åben sag, som kan være på samme person, men navnet er et andet.",
        "cpr-differs": "Der er en åben sag, som kan være på samme person, men CPR-nummeret er ikke det samme, "
        "eller den ene af de to mangler et.",
        "birth-date-differs": "Der er en åben sag, som kan være på samme person, men fødselsdatoen er en anden.",
        "nothing-in-doubt": "Sagen er der ikke længere tvivl om. Se det skrevne igennem, og prøv igen.",
        "open-case-on-person": "Der er allerede en åben sag på den person. Ret det, du skrev, "
        "eller afslut den ene af de to sager som oprettet ved en fejl.",
        "treated-as-another": "Sagen er drøftet, eller der er noteret noget i den, om en anden person, "
        "og den kan ikke gøres til denne persons. "
        "Afslut den som oprettet ved en fejl, og tag bekymringen ind på ny.",
        "lives-elsewhere": "Borgeren bor i en anden kommune. Afslut sagen som oprettet ved en fejl eller som flyttet, "
        "og henvis bekymringen til borgerens egen kommune.",
        "text-missing": "Skriv en sætning; den kræves efter rpl. § 115.",
        "text-too-long": "Teksten er for lang. Skriv højst 4.000 tegn.",
        "unknown-theme": "Vælg et tema fra listen.",
        "source-named-anonymous": "En anonym kilde kan ikke navngives. Lad feltet stå tomt, eller vælg en anden kilde.",
        # Meetings on cases
        "case-not-on-agenda": "Sagen står ikke på mødets frigivne dagsorden. Vælg det møde, den blev drøftet på.",
        "meeting-not-begun": "Mødet er ikke begyndt endnu.",
        "outcome-recorded": "Sagen har allerede et udfald på det møde. Er det forkert, kan det rettes, "
        "indtil referatet er godkendt.",
        "nothing-to-correct": "Sagen har intet udfald på det møde. Registrér det i stedet.",
        "agreed-in-writing": "Udfaldet er aftalt skriftligt af alle. Tag sagen op på et møde i stedet.",
        "outcome-acted-upon": "Der er handlet på udfaldet siden. Aflys samtalen eller afslut forløbet først, "
        "eller lad udfaldet stå, og registrér det næste.",
        "letter-has-gone": "Der er sendt et brev til borgeren om det, der blev besluttet. Lad udfaldet stå, "
        "og registrer det næste udfald på et kommende møde.",
        "citizen-has-another-case": "Borgeren har fået en ny sag siden. Arbejd videre i den.",
        "correction-unexplained": "Skriv en sætning om, hvad der var forkert.",
        "unknown-authority": "Vælg en af myndighederne.",
        "takes-no-part": "Myndigheden er holdt ude af sagen (inhabilitet). Vælg en af de andre.",
        "grounds-missing": "Skriv en sætning.",
        "dissent-repeated": "Skriv alt, hvad en myndighed er uenig i, ét sted.",
        "outcome-incomplete": "Udfaldet kræver, at dette er udfyldt.",
        "meeting-has-begun": "Mødet er begyndt, så der frigives ikke mere til det. "
        "Notér bagefter, hvad det behandlede.",
        "nothing-asked": "Om et møde blev holdt, siges om et møde, der er forbi.",
        "held-already": "Mødet står allerede som holdt. Gå videre med referatet.",
        "not-held-for-good": "Det er sagt, at mødet ikke blev holdt, og det kan ikke tages tilbage. Det, der skulle "
        "behandles, er gået videre: skriv det på det næste møde, eller indkald et ekstraordinært.",
        "cancelled-for-good": "Mødet er aflyst, og de indkaldte har fået det at vide. Indkald et andet møde, "
        "og behandl dér, hvad det skulle have behandlet.",
        "held-for-good": "Mødets referat har været godkendt, eller det blev holdt skriftligt. Det står ved magt.",
        "stops-in-the-way": "Det, der blev besluttet, er der allerede handlet på. På siden står, i hvilke sager.",
        "not-on-that-meeting": "Vælg blandt det, der lå på mødet.",
        "minutes-incomplete": "Referatet mangler noget, før det kan godkendes. Det står på listen over mangler.",
        "review-not-over": "Kommenteringen er ikke slut. Vent, notér at alle, der var der, er enige, "
        "eller skriv, hvorfor referatet godkendes før.",
        "was-not-represented": "Kun en myndighed, der var på mødet, kan sige, om referatet er rigtigt.",
        "nothing-approved": "Den udgave af referatet er ikke godkendt.",
        "leaves-an-item": "Notér ved hvilket punkt deltageren gik.",
        "not-approved-yet": "Referatet er ikke godkendt endnu. Skriv det i referatet i stedet.",
        "addition-missing": "Skriv, hvad der skal tilføjes.",
        "added-on-other-day": "Vælg den dag, det blev ønsket: fra mødets dag til i dag.",
        "outcome-day-elsewhen": "Vælg mødets dag eller en dag inden for et år efter mødet.",
        "said-not-treated": "Det er noteret, at mødet ikke behandlede sagen. Træk det først tilbage, "
        "hvis den blev behandlet alligevel.",
        "not-said": "Ingen har noteret, at mødet ikke behandlede sagen. Registrér udfaldet.",
        "nothing-goes-on": "Der er ikke besluttet noget før, som kan stå uændret. Vælg et andet udfald.",
        "outcome-part-misplaced": "Dette hører til et andet udfald. Lad det stå tomt, eller vælg det andet udfald.",
        # What is done for the citizen
        "no-such-conversation": "Samtalen findes ikke, eller du har ikke adgang til den.",
        "no-such-course": "Forløbet findes ikke, eller du har ikke adgang til det.",
        "conversation-over": "Samtalen er holdt, ikke mødt eller aflyst. Planlæg en ny.",
        "conversation-planned-already": "Der er allerede planlagt en samtale. Ret den, eller aflys den først.",
        "conversation-in-the-past": "Vælg et tidspunkt, der ligger forude.",
        "conversation-ahead": "Samtalen er ikke holdt endnu. Registrér udfaldet, når den er.",
        "address-written": "Lad feltet stå tomt: hjemme hos borgeren skrives ingen adresse.",
        "holder-missing": "Skriv, hvem borgeren møder, og hvor.",
        "orientation-unexplained": "Vælg hjemmel, skriv en begrundelse, og vælg en dag, hvor det vurderes igen.",
        "orientation-ahead": "Vælg den dag, borgeren blev orienteret, senest i dag.",
        "reassessed-too-late": "Vælg en dag forude, højst et år ude.",
        "orientation-part-misplaced": "Lad feltet stå tomt; det passer ikke til den valgte beslutning.",
        "no-such-letter": "Brevet findes ikke, eller du har ikke adgang til det.",
        "no-such-dispatch": "Det noterede findes ikke. Se, hvordan det står nu.",
        "sent-at-another-time": "Vælg den dag, brevet blev sendt: fra den dag, det blev lavet, og senest i dag.",
        "not-sent-unexplained": "Skriv en sætning om, hvorfor brevet ikke sendes.",
        "dispatch-part-misplaced": "Lad feltet stå tomt; det passer ikke til det valgte.",
        "corrected-already": "Det er allerede rettet. Ret det, der gælder nu.",
        "unknown-course-kind": "Vælg et forløb fra listen.",
        "course-not-wanted": "Registrér først en samtale, hvor borgeren ønskede et forløb.",
        "course-over": "Forløbet er afsluttet. Åbn et nyt.",
        "course-still-open": "Afslut først forløbet med en grund; derefter kan sagen afsluttes.",
        "consent-given-already": "Samtykket er allerede registreret.",
        "consent-withdrawn": "Samtykket er allerede trukket tilbage. Registrér et nyt, hvis det er givet.",
        "not-their-consent": "Den dag var samtykket ikke deres at give. Vælg en af dem, der samtykker, "
        "eller registrér først, hvem der har forældremyndigheden eller er værge.",
        "no-such-consent": "Samtykket findes ikke. Vælg et af dem, der er registreret.",
        "no-such-representative": "Vedkommende er ikke registreret på sagen.",
        "representative-unclear": "Skriv navnet, og sig om en værge, hvem der samtykker.",
        "not-for-this-age": "Et barn har indehavere af forældremyndigheden; en voksen kan have en værge.",
        "representation-over": "Registreringen er ophørt. Registrér vedkommende på ny, hvis det gælder igen.",
        "addressee-not-chosen": "Vælg først, hvem brevet skal til. Det sker aldrig af sig selv.",
        "no-letter-goes": "Det er besluttet, at der ikke sendes et brev. "
        "Vælg en modtager, hvis et skal sendes alligevel.",
        "not-about-a-child": "Borgeren er myndig, og brevet er til borgeren selv.",
        "addressee-unclear": "Vælg barnet, en, der har forældremyndigheden i dag, eller at der intet brev sendes.",
        "addressee-unexplained": "Skriv i en sætning, hvorfor der ikke sendes et brev.",
        "course-not-for-age": "Den slags forløb har intet grundlag for en borger i den alder. Vælg et andet.",
        "notification-first": "Afklar først, om der skal underrettes om barnet. "
        "Indtil da kan der ikke åbnes et forløb.",
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
        "source-unclear": "Vælg, hvem der sagde det: en myndighed på listen, en anden myndighed, borgeren eller "
        "en anden person. Vælg kun én.",
        "said-at-another-time": "Vælg et tidspunkt fra mødets begyndelse og indtil nu.",
        "told-elsewhen": "Vælg et tidspunkt inden for det seneste år og senest nu.",
        "no-such-note": "Notatet findes ikke, eller du har ikke adgang til det.",
        "no-such-action": "Handlingen findes ikke, eller du har ikke adgang til den.",
        "action-settled": "Handlingen er allerede afsluttet. Aftal en ny på et møde.",
        "action-due-elsewhen": "Vælg en dag, der ligger forude, højst et år fremme.",
        # Written procedure
        "not-in-writing": "Kun et møde om sager kan behandles skriftligt, og kun én gang.",
        "closing-on-closed-day": "Vælg en arbejdsdag.",
        "closes-too-soon": "Giv myndighederne mindst én arbejdsdag.",
        "case-not-in-writing": "Det kan kun gøres i en frigiven sag, mens den skriftlige behandling er åben.",
        "outcome-takes-meeting": "Ønskes der flere oplysninger, må sagen på et møde. Vælg et andet udfald.",
        # Lookups
        "no-such-lookup": "Anmodningen findes ikke, eller du har ikke adgang til den.",
        "already-answered": "Der er allerede svaret. Se det nye svar, og ret det, hvis det er nødvendigt.",
        "request-withdrawn": "Anmodningen er trukket tilbage. Der spørges ikke længere.",
        "answer-after-release": "Svarene er frigivet, og svaret kan ikke længere ændres her. Fortæl det på mødet.",
        "waits-for-correction": "Sekretariatet er ved at rette personen. Vent på den rettede anmodning.",
        "no-answer-to-amend": "Svaret er ændret imens. Se, hvordan det står nu, og ret det derfra.",
        "statements-misplaced": "Udsagn hører til et relevant svar, og et relevant svar har mindst ét udsagn.",
        "statement-too-long": "Skriv højst 40 udsagn, hver på højst 1.000 tegn.",
        "nothing-to-take-back": "Der står ikke noget svar, der kan trækkes tilbage eller ændres.",
        "released-already": "Svarene er frigivet, så svaret kan ikke trækkes tilbage. "
        "Fjern det, der ikke skal stå, med en begrundelse.",
        "not-released-yet": "Svarene er ikke frigivet endnu. Træk svaret tilbage i stedet.",
        "redaction-unexplained": "Skriv en sætning om, hvorfor det fjernes.",
        "no-such-statement": "Vælg de udsagn, der skal fjernes, eller vælg hele svaret.",
        "no-such-redaction": "Det findes ikke, eller du har ikke adgang til det.",
        "nobody-stands-in": "Der er ingen stedfortræder. Svar »afstår fra at dele«, "
        "eller få en stedfortræder udpeget.",
    }
)
