"""A full round of the forum: topics and needs over private links, materials, agenda, meeting and minutes."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from agenda.access import MEMBER
from service.database.meetings.questions import attendees as attendees_of
from service.demo.deed import Deed
from service.demo.desk import FORUM_OFFICE, Desk
from service.demo.minuting import attendees
from service.demo.schedule import Schedule
from service.demo.words import day, listed, number
from service.workflow.forum.private_link import link_of

OFFICE = "Forumsekretær"
CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
ACCEPTED, DECLINED = "Unge og ensomhed", "Flere cykelstativer"
NEED_WORDS = {"vegetarian": "vegetarisk", "no_gluten": "uden gluten"}
NEW_CHARTER, CHARTER_DAYS = "ny-udgave", 60
TEXT = "Oplæg til drøftelsen. Alt i det er opdigtet.\n"


def deeds(schedule: Schedule) -> list[Deed]:
    def beside(days: int, clock: str, who: str, do: Callable[[Desk], str]) -> Deed:
        return Deed(schedule.beside_forum(days, clock), who, do)

    return [
        beside(-28, "18:40", "Medlem", proposing(0, ACCEPTED, ("vegetarian", "no_gluten"))),
        beside(-26, "20:15", "Medlem", proposing(1, DECLINED, ("vegetarian",))),
        beside(-22, "10:20", OFFICE, decide_topics),
        beside(-12, "13:05", OFFICE, add_material),
        beside(-1, "11:00", OFFICE, count_needs),
        beside(1, "10:00", OFFICE, mark_presence),
        beside(1, "10:20", OFFICE, send_for_comments),
        beside(4, "11:30", OFFICE, approve),
        beside(6, "10:00", OFFICE, look_for_needs),
        beside(2, "13:15", OFFICE, publish_charter),
        beside(5, "09:45", OFFICE, accede_anew),
    ]


def proposing(place: int, title: str, needs: tuple[str, ...]) -> Callable[[Desk], str]:
    """A member, by where they stand on the list, opens the link of their own mail: no login, and nobody else's page."""

    def propose(desk: Desk) -> str:
        name = sorted(attendees(desk, desk.known["forum"], FORUM_OFFICE))[place]
        link, offered = _link(desk, name), desk.settings.forum.needs
        asked = [need for need in needs if need in offered]
        _send(desk, link, "topics", {"title": title, "about": "Kan vi bruge en halv time på det?"})
        told = f"({name}) foreslår et emne over sit eget link, uden login: {title}"
        if not asked:
            return told
        _send(desk, link, "needs", {"needs": asked})
        return f"{told}; ønsker mad {listed([NEED_WORDS[need] for need in asked])}"

    return propose


def decide_topics(desk: Desk) -> str:
    listed_topics = _get(desk, f"/forum/meetings/{desk.known['forum']}/topics")["topics"]
    by_title = {topic["title"]: topic for topic in listed_topics}
    reply = "Det hører til hos kommunens vejafdeling; vi har sendt jer deres adresse."
    for title, decision in (
        (ACCEPTED, {"decision": "accepted"}),
        (DECLINED, {"decision": "declined", "reply": reply}),
    ):
        topic = by_title[title]
        document = {**decision, "revision": topic["revision"]}
        desk.post(f"/forum/topics/{topic['id']}/decision", document, FORUM_OFFICE)
    return f"tager emnet »{ACCEPTED}« på og afviser »{DECLINED}« med et svar"


def add_material(desk: Desk) -> str:
    if "txt" not in desk.settings.forum.material_types:
        return "lægger intet materiale til mødet: rene tekstfiler tages ikke"
    path = f"/forum/meetings/{desk.known['forum']}/materials?name=oplaeg.txt&title=Opl%C3%A6g"
    material = desk.send(path, TEXT.encode(), FORUM_OFFICE)
    return f"lægger materiale til mødet: {material['title']} ({material['size']} bytes), set efter og taget"


def count_needs(desk: Desk) -> str:
    told = [f"{NEED_WORDS[need]} til {number(count)}" for need, count in _needs(desk).items()]
    return f"bestiller mad efter tallene alene: {listed(told) if told else 'ingen har særlige behov'}"


def mark_presence(desk: Desk) -> str:
    people = attendees(desk, desk.known["forum"], FORUM_OFFICE)
    marks = [{"attendee": key, "presence": "present"} for key in people.values()]
    desk.put(f"{_path(desk)}/presence", {"marks": marks, "revision": _revision(desk)}, FORUM_OFFICE)
    return f"noterer fremmødet: {listed(sorted(people))}"


def send_for_comments(desk: Desk) -> str:
    desk.post(f"{_path(desk)}/review", {"revision": _revision(desk)}, FORUM_OFFICE)
    return "sender forummets referat til bemærkninger"


def approve(desk: Desk) -> str:
    people = attendees(desk, desk.known["forum"], FORUM_OFFICE)
    name = min(people)
    document = {"attendee": people[name], "revision": _revision(desk)}
    desk.post(f"{_path(desk)}/approve", document, FORUM_OFFICE)
    return f"noterer, at {name} har godkendt referatet"


def look_for_needs(desk: Desk) -> str:
    return f"ser efter: en uge efter mødet står der {number(len(_needs(desk)))} behov tilbage"


def publish_charter(desk: Desk) -> str:
    """It is in force after the played time, so that nobody is let out of the forum in it."""
    in_force_from = desk.schedule.coming.on + timedelta(days=CHARTER_DAYS)
    document = {"version": NEW_CHARTER, "in_force_from": str(in_force_from)}
    desk.post("/forum/charters", document, FORUM_OFFICE)
    return f"udgiver charteret i en ny udgave fra {day(in_force_from)}; alle, der har tiltrådt, spørges igen"


def accede_anew(desk: Desk) -> str:
    organisation = _get(desk, "/forum/charter-list")["organisations"][0]
    accession = next(one for one in organisation["accessions"] if one["version"] == NEW_CHARTER)
    on = str(desk.schedule.calendar.local(desk.service.clock()).date())
    signed = {"acceded_by": organisation["contact_name"], "acceded_on": on, "revision": accession["revision"]}
    desk.post(f"/forum/accessions/{accession['id']}/accede", signed, FORUM_OFFICE)
    return f"noterer, at {organisation['name']} har tiltrådt den nye udgave; de andre mindes om den"


def _needs(desk: Desk) -> dict[str, int]:
    """Those that somebody has."""
    counted = _get(desk, f"/forum/meetings/{desk.known['forum']}/needs")["needs"]
    return {need: count for need, count in sorted(counted.items()) if count}


def _get(desk: Desk, path: str) -> Any:
    return desk.get(path, FORUM_OFFICE)


def _path(desk: Desk) -> str:
    return f"/meetings/{desk.known['forum']}/minutes"


def _revision(desk: Desk) -> int:
    revision: int = _get(desk, _path(desk))["revision"]
    return revision


def _link(desk: Desk, name: str) -> str:
    """As it stands in the member's mails, whatever channel they came by."""
    with desk.service.unit(MEMBER) as unit:
        invited = attendees_of(unit.session, desk.known["forum"])
        return "/m/" + link_of(unit, next(one for one in invited if one.name == name)).rpartition("/")[2]


def _send(desk: Desk, link: str, what: str, form: dict[str, Any]) -> None:
    page = desk.client.get(link)
    token = CSRF.search(page.text)
    assert token is not None, page.status
    desk.fill(f"{link}/{what}", {"csrf_token": token[1], **form})
