"""A tour through every route of the API, in the order of life; the first answer of each route is its example."""

import json
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count

import by_hand
from api_samples import CONCERN, FORUM, FORUM_HOUSE, PEOPLE
from driven_service import OneCarrier
from paper_calendar import PaperCarrier

from agenda.access import CLOCK, Role
from agenda.outage import Outage, OutageNotice, Swallowed
from agenda.set_aside import SetAside
from notifications.message import Message
from service.database.sending import turn_off
from service.web.current import SERVICE

A = "/api/v1"
CHILD = {
    **CONCERN,
    "citizen": {"name": "Prøve Barnesen", "born_on": "2014-05-01", "municipality": "København"},
    "confirmed_necessary": False,
}
CLEARED = {
    **CONCERN,
    "citizen": {"name": "Fiktiva Eksempel", "cpr": "020280-6002", "municipality": "København"},
    "needs_clearance": True,
}
REPLY = """From: medlem.ssp@moedeklar.invalid
To: ke@moedeklar.invalid
Subject: Accepteret
MIME-Version: 1.0
Content-Type: text/calendar; method=REPLY; charset=utf-8

BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Eksempel//DA
METHOD:REPLY
BEGIN:VEVENT
UID:{uid}
SEQUENCE:0
DTSTAMP:20261109T090000Z
DTSTART:20261124T080000Z
ORGANIZER:mailto:ke@moedeklar.invalid
ATTENDEE;PARTSTAT=ACCEPTED:mailto:medlem.ssp@moedeklar.invalid
END:VEVENT
END:VCALENDAR
"""


@dataclass
class Tour:
    """Calls and keeps, by method, route and status, what was sent and what came back."""

    caller: object
    seen: dict = field(default_factory=dict)

    def call(self, method, path, body=None, role="secretariat", **more):
        response = self.caller.call(method, A + path, body, role, **more)
        assert response.status_code in {200, 201}, (method, path, response.text)
        called = f"{method} {self._rule(method, path)} {response.status_code}"
        self.seen.setdefault(called, {"request": body, "response": response.get_json()})
        return response.get_json()

    def _rule(self, method, path):
        addresses = self.caller.client.application.url_map.bind("localhost")
        rule, _ = addresses.match(A + path.partition("?")[0], method, return_rule=True)
        return rule.rule.replace("<", "{").replace(">", "}")

    def get(self, path, role="secretariat"):
        return self.call("GET", path, None, role)

    def post(self, path, body, role="secretariat"):
        return self.call("POST", path, body, role)


def tour(caller):
    """Everything once; gives the examples by method and route."""
    on_tour = Tour(caller)
    parts = (_people, _plans, _meetings, _replies, _cases, _answers, _agendas, _outlook, _differences)
    for part in (*parts, _outcomes, _minutes, _efforts, _written, _charter, _forum, _free_times, _clock):
        part(on_tour)
    return on_tour.seen


def _people(t):
    t.call("PUT", "/people", PEOPLE)
    t.call("PUT", "/people", FORUM_HOUSE, "forum")
    t.get("/people")
    t.get("/me")
    person = {"name": "Nye Kontaktsen", "email": "ny.kontakt@moedeklar.invalid"}
    t.post("/parties/kf/contacts", {"role": "contact", "person": person, "valid_from": "2026-11-16"})
    away = t.post("/parties/bif/absences", {"first_on": "2026-11-16", "last_on": "2026-11-20"})["id"]
    t.call("PUT", f"/parties/bif/absences/{away}", {"first_on": "2026-11-16", "last_on": "2026-11-24"})
    t.post(f"/parties/bif/absences/{away}/end", {"back_on": "2026-11-21"})


def _plans(t):
    plan = t.post("/plans", {"body": "koordineringsenheden", "from": "2026-11-24", "to": "2027-01-31"})
    t.get("/plans?body=koordineringsenheden")
    t.get(f"/plans/{plan['id']}")
    t.post(f"/plans/{plan['id']}/confirm", {"revision": plan["revision"]})
    other = t.post("/plans", {"body": "medborgerforum", "from": "2027-01-01", "to": "2027-06-30"}, "forum")
    t.post(f"/plans/{other['id']}/withdraw", {"revision": other["revision"]}, "forum")


