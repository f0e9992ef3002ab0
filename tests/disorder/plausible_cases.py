"""Bodies about a case as an office would write them: what fits together, where fields depend on one another."""

from datetime import timedelta

from sample_people import PARTIES

from tests.disorder.cast import SECRET, persons
from tests.disorder.finding import case_of


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


def search(w, body):
    numbers = [one.cpr for one in persons(2026) if one.cpr]
    return {**body, "cpr": w.random.choice(numbers), "purpose": "indsigtsanmodning"}
