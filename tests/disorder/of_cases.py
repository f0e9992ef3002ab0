"""What holds of cases: who is asked, who sees what, and where a case is."""

from agenda.cases.case import CaseState
from tests.disorder.routes import AGENCY
from tests.disorder.step import REFERENCE, Passage

ANSWERABLE = {"open", "to_correct"}
EFFORTS_DOORS = ("/report", "/withdrawal", "/end")
GOES_ON = {"planned", "running", "proposed", "paused", "open"}
EVERY = 3  # steps at which what takes long is looked at


def open_cases(taken):
    return [row for row in taken.after["case"].values() if row["state"] != CaseState.CLOSED]


def of_case(rows, table, case):
    return [row for row in rows[table].values() if row["case_id"] == case["id"]]


def a_closed_case_asks_nobody(taken, _house):
    """A case that is closed has no request that is open, no follow-up, and no effort that goes on."""
    for case in taken.after["case"].values():
        if case["state"] != CaseState.CLOSED:
            continue
        asked = [row for row in of_case(taken.after, "lookup", case) if row["state"] in ANSWERABLE]
        going = [
            (table, row["state"])
            for table in ("follow_up", "conversation", "course", "proposal")
            for row in of_case(taken.after, table, case)
            if row["state"] in GOES_ON
        ]
        if asked or going:
            yield f"{case['reference']} is closed, with {len(asked)} open requests and {going}"


def a_case_that_asks_has_asked_somebody(taken, _house):
    """A case that asks has a request that was not withdrawn; where nobody is to be asked, it waits for a person."""
    for case in taken.after["case"].values():
        states = {row["state"] for row in of_case(taken.after, "lookup", case)}
        if case["state"] == CaseState.ASKING and states <= {"withdrawn"}:
            yield f"{case['reference']} asks, and nobody is asked"


def nobody_is_asked_before_the_police_have_cleared(taken, _house):
    """While a case waits for the police, no agency has an open request about it."""
    for case in taken.after["case"].values():
        is_asked = any(row["state"] == "open" for row in of_case(taken.after, "lookup", case))
        if case["state"] == CaseState.AWAITING_CLEARANCE and is_asked:
            yield f"{case['reference']} waits for the police, and somebody is asked"


def an_agency_has_one_open_request_about_a_case(taken, _house):
    """An agency is asked once at a time about a case."""
    seen = set()
    for row in taken.after["lookup"].values():
        if row["state"] in ANSWERABLE:
            if (row["case_id"], row["party_id"]) in seen:
                yield f"{row['party_id']} has two open requests about one case"
            seen.add((row["case_id"], row["party_id"]))


def a_citizen_has_one_open_case(taken, _house):
    """Two cases that are open are never about the same number."""
    seen = {}
    for case in open_cases(taken):
        index = case["cpr_index"]
        if index and seen.setdefault(index, case["reference"]) != case["reference"]:
            yield f"{seen[index]} and {case['reference']} are about the same citizen"


def a_child_is_never_noted_as_none(taken, _house):
    """No concern about somebody who is a child says that they are not one."""
    children = {case["id"] for case in open_cases(taken) if case["is_child"]}
    for row in taken.after["concern"].values():
        if row["case_id"] in children and row["notification"] == "not_a_child":
            yield "a concern about a child asks for no notification"


def an_open_case_is_in_somebodys_hands(taken, house):
    """An open case lies on a meeting that is coming, waits on the desk, or has an effort or follow-up that goes on."""
    if taken.is_call and (not taken.step.ticks or taken.step.number % EVERY):
        return
    waiting = None
    for case in open_cases(taken):
        meeting = taken.after["meeting"].get(case["meeting_id"])
        is_coming = (
            meeting and meeting["state"] in {"confirmed", "proposed"} and meeting["ends_at"] > house.now
        )
        goes_on = any(
            row["state"] in GOES_ON
            for table in ("follow_up", "conversation", "course")
            for row in of_case(taken.after, table, case)
        )
        if is_coming or goes_on:
            continue
        waiting = house.desk("secretariat") if waiting is None else waiting
        if not {case["reference"], case["meeting_id"]} & waiting:
            yield f"{case['reference']} is {case['state']}, on no meeting to come, and not on the desk"


