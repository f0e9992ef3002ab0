"""The story's first day: people, the plans of both bodies, an extraordinary meeting; and answers to invitations."""

from datetime import datetime, time, timedelta
from typing import Any

from notifications.possessive import possessive
from service.demo.calendar_replies import invitations, reply
from service.demo.deed import OFFICE, Deed
from service.demo.desk import FORUM_OFFICE, Desk
from service.demo.schedule import Schedule
from service.demo.words import day, listed, moment, number
from service.settings.body import Body

MEETINGS = ("first", "following", "prepared", "coming")
MIDDAY = time(12)
MORNING, AFTERNOON = time(10), time(13)  # to either of them from the other half of the day
ANSWERS = ("ACCEPTED", "ACCEPTED", "TENTATIVE", "DECLINED")
FORUM_ANSWERS = ("ACCEPTED", "DECLINED")
STRANGER = b"fremmed@andetsteds.invalid"


def deeds(schedule: Schedule, *, is_answered_by_mail: bool = True) -> list[Deed]:
    """Where a server keeps the calendars, who is invited answers there, or not at all."""
    begins = schedule.begins_at
    of_forum = (plan_forum, add_forum_meeting) if schedule.forum_on else ()
    first_day = (load_people, propose, review, confirm, *of_forum)
    answers = [Deed(schedule.before_first(13, "09:32"), "Medlemmerne", answer_invitations)]
    return [
        *(Deed(begins + number * timedelta(minutes=10), OFFICE, do) for number, do in enumerate(first_day)),
        *(answers if is_answered_by_mail else []),
        Deed(schedule.before_first(13, "09:47"), OFFICE, look_at_attendance),
    ]


def load_people(desk: Desk) -> str:
    people, forum = desk.people, desk.people["forum"]
    body, bodies = desk.settings.forum.body, dict(people["bodies"])
    of_forum = {"bodies": {body: bodies.pop(body)}} if body in bodies else None
    own = {name: part for name, part in people.items() if part is not forum}
    desk.put("/people", {**own, "bodies": bodies})
    parties, members = len(people["parties"]), len(people["members"])
    counted = "en part" if parties == 1 else f"{number(parties)} parter"
    told = f"indlæser parter, stedfortrædere og medlemmer: {counted}"
    if not desk.schedule.forum_on:
        return f"{told} og {'et medlem' if members == 1 else f'{number(members)} medlemmer'}, alle opdigtede"
    if of_forum:
        desk.put("/people", of_forum, FORUM_OFFICE)
    desk.put("/forum/charter-list", forum, FORUM_OFFICE)
    members += len(forum["members"])
    return (
        f"{told} og {number(members)} medlemmer af to mødefora, alle opdigtede;"
        f" {number(len(forum['organisations']))} organisationer har tiltrådt charteret"
    )


def propose(desk: Desk) -> str:
    body = desk.settings.cases.body
    plan = desk.post("/plans", {"body": body, "from": str(desk.schedule.first.original_on)})
    desk.known["plan"] = plan["id"]
    by_date = {meeting["original_on"]: meeting for meeting in plan["meetings"]}
    for name in MEETINGS:
        desk.known[name] = by_date[str(getattr(desk.schedule, name).original_on)]["id"]
    moved = [f"{day(one['moved_from'])}: {one['reason']}" for one in plan["meetings"] if one["moved_from"]]
    unit = possessive(desk.settings.bodies[body].name)
    left_out = [f"{day(one['on'])}: {one['reason']}" for one in plan["left_out"]]
    return (
        f"foreslår {unit} møder {day(plan['first_on'])} til {day(plan['last_on'])}:"
        f" {len(plan['meetings'])} møder. {_told('Flyttet efter reglen', moved)}"
        f"{_told('Udeladt efter reglen', left_out)}{_anchor(desk)}Intet er sendt, før planen er bekræftet"
    )


def review(desk: Desk) -> str:
    plan = desk.get(f"/plans/{desk.known['plan']}")
    following = [one for one in plan["meetings"] if one["starts_at"] > _meeting(desk, "coming")["starts_at"]]
    if not following:
        return "gennemgår planen; den er, som den skal være"
    meeting = following[0]
    is_early = _at(meeting["starts_at"]).time() < MIDDAY
    moved_to, half = (AFTERNOON, "formiddagen") if is_early else (MORNING, "eftermiddagen")
    starts_at = datetime.combine(_at(meeting["starts_at"]).date(), moved_to)
    length = _at(meeting["ends_at"]) - _at(meeting["starts_at"])
    aware = starts_at.replace(tzinfo=desk.schedule.calendar.zone)
    document = {
        "starts_at": aware.isoformat(),
        "ends_at": (aware + length).isoformat(),
        "reason": f"Lokalet er optaget om {half}",
        "revision": meeting["revision"],
    }
    desk.post(f"/meetings/{meeting['id']}/move", document)
    return (
        f"gennemgår planen og retter den: mødet {_told_at(desk, meeting)} flyttes til kl. {moved_to.hour}.00,"
        f" da lokalet er optaget om {half}"
    )


