"""Bodies about meetings, minutes, people and the Charter as an office would write them."""

from datetime import timedelta

from sample_people import FORUM, KE, PARTIES

from tests.disorder.finding import meeting_of


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