def an_untreated_concern_keeps_its_case_open(taken, _house):
    """A case is not closed by an effort's end while a concern waits that no meeting has treated."""
    if not taken.is_call or not taken.step.path.endswith(EFFORTS_DOORS):
        return
    for before, case in taken.changed("case"):
        is_closed = before and before["state"] != CaseState.CLOSED and case["state"] == CaseState.CLOSED
        if is_closed and any(row["meeting_id"] is None for row in of_case(taken.after, "concern", case)):
            yield f"{case['reference']} was closed with a concern unread"


def an_open_deadline_can_be_met(taken, house):
    """A request's deadline is not set before now, nor nearer than a working day unless its meeting begins before."""
    for before, row in taken.changed("lookup"):
        asked_as_before = before and all(before[c] == row[c] for c in ("due_at", "state", "asks_deputy"))
        if row["state"] != "open" or asked_as_before:
            continue
        if row["due_at"] < taken.began_at:
            yield f"{row['party_id']} was asked to answer by {row['due_at'].isoformat()}, which is over"


def a_deadline_is_before_its_meeting(taken, house):
    """What is asked for a meeting is asked by its start at the latest."""
    for before, row in [*taken.changed("lookup")]:
        case = taken.after["case"][row["case_id"]]
        meeting = taken.after["meeting"].get(case["meeting_id"])
        is_coming = meeting and meeting["state"] == "confirmed" and meeting["starts_at"] > house.now
        is_set = not before or before["due_at"] != row["due_at"]
        if is_coming and is_set and row["state"] == "open" and row["due_at"] > meeting["starts_at"]:
            yield f"{row['party_id']} may answer until {row['due_at'].isoformat()}, after the meeting's start"


def nothing_is_released_to_a_meeting_that_has_begun(taken, _house):
    """Answers and agendas are released before the meeting they are for begins, or as treated by one in question."""
    for table in ("case", "agenda"):
        for before, row in taken.changed(table):
            meeting, released = taken.after["meeting"].get(row["meeting_id"]), row["released_at"]
            is_new = released and (before is None or before["released_at"] != released)
            if not is_new or released < taken.began_at or meeting is None or _is_said_held(taken, meeting):
                continue
            if meeting["starts_at"] == _before(taken, meeting)["starts_at"] <= released:
                yield f"{table} was released at {released.isoformat()}, and the meeting began before"


def _is_said_held(taken, meeting):
    """A person says afterwards what it treated: minutes and outcomes then rest on an agenda of that."""
    return (_before(taken, meeting)["state"], meeting["state"]) == ("in_question", "held")


def an_answer_stays_with_the_person_it_was_given_on(taken, house):
    """What was answered about one person is shown in no case after the case has become another person's."""
    identity, given = house.memory.setdefault("identity", {}), house.memory.setdefault("given", {})
    for before, case in taken.changed("case"):
        is_another = before and all(
            before[k] != case[k] for k in ("cpr_index", "person_index") if before[k] or case[k]
        )
        if is_another and not (taken.is_call and (taken.body or {}).get("same_person")):
            identity[case["id"]] = identity.get(case["id"], 0) + 1
    for before, row in taken.changed("answer"):
        if before is None:
            case_id = taken.after["lookup"][row["lookup_id"]]["case_id"]
            given[row["lookup_id"], row["version"]] = identity.get(case_id, 0)
    for lookup in _lookups_read(taken):
        row = taken.after["lookup"].get(lookup["id"])
        for answer in lookup["answers"]:
            of = given.get((lookup["id"], answer["version"]))
            if row and answer["kind"] and of is not None and of != identity.get(row["case_id"], 0):
                yield f"an answer of {lookup['party']} given about another person was shown"


