"""What the unit decides at the first meeting, and what comes of it until the next: outcomes, actions, a course."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from notifications.possessive import possessive
from service.demo.cast import Cast
from service.demo.deed import OFFICE, Deed
from service.demo.desk import Desk
from service.demo.disturbances import case_listed
from service.demo.schedule import Schedule
from service.demo.words import day, moment

NOTED_AFTER = timedelta(minutes=40)


def deeds(schedule: Schedule, cast: Cast) -> list[Deed]:
    first, following, beside = schedule.first.on, schedule.following.on, schedule.beside
    return [
        Deed(beside(first, -4, "10:05"), OFFICE, send_for_review),
        Deed(beside(first, -4, "13:40"), cast["kf"], comment),
        Deed(beside(first, -3, "14:10"), OFFICE, release),
        Deed(beside(first, 0, "11:15"), OFFICE, note_what_was_said),
        Deed(beside(first, 0, "11:25"), OFFICE, recommend_nothing),
        Deed(beside(first, 0, "11:35"), OFFICE, recommend_a_conversation),
        Deed(beside(first, 0, "11:45"), OFFICE, agree_action),
        Deed(beside(first, 1, "09:40"), OFFICE, plan_conversation),
        Deed(beside(first, 2, "14:30"), OFFICE, report_conversation),
        Deed(beside(first, 2, "14:45"), OFFICE, begin_course),
        Deed(beside(first, 2, "15:00"), OFFICE, following_up(following, "Er mentoren kommet godt i gang?")),
        Deed(beside(following, -1, "10:10"), cast["bif"], settle_action),
        Deed(beside(following, 0, "11:15"), OFFICE, discuss_follow_up),
        Deed(
            beside(following, 0, "11:25"),
            OFFICE,
            following_up(schedule.coming.on, "Skal forløbet fortsætte?"),
        ),
    ]


def send_for_review(desk: Desk) -> str:
    path = f"/meetings/{desk.known['first']}/agenda"
    agenda = desk.post(path)
    desk.post(f"{path}/review", {"revision": agenda["revision"]})
    return (
        f"sender dagsordenen til gennemlæsning: {len(agenda['items'])} punkter,"
        f" {agenda['minutes']} af {agenda['minutes_available']} minutter; svarene står ikke i den"
    )


def comment(desk: Desk) -> str:
    text = "Vi kan først være der fra kl. 9.15"
    desk.post(f"/meetings/{desk.known['first']}/agenda/comments", {"text": text}, f"agency:{desk.cast['kf']}")
    return f"skriver en bemærkning til dagsordenen: {text}"


def release(desk: Desk) -> str:
    path = f"/meetings/{desk.known['first']}/agenda"
    agenda = desk.post(f"{path}/release", {"revision": desk.get(path)["revision"]})
    return (
        f"frigiver dagsordenen før fristen, da alle sager er klar. Udgave {agenda['version']}"
        " ligger nu fast: hvad der kommer senere, er et tillæg eller en ny udgave med begrundelse"
    )


def note_what_was_said(desk: Desk) -> str:
    meeting = desk.get(f"/meetings/{desk.known['first']}")
    said_at = datetime.fromisoformat(meeting["starts_at"]) + NOTED_AFTER
    words = "En opdigtet oplysning, som kun er sagt på mødet"
    party = desk.cast["ssp"]
    document = {"meeting": meeting["id"], "party": party, "words": words, "said_at": said_at.isoformat()}
    desk.post(f"/cases/{desk.known['supported']}/notes", document)
    return f"noterer, hvad {party} kun ville sige mundtligt i {desk.known['supported']}, med tid og kilde"


def recommend_nothing(desk: Desk) -> str:
    decide(desk, "calm", "outcomes", _outcome(desk, "no_conversation", "Der er intet at tale med nogen om"))
    return f"noterer udfaldet i {desk.known['calm']}: ingen samtale, enighed; sagen afsluttes"


def recommend_a_conversation(desk: Desk) -> str:
    outcome = _outcome(desk, "conversation", "Borgeren har selv spurgt efter nogen at tale med")
    outcome["due_on"] = str(desk.schedule.following.on)
    other, responsible = desk.cast["dks"], desk.cast["sof"]
    dissents = [{"party": other, "words": "Vi ville have ventet et møde"}] if other != responsible else []
    decide(desk, "supported", "outcomes", {**outcome, "dissents": dissents})
    noted = f"; {possessive(other)} afvigende holdning er noteret" if dissents else ""
    return (
        f"noterer udfaldet i {desk.known['supported']}: enheden anbefaler en samtale, {responsible} er den"
        f" ansvarlige myndighed og handler senest {day(outcome['due_on'])}{noted}"
    )


def agree_action(desk: Desk) -> str:
    due_on = desk.schedule.following.on
    action = {
        "meeting": desk.known["first"],
        "owner": desk.cast["bif"],
        "what": "Høre om en praktikplads",
        "due_on": str(due_on),
    }
    agreed = desk.post(f"/cases/{desk.known['supported']}/actions", action)
    desk.known["action"] = agreed["id"]
    due = day(agreed["due_on"])
    return f"noterer en aftale i {desk.known['supported']}: {desk.cast['bif']} har en opgave til {due} og mindes om den"


def plan_conversation(desk: Desk) -> str:
    planned_at = desk.schedule.beside(desk.schedule.first.on, 2, "13:00").isoformat()
    plan = {
        "party": desk.cast["sof"],
        "holder": "Samtaline Prøve",
        "place": "Prøvehuset, 1. sal",
        "planned_at": planned_at,
    }
    effort = decide(desk, "supported", "conversations", plan)
    desk.known["conversation"] = effort["conversations"][-1]["id"]
    path = f"/cases/{desk.known['supported']}/conversations/{desk.known['conversation']}/letter"
    title = desk.get(path)["title"]
    told_at = moment(planned_at, desk.schedule.calendar.zone)
    return f"planlægger samtalen {told_at}. Brevet »{title}« skrives ud; borgere får intet på mail"


def report_conversation(desk: Desk) -> str:
    conversation = effort_of(desk)["conversations"][-1]
    path = f"/cases/{desk.known['supported']}/conversations/{conversation['id']}/report"
    desk.post(path, {"outcome": "wants_course", "revision": conversation["revision"]})
    on = str(desk.schedule.calendar.local(desk.service.clock()).date())
    decide(desk, "supported", "orientations", {"kind": "given", "given_on": on})
    return (
        f"noterer samtalen i {desk.known['supported']}: borgeren ønsker et forløb og er orienteret om sagen"
        " (dbl. § 22)"
    )


def begin_course(desk: Desk) -> str:
    kinds = desk.settings.cases.courses
    kind = "mentor" if "mentor" in kinds else next(iter(kinds))
    given = {"kind": kind, "responsible": desk.cast["sof"], "aim": "En hverdag med arbejde og gamle venner"}
    course = decide(desk, "supported", "courses", given)["courses"][-1]
    on = str(desk.schedule.calendar.local(desk.service.clock()).date())
    consent = {"by": "citizen", "on": on, "revision": course["revision"]}
    desk.post(f"/cases/{desk.known['supported']}/courses/{course['id']}/consent", consent)
    return f"begynder et forløb i {desk.known['supported']}: {course['kind_in_words']}, med samtykke fra {day(on)}"


def following_up(on: date, purpose: str) -> Callable[[Desk], str]:
    def follow_up(desk: Desk) -> str:
        laid = decide(desk, "supported", "follow-ups", {"on": str(on), "purpose": purpose})
        desk.known["follow_up"] = laid["id"]
        meeting = moment(laid["meeting"]["starts_at"], desk.schedule.calendar.zone)
        why = f" ({laid['why_moved']})" if laid["why_moved"] else ""
        return (
            f"lægger {desk.known['supported']} til opfølgning fra {day(laid['on'])}{why}: på mødet {meeting}"
        )

    return follow_up


def settle_action(desk: Desk) -> str:
    agency = f"agency:{desk.cast['bif']}"
    listed = desk.get("/actions", agency)["actions"]
    action = next(one for one in listed if one["id"] == desk.known["action"])
    path = f"/actions/{action['id']}/settle"
    desk.post(path, {"state": "done", "revision": action["revision"]}, agency)
    return f"melder sin opgave i {desk.known['supported']} udført"


def discuss_follow_up(desk: Desk) -> str:
    outcome = _outcome(desk, "unchanged", "Forløbet er kommet godt i gang", "following")
    decide(desk, "supported", "outcomes", outcome)
    return f"noterer, at {desk.known['supported']} er fulgt op på mødet: uændret, forløbet fortsætter"


def decide(desk: Desk, name: str, what: str, document: dict[str, Any]) -> Any:
    """On the case as it now stands."""
    revision = case_listed(desk, name)["revision"]
    return desk.post(f"/cases/{desk.known[name]}/{what}", {**document, "revision": revision})


def effort_of(desk: Desk) -> Any:
    return desk.get(f"/cases/{desk.known['supported']}/effort?purpose=opfølgning")


def _outcome(desk: Desk, kind: str, grounds: str, meeting: str = "first") -> dict[str, Any]:
    responsible = desk.cast["sof"]
    return {"meeting": desk.known[meeting], "kind": kind, "responsible": responsible, "grounds": grounds}
