"""Bodies as an office would write them: what fits together, for the documents whose fields depend on one another."""

from datetime import timedelta

from sample_people import FORUM, KE, PARTIES

from tests.disorder.cast import SECRET, persons
from tests.disorder.finding import case_of, meeting_of


def concern(w, body):
    made = {
        **body,
        "citizen": w.citizen(),
        "urgency": w.random.choice(["normal"] * 7 + ["urgent"] * 2 + ["acute"]),
        "confirmed_necessary": w.random.random() < 0.8,
        "needs_clearance": w.random.random() < 0.15,
        "ask_again": w.random.random() < 0.4,
    }
    for name in ("another_person", "same_person", "parties"):
        if w.random.random() < 0.8:
            made.pop(name, None)
    if made["source_kind"] == "anonymous":
        made["source"] = ""
    return made


def correction(w, body):
    made = {**body, "citizen": w.citizen()}
    made.pop("another_person", None)
    return made


def parties(w, body):
    wanted = sorted(w.random.sample(PARTIES, w.random.choice([1, 2, 3, 5])))
    return {**body, "parties": wanted, "confirmed_necessary": w.random.random() < 0.9}


def outcome(w, body):
    kind = body["kind"] = w.random.choice(
        [
            "conversation",
            "conversation",
            "no_conversation",
            "more_information",
            "handed_over",
            "closed",
            "unchanged",
        ]
    )
    for name in ("handed_to", "close_reason", "lookups", "due_on", "dissents"):
        body.pop(name, None)
    if kind == "more_information" and w.document != "ProposalDocument":
        body["lookups"] = [{"party": w.random.choice(PARTIES), "necessity": f"{SECRET} mere"}]
    if kind == "handed_over":
        body["handed_to"] = "Aarhus Kommune"
    if kind == "closed":
        body["close_reason"] = w.random.choice(["unfounded", "moved_away", "no_need", "opened_in_error"])
    if kind in {"conversation", "handed_over"} and "/proposal" not in w.route.path:
        body["due_on"] = (w.house.now.date() + timedelta(days=w.random.choice([3, 10, 40]))).isoformat()
    return body


def answer(w, body):
    kind = body["kind"] = w.random.choice(
        ["nothing_registered"] * 3
        + ["relevant"] * 4
        + ["not_relevant", "oral_only", "declines"] * 2
        + ["wrong_person", "conflict_of_interest"]
    )
    body.update(risk_factors=[], protective_factors=[])
    if kind == "relevant":
        body.update(risk_factors=[f"{SECRET} risiko"], protective_factors=[f"{SECRET} ro"])
    versions = [
        row["version"] for row in w.rows["answer"].values() if row["lookup_id"] == w.keys.get("lookup")
    ]
    body["amends"] = max(versions) if versions and w.random.random() < 0.85 else None
    return body


def taken_back(w, body):
    versions = [
        row["version"] for row in w.rows["answer"].values() if row["lookup_id"] == w.keys.get("lookup")
    ]
    made = {**body, "version": max(versions, default=1)}
    if "is_whole" in made or w.route.path.endswith("redactions"):
        made.pop("risk_factors", None)
        made.pop("protective_factors", None)
        made |= {"risk_factors": [1]} if w.random.random() < 0.5 else {"is_whole": True}
        made["reason"] = "Det var for meget"
    return made


def note(w, body):
    for name in ("party", "agency", "citizen", "somebody"):
        body.pop(name, None)
    body |= w.random.choice([{"party": w.random.choice(PARTIES)}, {"citizen": True}, {"agency": "Skolen"}])
    return body


def orientation(w, body):
    today = w.house.now.date()
    body = {"kind": body["kind"], "revision": body["revision"]}
    if body["kind"] == "given":
        return {**body, "given_on": today.isoformat()}
    later = (today + timedelta(days=w.random.choice([10, 60]))).isoformat()
    return {**body, "exemption": "2", "reason": f"{SECRET} udsat", "reassess_on": later}


def conversation(w, body):
    if w.random.random() < 0.3:
        return {**body, "at_home": True, "place": "", "holder": "Rådgiver Prøve Holdersen"}
    return {**body, "at_home": False, "place": "Prøvegade 1", "holder": "Rådgiver Prøve Holdersen"}


def report(w, body):
    body["outcome"] = w.random.choice(["wants_course", "wants_course", "does_not", "no_need", "did_not_come"])
    body.pop("held_at", None)
    return body


