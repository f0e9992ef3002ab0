"""Sample people and a sample concern, plainly fictitious."""

PARTIES = ("ssp", "sof", "dks", "kf", "bif")
PEOPLE = {
    "secretariat": {"name": "Sekretariatet", "email": "sekretariatet@moedeklar.invalid"},
    "bodies": {
        "koordineringsenheden": {
            "organiser_name": "Sekretariatet",
            "organiser_email": "ke@moedeklar.invalid",
            "place": "Rådhuset, lokale 1",
            "room": {"name": "Rådhuset, lokale 1", "email": "lokale1@moedeklar.invalid"},
        },
    },
    "parties": [
        {
            "id": party,
            "mailbox": f"{party}@moedeklar.invalid",
            "contact": {"name": f"Kontakt {party}", "email": f"kontakt.{party}@moedeklar.invalid"},
            "deputy": {
                "name": f"Stedfortræder {party}",
                "email": f"stedfortraeder.{party}@moedeklar.invalid",
            },
        }
        for party in PARTIES
    ],
    "members": [
        {
            "body": "koordineringsenheden",
            "party": party,
            "name": f"Medlem {party}",
            "email": f"medlem.{party}@moedeklar.invalid",
        }
        for party in PARTIES
    ],
}
FORUM_HOUSE = {
    "bodies": {
        "medborgerforum": {"organiser_name": "Sekretariatet", "organiser_email": "forum@moedeklar.invalid"}
    }
}
CONCERN = {
    "citizen": {"name": "Testa Prøvesen", "cpr": "010190-5001", "municipality": "København"},
    "source_kind": "professional",
    "source": "En lærer",
    "theme": "other",
    "words": "Opkalderens egne ord",
    "urgency": "normal",
    "basis": "1",
    "purpose": "Forebyggende indsats",
    "necessity": "Uden oplysningerne kan behovet ikke vurderes",
    "confirmed_necessary": True,
}
FORUM = {
    "charters": [
        {"version": "2026", "in_force_from": "2026-01-01", "link": "https://charter.example.dk/2026"}
    ],
    "organisations": [
        {
            "id": "proeveforeningen",
            "name": "Prøveforeningen",
            "contact": {"name": "Frida Forperson", "email": "kontakt@proeveforeningen.invalid"},
            "accession": {"version": "2026", "acceded_by": "Frida Forperson", "acceded_on": "2026-01-15"},
        },
        {
            "id": "eksempelklubben",
            "name": "Eksempelklubben",
            "contact": {"name": "Erik Eksempel", "email": "kontakt@eksempelklubben.invalid"},
        },
    ],
    "members": [
        {
            "name": "Malene Medborger",
            "email": "malene@proeveforeningen.invalid",
            "organisation": "proeveforeningen",
            "role": "chair",
            "first_on": "2026-02-01",
        },
        {
            "name": "Mads Personlig",
            "email": "mads@moedeklar.invalid",
            "first_on": "2026-02-01",
            "accession": {"version": "2026", "acceded_by": "Mads Personlig", "acceded_on": "2026-02-01"},
        },
    ],
}
