"""What holds of every call."""

from driven_service import COPENHAGEN

from agenda.access import MEMBER
from tests.disorder.cast import marks
from tests.disorder.routes import FORM

MARKS = tuple(mark.lower() for mark in marks(2026))
WRITTEN_BY_READING = {"record_entry", "record_named", "letter", "private_link"}
LEAVES_A_TRACE = {"record_entry", "record_named", "private_link"}


def no_call_fails(taken, _house):
    """No call is answered with 5xx, whatever is sent, by whomever, whenever."""
    if taken.is_call and taken.answered.status >= 500:
        yield f"{taken.step.method} {taken.address} was answered {taken.answered.status}"


def nothing_is_logged_as_failed(taken, _house):
    """No tick fails, no work breaks, no traceback is logged: the log has no line of an error."""
    for line in taken.logged:
        if '"level": "error"' in line or "Traceback" in line:
            yield line[-700:]


def a_refusal_is_a_problem(taken, _house):
    """What is refused over the API is told as a problem document whose code and status are those of the answer."""
    if not taken.is_call or taken.answered.status < 400 or taken.step.content_type == FORM:
        return
    problem, said = taken.answered.json, taken.answered
    if "application/problem+json" not in said.headers.get("Content-Type", ""):
        yield f"{said.status} of {said.headers.get('Content-Type')}"
    elif (
        not str(problem.get("type")).startswith("urn:moedeklar:problem:")
        or problem.get("status") != said.status
    ):
        yield f"the problem's type and status are {problem.get('type')} and {problem.get('status')}"
    elif not problem.get("detail"):
        yield "the problem gives no remedy"


def a_refusal_repeats_nothing_personal(taken, _house):
    """No refusal holds a citizen's name or number, or a word of a case, though the request did."""
    if taken.is_call and taken.answered.status >= 400:
        yield from personal_in(taken.answered.text, "the refusal")


def no_address_or_log_holds_anything_personal(taken, _house):
    """No line of the log, no address led to and no entry of the record holds a name, a number or a case's words."""
    for line in taken.logged:
        yield from personal_in(line, "the log")
    for entry in taken.records:
        yield from personal_in(f"{entry['about']} {entry['facts']}", "the record")
    if taken.is_call:
        yield from personal_in(taken.answered.headers.get("Location", ""), "an address")


def nothing_personal_lies_open(taken, _house):
    """No text that a case is about, and no name of its citizen, stands in a column that is not sealed."""
    for table in taken.after:
        for _, row in taken.changed(table):
            for column, value in row.items():
                if isinstance(value, str | dict | list):
                    yield from personal_in(str(value), f"{table}.{column}")


def a_refused_call_changes_nothing(taken, _house):
    """A call that is refused writes no row: not even one of the record that says more than who asked."""
    if taken.is_call and taken.answered.status >= 400:
        written = {table for _, table in taken.writes} - LEAVES_A_TRACE
        if written:
            yield f"{taken.step.route} was answered {taken.answered.status} and wrote to {sorted(written)}"


def reading_changes_nothing(taken, _house):
    """A call that only reads writes the record, and notes the letter or link that was made of what was read."""
    if taken.is_call and taken.step.method == "GET":
        written = {table for _, table in taken.writes} - WRITTEN_BY_READING
        if written:
            yield f"{taken.address} wrote to {sorted(written)}"


def who_may_not_is_refused(taken, house):
    """Nobody passes a route without being somebody whom the table of access lets in, of an agency that still is one."""
    if not taken.is_call or taken.answered.status in {404, 405}:
        return
    role, status = taken.step.role, taken.answered.status
    if role == MEMBER.role:
        return
    kind, _, party = role.partition(":")
    is_over = party in taken.before["party"] and has_ended(taken.before["party"][party], taken.began_at)
    if (not role or is_over) and status != 401:
        yield f"{role or 'nobody'} was answered {status}"
    elif role and not is_over and kind not in house.routes[taken.step.route].may and status != 403:
        yield f"{role} was answered {status}"


def revisions_only_grow(taken, _house):
    """The revision of nothing goes back, and a row that somebody changed by a revision has a new one."""
    for table in taken.after:
        for before, after in taken.changed(table):
            if before and isinstance(after.get("revision"), int) and after["revision"] < before["revision"]:
                yield f"{table} went from revision {before['revision']} to {after['revision']}"


def a_stale_revision_changes_nothing(taken, _house):
    """A call that names an older revision than the row it is about has is refused."""
    wanted = taken.step.body.get("revision") if taken.is_call and isinstance(taken.step.body, dict) else None
    if not isinstance(wanted, dict) or taken.answered.status >= 400 or taken.step.method == "GET":
        return
    table, key, off = wanted["$revision"]
    row, given = taken.before[table].get(key), taken.body["revision"]
    is_stale = off < 0 and row and isinstance(row.get("revision"), int) and 0 < given < row["revision"]
    if is_stale and row != taken.after[table].get(key):
        yield f"{taken.step.route} took revision {given} of {table} at {row['revision']}"


def has_ended(party, at):
    """Whether the agency's last day is over."""
    return party["valid_until"] is not None and party["valid_until"] < at.astimezone(COPENHAGEN).date()


def personal_in(text, where):
    if not text:
        return
    low = text.lower()
    for mark in MARKS:
        if mark in low:
            yield f"{where} holds the mark {mark}"


OF_CALLS = (
    no_call_fails,
    nothing_is_logged_as_failed,
    a_refusal_is_a_problem,
    a_refusal_repeats_nothing_personal,
    no_address_or_log_holds_anything_personal,
    nothing_personal_lies_open,
    a_refused_call_changes_nothing,
    reading_changes_nothing,
    who_may_not_is_refused,
    revisions_only_grow,
    a_stale_revision_changes_nothing,
)
