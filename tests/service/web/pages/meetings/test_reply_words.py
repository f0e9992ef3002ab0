"""Why a mail could not be placed is said in words, whatever the code."""

import re
from pathlib import Path

from agenda.meetings.answer_order import Verdict
from service.web.pages.meetings.words import ASIDE_KINDS, REPLY_FAULTS
from service.workflow.meetings.replying import TO_A_PERSON

ROOT = Path(__file__).parents[5]
READERS = ("bounds", "calendar_lines", "reply", "other_mail")
RAISED = re.compile(
    r"(?:OutOfBounds|UnreadableCalendar|NotAReply)\((.*)\)$|, (\"\w+\")\),$|(\"\w+\").*, sender\)",
    re.MULTILINE,
)


def codes():
    text = "\n".join((ROOT / "notifications" / f"{name}.py").read_text("utf-8") for name in READERS)
    return {code for found in RAISED.findall(text) for code in re.findall(r'"([a-z_]+)"', "".join(found))}


def test_every_code_of_a_mail_has_words():
    assert codes() - REPLY_FAULTS.keys() == set()


def test_the_codes_are_really_found_in_the_source():
    assert {
        "too_large",
        "not_one_uid",
        "sender_is_not_attendee",
        "automatic_reply",
        "no_answer",
    } - codes() == set()


def test_every_doubt_and_every_kind_has_words():
    assert {str(verdict) for verdict in TO_A_PERSON} - REPLY_FAULTS.keys() == set()
    assert len(ASIDE_KINDS) == 4
    assert set(Verdict) - TO_A_PERSON == {Verdict.NEWS, Verdict.NO_NEWS}
