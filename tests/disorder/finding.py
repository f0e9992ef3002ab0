"""Real ids for a call: mostly of what goes on now, sometimes of what is over, somebody else's, or nobody's."""

from tests.disorder.step import link_of, reference_of

TABLES = {
    "reference": "case",
    "item": "agenda_item",
    "exclusion": "agenda_exclusion",
    "note": "oral_note",
    "entry": "calendar_entry",
    "piece": "set_aside",
    "reply": "unmatched_reply",
    "on": "day_off",
    "token": "attendee",
}
OVER = {"closed", "cancelled", "withdrawn", "ended", "lapsed", "superseded", "dropped", "not_held", "sent"}
BEGUN = ("/minutes", "/held", "/outcomes", "/not-treated", "/notes", "/actions")
CASE_WANTED = {  # where a case most likely is when somebody calls this
    "/clearance": {"awaiting_clearance"},
    "/parties": {"received"},
    "/outcomes": {"released", "discussed"},
    "/not-treated": {"released"},
    "/proposal": {"released"},
    "/consent": {"released"},
    "/conversations": {"discussed", "conversation"},
    "/courses": {"conversation", "course", "discussed"},
}
STATES_WANTED = {  # what a thing most likely is when somebody calls this, by the end of the route
    "/accede": {"sent", "not_sent"},
    "/decline": {"sent", "not_sent"},
    "/send": {"not_sent"},
    "/call-off": {"planned"},
    "/report": {"planned"},
    "{conversation}/move": {"planned"},
    "{course}/consent": {"proposed", "paused", "running"},
    "{course}/end": {"proposed", "paused", "running"},
    "{course}/withdrawal": {"running", "paused"},
    "/status-days": {"running"},
    "plans/{plan}/confirm": {"proposed"},
    "plans/{plan}/withdraw": {"proposed", "confirmed"},
    "{action_id}/settle": {"open"},
    "{follow_up_id}/settle": {"open"},
    "{message_id}/retry": {"dead", "bounced"},
    "{message_id}/settle": {"in_doubt"},
    "{message_id}/drop": {"dead", "bounced"},
}
FEW = 4
NOBODY = "nobody"


def table_of(argument, rows):
    name = argument.removesuffix("_id")
    name = TABLES.get(name, name)
    return name if name in rows else None


def keys_for(route, house, random):
    """Values for the arguments of the address: the last one first, and mostly those it belongs to."""
    rows, keys, owner = house.rows(), {}, None
    for argument in reversed(route.arguments):
        key = None
        if owner is not None and random.random() < 0.9:
            key = _parent(argument, owner, rows)
        if key is None:
            key, found = _picked(argument, route, house, random)
            if key is None:
                return None
            owner = found or owner
        keys[argument] = key
    return {argument: keys[argument] for argument in route.arguments}


def row_of(route, keys, rows):
    """What the call is about: the row of its innermost key, as (table, key, row)."""
    for argument in reversed(route.arguments):
        table, key = table_of(argument, rows), keys[argument]
        key = next(iter(key.values())) if isinstance(key, dict) else key
        if table and key in rows[table]:
            yield table, key, rows[table][key]


def meeting_of(row, rows):
    """The meeting something belongs to, if it does to one."""
    if "agenda_id" in row:
        row = rows["agenda"][row["agenda_id"]]
    return rows["meeting"].get(row.get("meeting_id"))


def case_of(keys, rows):
    about = keys.get("reference")
    return rows["case"].get(next(iter(about.values()))) if isinstance(about, dict) else None


def pick(table, house, random, wanted=None):
    """Any row sometimes; else one as wanted that is not over, and near in time; mostly none where none is wanted."""
    rows = house.rows()
    found = list(rows[table].items())
    if not found:
        return None, None
    if random.random() < 0.08:
        return random.choice(found)
    if wanted is not None:
        fitting = [one for one in found if wanted(one[1])]
        if not fitting and random.random() < 0.85:
            return None, None
        found = fitting or found
    found = [one for one in found if one[1].get("state") not in OVER] or found
    when = _moment_of(table, rows)
    if when is not None:
        found.sort(key=lambda one: (abs(when(one[1]) - house.now), str(one[0])))
        return random.choice(found[:FEW])
    return random.choice(found[-8:])