def representative(w, body):
    name = w.random.choice(["Mor Eksempelsen", "Far Prøvesen", "Værge Opdigtsen"])
    return {**body, "name": name, "consents": "both" if body["kind"] == "guardian" else None}


def consent(w, body):
    case = case_of(w.keys, w.rows)
    people = [key for key, row in w.rows["representative"].items() if case and row["case_id"] == case["id"]]
    body["by"], body["representative"] = "citizen", None
    if people and w.random.random() < 0.6:
        body["representative"] = w.random.choice(people)
        body["by"] = w.rows["representative"][body["representative"]]["kind"]
    body["on"] = w.house.now.date().isoformat()
    return body


def withdrawal(w, body):
    given = [key for key, row in w.rows["course_consent"].items() if row["course_id"] == w.keys.get("course")]
    on = w.house.now.date().isoformat()
    return {**body, "consent": given[-1] if given else "nobody", "on": on}


def course_end(w, body):
    return {**body, "on": w.house.now.date().isoformat(), "words": f"{SECRET} slut"}


def addressee(w, body):
    made = {"to": body["to"], "revision": body["revision"]}
    if made["to"] == "holder":
        made["representative"] = w.key("representative")
    return made if made["to"] != "nobody" else {**made, "reason": f"{SECRET} rejse"}


def dispatch(w, body):
    made = {"how": body["how"], "revision": body["revision"], "sent_on": w.house.now.date().isoformat()}
    if made["how"] == "handed_over":
        made["by"] = "Prøve Holdersen"
    if made["how"] == "not_sent":
        made |= {"sent_on": None, "reason": f"{SECRET} ikke sendt"}
    return made


def moved(w, body):
    """Some minutes, hours or days away from where it is; sometimes back again."""
    meeting = w.rows["meeting"].get(w.keys.get("meeting"))
    body.pop("ends_at", None)
    if meeting and w.random.random() < 0.7:
        by = w.random.choice([-7, -2, -1, 1, 1, 2, 7]) * w.random.choice([1, 1, 24, 24, 24])
        body["starts_at"] = (meeting["starts_at"] + timedelta(hours=by)).isoformat()
    return body


def arrangement(w, body):
    agendas = [a for a in w.rows["agenda"].values() if a["meeting_id"] == w.keys["meeting"]]
    newest = max(agendas, key=lambda a: a["version"], default={"id": ""})
    items = [k for k, row in w.rows["agenda_item"].items() if row["agenda_id"] == newest["id"]]
    w.random.shuffle(items)
    return {**body, "items": [{"item": key, "minutes": w.random.choice([5, 10, 30])} for key in items]}


def presence(w, body):
    who = [k for k, row in w.rows["attendee"].items() if row["meeting_id"] == w.keys["meeting"]]
    states = ["present", "present", "deputy", "informed", "apologies", "absent"]
    return {**body, "marks": [{"attendee": key, "presence": w.random.choice(states)} for key in who[:3]]}


def approval(w, body):
    there = [
        row["attendee_id"]
        for row in w.rows["presence_mark"].values()
        if row["presence"] in {"present", "deputy"}
        and not row["item_id"]
        and w.rows["minutes"][row["minutes_id"]]["meeting_id"] == w.keys["meeting"]
    ]
    return {**body, "attendee": w.random.choice(there or [w.key("attendee")]), "reason": "Alle har læst det"}


def held(w, body):
    return {k: v for k, v in body.items() if k != "treated"} | {"reason": "Lokalet var lukket"}


def people(w, body):
    """A small change to the house, as the secretariat or the forum's office would send it."""
    today = w.house.now.date()
    person, party = w.person(), w.random.choice(PARTIES)
    later = (today + timedelta(days=w.random.choice([-1, 3, 20]))).isoformat()
    return w.random.choice(
        [
            {"parties": [{"id": party, "contact": person}]},
            {"parties": [{"id": party, "deputy": person, "mailbox": w.address()}]},
            {"parties": [{"id": party, "valid_until": later}]},
            {"members": [{"body": KE, "party": party, **person}]},
            {"members": [{"body": FORUM, **person}]},
            {
                "members": [
                    {
                        "body": KE,
                        "party": party,
                        "name": f"Medlem {party}",
                        "email": f"medlem.{party}@moedeklar.invalid",
                        "valid_until": later,
                    }
                ]
            },
            {"bodies": {w.random.choice([KE, FORUM]): {"place": "Prøvegade 9"}}},
            {"secretariat": {"name": "VINK", "email": person["email"]}},
        ]
    )


