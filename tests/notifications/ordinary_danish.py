"""Ordinary Danish as a municipality writes it, about nobody, and names that might make it look as if it were."""

from itertools import product

# Names of citizens in cases, such as many have, a third of them made of words that everybody uses. None is anybody.
CITIZENS = (
    *(
        "Peter Clausen",
        "Lars Iversen",
        "Karen Ulrik",
        "Torben Mikkelsen",
        "Henrik Andersen",
        "Mette Krog Iversen",
    ),
    *(
        f"{given} {family}"
        for given, family in zip(
            (
                *(
                    "Bo",
                    "Mark",
                    "Signe",
                    "August",
                    "Liv",
                    "Maj",
                    "Storm",
                    "Iris",
                    "Rose",
                    "Viola",
                    "Bjørn",
                    "Frida",
                    "Per",
                ),
                *(
                    "Anne Marie",
                    "Hans Peter",
                    "Mette",
                    "Peter",
                    "Lars",
                    "Ahmed",
                    "Fatima",
                    "Jonas",
                    "Sofie",
                    "Karen",
                ),
                *(
                    "Ole",
                    "Ida",
                    "Emil",
                    "Freja",
                    "Mads",
                    "Louise",
                    "Omar",
                    "Søren",
                    "Kirsten",
                    "Jens",
                    "Tove",
                    "Ali",
                    "Maria",
                ),
                *(
                    "Poul Erik",
                    "Line",
                    "Dan",
                    "Christian",
                    "Sten",
                    "Dagny",
                    "Rasmus",
                    "Aase",
                    "Yusuf",
                    "Carl",
                    "Ditte",
                ),
            ),
            (
                *(
                    "Vest",
                    "Lund",
                    "Skov",
                    "Holm",
                    "Dal",
                    "Bro",
                    "Sand",
                    "Berg",
                    "Mose",
                    "Krog",
                    "Stage",
                    "Vang",
                    "Sten",
                ),
                *(
                    "Hansen",
                    "Jensen",
                    "Nielsen",
                    "Madsen",
                    "Møller",
                    "Hassan",
                    "Yilmaz",
                    "Nord",
                    "Frost",
                    "Sommer",
                ),
                *(
                    "Lykke",
                    "Winther",
                    "Lange",
                    "Kjær",
                    "Bonde",
                    "Munk",
                    "El-Khatib",
                    "Smed",
                    "Fisker",
                    "Konge",
                    "Brun",
                ),
                *(
                    "Mahmoud",
                    "Lind",
                    "Høj",
                    "Vester",
                    "Thomsen",
                    "Christensen",
                    "Larsen",
                    "Due",
                    "Ravn",
                    "Eskildsen",
                ),
                *("Demir", "Friis", "Østergaard"),
            ),
            strict=False,
        )
    ),
)
STAFF = (
    *(
        "Birgitte Andersen",
        "Henrik Sørensen",
        "Jette Mikkelsen",
        "Torben Kristensen",
        "Camilla Bruun",
        "Nanna Holst",
    ),
    *(
        "Kasper Juul",
        "Lone Dahl",
        "Michael Beck",
        "Susanne Toft",
        "Mette Clausen",
        "Peter Iversen",
        "Line Falk",
    ),
    *("Jonas Bech", "Sofie Gram", "Lars Ulrik", "Karen Bille", "Ole Vinding", "Ida Thorup", "Søren Hein"),
)

