from datetime import UTC, datetime

import pytest

from service.demo.calendar_replies import invitations, reply


@pytest.fixture
def invited(store):
    """The invitation that was really sent to the only member."""
    store.tick()
    return invitations(store.folder / "outbox")[0]


def test_a_calendar_programs_answer_is_kept_and_told(moedeklar, invited):
    mail = reply(invited, "ACCEPTED", datetime(2026, 11, 30, 8, tzinfo=UTC))
    result = moedeklar("reply", "-", stdin=mail)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "Sara Eksempelsen deltager.\n"


def test_a_reply_that_is_not_for_us_is_refused(moedeklar, invited):
    mail = reply(invited, "ACCEPTED", datetime(2026, 11, 30, 8, tzinfo=UTC))
    result = moedeklar("reply", "-", stdin=mail.replace(b"sara@", b"nobody@"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "moedeklar: attendee: nobody with that address was invited to that meeting\n"


def test_what_is_no_mail_at_all_is_refused(moedeklar, store):
    result = moedeklar("reply", "-", stdin="Hej")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "moedeklar: reply: give the mail with the calendar reply itself, as it was received\n"
    )