def charter_list(w, body):
    on, person = w.house.now.date(), w.person()
    club = f"klub{w.random.randrange(4)}"
    signed = {
        "version": "2026",
        "acceded_by": "Frida Forperson",
        "acceded_on": (on - timedelta(days=3)).isoformat(),
    }
    made = {"organisations": [{"id": club, "name": f"Prøve{club}", "contact": person}]}
    if w.random.random() < 0.6:
        made["organisations"][0]["accession"] = signed
        made["members"] = [{**w.person(), "organisation": club, "first_on": on.isoformat()}]
    return made


def appointment(w, body):
    first = w.house.now.date() + timedelta(days=w.random.choice([-30, 0, 10]))
    made = {**w.person(), "organisation": w.key("organisation"), "first_on": first.isoformat()}
    return made if w.random.random() < 0.5 else {**made, "last_on": (first + timedelta(days=90)).isoformat()}


def deciding(w, body):
    return body if body["decision"] == "put_off" else {k: v for k, v in body.items() if k != "meeting"}


def search(w, body):
    numbers = [one.cpr for one in persons(2026) if one.cpr]
    return {**body, "cpr": w.random.choice(numbers), "purpose": "indsigtsanmodning"}


def item(w, body):
    return {**body, "heading": "Nyt fra sekretariatet", "english": "News of the secretariat"}


def period(w, body):
    first = w.house.now.date() + timedelta(days=w.random.choice([7, 300, 320, 400]))
    return {**body, "from": first.isoformat(), "to": (first + timedelta(days=60)).isoformat()}


def reply(w, _body):
    """A calendar's answer to an invitation, as a mail: of somebody invited, or of a stranger."""
    key = w.key("attendee")
    who = w.rows["attendee"].get(key)
    if who is None:
        return "From: a@moedeklar.invalid\n\nHej"
    meeting = meeting_of(who, w.rows)
    return REPLY.format(
        uid=meeting["uid"],
        sequence=max(0, meeting["sequence"] - w.random.choice([0, 0, 0, 1])),
        sender=who["email"] if w.random.random() < 0.9 else "fremmed@moedeklar.invalid",
        said=w.random.choice(["ACCEPTED", "DECLINED", "TENTATIVE"]),
        at=w.house.now.strftime("%Y%m%dT%H%M%SZ"),
        start=meeting["starts_at"].strftime("%Y%m%dT%H%M%SZ"),
    )


REPLY = """From: {sender}
To: ke@moedeklar.invalid
Subject: Svar
MIME-Version: 1.0
Content-Type: text/calendar; method=REPLY; charset=utf-8

BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Eksempel//DA
METHOD:REPLY
BEGIN:VEVENT
UID:{uid}
SEQUENCE:{sequence}
DTSTAMP:{at}
DTSTART:{start}
ORGANIZER:mailto:ke@moedeklar.invalid
ATTENDEE;PARTSTAT={said}:mailto:{sender}
END:VEVENT
END:VCALENDAR
"""
PLAUSIBLE = {
    "ConcernDocument": concern,
    "CorrectionDocument": correction,
    "ConfirmationDocument": parties,
    "OutcomeDocument": outcome,
    "OutcomeCorrectionDocument": outcome,
    "ProposalDocument": outcome,
    "AnswerDocument": answer,
    "AnswerWithdrawalDocument": taken_back,
    "RedactionDocument": taken_back,
    "OralNoteDocument": note,
    "OrientationDocument": orientation,
    "ConversationDocument": conversation,
    "ReportDocument": report,
    "RepresentativeDocument": representative,
    "ConsentDocument": consent,
    "WithdrawalDocument": withdrawal,
    "CourseEndDocument": course_end,
    "AddresseeDocument": addressee,
    "DispatchDocument": dispatch,
    "MoveDocument": moved,
    "ArrangementDocument": arrangement,
    "PresenceDocument": presence,
    "ApprovalDocument": approval,
    "HeldDocument": held,
    "PeopleDocument": people,
    "ForumDocument": charter_list,
    "AppointmentDocument": appointment,
    "TopicDecisionDocument": deciding,
    "PeriodDocument": period,
    "SearchDocument": search,
    "ItemDocument": item,
}
