import pytest

from tests.campaigns.campaign import Size, campaign
from tests.campaigns.mail_verdict import of_mails
from tests.campaigns.standing import drafts_left, stands, wanted
from tests.campaigns.verdict import of_calendar

SHORT = Size(operations=40, kills=4, members=3)
LONG = Size(operations=500, kills=50, members=5)
CALENDARS = ["exchange", "graph"]


def check_calendar(one, told):
    """Told from the wire log alone; and the calendars are as they should be, with nothing left behind."""
    verdict = of_calendar(one.line.wire(), one.secretariat, one.journal.done())
    figures = told(one, verdict)
    assert (verdict.twice, verdict.lost, verdict.untrue) == ([], [], [])
    items = one.line.double.items()
    assert stands(items, one.secretariat) == wanted(one.secretariat)
    assert drafts_left(items, one.journal.dropped()) == []
    return figures


def check_mails(one, told):
    """A server of mails can be asked nothing, so what was in doubt came again: the same bytes, once for each reason."""
    server = one.line.double
    verdict = of_mails(server.deliveries, one.secretariat, one.journal.done(), one.journal.tried())
    figures = told(one, verdict)
    assert (verdict.lost, verdict.untrue) == ([], [])
    assert figures.twice <= one.kills
    assert figures.repeats <= sum(delivery.is_lost for delivery in server.deliveries)
    return figures


@pytest.mark.timeout(600)
@pytest.mark.parametrize("channel", CALENDARS)
def test_killed_in_bad_weather_each_attendee_is_told_once_of_each_revision(
    channel, tmp_path, seed, told, say
):
    with campaign(channel, tmp_path, seed, say) as one:
        one.play(SHORT, seed)
        check_calendar(one, told)


@pytest.mark.timeout(600)
def test_killed_in_bad_weather_a_mail_over_smtp_is_repeated_no_oftener_than_there_were_kills(
    tmp_path, seed, told, say
):
    with campaign("smtp", tmp_path, seed, say) as one:
        one.play(SHORT, seed)
        check_mails(one, told)


@pytest.mark.campaign
@pytest.mark.timeout(5400)
@pytest.mark.parametrize("channel", CALENDARS)
def test_a_long_campaign_tells_each_attendee_once_of_each_revision(channel, tmp_path, seed, told, say):
    with campaign(channel, tmp_path, seed, say) as one:
        one.play(LONG, seed)
        figures = check_calendar(one, told)
    assert figures.faulty >= 0.7 * figures.attempts


@pytest.mark.campaign
@pytest.mark.timeout(5400)
def test_a_long_campaign_over_smtp_repeats_a_mail_no_oftener_than_there_were_kills(tmp_path, seed, told, say):
    with campaign("smtp", tmp_path, seed, say) as one:
        one.play(LONG, seed)
        figures = check_mails(one, told)
    assert figures.faulty >= 0.7 * figures.attempts
