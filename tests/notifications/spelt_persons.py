"""Ways in which a number or a name gets into a text: those that are caught, and those that are known to be beyond."""

CITIZENS = ("Testa Prøvesen", "Testa Maria af Prøvegård", "Åse Ærø Østerprøve", "Bo Vest")

NUMBERS = (
    # as people write them
    *(
        "010190-5001",
        "0101905001",
        "010190 5001",
        "010190 - 5001",
        "010190–5001",
        "010190—5001",
        "010190.5001",
    ),
    *("01 01 90 5001", "01-01-90-5001", "01.01.90-5001", "01.01.1990-5001", "01/01/90-5001", "01011990-5001"),
    *("cpr:010190-5001,", "CPR010190-5001er", "(010190 5001)", "290296-5001", "290200-5001"),
    *("1.1.90-5001", "1/1-90 5001", "01.1.1990-5001", "9.1.1990 5001"),
    # other separators
    *(
        "010190/5001",
        "010190_5001",
        "010190+5001",
        "010190:5001",
        "010190·5001",
        "010190•5001",
        "010190|5001",
    ),
    *(
        "010190*5001",
        "010190~5001",
        "010190=5001",
        "010190#5001",
        "010190 / 5001",
        "010190 (5001)",
        "010190[5001]",
    ),
    *(
        "010190--5001",
        "010190 -- 5001",
        "010190\n5001",
        "010190\t5001",
        "010190, 5001",
        "010190…5001",
        "010190‐5001",
    ),
    *(
        "01.01.90.5001",
        "01/01/90/5001",
        "01.01.90 5001",
        "01/01/1990 5001",
        "01 01 1990 5001",
        "01-01-1990/5001",
    ),
    *(
        "01.01-90/5001",
        "01011990 5001",
        "01011990/5001",
        "010119905001",
        "01.01.90 (5001)",
        "d. 01.01.90: 5001",
    ),
    # taken apart elsewhere
    *("0101 90 5001", "0101-90-5001", "01 0190 5001", "010190 50 01", "01 01 90 50 01", "010-190-5001"),
    *(
        "0 1 0 1 9 0 5 0 0 1",
        "0-1-0-1-9-0-5-0-0-1",
        "0.1.0.1.9.0-5.0.0.1",
        "010190-5-0-0-1",
        "0101 1990 5001",
    ),
    # other digits
    *("０１０１９０-５００１", "٠١٠١٩٠-٥٠٠١", "۰۱۰۱۹۰-۵۰۰۱", "०१०१९०-५००१", "⁰¹⁰¹⁹⁰-⁵⁰⁰¹", "₀₁₀₁₉₀-₅₀₀₁"),
    *("⓪①⓪①⑨⓪-⑤⓪⓪①", "𝟎𝟏𝟎𝟏𝟗𝟎-𝟓𝟎𝟎𝟏", "𝟘𝟙𝟘𝟙𝟡𝟘-𝟝𝟘𝟘𝟙", "O1O19O-5OO1", "0l0l90-500l", "０１０１９０５００１"),
    # letters nobody sees
    *(
        "0101\u200b90-5001",
        "0101\u00ad90-5001",
        "010190\u2060-\u20605001",
        "010190\ufeff5001",
        "0\u200d10190-5001",
    ),
    *(
        "0\u03361\u03360\u03361\u03369\u03360\u0336-5001",
        "010190\u202e-5001",
        "01\u034f0190-5001",
        "0101\u200e905001",
    ),
    *("0\ufe0f\u20e31\ufe0f\u20e30\ufe0f\u20e31\ufe0f\u20e390-5001", "010190\u00a05001", "010190\u20095001"),
    # in another's stead: 60 is added to the day
    *("610190-5001", "6101905001", "91.12.90-5001", "61 01 90 5001", "891290-5001"),
    # in links
    *(
        "https://example.dk/?cpr=010190-5001",
        "https://example.dk/?cpr=010190%2D5001",
        "https://example.dk/010190-5001",
    ),
    *(
        "https://example.dk/sag/010190-5001/svar",
        "https://example.dk/sag/010190_5001",
        "https://example.dk/010190%205001",
    ),
    *(
        "https://example.dk/01/01/90/5001",
        "https://example.dk/01-01-1990-5001",
        "https://example.dk/010190%252D5001",
    ),
    *(
        "https://example.dk/cpr/0101905001",
        "https://example.dk/?cprnr=0101905001&x=1",
        "https://example.dk/610190-5001",
    ),
    *("www.example.dk/010190-5001", "https://example.dk/0202905002"),
)
NUMBERS_KNOWN = ("0202905002",)  # of a citizen in a case: known in places where another would pass