def _meetings(t):
    t.get("/meetings?body=koordineringsenheden&since=2026-11-01T00:00:00%2B01:00")
    added = t.post("/meetings", {"body": "koordineringsenheden", "starts_at": "2026-12-01T09:00:00+01:00"})
    path = f"/meetings/{added['id']}"
    confirmed = t.post(f"{path}/confirm", {"revision": added["revision"]})
    times = {"starts_at": "2026-12-03T13:00:00+01:00", "reason": "Lokalet er optaget"}
    t.post(f"{path}/move/preview", {**times, "revision": confirmed["revision"]})
    moved = t.post(f"{path}/move", {**times, "revision": confirmed["revision"]})
    cancelling = {"reason": "Der er ingen sager", "revision": moved["revision"]}
    t.post(f"{path}/cancel/preview", cancelling)
    t.post(f"{path}/cancel", cancelling)
    t.get(path)
    t.post("/closed-days", {"on": "2026-12-02", "name": "Fælles uddannelsesdag"})
    t.get("/closed-days")
    t.call("DELETE", "/closed-days/2026-12-02")
    for on, decision in (("2026-12-03", "take-over"), ("2026-12-04", "leave")):
        t.post("/closed-days", {"on": on, "name": "Flytning"}, "forum")
        seen = next(one for one in t.get("/closed-days")["closed_days"] if one["on"] == on)
        t.post(f"/closed-days/{on}/{decision}", {"revision": seen["revision"]})
    t.call("DELETE", "/closed-days/2026-12-03")


def _replies(t):
    t.caller.service.tick()
    first = t.get("/meetings?body=koordineringsenheden")["meetings"][0]["id"]
    t.get(f"/meetings/{first}/attendance")
    absent = next(
        one for one in t.get(f"/meetings/{first}/attendance")["attendees"] if one["name"] == "Medlem sof"
    )
    t.post(f"/meetings/{first}/attendees/{absent['id']}/deputy", {})
    mail = REPLY.format(uid=f"{first}@moedeklar.invalid").encode()
    t.call("POST", "/replies", data=mail, content_type="message/rfc822")
    inbox = t.caller.service.folder / t.caller.service.settings.mail.inbox
    inbox.mkdir(exist_ok=True)
    (inbox / "svar.eml").write_bytes(REPLY.format(uid="ukendt@moedeklar.invalid").encode())
    t.caller.service.tick()
    (inbox / "fremmed.eml").write_bytes(mail.replace(b"medlem.ssp@", b"fremmed@"))
    t.caller.service.tick()
    laid_aside = t.get("/replies/unmatched")["replies"]
    path = {one["meeting"] is not None: f"/unmatched-replies/{one['id']}" for one in laid_aside}
    t.post(f"{path[True]}/assign", {"attendee_id": absent["id"]})
    t.call("POST", f"{path[False]}/dismiss")


def _cases(t):
    t.post("/concerns", CONCERN)
    child = t.post("/concerns", CHILD)["case"]
    shown = t.get(f"/cases/{child['reference']}?purpose=sagsforberedelse")
    wanted = {"parties": ["ssp", "sof"], "confirmed_necessary": True, "revision": shown["revision"]}
    asking = t.post(f"/cases/{child['reference']}/parties", wanted)
    settled = {"concern": shown["concerns"][0]["id"], "notification": "made", "revision": asking["revision"]}
    after = t.post(f"/cases/{child['reference']}/notification", settled)
    citizen = {**CHILD["citizen"], "born_on": "2013-05-01"}
    right = {"citizen": citizen, "same_person": True, "revision": after["revision"]}
    after = t.post(f"/cases/{child['reference']}/correction", right)
    onto = t.get("/meetings?body=koordineringsenheden")["meetings"][2]["id"]
    mark = {"is_protected": True, "revision": after["revision"]}
    after = t.post(f"/cases/{child['reference']}/protection", mark)
    move = {"meeting": onto, "reason": "Forældrene er på rejse", "revision": after["revision"]}
    t.post(f"/cases/{child['reference']}/move", move)
    held = t.post("/concerns", CLEARED)["case"]
    clearance = {"is_cleared": True, "revision": held["revision"]}
    cleared = t.post(f"/cases/{held['reference']}/clearance", clearance, "agency:dks")
    t.post(f"/cases/{held['reference']}/close", {"reason": "unfounded", "revision": cleared["revision"]})
    t.post("/concerns", {**CONCERN, "urgency": "acute"})
    t.get("/cases")
    t.post("/cases/search", {"cpr": "010190-5001", "purpose": "indsigtsanmodning"})