_WRITTEN = """
Kære alle. Dagsordenen til mødet i Koordineringsenheden er nu klar.
Vi mødes tirsdag den 24. november 2026 kl. 9.00-11.00 på Rådhuset, lokale 4.
Mødet er flyttet fra den 24.11.2026 kl. 0900 til den 08.12.2026 kl. 0900.
Svarfristen er torsdag den 19.11.2026 kl. 12.00.
Fristen er 19.11.26 kl. 12.00, og referatet sendes senest 27.11.26.
Referatet sendes ud senest tre arbejdsdage efter mødet.
Sagen KE-2026-0117 er overført til næste møde, fordi et svar mangler.
Se sagerne KE-2026-0117, KE-2026-0118 og KE-2026-0119.
Vedr. j.nr. 2026-0042-1234: I bedes svare inden fristen.
Journalnummer 26-011234, dokument 8812-26.
Ring på 33 17 29 29 eller 33172929, hvis I er forsinkede.
Sekretariatet kan træffes på tlf. +45 33 17 29 29 alle hverdage kl. 9-15.
Telefon 0045 33 17 29 29, lokal 1012.
Mobil: 20 12 10 12, vagttelefon: 20 12 10 34.
CVR-nr. 64 94 22 12, EAN-nr. 5798009812345.
EAN 5798 0098 1234 5, bestillingsnummer 4500123456.
Beløbet overføres til reg. 0216 konto 4069118.
IBAN DK50 0040 0440 1162 43.
Fakturaen på 1.012.345,50 kr. er betalt den 3. december.
Budgettet for 2026 er 1.012.345.678 kr., heraf 10 pct. til tolkning.
Bevillingen er på 120.500 kr. for 2026 og 2027.
Postadresse: Rådhuspladsen 1, 1550 København V.
Vi har til huse på Nyropsgade 1, 3. sal, 1602 København V.
Parkering kan ske på Bernstorffsgade 17, 1577 København V.
Mødet i uge 46 er aflyst; næste møde er i uge 48.
Ugerne 29, 30 og 31 er mødefri.
Planen for 2026: 12.01, 26.01, 09.02, 23.02, 09.03 og 23.03.
Kurset løber fra 10.-12.11.2026 i lokale 3.
Kurset holdes 15.03-20.03.2026, begge dage inklusive.
Perioden 01.08.2026-31.07.2027 er dækket af aftalen.
Orlov i perioden 01.02-30.04.26.
Deadline er d. 1.10.2026 kl. 9.30.
Vi holder lukket 24.12.2026 - 01.01.2027.
Dagsorden: punkt 1 (5 min.), punkt 2 (15 min.), punkt 3 (15 min.).
Der henvises til retsplejelovens § 115, stk. 1, nr. 2, og stk. 4.
Jf. databeskyttelseslovens § 22 og forvaltningslovens § 28, stk. 2.
Bekendtgørelse nr. 1655 af 25/12/2022 finder anvendelse.
Lovbekendtgørelse nr. 1160 af 5. november 2024.
Se side 10, 12, 14 og 68 i vejledningen.
Versionsnummer 10.11.12 er lagt på serveren 10.112.10.110.
Kl. 10.15-12.00 er der oplæg, og kl. 12.30-13.15 er der frokost.
Toget afgår 08.10, 09.10 og 10.10 fra København H.
Temperaturen var 12 grader, og 24 deltog.
I alt 101 ud af 190 har svaret, det er 53 procent.
Resultatet blev 10-12, 11-9 og 12-10.
Mødenummer 123 456 789, adgangskode 4711.
Mødet er på Teams: https://teams.microsoft.com/l/meetup-join/19%3ameeting_ZGQ5YjA2MTI%40thread.v2/0?context=%7b%22Tid%22%3a%226f1c6c1e-8d1c-4f0e-9a52-5c0d0f9b7a11%22%7d
Se dagsordenen her: https://moedeklar.example.dk/meetings/6f1c6c1e8d1c4f0e9a525c0d0f9b7a11
Svar her: https://moedeklar.example.dk/svar/KE-2026-0117
Se https://www.retsinformation.dk/eli/lta/2024/1160 og https://www.kk.dk/om-kommunen.
Billetten er på https://example.dk/ordre/0101905001.
Læs mere på www.kk.dk/nyheder/2026/11/24 og på intranettet.
Identifikator 6f1c6c1e-8d1c-4f0e-9a52-010190500112.
Bilagene ligger i mappen 2026-11-24 09.00 Koordineringsenheden.
Filen hedder referat_2026-11-24_v2.docx.
Printet den 2026-11-24 08:00:01.123.
Hilsen Birgitte Andersen, sekretariatet.
Deltagere: Birgitte Andersen, Henrik Sørensen, Jette Mikkelsen og Torben Kristensen.
Til stede: Mette Clausen, Peter Iversen, Lars Ulrik, Karen Bille.
Afbud: Sofie Gram, Ole Vinding og Ida Thorup.
Camilla Bruun skriver referat, og Nanna Holst er ordstyrer.
Mette og Peter følger op inden næste møde.
Anne og Marie fra sekretariatet tager sig af det praktiske.
Mette ringer til Lone fra SSP.
Lars, Karen og Ole deltager ikke.
Peter H. og Peter I. deler et kontor.
Mette K. skriver referat af punkt 3.
Mette I. skriver referat af punkt 4.
Spørg Sofie, Søren eller Henrik, hvis der er spørgsmål.
Vi talte med Hansen og Madsen fra forvaltningen.
Kontaktpersonerne er Michael Beck (SSP) og Susanne Toft (DKS).
Susanne Toft afløser Michael Beck fra den 1. december.
Mødet ledes af Lone Dahl; Kasper Juul er stedfortræder.
Det skal være muligt at bo i Vest, mens sagen behandles.
Vi bor mod vest, og skolen ligger i nord.
Vest for byen kan man bo og leve godt.
Der er skov og mark omkring skolen.
En mark i Lund er købt af kommunen.
Gå over broen, forbi dalen, og ned til engen.
Vi holder ferie i juli og august på en holm i havet.
Maj og juni er travle måneder på sandede stier.
Hun vil leve et godt liv i dalen.
En rose på berget og en iris i mosen.
En storm ramte byen i august, og broen var lukket.
Han er smed og fisker på heltid.
Bonden og præsten mødtes på en kold dag i sne.
Det var en lykke, at ole fandt vej.
Sommer og vinter er der åbent for alle.
Kan alle være med til at finde en ny dag?
Det er ikke en pligt at svare, men vi vil gerne høre fra jer.
Det er også et svar, at intet er registreret.
Oplysninger om sagen må ikke videregives med henblik på efterforskning af straffesager.
Tak for et godt møde i går.
Tak for jeres svar; sagen er nu klar til mødet.
Velkommen til nye medlemmer af Medborgerforum.
Forslag til emner modtages gerne senest den 12. april.
Medborgerforum mødes torsdag den 11. februar 2027 kl. 17.00-19.00.
Der serveres kaffe, te og vand, og der er adgang for kørestole.
Skriv, om I har brug for tolk, inden mandag.
Vi har brug for to stole mere i lokale 12.
Punktet tager 15 minutter, og derefter er der 5 minutters pause.
Eventuelt: Næste møde er i uge 50.
Rettelse: Mødet begynder kl. 9.30 i stedet for kl. 9.00.
Husk at tage notater med.
Kopi til SSP København, Socialforvaltningen og Kriminalforsorgen.
Den Kriminalpræventive Sektion har meldt afbud til punkt 3 og 4.
Beskæftigelses- og Integrationsforvaltningen svarer i morgen.
Bispebjerg, Nørrebro og Vesterbro er dækket af samme team.
Adgang via Vester Voldgade eller H.C. Andersens Boulevard.
Lokalet er Store Sal, og døren åbner kl. 8.45.
Sag nr. 3 på dagsordenen udgår.
Der er 14 sager på listen, heraf 3 hastende.
I 2025 blev der behandlet 112 sager mod 98 i 2024.
Tallene for 2023, 2024 og 2025 er 87, 98 og 112.
Tabel: 0 1 2 3 5 8 13 21 34 55.
Antal møder pr. måned: 2 2 3 2 2 2 0 2 2 2 2 1.
Stemmer: 12 for, 10 imod, 3 blanke.
Kode 4711 til porten, derefter kode 2300.
Bordet er bestilt fra 11.30 til 13.00 i A-huset.
Bilag A og bilag B er vedlagt, bilag C eftersendes.
Punkt A. Orientering. Punkt B. Drøftelse.
a. Orientering, b. drøftelse, c. beslutning.
Gruppe 1 mødes i K, gruppe 2 i S.
Se pkt. 4 a og 4 b i aftalen.
Vær opmærksom på, at svaret først er gyldigt, når det er indsendt.
Ved sygdom kontaktes vagten på 20 10 29 29.
Fax: 33 66 70 11. Hovednummer: 33 66 33 66.
Telefonerne 33 17 29 29, 33 17 29 30 og 33 17 29 31 er åbne.
Norsk kontor: +47 22 12 34 56. Svensk kontor: +46 8 123 456 78.
Varenummer 1234-5678-90 er udgået.
Ordre 4500123456 er modtaget 02.11.2026.
Ordrenr. 45-0012-3456 og 45-0012-3457.
Sagsfremstilling dateret den 1. oktober 2026, side 2 af 12.
Mandat: drøfte, beslutte, informere.
Dagsordenen er frigivet den 20. november 2026 kl. 12.00 af sekretariatet.
""".strip().splitlines()

