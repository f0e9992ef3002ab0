"""What each reply of a mail server means, at each stage at which it can be given."""

import pytest

from notifications.carrier import NotSent, Refused
from notifications.fault import is_of_our_mail
from notifications.smtp_replies import Meaning, Stage, meaning_of, verdict

CONNECTION, LOGIN, SENDER, RECIPIENT, MAIL = Stage
SERVER, REPAIR, OF_RECIPIENT, NEVER, OURS = Meaning

TABLE = [
    (CONNECTION, "421", SERVER),
    (CONNECTION, "554 5.7.1", SERVER),
    (CONNECTION, "521", SERVER),
    (LOGIN, "454 4.7.0", SERVER),
    (LOGIN, "535 5.7.8", REPAIR),
    (LOGIN, "504", REPAIR),
    (SENDER, "421 4.7.0", SERVER),
    (SENDER, "451 4.3.0", SERVER),
    (SENDER, "530 5.7.0", REPAIR),
    (SENDER, "550 5.7.60", REPAIR),
    (SENDER, "553", REPAIR),
    (RECIPIENT, "421 4.3.2", SERVER),
    (RECIPIENT, "450 4.2.0", OF_RECIPIENT),
    (RECIPIENT, "451 4.3.0", OF_RECIPIENT),
    (RECIPIENT, "452 4.2.2", OF_RECIPIENT),
    (RECIPIENT, "550 5.1.1", NEVER),
    (RECIPIENT, "550 5.4.1", NEVER),
    (RECIPIENT, "552 5.2.2", NEVER),
    (RECIPIENT, "550", NEVER),
    (RECIPIENT, "556 5.1.10", NEVER),
    (RECIPIENT, "550 5.7.1", OURS),
    (RECIPIENT, "530 5.7.0", REPAIR),
    (RECIPIENT, "503 5.5.1", SERVER),
    (RECIPIENT, "599", OF_RECIPIENT),
    (MAIL, "421 4.4.2", SERVER),
    (MAIL, "451 4.7.1", SERVER),
    (MAIL, "452 4.3.1", SERVER),
    (MAIL, "452 4.2.2", OF_RECIPIENT),
    (MAIL, "552 5.3.4", OURS),
    (MAIL, "552", OURS),
    (MAIL, "554 5.7.1", OURS),
    (MAIL, "554 5.6.0", OURS),
    (MAIL, "552 5.2.3", NEVER),
    (MAIL, "554", NEVER),
    (MAIL, "554 5.3.0", SERVER),
    (MAIL, "500 5.5.2", SERVER),
    (MAIL, "599", SERVER),
]


@pytest.mark.parametrize(("stage", "reply", "meaning"), TABLE)
def test_each_reply_has_one_meaning_at_its_stage(stage, reply, meaning):
    assert meaning_of(stage, reply) is meaning


@pytest.mark.parametrize("stage", Stage)
def test_a_reply_that_nobody_knows_kills_nothing(stage):
    for code in (*range(400, 500), *range(500, 550), *range(557, 600)):
        assert type(verdict(stage, code, b"x")) is NotSent


@pytest.mark.parametrize("stage", [CONNECTION, LOGIN, SENDER])
def test_what_is_said_before_any_recipient_is_named_kills_nothing(stage):
    for code in range(400, 600):
        assert type(verdict(stage, code, b"5.1.1 x")) is NotSent


def test_a_fault_of_our_mail_or_server_is_known_by_its_words_and_another_is_not():
    ours = [verdict(MAIL, 552, b"5.3.4 too big"), verdict(RECIPIENT, 550, b"5.7.1 relaying denied")]
    theirs = [verdict(MAIL, 552, b"5.2.3 too big"), verdict(RECIPIENT, 550, b"5.1.1 nobody")]
    assert {type(each) for each in (*ours, *theirs)} == {Refused}
    assert [is_of_our_mail(each.reason) for each in (*ours, *theirs)] == [True, True, False, False]


@pytest.mark.parametrize(
    ("fault", "is_ours"),
    [
        ("5.7.509", True),
        ("ErrorMessageSizeExceeded", True),
        ("400 ErrorMessageSizeExceeded", True),
        ("413", True),
        ("5.1.1", False),
        ("ErrorInvalidRecipients", False),
        ("ErrorOfTomorrow", False),
        ("Modtageren er holdt op", False),
        ("", False),
        (None, False),
    ],
)
def test_a_fault_of_our_mail_is_known_on_every_channel(fault, is_ours):
    assert is_of_our_mail(fault) is is_ours
