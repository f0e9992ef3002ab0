"""What went wrong is told in words a person can act on, with the status beside them."""

import pytest

from notifications.fault import fault_in_words


def test_a_known_phrase_of_a_carrier_is_told_in_danish():
    told = fault_in_words("the server broke off before it said whether it took the mail", "da")
    assert told == "Serveren svarede ikke, om den tog beskeden"


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("550 5.1.1: the server refuses the recipient", "Adressen findes ikke (550 5.1.1)"),
        ("451 4.3.0: the server refuses the mail", "Mailserveren afviser beskeden (451 4.3.0)"),
        ("554: the server refuses the sender", "Mailserveren afviser afsenderen (554)"),
        ("ErrorInvalidRecipient", "Serveren kender ikke modtagerens adresse"),
        (
            "400 ErrorInvalidRecipients",
            "Serveren kender ikke modtagerens adresse (400 ErrorInvalidRecipients)",
        ),
        ("ErrorCalendarIsTooStrange", "Serveren afviste det (ErrorCalendarIsTooStrange)"),
        ("400 RequestBodyRead", "Serveren afviste det (400 RequestBodyRead)"),
        ("413", "Serveren afviste det (413)"),
    ],
)
def test_a_refusal_bears_its_meaning_and_its_code(fault, words):
    assert fault_in_words(fault, "da") == words


def test_a_bounce_is_told_by_its_status_or_by_what_the_status_is_about():
    told = [fault_in_words(status, "da") for status in ("5.2.2", "5.7.509", "5.9.9")]
    assert told == [
        "Postkassen er fuld (5.2.2)",
        "Modtagerens server afviser vores post (5.7.509)",
        "Sendt tilbage af modtagerens server (5.9.9)",
    ]


def test_what_no_phrase_knows_is_told_in_its_own_words_and_nothing_where_nothing_went_wrong():
    assert (fault_in_words("Modtageren er holdt op", "da"), fault_in_words(None, "da")) == (
        "Modtageren er holdt op",
        "",
    )


def test_a_fault_is_told_in_the_language_asked_for():
    told = [fault_in_words(fault, "en") for fault in ("the server is busy: 503", "5.2.2", "5.9.9")]
    assert told == [
        "The server is busy; it will be tried again",
        "The mailbox is full (5.2.2)",
        "Sent back by the recipient's server (5.9.9)",
    ]