_DAYS = (
    "24.11.2026",
    "24/11-2026",
    "24. november 2026",
    "2026-11-24",
    "24.11.26",
    "08.12.2026",
    "1.10.2026",
    "12/1-2027",
)
_TIMES = ("kl. 9.00", "kl. 09:00", "kl. 12.30-14.00", "0900", "kl. 16", "10.15")
_PHONES = ("33 17 29 29", "33172929", "+45 33 17 29 29", "20 12 10 12", "70 10 12 11")
_REFERENCES = (
    "KE-2026-0117",
    "KE-2026-1012",
    "j.nr. 2026-0042",
    "CVR 64942212",
    "EAN 5798009812345",
    "P-nr. 1.024.155.551",
)
_PLACES = ("Rådhuspladsen 1, 1550 København V", "Nyropsgade 1, 1602 København V", "lokale 12, 3. sal")
_SUMS = ("12.500 kr.", "1.250.000 kr.", "101.112,50 kr.", "4500 kr. pr. måned")


def _generated():
    """Deadlines, calls and payments as they stand in hundreds of mails."""
    for day, time in product(_DAYS, _TIMES):
        yield f"Mødet er flyttet til {day} {time}."
        yield f"Fristen udløber {day} {time}, og derefter tages sagen på næste møde."
    for one, other in zip(STAFF, (*STAFF[7:], *STAFF[:7]), strict=True):
        yield f"{one} og {other} deltager fra sekretariatet."
        yield f"Til stede: {one}, {other}."
        yield f"{one}\n{other}"
        yield f"Kontakt {one} på {_PHONES[len(one) % len(_PHONES)]} eller {other} på 33 17 29 30."
    for phone, reference in product(_PHONES, _REFERENCES):
        yield f"Ring på {phone} vedr. {reference}."
    for place, total in product(_PLACES, _SUMS):
        yield f"Regningen på {total} sendes til {place}."
    for reference, day in product(_REFERENCES, _DAYS):
        yield f"{reference} behandles {day}."


SENTENCES = (*_WRITTEN, *_generated())