def _moment_of(table, rows):
    if table == "meeting":
        return lambda row: row["starts_at"]
    if table in {"attendee", "agenda", "agenda_item", "topic", "material", "minutes"}:
        return lambda row: meeting_of(row, rows)["starts_at"]
    return None


def _parent(argument, owner, rows):
    if argument == "reference" and "lookup_id" in owner:
        owner = rows["lookup"][owner["lookup_id"]]
    if argument == "reference" and owner.get("case_id") in rows["case"]:
        return reference_of(owner["case_id"])
    if argument == "meeting":
        found = meeting_of(owner, rows)
        return found["id"] if found else None
    return owner.get(f"{argument}_id")


def _picked(argument, route, house, random):
    """A key, and its row where it has one."""
    rows = house.rows()
    table = table_of(argument, rows)
    if argument == "body":
        return random.choice(sorted(house.service.settings.bodies)), None
    if table is None or random.random() < 0.015:
        return NOBODY, None
    key, row = pick(table, house, random, _wanted(argument, route, house, random))
    if key is None:
        return None, None
    written = {"reference": reference_of, "token": link_of, "on": lambda _key: row["on"].isoformat()}
    return written.get(argument, lambda key: key)(key), row


def _wanted(argument, route, house, random):
    """What a row must be like for the call to have a chance, where that is known."""
    if random.random() < 0.12:
        return None
    if argument in WANTED:
        return WANTED[argument](route.path, house, house.rows())
    states = next((s for end, s in STATES_WANTED.items() if route.path.endswith(end)), None)
    return states and (lambda row: row["state"] in states)


def _wanted_link(_path, house, rows):
    return lambda row: _office(house, meeting_of(row, rows)) == "forum" and row["is_invited"]


def _wanted_item(_path, _house, rows):
    return lambda row: rows["agenda"][row["agenda_id"]]["state"] != "superseded"


def _wanted_entry(_path, _house, _rows):
    return lambda row: row["difference"] is not None and row["withdrawn_at"] is None


def _office(house, meeting):
    return str(house.service.settings.office_of(meeting["body_id"]))


def _wanted_meeting(path, house, rows):
    begun = any(part in path for part in BEGUN)
    states = {"confirmed", "held", "in_question"} if begun else {"confirmed", "proposed"}
    with_agenda = {row["meeting_id"] for row in rows["agenda"].values()}
    with_minutes = {row["meeting_id"] for row in rows["minutes"].values()}

    def is_wanted(row):
        is_forums = "/forum/" not in path or _office(house, row) == "forum"
        has_papers = ("/agenda/" not in path or row["id"] in with_agenda) and (
            not path.endswith(("/approve", "/review", "/endorsements")) or row["id"] in with_minutes
        )
        return (
            row["state"] in states and (row["starts_at"] <= house.now) == begun and is_forums and has_papers
        )

    return is_wanted


def _wanted_case(path, house, rows):
    states = next((s for part, s in CASE_WANTED.items() if part in path), None)
    with_outcome = {(row["case_id"], row["meeting_id"]) for row in rows["outcome"].values()}
    discussed = {case_id for case_id, _ in with_outcome}

    def is_wanted(row):
        meeting = rows["meeting"].get(row["meeting_id"])
        at_meeting = meeting is not None and meeting["starts_at"] <= house.now
        if path.endswith("/outcomes"):
            return (
                row["state"] == "released" and at_meeting and (row["id"], meeting["id"]) not in with_outcome
            )
        if path.endswith("/outcomes/correction") or "/minutes/" in path:
            return row["id"] in discussed
        if path.endswith("/courses"):
            return row["state"] in states and row["effort"] == "course"
        if path.endswith("/conversations"):
            return row["state"] in states and row["effort"] == "conversation"
        begun = path.endswith(("/not-treated", "/actions"))
        return (states is None or row["state"] in states) and (not begun or at_meeting)

    return is_wanted


def _wanted_lookup(path, _house, rows):
    states = {"open"} if path.endswith("/answers") else {"answered"}
    is_after = path.endswith("/redactions")

    def is_wanted(row):
        released = rows["case"][row["case_id"]]["released_at"] is not None
        return row["state"] in states and (path.endswith("/answers") or released == is_after)

    return is_wanted if "/lookups/{lookup}/" in path else None


WANTED = {
    "token": _wanted_link,
    "meeting": _wanted_meeting,
    "reference": _wanted_case,
    "lookup": _wanted_lookup,
    "item": _wanted_item,
    "entry": _wanted_entry,
}
