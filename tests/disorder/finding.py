"""Real ids for a call: mostly of what goes on now, sometimes of what is over, somebody else's, or nobody's."""

from datetime import timedelta

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
NEAR, FEW = timedelta(days=16), 4
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


def pick(table, house, random, wanted=lambda row: True):
    """Any row sometimes; else one that is not over, and near in time, and as wanted."""
    rows = house.rows()
    found = list(rows[table].items())
    if not found:
        return None, None
    if random.random() < 0.1:
        return random.choice(found)
    found = [one for one in found if wanted(one[1])] or found
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
    rows = house.rows()
    if random.random() < 0.015:
        return NOBODY, None
    if argument == "body":
        return random.choice(sorted(house.service.settings.bodies)), None
    table = table_of(argument, rows)
    if table is None:
        return NOBODY, None
    key, row = pick(table, house, random, _wanted(argument, route, house, random))
    if key is None:
        return None, None
    if argument == "reference":
        return reference_of(key), row
    if argument == "token":
        return link_of(key), row
    if argument == "on":
        return row["on"].isoformat(), row
    return key, row


def _wanted(argument, route, house, random):
    if random.random() < 0.2:
        return lambda row: True
    rows = house.rows()
    office_of = house.service.settings.office_of
    if argument == "token":
        return lambda row: office_of(meeting_of(row, rows)["body_id"]) == "forum" and row["is_invited"]
    if argument == "meeting":
        begun = any(part in route.path for part in BEGUN)
        forum = "/forum/" in route.path
        return lambda row: (
            row["state"] in ({"confirmed", "held", "in_question"} if begun else {"confirmed", "proposed"})
            and (row["starts_at"] <= house.now) == begun
            and (not forum or office_of(row["body_id"]) == "forum")
        )
    if argument == "reference":
        return _wanted_case(route, house, rows)
    if argument == "lookup":
        done = {"answered"} if "answers" not in route.path else {"open", "answered"}
        return lambda row: row["state"] in done and row["case_id"] and True
    if argument == "accession":
        return lambda row: row["state"] in ({"sent", "not_sent"} if "accede" in route.path else {"sent", "not_sent", "acceded"})
    return lambda row: True


def _wanted_case(route, house, rows):
    states = next((s for part, s in CASE_WANTED.items() if part in route.path), None)
    begun = any(part in route.path for part in BEGUN)

    def is_wanted(row):
        meeting = rows["meeting"].get(row["meeting_id"])
        at_meeting = meeting is not None and meeting["starts_at"] <= house.now
        return (states is None or row["state"] in states) and (not begun or at_meeting)

    return is_wanted
