"""What holds of meetings, agendas, minutes and of what members of the forum wrote."""

import re

from agenda.access import Role
from agenda.meetings.approved import hash_of
from service.database.mapped import mapped
from tests.disorder.of_calls import LEAVES_A_TRACE
from tests.disorder.states import CAN_BE_TAKEN_BACK_TO, CAN_BECOME

REFERENCE = re.compile(r"\bKE-\d{4}-\d{4}")
OFFICES = {str(Role.SECRETARIAT), str(Role.FORUM)}
TAKES_BACK = ("/outcomes/correction", "/held", "/not-treated/taken-back")  # an outcome, and what it led to
TAKES_OUT = ("/materials/{material}",)


def nothing_becomes_what_it_cannot(taken, _house):
    """What has states goes from one to another only along the arrows that ARCHITECTURE.md draws."""
    is_taken_back = taken.is_call and taken.step.path.endswith(TAKES_BACK)
    for table, reachable in (CAN_BE_TAKEN_BACK_TO if is_taken_back else CAN_BECOME).items():
        for before, row in taken.changed(table):
            if before is None or row["state"] == before["state"]:
                continue
            if row["state"] not in reachable[before["state"]]:
                yield f"{table} went from {before['state']} to {row['state']}"


def a_milestone_is_not_set_in_the_past(taken, _house):
    """A deadline of a meeting that is set in the past is missed, and left to a person."""
    for before, row in taken.changed("milestone"):
        meeting = taken.after["meeting"][row["meeting_id"]]
        is_set = before is None or before["due_at"] != row["due_at"]
        is_open = row["done_at"] is None and row["missed_at"] is None and meeting["state"] == "confirmed"
        if is_set and is_open and row["due_at"] < taken.began_at and row["name"] != "minutes_due":
            yield f"{row['name']} was set to {row['due_at'].isoformat()}, which is over"


def one_version_of_an_agenda_holds(taken, _house):
    """Of a meeting's agenda one version at most is released, and the versions are counted without a gap."""
    if taken.before["agenda"] is taken.after["agenda"]:
        return
    by_meeting = {}
    for row in taken.after["agenda"].values():
        by_meeting.setdefault(row["meeting_id"], []).append(row)
    for rows in by_meeting.values():
        if sum(row["state"] == "released" for row in rows) > 1:
            yield "two versions of an agenda are released"
        if sorted(row["version"] for row in rows) != list(range(1, len(rows) + 1)):
            yield f"the versions are {sorted(row['version'] for row in rows)}"


def what_was_approved_stays(taken, _house):
    """The frame and each part of approved minutes keep their hashes, and the frame is what its hash says."""
    for table, column in (
        ("approved_minutes", "frame_hash"),
        ("approved_case", "hash"),
        ("approved_person", "hash"),
    ):
        for before, row in taken.changed(table):
            if before and before[column] != row[column]:
                yield f"a hash of {table} was changed"
            if table == "approved_minutes" and hash_of(row["frame"]) != row["frame_hash"]:
                yield "a frame is not what its hash says"
        if taken.gone(table):
            yield f"what was approved is gone from {table}"


def each_office_moves_its_own(taken, house):
    """A call of one office changes no meeting, plan or agenda of the other's bodies."""
    if not taken.is_call or taken.step.ticks or taken.step.role not in OFFICES:
        return
    for table in ("meeting", "plan"):
        for _, row in taken.changed(table):
            if str(house.service.settings.office_of(row["body_id"])) != taken.step.role:
                yield f"{taken.step.role} changed a {table} of {row['body_id']} by {taken.step.route}"


def the_forums_office_reads_nothing_of_the_cases(taken, house):
    """What the forum's office is answered names no case and no meeting at which cases are treated."""
    if not taken.is_call or taken.step.role != Role.FORUM or taken.answered.status >= 400:
        return
    own = {str(one) for one in _values(taken.body)} | {str(one) for one in _values(taken.step.keys)}
    if REFERENCE.search(taken.answered.text) and not REFERENCE.search(str(taken.body)):
        yield f"{taken.step.route} told the forum's office a case's reference"
    body = house.service.settings.cases.body
    for key, row in taken.after["meeting"].items():
        if row["body_id"] == body and key not in own and f'"{key}"' in taken.answered.text:
            yield f"{taken.step.route} told the forum's office a meeting of the cases"


def nothing_a_member_wrote_is_deleted_by_planning(taken, _house):
    """Topics are not deleted but with a member who is forgotten, and materials by hand or with their time."""
    if taken.is_call and not taken.step.ticks:
        if taken.gone("topic"):
            yield f"{len(taken.gone('topic'))} topics are gone by {taken.step.route}"
        if taken.gone("material") and not taken.step.path.endswith(TAKES_OUT):
            yield f"{len(taken.gone('material'))} materials are gone by {taken.step.route}"


def a_list_says_what_the_thing_says(taken, house):
    """Whoever reads something in a list and by itself reads the same."""
    if not taken.is_call or taken.step.method != "GET" or taken.answered.status != 200:
        return
    shown = taken.answered.json
    if taken.step.path.endswith("/meetings/{meeting}") and taken.step.number % 2:
        listed = house.ask(f"/api/v1/meetings?body={shown['body']}&size=200&when=all", taken.step.role)[
            "meetings"
        ]
        again = house.ask(f"/api/v1/meetings/{shown['id']}", taken.step.role)
        yield from _differs(again, next((one for one in listed if one["id"] == shown["id"]), None))
    if taken.step.path.endswith("/cases/{reference}") and shown["state"] != "closed":
        listed = house.ask("/api/v1/cases?size=200", taken.step.role)["cases"]
        again = house.ask(taken.address, taken.step.role)
        yield from _differs(
            again, next((one for one in listed if one["reference"] == shown["reference"]), None)
        )


def the_same_call_twice_changes_nothing_more(taken, house):
    """A call sent again at once, as by somebody who got no answer, is refused by its revision or writes no more."""
    last, house.memory["last"] = house.memory.get("last"), None
    if not taken.is_call or taken.step.method == "GET":
        return
    said = (taken.step.route, taken.address, taken.step.role, taken.body)
    house.memory["last"] = said if taken.answered.status < 300 else None
    is_versioned = isinstance(taken.body, dict) and "revision" in taken.body
    if last == said and taken.answered.status < 300 and (is_versioned or taken.step.method == "PUT"):
        written = taken.after.keys() & mapped().tables.keys() - LEAVES_A_TRACE
        changed = sorted(table for table in written if taken.changed(table))
        if changed and not taken.step.ticks:
            yield f"{taken.step.route} sent twice changed {changed} again"


def _differs(one, listed):
    if listed is None:
        yield "what can be read is in no list"
        return
    for name in listed.keys() & one.keys():
        if listed[name] != one[name]:
            yield f"`{name}` is {listed[name]} in the list and {one[name]} by itself"


def _values(tree):
    if isinstance(tree, dict):
        for value in tree.values():
            yield from _values(value)
    elif isinstance(tree, list | tuple):
        for value in tree:
            yield from _values(value)
    else:
        yield tree


OF_MEETINGS = (
    nothing_becomes_what_it_cannot,
    a_milestone_is_not_set_in_the_past,
    one_version_of_an_agenda_holds,
    what_was_approved_stays,
    each_office_moves_its_own,
    the_forums_office_reads_nothing_of_the_cases,
    nothing_a_member_wrote_is_deleted_by_planning,
    a_list_says_what_the_thing_says,
    the_same_call_twice_changes_nothing_more,
)