NAMES = (
    # as people write them
    *(
        "Sagen om Testa Prøvesen er klar.",
        "TESTA   PRØVESEN",
        "Testa\nPrøvesen",
        "»Testa Prøvesen«",
        "Testa-Prøvesen",
    ),
    *(
        "Testa Prøvesens sag",
        "mødet med testa maria af prøvegård i morgen",
        "testa prøvesen",
        "Prøvesen,\nTestas sag",
    ),
    *("https://example.dk/Testa%20Pr%C3%B8vesen", "https://example.dk/testa-prøvesen", "Testa_Prøvesen.pdf"),
    *(
        "https://example.dk/?fornavn=Testa&efternavn=Pr%C3%B8vesen",
        "testa.proevesen@example.dk",
        "#TestaPrøvesen",
    ),
    # in any order, near each other
    *(
        "Om Prøvesen, Testa i morgen",
        "Prøvesen Testa",
        "prøvesen testa",
        "Prøvesen; Testa",
        "Prøvesen (Testa)",
    ),
    *(
        "Prøvesen, med Testa",
        "Prøvesen / Testa",
        "Prøvesen,Testa",
        "Prøvesen，Testa",
        "Testa | Prøvesen",
        "Prøvesen: Testa",
    ),
    *(
        "sagen: af Prøvegård, Testa Maria",
        "Testa (kaldet Tes) Prøvesen",
        "Testa M. Prøvesen",
        "Testa Louise Prøvesen",
    ),
    *(
        "Fornavn: Testa\nEfternavn: Prøvesen",
        "Testa fra gruppen Prøvesen",
        "Maria Prøvegård",
        "Testa Prøvegård",
    ),
    *(
        "Prøvegård, Testa M.",
        "Testa og Prøvesen",
        "Testa, efternavn Prøvesen",
        "Prøvesen – Testa",
        "Testa af Prøvegård",
    ),
    # with initials
    *(
        "T. Prøvesen",
        "T Prøvesen",
        "Testa P.",
        "T.Prøvesen",
        "Prøvesen, T.",
        "T. M. Prøvegård",
        "Testa P er flyttet",
    ),
    *("hr. T. Prøvesen", "M. Prøvegård", "Vi har talt med t. prøvesen.", "B. Vest"),
    # ae, oe, aa
    *(
        "Testa Proevesen",
        "Testa Provesen",
        "TESTA PROEVESEN",
        "Testa Prövesen",
        "Testa Proevegaard",
        "Testa Provegard",
    ),
    *(
        "Aase Oesterproeve",
        "Ase Osterprove",
        "Åse Österprøve",
        "AASE ØSTERPRØVE",
        "Åse Ærø Østerprøve",
        "Aase Aeroe",
    ),
    # look-alikes
    *(
        "Tеstа Prøvеsеn",
        "Теstа Рrøvеѕеn",
        "Τesta Ρrøvesen",
        "Pr\u03c6vesen, Testa",
        "Ｔｅｓｔａ Ｐｒøｖｅｓｅｎ",
        "Te5ta Pr0vesen",
    ),
    *(
        "𝐓𝐞𝐬𝐭𝐚 𝐏𝐫ø𝐯𝐞𝐬𝐞𝐧",
        "Ⓣⓔⓢⓣⓐ Ⓟⓡⓞⓥⓔⓢⓔⓝ",
        "ᴛᴇsᴛᴀ ᴘʀøᴠᴇsᴇɴ",
        "Ťéšťa Prøvesen",
        "Te\u0301sta Pro\u0338vesen",
        "A\u030ase Østerprøve",
    ),
    # letters nobody sees, and letters held apart
    *(
        "Te\u00adsta Prø\u00advesen",
        "Tes\u200bta Prøve\u200bsen",
        "Testa\u00a0Prøvesen",
        "Te\u2060sta\u2060 Prøvesen",
    ),
    *(
        "T e s t a  P r ø v e s e n",
        "T.e.s.t.a P.r.ø.v.e.s.e.n",
        "T-e-s-t-a P-r-ø-v-e-s-e-n",
        "t e s t a p r ø v e s e n",
    ),
    # in one word
    *("TestaPrøvesen", "testaprøvesen", "provesentesta", "TESTAPRØVESEN"),
    # of words that everybody uses
    *(
        "Sagen om Bo Vest",
        "mødet med bo vest",
        "Bo Vests sag",
        "Sagen om Vest, Bo",
        "BO VEST",
        "vest, bo",
        "Bo\nVest",
    ),
)

BEYOND_NUMBERS = {
    "nul en nul en halvfems, fem nul nul en": "spelt out",
    "1005-091010": "backwards",
    "010190, løbenummer 5001": "words between",
    "0101905AB1": "letters in the place of digits",
    "1990-01-01 5001": "the year first",
    "01 01 16: 5001": "after a day on which somebody may be meeting other numbers come",
    "24.11.26 0900": "a day and a time read alike",
    "01 01 30 10 30": "pairs that end in a time of day are telephone numbers",
    "https://example.dk/svar/0101905001": "ten digits of a link are mostly nobody's",
    "MDEwMTkwLTUwMDE=": "encoded",
}
BEYOND_NAMES = {
    "Testa": "one part alone",
    "T.P.": "initials alone",
    "T. L. Prøvesen": "another initial than the person's own: such as H.C. Andersens Boulevard",
    "Tesa Prøvsen": "misspelt",
    "Præstegaard Testa-Louise": "another's name",
    "nesevørP atseT": "backwards",
    "Testa, som vi talte om på det forrige møde, hedder Prøvesen": "far from each other",
    "Bo M. Vest": "both parts are words that everybody uses, and the first begins the text",
    "Mette Prøvesen, Testa Hansen": "two people, each beside another name",
    "VGVzdGEgUHLDuHZlc2Vu": "encoded",
}
