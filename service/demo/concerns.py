"""The concerns of the story: each gate is met once, and every case has its own fate."""

from collections.abc import Callable
from datetime import date
from typing import Any

from service.demo.cast import Cast
from service.demo.deed import OFFICE, Deed
from service.demo.desk import Desk
from service.demo.schedule import Schedule
from service.demo.words import listed, moment

CHILD_AGE = 13
OTHER_MUNICIPALITIES = ("Odense", "Aarhus")
# Two come before the first meeting, the others before the prepared one.
CASES: dict[str, dict[str, Any]] = {
    "supported": {
        "citizen": {"name": "Forløbine Mønstersen", "cpr": "070761-5007"},
        "source_kind": "professional",
        "source": "En opdigtet vejleder",
        "theme": "militant_islamism",
        "words": "Hun trækker sig fra sit hold og taler om at rejse.",
    },
    "calm": {
        "citizen": {"name": "Stilbert Eksempelborg", "cpr": "080873-6008"},
        "source_kind": "citizen",
        "theme": "other",
        "words": "En genbo undrer sig over gæster sent om aftenen.",
    },
    "answered": {
        "citizen": {"name": "Testa Prøvesen", "cpr": "010190-5001"},
        "source_kind": "anonymous",
        "theme": "anti_authority",
        "words": "Ringer uden at ville sige sit navn og er bekymret for en bekendt.",
    },
    "child": {
        "citizen": {"name": "Mini Eksempelby"},
        "source_kind": "professional",
        "source": "En opdigtet lærer",
        "theme": "right_wing_extremism",
        "words": "Eleven deler symboler og film i klassens tråd.",
        "notification": "made",
    },
    "elsewhere": {
        "citizen": {"name": "Odda Fynsen", "cpr": "020285-5002"},
        "source_kind": "relative",
        "theme": "other",
        "words": "En søster er bekymret for sin bror.",
    },
    "acute": {
        "citizen": {"name": "Akutte Opdigtsen"},
        "source_kind": "hotline",
        "theme": "other",
        "urgency": "acute",
        "words": "Han er på vej derhen nu.",
    },
    "cleared": {
        "citizen": {"name": "Prøve Attrapsen", "cpr": "030377-6003"},
        "source_kind": "authority",
        "theme": "militant_islamism",
        "words": "Henvendelse fra en anden myndighed.",
        "needs_clearance": True,
    },
    "closed": {
        "citizen": {"name": "Udkast Modelsen", "cpr": "040466-7004"},
        "source_kind": "citizen",
        "theme": "left_wing_extremism",
        "words": "En nabo har hørt råb i opgangen.",
    },
    "further": {
        "citizen": {"name": "Testa Prøvesen", "cpr": "010190-5001"},
        "source_kind": "professional",
        "theme": "anti_authority",
        "words": "En medarbejder i et væresteds opdigtede café ringer om den samme.",
    },
    "next": {
        "citizen": {"name": "Fremtine Kladdesen", "cpr": "050588-8005"},
        "source_kind": "relative",
        "theme": "mixed_or_unclear",
        "words": "En bror er bekymret for det, hun læser.",
    },
    "urgent": {
        "citizen": {"name": "Hastrid Skabelonsen", "cpr": "060699-5006"},
        "source_kind": "hotline",
        "theme": "right_wing_extremism",
        "urgency": "urgent",
        "words": "Taler om en bestemt dag i næste uge.",
    },
}


def deeds(schedule: Schedule, cast: Cast) -> list[Deed]:
    at = schedule.at
    cleared = taking("cleared", "en bekymring, som politiet først skal afklare")
    return [
        Deed(schedule.before_first(10, "10:20"), OFFICE, taking("supported", "en bekymring fra en vejleder")),
        Deed(schedule.before_first(9, "11:05"), OFFICE, taking("calm", "en bekymring fra en genbo")),
        Deed(at(-10, "08:12"), OFFICE, taking("answered", "en anonym bekymring om en voksen")),
        Deed(at(-10, "08:24"), OFFICE, taking("child", "en bekymring om et barn, med navn og fødselsdato")),
        Deed(at(-10, "08:41"), OFFICE, taking("elsewhere", "en bekymring om en, der bor i en anden kommune")),
        Deed(at(-10, "09:20"), OFFICE, taking("acute", "et akut opkald")),
        *([Deed(at(-10, "09:33"), OFFICE, cleared)] if cast.has_police else []),
        Deed(at(-9, "10:15"), OFFICE, taking("further", "endnu en bekymring om en, der har en åben sag")),
        Deed(at(-9, "13:48"), OFFICE, taking("closed", "en bekymring fra en nabo")),
        Deed(at(-5, "09:35"), OFFICE, taking("next", "en bekymring efter fristen for nye sager")),
        Deed(at(-4, "09:50"), OFFICE, taking("urgent", "en hastende bekymring")),
    ]


def taking(name: str, told: str) -> Callable[[Desk], str]:
    def take(desk: Desk) -> str:
        received = desk.post("/concerns", concern(name, desk))
        if received["reference"]:
            desk.known[name] = received["reference"]
        if desk.settings.cases.police_clearance and name != "cleared" and received["gate"] == "taken":
            received = {**received, "case": clear_at_once(desk, received["case"])}
        return f"modtager {told}. {_outcome(desk, received)}"

    return take


def clear_at_once(desk: Desk, case: dict[str, Any]) -> Any:
    """Where the police are always asked first, they answer at once, so that the story can go on."""
    document = {"is_cleared": True, "revision": case["revision"]}
    return desk.post(f"/cases/{case['reference']}/clearance", document, f"agency:{desk.cast['dks']}")


def concern(name: str, desk: Desk) -> dict[str, Any]:
    given, rules = CASES[name], desk.settings.cases
    lives_in = elsewhere(rules.municipality) if name == "elsewhere" else rules.municipality
    citizen = {"municipality": lives_in, **given["citizen"]}
    if name == "child":
        citizen["born_on"] = str(born_on(desk.schedule))
    theme = given["theme"] if given["theme"] in rules.themes else next(iter(rules.themes))
    usual = {
        "urgency": "normal",
        "basis": "1",
        "purpose": "Tidlig forebyggende indsats",
        "necessity": "Parterne kan hver for sig kende til forhold, der har betydning",
        "confirmed_necessary": True,
    }
    return {**usual, **given, "citizen": citizen, "theme": theme}


def elsewhere(municipality: str) -> str:
    own = municipality.casefold()
    return next(one for one in OTHER_MUNICIPALITIES if not own.startswith(one.casefold()))


def born_on(schedule: Schedule) -> date:
    return date(schedule.prepared.on.year - CHILD_AGE, 1, 15)


def _outcome(desk: Desk, received: dict[str, Any]) -> str:
    case = received["case"]
    if case is None:
        reference = f"{received['reference']}: " if received["reference"] else ""
        return f"{reference}{received['advice']} Teksten gives tilbage: »{received['words']}«"
    meeting = moment(case["meeting"]["starts_at"], desk.schedule.calendar.zone)
    if received["gate"] == "attached":
        return f"Føjes til {case['reference']}; ingen spørges igen"
    if not case["parties_asked"]:
        return f"{case['reference']} til mødet {meeting}; ingen parter spørges, før politiet har svaret"
    return f"{case['reference']} til mødet {meeting}; spørger {listed(case['parties_asked'])}"
