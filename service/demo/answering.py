"""The agencies of the story answer, in every way there is; two of them stay silent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from service.demo.cast import Cast
from service.demo.deed import Deed
from service.demo.desk import Desk
from service.demo.schedule import Schedule

KINDS = {
    "nothing_registered": "intet registreret",
    "not_relevant": "registreret, men ikke relevant",
    "relevant": "relevante oplysninger",
    "oral_only": "kun mundtligt på mødet",
    "declines": "ønsker ikke at videregive (rpl. § 115, stk. 4)",
    "wrong_person": "oplysningerne passer ikke på nogen; anmodningen åbnes igen, når personen er rettet",
    "conflict_of_interest": "kontakten er inhabil; stedfortræderen spørges",
}
NOTHING = "nothing_registered"
OTHERS = "De øvrige"
EARLY = {"bif": "relevant", "dks": "declines", "kf": NOTHING, "sof": "relevant", "ssp": "oral_only"}
RISK = ["Er set i et opdigtet netværk"]
PROTECTIVE = ["Har fast arbejde"]


@dataclass(frozen=True)
class Said:
    """Which party says what in which case (in the story: which part); `amends` is the version it replaces."""

    party: str
    case: str
    kind: str
    amends: int | None = None


def deeds(schedule: Schedule, cast: Cast) -> list[Deed]:
    """Of the parts that are played. Where there are more parties than parts, the others have nothing registered."""

    def said(days: int, clock: str, one: Said) -> list[Deed]:
        if not _is_told(one, cast):
            return []
        spoken = replace(one, party=cast[one.party])
        return [Deed(schedule.at(days, clock), spoken.party, answering(spoken))]

    early = {cast[part]: kind for part, kind in EARLY.items() if cast.plays(part)}
    early |= dict.fromkeys(cast.others, NOTHING)
    calm = dict.fromkeys(early, NOTHING)
    return [
        Deed(schedule.before_first(8, "11:10"), "Parterne", answering_all("supported", early)),
        Deed(schedule.before_first(6, "13:30"), "Parterne", answering_all("calm", calm)),
        *said(-10, "08:58", Said("kf", "answered", "nothing_registered")),
        *said(-10, "10:17", Said("bif", "answered", "not_relevant")),
        *said(-10, "11:20", Said("ssp", "answered", "relevant")),
        *said(-10, "11:45", Said("sof", "answered", "oral_only")),
        *said(-10, "13:10", Said("dks", "answered", "declines")),
        *said(-10, "14:22", Said("ssp", "child", "nothing_registered")),
        *said(-9, "11:02", Said("sof", "child", "wrong_person")),
        *said(-8, "10:30", Said("ssp", "answered", "relevant", amends=1)),
        *said(-8, "11:20", Said("ssp", "cleared", "conflict_of_interest")),
        *said(-7, "10:05", Said("ssp", "child", "nothing_registered")),
        *said(-7, "11:40", Said("sof", "child", "relevant")),
        *said(-7, "12:55", Said("dks", "child", "nothing_registered")),
        *said(-7, "13:20", Said("ssp", "cleared", "nothing_registered")),
        *said(-6, "10:10", Said("sof", "cleared", "not_relevant")),
        *said(-6, "10:50", Said("dks", "cleared", "relevant")),
        *said(-6, "14:15", Said("bif", "cleared", "nothing_registered")),
        *said(-4, "13:05", Said("ssp", "next", "nothing_registered")),
        *said(-3, "10:20", Said("ssp", "urgent", "relevant")),
        *said(-3, "10:45", Said("kf", "urgent", "nothing_registered")),
        *said(-3, "11:05", Said("sof", "urgent", "oral_only")),
        *said(-3, "11:25", Said("bif", "urgent", "nothing_registered")),
        *said(-2, "13:15", Said("sof", "next", "relevant")),
        *_of_others(schedule, cast),
    ]


def _is_told(said: Said, cast: Cast) -> bool:
    is_asked = said.case != "child" or cast[said.party] not in cast.never_about_children
    return cast.plays(said.party) and is_asked and (said.case != "cleared" or cast.has_police)


def _of_others(schedule: Schedule, cast: Cast) -> list[Deed]:
    """What the story has no words for, in the cases that the parts answer."""
    about_children = [cast[part] for part in ("kf", "bif") if cast.plays(part)]
    asked = [party for party in (*about_children, *cast.others) if party not in cast.never_about_children]
    in_time = [*dict.fromkeys(["answered", *(["cleared"] if cast.has_police else [])], cast.others).items()]
    told = [
        Deed(schedule.at(-7, "14:30"), OTHERS, answering_all(case, dict.fromkeys(parties, NOTHING)))
        for case, parties in [*in_time, ("child", asked)]
        if parties
    ]
    urgent = answering_all("urgent", dict.fromkeys(cast.others, NOTHING))
    return [*told, *([Deed(schedule.at(-3, "11:40"), OTHERS, urgent)] if cast.others else [])]


def answering(said: Said) -> Callable[[Desk], str]:
    def answer(desk: Desk) -> str:
        lookup = lookup_of(desk, said.party, desk.known[said.case])
        desk.post(f"/lookups/{lookup['id']}/answers", _document(said), f"agency:{said.party}")
        amended = " i ny udgave" if said.amends else ""
        by_deputy = " (stedfortræderen)" if lookup["asks_deputy"] else ""
        return f"svarer{by_deputy}{amended} i {desk.known[said.case]}: {KINDS[said.kind]}"

    return answer


def answering_all(case: str, kinds: Mapping[str, str]) -> Callable[[Desk], str]:
    def answer(desk: Desk) -> str:
        for party, kind in kinds.items():
            answering(Said(party, case, kind))(desk)
        return f"svarer i {desk.known[case]}: {'; '.join(f'{party} {KINDS[kind]}' for party, kind in kinds.items())}"

    return answer


def lookup_of(desk: Desk, party: str, reference: str) -> dict[str, Any]:
    """The agency's own request in the case, as it finds it on its list."""
    listed = desk.get("/lookups", f"agency:{party}")["lookups"]
    found: dict[str, Any] = next(one for one in listed if one["reference"] == reference)
    return found


def _document(said: Said) -> dict[str, Any]:
    document: dict[str, Any] = {"kind": said.kind}
    if said.kind == "relevant":
        document |= {"risk_factors": RISK, "protective_factors": PROTECTIVE if said.amends else []}
    return document | ({"amends": said.amends} if said.amends else {})