def _answers(t):
    lookup = t.get("/lookups", "agency:ssp")["lookups"][0]["id"]
    t.get(f"/lookups/{lookup}", "agency:ssp")
    given = {
        "kind": "relevant",
        "risk_factors": ["Er holdt op med at komme i skole"],
        "protective_factors": ["Har god kontakt til en træner"],
    }
    t.post(f"/lookups/{lookup}/answers", given, "agency:ssp")
    t.post(f"/lookups/{lookup}/withdrawal", {"version": 1, "why": "too_much"}, "agency:ssp")
    t.post(f"/lookups/{lookup}/answers", given, "agency:ssp")


def _agendas(t):
    first = t.get("/meetings?body=koordineringsenheden")["meetings"][0]["id"]
    path = f"/meetings/{first}/agenda"
    t.post(path, None)
    t.get(f"{path}/file?format=json")
    of_case = next(item["id"] for item in t.get(path)["items"] if item["about"])
    who = t.get(f"/meetings/{first}/attendance")["attendees"][0]["id"]
    kept_out = t.post(f"{path}/items/{of_case}/exclusions", {"attendee": who})
    (exclusion,) = (one["id"] for item in kept_out["items"] for one in item["exclusions"])
    t.call("POST", f"{path}/exclusions/{exclusion}/lift")
    person = {"name": "Gæst Gæstesen", "email": "gaest@moedeklar.invalid"}
    guest = {"person": person, "authority": "Psykiatrien", "basis": "psp"}
    asked_in = t.post(f"{path}/items/{of_case}/guests", guest)
    (attendee,) = (one["attendee"] for item in asked_in["items"] for one in item["guests"])
    t.call("POST", f"{path}/guests/{attendee}/withdraw")
    agenda = t.get(f"{path}?version=1")
    order = [{"item": item["id"], "minutes": item["minutes"]} for item in agenda["items"]]
    agenda = t.call("PUT", f"{path}/order", {"items": order[::-1], "revision": agenda["revision"]})
    own = {"heading": "Nyt fra sekretariatet", "english": "News of the secretariat", "minutes": 10}
    agenda = t.post(f"{path}/items", {**own, "revision": agenda["revision"]})
    added = next(item["id"] for item in agenda["items"] if item["heading"] == own["heading"])
    agenda = t.post(f"{path}/items/{added}/remove", {"revision": agenda["revision"]})
    agenda = t.post(f"{path}/review", {"revision": agenda["revision"]})
    t.post(f"{path}/comments", {"text": "Vi vil gerne have mere tid", "item": order[0]["item"]}, "agency:ssp")
    t.get(f"{path}/comments")
    agenda = t.post(f"{path}/draft", {"revision": agenda["revision"]})
    last = t.get("/meetings?body=koordineringsenheden")["meetings"][-1]["id"]
    agenda = t.post(f"/meetings/{last}/agenda", None)
    agenda = t.post(f"/meetings/{last}/agenda/release", {"revision": agenda["revision"]})
    again = {"reason": "Et punkt er kommet til", "revision": agenda["revision"]}
    newer = t.post(f"/meetings/{last}/agenda/versions", again)
    t.post(f"/meetings/{last}/agenda/versions/withdraw", {"revision": newer["revision"]})


def _forum(t):
    plan = t.post("/plans", {"body": "medborgerforum", "from": "2027-01-01", "to": "2027-12-31"}, "forum")
    t.post(f"/plans/{plan['id']}/confirm", {"revision": plan["revision"]}, "forum")
    first = t.get("/meetings?body=medborgerforum")["meetings"][0]["id"]
    given = {"title": "Unge i foreningslivet", "about": "Hvad holder dem fast?", "minutes": 30}
    topic = t.post(f"/forum/meetings/{first}/topics", given, "forum")
    t.get(f"/forum/meetings/{first}/topics", "forum")
    t.get(f"/forum/topics/{topic['id']}", "forum")
    decision = {
        "decision": "put_off",
        "reply": "Dagsordenen er fuld denne gang.",
        "revision": topic["revision"],
    }
    t.post(f"/forum/topics/{topic['id']}/decision", decision, "forum")
    t.get(f"/forum/meetings/{first}/needs", "forum")
    t.caller.service.tick()
    invited = t.get(f"/meetings/{first}", "forum")["revision"]
    t.post(f"/forum/meetings/{first}/topics/call", {"revision": invited}, "forum")
    someone = t.get(f"/meetings/{first}/attendance", "forum")["attendees"][0]["id"]
    t.post(f"/forum/meetings/{first}/attendees/{someone}/link", None, "forum")
    files = f"/forum/meetings/{first}/materials"
    to_bytes = {"data": b"%PDF-1.7\n", "content_type": "application/octet-stream", "role": "forum"}
    material = t.call("POST", f"{files}?name=oplaeg.pdf&title=Opl%C3%A6g", **to_bytes)
    t.get(files, "forum")
    t.get(f"/forum/materials/{material['id']}/file", "forum")
    t.call("DELETE", f"/forum/materials/{material['id']}", None, "forum")


