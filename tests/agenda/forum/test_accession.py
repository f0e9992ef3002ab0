from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from example_forum import SENT, TODAY, acceded

from agenda.errors import ChangedMeanwhile
from agenda.forum.accession import (
    AccededAhead,
    Accession,
    AccessionNotThere,
    AccessionReasonMissing,
    AccessionState,
    EndedAhead,
    EndedBeforeItBegan,
    ReplyByPassed,
    Signature,
    SignerMissing,
    check_reply_by,
)

DAY = timedelta(days=1)
NOW = datetime(2026, 12, 17, 8, tzinfo=UTC)


def test_it_holds_from_the_day_it_was_signed_until_its_last_day():
    one = acceded(valid_until=date(2027, 6, 30))
    days = (TODAY - DAY, TODAY, date(2027, 6, 30), date(2027, 7, 1))
    assert [one.holds(on) for on in days] == [False, True, True, False]


def test_without_a_last_day_it_holds_on():
    assert acceded().holds(date(2040, 1, 1))


def test_what_was_only_sent_does_not_hold():
    assert not SENT.holds(TODAY)


def test_an_accession_dated_ahead_is_refused_and_nothing_is_changed():
    one = replace(SENT)
    with pytest.raises(AccededAhead, match="today at the latest"):
        one.accede(Signature("Frida Forperson", TODAY + DAY), TODAY)
    assert one == SENT


def test_nobody_accedes_without_a_name():
    with pytest.raises(SignerMissing):
        replace(SENT).accede(Signature("  ", TODAY), TODAY)


def test_it_cannot_end_before_it_was_signed():
    with pytest.raises(AccededAhead):
        acceded(valid_until=TODAY - DAY)


def test_it_cannot_end_before_the_day_it_was_acceded_to_and_nothing_is_changed():
    one = acceded(on=date(2026, 12, 1))
    with pytest.raises(EndedBeforeItBegan, match="or a later one"):
        one.end("Foreningen er nedlagt", date(2026, 11, 30), TODAY)
    assert one == acceded(on=date(2026, 12, 1))


def test_it_may_end_on_the_very_day_and_then_never_held():
    one = acceded(on=TODAY)
    one.end("Underskrevet ved en fejl", TODAY, TODAY)
    assert not one.holds(TODAY)


def test_an_answer_is_asked_for_by_today_at_the_earliest():
    check_reply_by(TODAY, TODAY)
    with pytest.raises(ReplyByPassed):
        check_reply_by(TODAY - DAY, TODAY)


def test_one_that_is_ended_holds_no_more_from_that_day_on_and_held_before():
    one = acceded(on=date(2026, 12, 1))
    one.end("Foreningen er nedlagt", TODAY, TODAY)
    assert (one.state, one.reason) == (AccessionState.ENDED, "Foreningen er nedlagt")
    assert (one.holds(TODAY - DAY), one.holds(TODAY)) == (True, False)


def test_it_is_not_ended_on_a_day_ahead_nor_without_a_reason():
    with pytest.raises(EndedAhead):
        acceded().end("Foreningen er nedlagt", TODAY + DAY, TODAY)
    with pytest.raises(AccessionReasonMissing):
        acceded().end(" ", TODAY, TODAY)


def test_sending_notes_when_and_until_when_an_answer_is_awaited():
    one = Accession("a", "2026", "prøveforeningen", None)
    one.send(date(2027, 1, 29), NOW)
    assert (one.state, one.sent_at, one.reply_by) == (AccessionState.SENT, NOW, date(2027, 1, 29))


def test_declining_keeps_the_reason_and_is_an_answer():
    one = replace(SENT)
    one.decline("De ønsker det ikke")
    assert (one.state, one.reason, one.is_open) == (AccessionState.DECLINED, "De ønsker det ikke", False)


@pytest.mark.parametrize("state", [AccessionState.DECLINED, AccessionState.LAPSED, AccessionState.ENDED])
def test_what_is_over_is_not_acceded_to(state):
    with pytest.raises(AccessionNotThere):
        replace(SENT, state=state).accede(Signature("Frida Forperson", TODAY), TODAY)


def test_it_is_held_until_a_day_that_is_no_later_than_it_was():
    one = acceded(valid_until=date(2027, 6, 30))
    one.hold_until(date(2027, 12, 31))
    assert one.valid_until == date(2027, 6, 30)
    one.hold_until(date(2027, 3, 31))
    assert one.valid_until == date(2027, 3, 31)


def test_a_decision_on_an_older_reading_is_refused():
    with pytest.raises(ChangedMeanwhile):
        replace(SENT, revision=2).expect(1)
    SENT.expect(1)