def confirm(desk: Desk) -> str:
    plan = desk.get(f"/plans/{desk.known['plan']}")
    desk.post(f"/plans/{plan['id']}/confirm", {"revision": plan["revision"]})
    meeting = _meeting(desk, "first")
    derived = "; ".join(one["derivation"] for one in meeting["milestones"] if one["name"] == "cut_off")
    return f"bekræfter planen. Frist for nye sager til mødet {_told_at(desk, meeting)}: {derived}"


def plan_forum(desk: Desk) -> str:
    later = desk.schedule.prepared.on + timedelta(days=1)
    plan = desk.post("/plans", {"body": desk.settings.forum.body, "from": str(later)}, FORUM_OFFICE)
    desk.post(f"/plans/{plan['id']}/confirm", {"revision": plan["revision"]}, FORUM_OFFICE)
    days = listed([day(one["starts_at"][:10]) for one in plan["meetings"]])
    return f"foreslår og bekræfter {possessive(_forum(desk).name)} møder: {days}"


def add_forum_meeting(desk: Desk) -> str:
    forum, body = _forum(desk), desk.settings.forum.body
    assert desk.schedule.forum_on is not None
    starts_at = desk.schedule.calendar.moment(desk.schedule.forum_on, forum.series.starts)
    reason = "Høring om det kommende års indsats"
    given = {"body": body, "starts_at": starts_at.isoformat(), "reason": reason}
    meeting = desk.post("/meetings", given, FORUM_OFFICE)
    desk.post(f"/meetings/{meeting['id']}/confirm", {"revision": meeting["revision"]}, FORUM_OFFICE)
    desk.known["forum"] = meeting["id"]
    return f"lægger og bekræfter et ekstraordinært møde i {forum.name} {_told_at(desk, meeting)}: {reason}"


def answer_invitations(desk: Desk) -> str:
    """As calendar programs do: a mail each, the room's too, and one from somebody nobody invited."""
    now = desk.service.clock()
    room = desk.people["bodies"][desk.settings.cases.body]["room"]["email"]
    first = invitations(desk.outbox, desk.known["first"])
    of_forum = invitations(desk.outbox, desk.known["forum"]) if desk.schedule.forum_on else []
    invited = [
        *zip((one for one in first if one.email != room), ANSWERS, strict=False),
        *zip(of_forum, FORUM_ANSWERS, strict=False),
        *((one, "ACCEPTED") for one in first if one.email == room),
    ]
    mails = [reply(one, answer, now) for one, answer in invited]
    mails.append(mails[0].replace(invited[0][0].email.encode(), STRANGER))
    for count, mail in enumerate(mails, start=1):
        (desk.inbox / f"svar-{count}.eml").write_bytes(mail)
    return f"svarer fra deres kalendere: {number(len(mails))} mails lægges i indbakken"


def look_at_attendance(desk: Desk) -> str:
    attendees = desk.get(f"/meetings/{desk.known['first']}/attendance")["attendees"]
    said = [(one["name"], (ROOM if one["kind"] == "room" else WORDS)[one["answered"]]) for one in attendees]
    seen = f"ser, hvem der kommer: {'; '.join(f'{name} {word}' for name, word in said)}"
    unmatched = desk.get("/replies/unmatched")["replies"]
    if not unmatched:
        return seen
    return f"{seen}. {number(len(unmatched)).capitalize()} mail er lagt til side: afsenderen er ikke indkaldt"


WORDS = {
    "accepted": "deltager",
    "tentative": "deltager måske",
    "declined": "deltager ikke",
    "needs_action": "har ikke svaret",
}
ROOM = {**WORDS, "accepted": "er booket", "declined": "er optaget"}


def _forum(desk: Desk) -> Body:
    return desk.settings.bodies[desk.settings.forum.body]


def _meeting(desk: Desk, name: str) -> dict[str, Any]:
    meeting: dict[str, Any] = desk.get(f"/meetings/{desk.known[name]}")
    return meeting


def _told(heading: str, reasons: list[str]) -> str:
    return f"{heading}: {'; '.join(reasons)}. " if reasons else ""


def _anchor(desk: Desk) -> str:
    anchor = desk.schedule.anchor
    if not desk.schedule.is_anchor_moved or anchor is None:
        return ""
    return (
        f"Rækken begynder i demoen {day(anchor)}: hele intervaller før den indstillede dag,"
        " så der er møder i den spillede tid. "
    )


def _told_at(desk: Desk, meeting: dict[str, Any]) -> str:
    return moment(meeting["starts_at"], desk.schedule.calendar.zone)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)