def _outlook(t):
    t.get("/readiness")
    t.get("/upcoming?days=14")
    t.get("/messages?state=pending&size=2")
    _settling(t)
    t.get("/mailboxes")
    t.get("/record?limit=3", "auditor")


def _differences(t):
    """Somebody has moved two meetings in Outlook."""
    service = t.caller.service
    meetings = t.get("/meetings?body=koordineringsenheden")["meetings"]
    for meeting, decision in ((meetings[-2], "adopt"), (meetings[-1], "put-back")):
        entry, later = service.new_id(), datetime.fromisoformat(meeting["starts_at"]) + timedelta(hours=1)
        by_hand.enter(service, meeting["id"], entry)
        moved = by_hand.standing(service, entry, starts_at=later, ends_at=later + timedelta(hours=2))
        by_hand.note(service, entry, moved)
        (found,) = t.get(f"/meetings/{meeting['id']}")["differences"]
        seen = {"revision": found["revision"]}
        t.post(f"/calendar-entries/{entry}/adopt/preview", seen)
        t.post(f"/calendar-entries/{entry}/{decision}", seen)


def _charter(t):
    """What the forum's secretariat does: the third role of the house, with a list of its own."""
    t.call("PUT", "/forum/charter-list", FORUM, "forum")
    t.get("/forum/charter-list", "forum")
    club = t.get("/forum/organisations/eksempelklubben", "forum")["accessions"][-1]
    sent = t.post(f"/forum/accessions/{club['id']}/send", {"revision": club["revision"]}, "forum")
    declined = {"reason": "De ønsker det ikke", "revision": sent["revision"]}
    t.post(f"/forum/accessions/{club['id']}/decline", declined, "forum")
    t.post("/forum/organisations/eksempelklubben/accessions", None, "forum")
    other = {"name": "Eksempelklubben", "contact": FORUM["organisations"][1]["contact"]}
    revision = t.get("/forum/organisations/eksempelklubben", "forum")["revision"]
    t.call("PUT", "/forum/organisations/eksempelklubben", {**other, "revision": revision}, "forum")
    new = {"version": "2027", "in_force_from": "2027-03-01", "link": "https://charter.example.dk/2027"}
    t.post("/forum/charters", new, "forum")
    old, again = t.get("/forum/organisations/proeveforeningen", "forum")["accessions"]
    signed = {"acceded_by": "Frida Forperson", "acceded_on": "2026-11-09", "revision": again["revision"]}
    t.post(f"/forum/accessions/{again['id']}/accede", signed, "forum")
    left = {"reason": "Foreningen er nedlagt", "revision": old["revision"]}
    over = t.post(f"/forum/accessions/{old['id']}/end", left, "forum")
    t.post(f"/forum/accessions/{old['id']}/again", None, "forum")
    t.post(f"/forum/accessions/{old['id']}/take-back", {"revision": over["revision"]}, "forum")
    member = {"name": "Maja Opdigtet", "email": "maja@eksempelklubben.invalid", "role": "deputy"}
    appointed = t.post(
        "/forum/appointments",
        {**member, "organisation": "eksempelklubben", "first_on": "2027-01-01", "last_on": "2028-12-31"},
        "forum",
    )
    last_day = {"last_on": "2027-12-31", "revision": appointed["revision"]}
    ended = t.post(f"/forum/appointments/{appointed['id']}/end", last_day, "forum")
    named = {
        "name": "Maja Opdigtet",
        "email": "maja.o@eksempelklubben.invalid",
        "revision": ended["revision"],
    }
    t.call("PUT", f"/forum/appointments/{appointed['id']}/member", named, "forum")


