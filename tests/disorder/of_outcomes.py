"""What holds of what a meeting decided, of its minutes, and of efforts."""

from collections import Counter

LIVE = {"not_sent", "sent", "acceded"}


def a_case_has_one_outcome_at_a_meeting(taken, _house):
    """Of a case one outcome stands at a meeting; a wrong one is kept as corrected."""
    if taken.before["outcome"] is not taken.after["outcome"]:
        standing = [row for row in taken.after["outcome"].values() if row["corrected_at"] is None]
        for count in Counter((row["case_id"], row["meeting_id"]) for row in standing).values():
            if count > 1:
                yield f"{count} outcomes stand at one meeting"


def a_case_is_discussed_at_a_meeting_that_has_begun(taken, house):
    """No outcome is recorded at a meeting that has not begun, or that was called off."""
    for before, row in taken.changed("outcome"):
        meeting = taken.after["meeting"][row["meeting_id"]]
        is_off = meeting["state"] in {"cancelled", "proposed"}
        if before is None and not meeting["is_written"] and (is_off or meeting["starts_at"] > house.now):
            yield f"an outcome was recorded at a meeting that is {meeting['state']}"


def minutes_are_approved_of_what_was_held(taken, house):
    """Minutes are approved after their meeting, and each case of theirs then has an outcome or a reason for none."""
    for before, row in taken.changed("minutes"):
        meeting = taken.after["meeting"][row["meeting_id"]]
        is_new = row["state"] == "approved" and (not before or before["state"] != "approved")
        if is_new and (meeting["state"] != "held" or meeting["starts_at"] > house.now):
            yield f"minutes were approved of a meeting that is {meeting['state']}"


def a_course_runs_on_a_consent_that_stands(taken, _house):
    """No course runs without a consent that is not withdrawn."""
    given = {
        row["course_id"] for row in taken.after["course_consent"].values() if row["withdrawn_on"] is None
    }
    for key, row in taken.after["course"].items():
        if row["state"] == "running" and key not in given:
            yield "a course runs without a consent"


def an_organisation_accedes_once_to_a_version(taken, _house):
    """Of an organisation or personal member one accession at a time is open or holds for a version of the Charter."""
    if taken.before["accession"] is not taken.after["accession"]:
        live = [row for row in taken.after["accession"].values() if row["state"] in LIVE]
        counted = Counter((row["charter_id"], row["organisation_id"], row["member_id"]) for row in live)
        if any(count > 1 for count in counted.values()):
            yield "two accessions to one version are open or hold"


def an_open_topic_is_in_somebodys_hands(taken, house):
    """A topic that is not settled waits for a meeting to come, or for the forum's office on its desk."""
    if not taken.ticks:
        return
    waiting = None
    for key, row in taken.after["topic"].items():
        meeting = taken.after["meeting"][row["meeting_id"]]
        if row["state"] == "proposed" and meeting["state"] in {"cancelled", "not_held", "held"}:
            waiting = house.desk("forum") if waiting is None else waiting
            if not {key, meeting["id"]} & waiting:
                yield f"a topic is {row['state']} for a meeting that is {meeting['state']}"


def the_secretariat_reads_no_address_of_the_forum(taken, house):
    """No call of the secretariat is answered with the address of somebody who is a member of the forum alone."""
    if not taken.is_call or taken.step.role != "secretariat" or taken.answered.status >= 400:
        return
    sent, forum = str(taken.body), house.service.settings.forum.body
    known = {row["email"] for table in ("contact", "office") for row in taken.after[table].values()}
    known |= {row["mailbox"] for row in taken.after["party"].values()}
    members = taken.after["member"].values()
    known |= {row["email"] for row in members if row["body_id"] != forum}
    theirs = {row["id"] for row in taken.after["meeting"].values() if row["body_id"] == forum}
    known |= {row["email"] for row in taken.after["attendee"].values() if row["meeting_id"] not in theirs}
    for row in members:
        is_theirs = row["body_id"] == forum and row["email"] and row["email"] not in known
        if is_theirs and f'"{row["email"]}"' in taken.answered.text and row["email"] not in sent:
            yield f"{taken.step.route} told the secretariat the address of a member of the forum"


OF_OUTCOMES = (
    a_case_has_one_outcome_at_a_meeting,
    a_case_is_discussed_at_a_meeting_that_has_begun,
    minutes_are_approved_of_what_was_held,
    a_course_runs_on_a_consent_that_stands,
)
OF_THE_FORUM = (
    an_organisation_accedes_once_to_a_version,
    an_open_topic_is_in_somebodys_hands,
    the_secretariat_reads_no_address_of_the_forum,
)