def no_agency_reads_another_before_the_release(taken, _house):
    """Before its release an agency reads of a case no answer but its own, and those released of an earlier round."""
    if not taken.is_call or not taken.step.role.startswith(AGENCY):
        return
    own = taken.step.role.partition(":")[2]
    case = taken.after["case"].get(
        (taken.step.keys.get("reference") or {}).get(REFERENCE) if _has_case(taken) else None
    )
    if not case or case["released_at"] is not None:
        return
    for lookup in _lookups_read(taken):
        read = [one["version"] for one in lookup["answers"] if one["kind"] or one["risk_factors"]]
        if (
            lookup["party"] != own
            and max(read, default=0) > taken.after["lookup"][lookup["id"]]["released_version"]
        ):
            yield f"{own} read the answer of {lookup['party']} before the release"


def who_is_kept_out_reads_nothing(taken, _house):
    """An agency whose every person is kept out of a case is answered as if there were none."""
    if not taken.is_call or not taken.step.role.startswith(AGENCY) or not _has_case(taken):
        return
    if taken.answered.status != 200 or taken.step.method != "GET":
        return
    case = taken.after["case"].get(taken.step.keys["reference"][REFERENCE])
    kept_out = {
        row["email"].lower()
        for row in taken.after["agenda_exclusion"].values()
        if case and row["about"] == case["reference"] and row["lifted_at"] is None
    }
    people = {
        row["email"].lower()
        for row in taken.after["attendee"].values()
        if case
        and row["meeting_id"] == case["meeting_id"]
        and row["is_invited"]
        and row["taken_off_at"] is None
        and _party(taken, row) == taken.step.role.partition(":")[2]
    }
    if people and people <= kept_out:
        yield f"{taken.step.role} read {taken.address}, though all of its people are kept out"


def every_reading_of_a_case_is_recorded(taken, _house):
    """Who reads a case, its effort, its minutes or its proposal leaves an entry in the record in their name."""
    if (
        not taken.is_call
        or taken.step.method != "GET"
        or taken.answered.status != 200
        or not _has_case(taken)
    ):
        return
    case = taken.after["case"].get(taken.step.keys["reference"][REFERENCE])
    if case and not any(
        case["reference"] in f"{e['about']} {e['facts']}" and e["actor"] == taken.step.role
        for e in taken.records
    ):
        yield f"{taken.step.role} read {taken.address} and nothing was recorded"


def a_meeting_called_off_holds_no_case(taken, _house):
    """No case that is prepared for a meeting lies on one that is called off or was not held."""
    for case in open_cases(taken):
        meeting = taken.after["meeting"].get(case["meeting_id"])
        if (
            meeting
            and meeting["state"] in {"cancelled", "not_held"}
            and case["state"] in {"asking", "received", "awaiting_clearance"}
        ):
            yield f"{case['reference']} is {case['state']} on a meeting that is {meeting['state']}"


def _before(taken, meeting):
    return taken.before["meeting"].get(meeting["id"], meeting)


def _party(taken, attendee):
    member = taken.after["member"].get(attendee["member_id"])
    return member["party_id"] if member else None


def _has_case(taken):
    return isinstance(taken.step.keys.get("reference"), dict)


def _lookups_read(taken):
    if not taken.is_call or isinstance(taken.step, Passage) or taken.answered.status != 200:
        return []
    shown = taken.answered.json
    if not isinstance(shown, dict):
        return []
    found = [*shown.get("lookups", []), *([shown["lookup"]] if isinstance(shown.get("lookup"), dict) else [])]
    return [one for one in found if isinstance(one, dict) and "answers" in one]


OF_CASES = (
    a_closed_case_asks_nobody,
    a_case_that_asks_has_asked_somebody,
    nobody_is_asked_before_the_police_have_cleared,
    an_agency_has_one_open_request_about_a_case,
    a_citizen_has_one_open_case,
    a_child_is_never_noted_as_none,
    an_open_case_is_in_somebodys_hands,
    an_untreated_concern_keeps_its_case_open,
    an_open_deadline_can_be_met,
    a_deadline_is_before_its_meeting,
    nothing_is_released_to_a_meeting_that_has_begun,
    an_answer_stays_with_the_person_it_was_given_on,
    no_agency_reads_another_before_the_release,
    who_is_kept_out_reads_nothing,
    every_reading_of_a_case_is_recorded,
    a_meeting_called_off_holds_no_case,
)