def _settling(t):
    """Messages that did not simply go out, made so by hand: what the tour sends goes out."""
    refused, unwanted, doubtful = (m["id"] for m in t.get("/messages?size=3")["messages"])
    with t.caller.service.unit(CLOCK) as unit:
        for message_id in (refused, unwanted, doubtful):
            message = unit.session.get_one(Message, message_id)
            message.claim(t.caller.service.clock())
            if message_id == doubtful:
                message.doubt(
                    "the server broke off before it said whether it took the mail", None, message.due_at
                )
            else:
                message.refuse("550 5.1.1: the server refuses the recipient")
    t.post(f"/messages/{refused}/retry", {"revision": "dead-1"})
    with t.caller.service.unit(CLOCK) as unit:
        message = unit.session.get_one(Message, refused)
        message.claim(t.caller.service.clock())
        message.refuse("552 5.3.4: the server refuses the mail")
    t.get("/messages/causes")
    t.post("/messages/retry-all", {"cause": "552 5.3.4: the server refuses the mail"})
    t.post(f"/messages/{unwanted}/drop", {"reason": "Modtageren er holdt op", "revision": "dead-1"})
    t.post(f"/messages/{doubtful}/settle", {"found": "sent", "revision": "in_doubt-1"})


def _outcomes(t):
    """The first case was not ready for the first meeting, and is discussed at the second."""
    for month, day, hour in ((11, 20, 12), (12, 4, 12), (12, 8, 9)):
        t.caller.service.clock.moment = datetime(2026, month, day, hour, tzinfo=UTC)
        t.caller.service.tick()
    case = t.get("/cases/KE-2026-0001?purpose=drøftelse")
    outcome = {
        "meeting": case["meeting"]["id"],
        "kind": "more_information",
        "responsible": "sof",
        "grounds": "Skolegangen er uklar",
        "dissents": [{"party": "kf", "words": "Der er viden nok"}],
        "lookups": [{"party": "ssp", "necessity": "Kun SSP kender skolegangen"}],
        "revision": case["revision"],
    }
    path = f"/cases/{case['reference']}"
    meeting = case["meeting"]["id"]
    _redacted(t, path, next(one for one in case["lookups"] if one["party"] == "ssp"))
    t.post(f"{path}/notes", {"meeting": meeting, "party": "ssp", "words": "Der er ro i klassen"})
    t.post(f"{path}/notes", {"citizen": True, "words": "Borgeren ringede og vil gerne tale med os"})
    noted = t.get(f"{path}?purpose=notat")["oral_notes"][0]["id"]
    t.post(f"{path}/notes/{noted}/additions", {"words": "Det gælder begge klasser"})
    action = {"meeting": meeting, "owner": "sof", "what": "Kontakt til skolen", "due_on": "2026-12-18"}
    agreed = t.post(f"{path}/actions", action)
    given = {"on": "2026-12-24", "purpose": "Status på skolegangen", "revision": case["revision"]}
    laid = t.post(f"{path}/follow-ups", given)
    t.post(f"/follow-ups/{laid['id']}/settle", {"state": "dropped", "revision": laid["revision"]})
    outcome["revision"] = t.get(f"{path}?purpose=notat")["revision"]
    recorded = t.post(f"{path}/outcomes", {**outcome, "grounds": "Skolen"})
    right = {**outcome, "reason": "Begrundelsen var ikke skrevet færdig", "revision": recorded["revision"]}
    t.post(f"{path}/outcomes/correction", right)
    handed = t.post(f"/actions/{agreed['id']}/owner", {"owner": "ssp", "revision": agreed["revision"]})
    agreed = t.post(f"/actions/{agreed['id']}/owner", {"owner": "sof", "revision": handed["revision"]})
    t.get("/actions", "agency:sof")
    t.get(f"/actions/{agreed['id']}", "agency:sof")
    t.post(f"/actions/{agreed['id']}/settle", {"state": "done", "revision": agreed["revision"]}, "agency:sof")


def _redacted(t, path, lookup):
    """SSP takes one statement out of its released answer, and the secretariat takes note of it."""
    answer = lookup["answers"][-1]
    which = {"version": answer["version"], "revision": answer["revision"], "risk_factors": [1]}
    redaction = {**which, "reason": "Det handlede om en anden elev"}
    shown = t.post(f"/lookups/{lookup['id']}/redactions", redaction, "agency:ssp")
    (redacted,) = shown["lookup"]["redactions"]
    t.post(f"{path}/redactions/{redacted['id']}/seen", None)


