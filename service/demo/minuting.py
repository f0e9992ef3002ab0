"""Who was at the meetings, and their minutes until they are approved: the first in good time, the next when chased."""

from collections.abc import Callable

from service.demo.cast import Cast
from service.demo.deed import OFFICE, Deed
from service.demo.desk import SECRETARIAT, Desk
from service.demo.people import member_of
from service.demo.schedule import Schedule
from service.demo.words import listed

APOLOGY, WITNESS = "dks", "ssp"  # the one can't come, and sends what it knows; the other approves
SAY_YES = (("kf", "09:05"), ("sof", "09:20"), ("bif", "09:40"))  # all who were there but the witness
OTHERS_SAY_YES = "09:55"

Told = Callable[[Desk], str]


def deeds(schedule: Schedule, cast: Cast) -> list[Deed]:
    first, following, beside = schedule.first.on, schedule.following.on, schedule.beside
    return [
        Deed(beside(first, 0, "11:50"), OFFICE, marking_presence("first")),
        Deed(beside(first, 1, "10:30"), OFFICE, sending_for_comments("first")),
        Deed(beside(first, 1, "14:20"), cast["kf"], comment),
        *(Deed(beside(first, 2, clock), party, endorsing(party)) for party, clock in _who_says_yes(cast)),
        Deed(beside(first, 2, "10:15"), cast[WITNESS], approving("first")),
        Deed(beside(following, 4, "09:10"), OFFICE, marking_presence("following")),
        Deed(beside(following, 4, "09:20"), OFFICE, sending_for_comments("following")),
        Deed(beside(following, 6, "13:40"), cast[WITNESS], approving("following")),
    ]


def _who_says_yes(cast: Cast) -> list[tuple[str, str]]:
    played = [(cast[part], clock) for part, clock in SAY_YES if cast.plays(part)]
    return [*played, *((party, OTHERS_SAY_YES) for party in cast.others)]


def marking_presence(name: str) -> Told:
    def mark(desk: Desk) -> str:
        people = attendees(desk, desk.known[name])
        absent = {_member(desk, APOLOGY)} - {_member(desk, WITNESS)}
        marks = [
            {"attendee": key, "presence": "informed" if person in absent else "present"}
            for person, key in people.items()
        ]
        marks = [mark for mark in marks if mark["presence"] != "present"]
        marked = desk.put(
            f"{_path(desk, name)}/presence", {"marks": marks, "revision": _revision(desk, name)}
        )
        desk.post(f"{_path(desk, name)}/presence/all", {"revision": marked["revision"]})
        there = [person for person in people if person not in absent]
        apology = "".join(f"; afbud med oplysninger fra {person}" for person in absent)
        return f"noterer fremmødet: {listed(there)} var der{apology}"

    return mark


def sending_for_comments(name: str) -> Told:
    def send(desk: Desk) -> str:
        minutes = desk.post(f"{_path(desk, name)}/review", {"revision": _revision(desk, name)})
        return (
            f"sender referatet til bemærkninger: {len(minutes['items'])} punkter,"
            " skrevet af det, der er registreret; en sag står med nummer og udfald alene"
        )

    return send


def comment(desk: Desk) -> str:
    text = "Vi var der først fra kl. 9.15"
    desk.post(f"{_path(desk, 'first')}/comments", {"text": text}, f"agency:{desk.cast['kf']}")
    return f"skriver en bemærkning til referatet: {text}"


def endorsing(party: str) -> Told:
    def endorse(desk: Desk) -> str:
        document = {"party": party, "revision": _revision(desk, "first")}
        desk.post(f"{_path(desk, 'first')}/endorsements", document, f"agency:{party}")
        return "er enig i referatet"

    return endorse


def approving(name: str) -> Told:
    def approve(desk: Desk) -> str:
        witness = _member(desk, WITNESS)
        attendee = attendees(desk, desk.known[name])[witness]
        document = {"attendee": attendee, "revision": _revision(desk, name)}
        desk.post(f"{_path(desk, name)}/approve", document, f"agency:{desk.cast[WITNESS]}")
        return f"godkender referatet ved {witness}, som var til stede; nu er det låst"

    return approve


def attendees(desk: Desk, meeting: str, who: str = SECRETARIAT) -> dict[str, str]:
    """The people invited, by name."""
    found = desk.get(f"/meetings/{meeting}/attendance", who)["attendees"]
    return {one["name"]: one["id"] for one in found if one["kind"] != "room" and one["is_invited"]}


def _member(desk: Desk, part: str) -> str:
    return member_of(desk.people, desk.cast[part])


def _path(desk: Desk, name: str) -> str:
    return f"/meetings/{desk.known[name]}/minutes"


def _revision(desk: Desk, name: str) -> int:
    revision: int = desk.get(_path(desk, name))["revision"]
    return revision
