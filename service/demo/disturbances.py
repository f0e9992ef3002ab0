"""What comes in between: a correction, a clearance, people who change, a closed day, a case that ends."""

from datetime import timedelta
from typing import Any

from service.demo.cast import Cast
from service.demo.concerns import born_on, clear_at_once, concern
from service.demo.deed import OFFICE, Deed
from service.demo.desk import Desk
from service.demo.people import new_contact
from service.demo.schedule import Schedule
from service.demo.words import day


def deeds(schedule: Schedule, cast: Cast) -> list[Deed]:
    at = schedule.at
    return [
        *([Deed(at(-9, "09:26"), cast["dks"], clear)] if cast.has_police else []),
        Deed(at(-8, "08:47"), OFFICE, put_right),
        Deed(at(-8, "14:02"), OFFICE, replace_contact),
        Deed(at(-7, "09:15"), OFFICE, note_absence),
        Deed(at(-5, "11:11"), OFFICE, close_case),
        Deed(at(-4, "11:30"), OFFICE, close_day),
    ]


def clear(desk: Desk) -> str:
    case = case_listed(desk, "cleared")
    document = {"is_cleared": True, "revision": case["revision"]}
    desk.post(f"/cases/{case['reference']}/clearance", document, f"agency:{desk.cast['dks']}")
    return f"afklarer {case['reference']}: sagen kan behandles her, og de bekræftede parter spørges"


def put_right(desk: Desk) -> str:
    case = case_listed(desk, "child")
    citizen = concern("child", desk)["citizen"]
    citizen["born_on"] = str(born_on(desk.schedule) + timedelta(days=3))
    document = {"citizen": citizen, "same_person": False, "revision": case["revision"]}
    corrected = desk.post(f"/cases/{case['reference']}/correction", document)
    if desk.settings.cases.police_clearance:
        clear_at_once(desk, corrected)
    return (
        f"retter fødselsdatoen i {case['reference']}: det var en anden person,"
        " så også de, der havde svaret, spørges igen"
    )


def replace_contact(desk: Desk) -> str:
    first_on = desk.schedule.on(-7)
    party, person = desk.cast["bif"], new_contact(desk.cast)
    document = {"role": "contact", "person": person, "valid_from": str(first_on)}
    desk.post(f"/parties/{party}/contacts", document)
    return f"skriver ny kontakt for {party} fra {day(first_on)}: {person['name']} overtager det åbne"


def note_absence(desk: Desk) -> str:
    first_on, last_on = desk.schedule.on(-6), desk.schedule.on(-3)
    party = desk.cast["kf"]
    desk.post(f"/parties/{party}/absences", {"first_on": str(first_on), "last_on": str(last_on)})
    return f"noterer, at kontakten i {party} er væk {day(first_on)} til {day(last_on)}; stedfortræderen træder til"


def close_case(desk: Desk) -> str:
    case = case_listed(desk, "closed")
    document = {"reason": "unfounded", "revision": case["revision"]}
    desk.post(f"/cases/{case['reference']}/close", document)
    return f"afslutter {case['reference']} som ubegrundet; de åbne anmodninger trækkes tilbage"


def close_day(desk: Desk) -> str:
    desk.post("/closed-days", {"on": str(desk.schedule.closed_on), "name": "planlægningsdag"})
    milestones = desk.get(f"/meetings/{desk.known['coming']}")["milestones"]
    derived = next(one["derivation"] for one in milestones if one["name"] == "answers_due")
    return f"lukker {day(desk.schedule.closed_on)} (planlægningsdag). Fristerne følger med: {derived}"


def case_listed(desk: Desk, name: str) -> dict[str, Any]:
    """As it stands on the list, with the revision a decision rests on."""
    listed = desk.get("/cases")["cases"]
    found: dict[str, Any] = next(one for one in listed if one["reference"] == desk.known[name])
    return found