def _efforts(t):
    """At the third meeting the unit recommends a conversation; the citizen wants a mentor, and later no more."""
    reference = _recommended(t)
    path = f"/cases/{reference}"
    given = {"kind": "given", "given_on": "2026-12-22"}
    after = t.post(f"{path}/orientations", {**given, "revision": _revision(t, reference)})
    to_child = {"to": "child", "revision": after["case_revision"]}
    after = t.post(f"{path}/orientations/letter/addressee", to_child)
    t.get(f"{path}/orientations/letter?language=da")
    t.get(f"{path}/orientations/letter/file?format=json")
    (made,) = t.get(f"{path}/effort?purpose=brev")["letters"]
    sent = {"how": "digital_post", "sent_on": "2026-12-22", "revision": after["case_revision"]}
    after = t.post(f"{path}/letters/{made['id']}/dispatches", sent)
    plan = {
        "party": "sof",
        "holder": "Rådgiver Prøve Holdersen",
        "place": "Prøvegade 1, lokale 2",
        "planned_at": "2027-01-05T14:00:00+01:00",
    }
    after = t.post(f"{path}/conversations", {**plan, "revision": after["case_revision"]})
    first = after["conversations"][-1]
    one = f"{path}/conversations/{first['id']}"
    moved = {**plan, "planned_at": "2027-01-06T14:00:00+01:00", "revision": first["revision"]}
    after = t.post(f"{one}/move", moved)
    nobody = {"to": "nobody", "reason": "Forældrene er på rejse", "revision": after["case_revision"]}
    after = t.post(f"{one}/letter/addressee", nobody)
    after = t.post(f"{one}/letter/addressee", {"to": "child", "revision": after["case_revision"]})
    t.get(f"{one}/letter?language=da")
    t.get(f"{one}/letter/file?format=json")
    after = t.post(f"{one}/call-off", {"revision": after["conversations"][-1]["revision"]})
    after = t.post(f"{path}/conversations", {**plan, "revision": after["case_revision"]})
    second = after["conversations"][0]
    t.caller.service.clock.moment = datetime(2027, 1, 5, 15, tzinfo=UTC)
    report = {"outcome": "wants_course", "note": "Vil gerne have en mentor", "revision": second["revision"]}
    after = t.post(f"{path}/conversations/{second['id']}/report", report)
    _courses(t, path, _represented(t, path, after["case_revision"]))


def _represented(t, path, revision):
    """The citizen is a child: whoever has custody is registered, stated rightly, and ended where it was a mistake."""
    people = f"{path}/representatives"
    mother = {"kind": "holder", "name": "Mor Eksempelsen"}
    after = t.post(people, {**mother, "revision": revision})
    one = after["representatives"][0]
    rightly = {**mother, "name": "Mor Eksempelby", "revision": one["revision"]}
    after = t.post(f"{people}/{one['id']}", rightly)
    mistaken = {"kind": "holder", "name": "Onkel Eksempelby", "revision": after["case_revision"]}
    after = t.post(people, mistaken)
    other = after["representatives"][1]
    return t.post(f"{people}/{other['id']}/end", {"revision": other["revision"]})["case_revision"]


def _courses(t, path, revision):
    mentor = {"kind": "mentor", "responsible": "sof", "aim": "Vej til en forening"}
    after = t.post(f"{path}/courses", {**mentor, "revision": revision})
    coach = {"kind": "relatives_coach", "responsible": "ssp"}
    after = t.post(f"{path}/courses", {**coach, "revision": after["case_revision"]})
    by_kind = {one["kind"]: f"{path}/courses/{one['id']}" for one in after["courses"]}
    mother = after["representatives"][0]["id"]
    consent = {"by": "holder", "representative": mother, "on": "2027-01-05", "revision": 1}
    after = t.post(f"{by_kind['mentor']}/consent", consent)
    given = next(one["consents"][0]["id"] for one in after["courses"] if one["kind"] == "mentor")
    status = {"on": "2027-02-02", "purpose": "Er kontakten til foreningen i gang?", "revision": 2}
    t.post(f"{by_kind['mentor']}/status-days", status)
    t.post(f"{by_kind['relatives_coach']}/end", {"reason": "no_consent", "on": "2027-01-05", "revision": 1})
    withdrawal = {"consent": given, "on": "2027-01-05", "closes_case": True, "revision": 2}
    t.post(f"{by_kind['mentor']}/withdrawal", withdrawal)
    t.get(f"{path}/effort?purpose=opfølgning")


def _written(t):
    """The fifth meeting is held in writing; its one case is released two working days before the closing."""
    citizen = {"name": "Ny Opdigtet", "born_on": "1990-05-01", "municipality": "København"}
    reference = t.post("/concerns", {**CONCERN, "citizen": citizen, "parties": ["ssp"]})["reference"]
    lookup = next(
        k
        for k in t.get("/lookups", "agency:ssp")["lookups"]
        if k["reference"] == reference and k["state"] == "open"
    )
    t.post(f"/lookups/{lookup['id']}/answers", {"kind": "nothing_registered"}, "agency:ssp")
    meeting = t.get(f"/cases/{reference}?purpose=skriftlig")["meeting"]["id"]
    revision = t.get(f"/meetings/{meeting}")["revision"]
    call = {"closes_at": "2027-01-15T12:00:00+01:00", "reason": "Lokalet er lukket", "revision": revision}
    t.post(f"/meetings/{meeting}/written/preview", call)
    t.post(f"/meetings/{meeting}/written", call)
    t.caller.service.clock.moment = datetime(2027, 1, 13, 12, tzinfo=UTC)
    t.caller.service.tick()
    outcome = {"kind": "no_conversation", "responsible": "sof", "grounds": "Intet bekymrende er fundet"}
    now = t.get(f"/cases/{reference}?purpose=skriftlig")["revision"]
    t.post(f"/cases/{reference}/proposal", {**outcome, "revision": now})
    answer = {"consent": "consents", "words": "Vi er enige", "version": 1}
    t.post(f"/cases/{reference}/consent", answer, "agency:ssp")
    t.get(f"/cases/{reference}/proposal?purpose=skriftlig")


def _recommended(t):
    for day, hour in ((18, 12), (22, 9)):
        t.caller.service.clock.moment = datetime(2026, 12, day, hour, tzinfo=UTC)
        t.caller.service.tick()
    case = next(one for one in t.get("/cases")["cases"] if one["state"] == "released")
    outcome = {
        "kind": "conversation",
        "responsible": "sof",
        "grounds": "Der er grund til en samtale",
        "due_on": "2027-01-05",
    }
    path, meeting = f"/cases/{case['reference']}", case["meeting"]["id"]
    left_out = {"meeting": meeting, "reason": "Tiden slap op", "revision": case["revision"]}
    case = t.post(f"{path}/not-treated", left_out)
    case = t.post(f"{path}/not-treated/taken-back", {"meeting": meeting, "revision": case["revision"]})
    t.post(f"{path}/outcomes", {**outcome, "meeting": meeting, "revision": case["revision"]})
    t.get(f"/meetings/{meeting}/held")
    _not_held(t)
    return case["reference"]


def _not_held(t):
    """The first meeting of all treated nothing: nobody had met."""
    body = "koordineringsenheden"
    first = t.get(f"/meetings?body={body}")["meetings"][0]
    said = {"is_held": False, "reason": "Lokalet var lukket", "revision": first["revision"]}
    t.call("PUT", f"/meetings/{first['id']}/held", said)


def _revision(t, reference):
    return t.get(f"/cases/{reference}?purpose=samtale")["revision"]


def _minutes(t):
    """Of the meeting at which the case was discussed, while it still goes on."""
    meeting = t.get("/cases/KE-2026-0001?purpose=referat")["outcomes"][0]["meeting"]["id"]
    path = f"/meetings/{meeting}/minutes"
    attendees = t.get(f"/meetings/{meeting}/attendance")["attendees"]
    ssp = next(one["id"] for one in attendees if one["name"] == "Medlem ssp")
    mark = {"attendee": ssp, "presence": "present"}
    marked = t.call("PUT", f"{path}/presence", {"marks": [mark], "revision": 0})
    marked = t.post(f"{path}/presence/all", {"revision": marked["revision"]})
    welcome = marked["items"][0]["id"]
    note = {
        "item": welcome,
        "text": "Erklæringen om fortrolighed blev læst op.",
        "revision": marked["revision"],
    }
    written = t.call("PUT", f"{path}/notes", note)
    t.post(f"{path}/review", {"revision": written["revision"]})
    t.post(f"{path}/comments", {"item": welcome, "text": "Vi kom først kl. 9.10."}, "agency:ssp")
    t.get(path)
    of_case = f"/cases/KE-2026-0001/minutes/{meeting}"
    kept = t.get(f"{of_case}?purpose=referat")
    text = {"text": f"{kept['text']}\nSkolen inddrages.", "revision": kept["revision"]}
    t.call("PUT", of_case, text)
    t.post(f"{of_case}/comments", {"text": "Skolen er underrettet."}, "agency:ssp")
    now = t.get(path)["revision"]
    t.post(f"{path}/endorsements", {"party": "ssp", "revision": now}, "agency:ssp")
    approval = {"attendee": ssp, "reason": "Alle har læst det", "revision": now}
    approved = t.post(f"{path}/approve", approval, "agency:ssp")
    t.get(f"{path}/file?format=json")
    added = {"words": "Borgeren er uenig i, at skolen inddrages.", "reason": "Borgerens ønske (art. 16)"}
    on = t.caller.service.clock.moment.date().isoformat()
    t.post(f"{of_case}/additions", {**added, "on": on})
    t.post(f"{path}/reopen", {"reason": "Et fremmøde mangler", "revision": approved["revision"]})


def _free_times(t):
    """The members' calendars lie on a server of Exchange; that of SOF can't be read."""
    channels = OneCarrier(PaperCarrier(taken={"medlem.sof@moedeklar.invalid": None}), "exchange")
    t.caller.client.application.extensions[SERVICE] = replace(t.caller.service, channels=channels)
    t.get("/bodies/koordineringsenheden/free-times?length_minutes=120&days=10")


def abridged(tree, longest=1):
    """The same with every list cut to its first item: enough to see its shape."""
    if isinstance(tree, dict):
        return {key: abridged(value, longest) for key, value in tree.items()}
    return [abridged(value, longest) for value in tree[:longest]] if isinstance(tree, list) else tree


def renumbered(tree):
    """The same with its ids counted in the order in which they are met, so that no other route's ids show in it."""
    known = {}
    counted = re.sub(
        "[0-9a-f]{32}", lambda found: known.setdefault(found[0], f"{len(known) + 1:032x}"), json.dumps(tree)
    )
    return json.loads(counted)


def numbered_ids(first=1):
    numbers = count(first)
    return lambda: f"{next(numbers):032x}"


def _clock(t):
    """A reminder whose case can't be read, and a morning on which the service was away."""
    now = t.caller.service.clock()
    since, case = now - timedelta(minutes=3), t.get("/cases")["cases"][0]["reference"]
    meeting = t.get("/meetings?body=koordineringsenheden")["meetings"][0]["id"]
    about = {"body_id": "koordineringsenheden", "about": case, "party_id": "ssp"}
    moments = {
        "since": since,
        "failed_at": now - timedelta(minutes=2),
        "next_try_at": now + timedelta(minutes=3),
    }
    with t.caller.service.unit(CLOCK) as unit:
        unit.session.add(
            SetAside("piece-1", "reminders", "lookup-1", **about, **moments, fault="InvalidTag", failures=2)
        )
        unit.session.add(Outage("outage-1", now - timedelta(days=2), now - timedelta(days=1)))
        unit.session.flush()
        unit.session.add(OutageNotice("notice-1", "outage-1", Role.SECRETARIAT, now, told_at=now))
        due_at = now - timedelta(hours=30)
        unit.session.add(Swallowed("1", "outage-1", what="reminder", **about, due_at=due_at, is_missed=True))
        late = {**about, "about": meeting, "party_id": ""}
        unit.session.add(
            Swallowed("2", "outage-1", what="pass_cut_off", **late, due_at=due_at, is_missed=False)
        )
    aside = t.get("/set-aside")["set_aside"][0]
    t.post(f"/set-aside/{aside['id']}/retry", {"revision": aside["revision"]})
    outage = t.get("/outages")["outages"][0]
    t.post(f"/outages/{outage['id']}/settle", {"revision": outage["revision"]})
    with t.caller.service.unit(CLOCK) as unit:
        turn_off(unit.session, now - timedelta(hours=9), now)
    sending = t.get("/sending")
    told_until = (now - timedelta(hours=8)).isoformat()
    t.post("/sending/on", {"told_until": told_until, "revision": sending["revision"]})
