"""What did not simply go out is settled by a person: tried again, found sent or not, or dropped."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from driven_service import local
from sample_people import KE, confirmed, set_everybody

from agenda.access import CLOCK, actor_named
from agenda.errors import ChangedMeanwhile
from notifications.leaks import PersonalDataFound
from notifications.message import Message, State
from service.workflow.cases.intake import take_concern
from service.workflow.outbox import (
    DropUnexplained,
    Found,
    MessageNotThere,
    NoSuchMessage,
    NothingFailedSo,
    causes_of,
    drop,
    mailboxes_of,
    retry,
    retry_all,
    settle,
)

NOVEMBER = local("2026-11-09")


@pytest.fixture
def driven(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.do(take_concern, confirmed(parties=("ssp",)))
    return driven


def request(driven):
    return driven.messages("lookup_request")[0]


def become(driven, how):
    """Let the request to the agency come to a state as delivery would."""
    with driven.service.unit(CLOCK) as unit:
        message = unit.session.get_one(Message, request(driven).id)
        message.claim(driven.now + timedelta(minutes=2))
        how(message)
    return message


def dead(driven):
    return become(driven, lambda it: it.refuse("550 5.1.1: the server refuses the recipient"))


def doubtful(driven):
    return become(driven, lambda it: it.doubt("no answer", timedelta(hours=1), driven.now))


def bounced(driven):
    driven.tick()
    with driven.service.unit(CLOCK) as unit:
        message = unit.session.get_one(Message, request(driven).id)
        message.bounce("5.1.1")
    return message


def test_what_was_refused_is_sent_after_all_and_the_record_says_so(driven):
    message = dead(driven)
    driven.do(retry, message.id, message.revision)
    driven.tick()
    recorded = [(e.actor, e.about, e.facts["was"]) for e in driven.entries("retry_message")]
    assert (request(driven).state, recorded) == (State.SENT, [("secretariat", "KE-2026-0001", "dead")])


def test_what_was_sent_back_goes_out_as_another_mail_in_the_same_row(driven):
    message = bounced(driven)
    was = message.key
    driven.do(retry, message.id, message.revision)
    driven.tick()
    again = request(driven)
    assert (again.state, again.attempts, again.key) == (State.SENT, 1, f"{was}+")


def test_what_waits_long_is_tried_at_once(driven):
    message = become(driven, lambda it: it.fail("refused connection", timedelta(hours=1), driven.now))
    driven.tick()
    waits = request(driven).state
    driven.do(retry, message.id, message.revision)
    driven.tick()
    assert (waits, request(driven).state) == (State.PENDING, State.SENT)


def test_what_is_not_due_yet_is_not_hurried(driven):
    with driven.service.unit(CLOCK) as unit:
        unit.session.get_one(Message, request(driven).id).due_at = driven.now + timedelta(minutes=5)
    with pytest.raises(MessageNotThere):
        driven.do(retry, request(driven).id, request(driven).revision)


def test_what_went_out_is_not_tried_again(driven):
    driven.tick()
    with pytest.raises(MessageNotThere) as refused:
        driven.do(retry, request(driven).id, request(driven).revision)
    assert refused.value.current["state"] == "sent"


def test_a_message_in_doubt_that_is_found_in_the_mailbox_is_sent_and_not_sent_again(driven):
    message = doubtful(driven)
    driven.do(settle, message.id, Found.SENT, message.revision)
    driven.at(driven.now + timedelta(hours=2))
    assert (request(driven).state, request(driven).attempts) == (State.SENT, 1)


def test_one_that_is_not_found_there_is_sent_at_once(driven):
    message = doubtful(driven)
    driven.do(settle, message.id, Found.NOT_SENT, message.revision)
    driven.tick()
    assert (request(driven).state, request(driven).attempts) == (State.SENT, 2)


def test_only_what_is_in_doubt_is_settled_by_looking(driven):
    message = dead(driven)
    with pytest.raises(MessageNotThere):
        driven.do(settle, message.id, Found.SENT, message.revision)


def test_what_is_no_longer_wanted_is_dropped_and_keeps_why(driven):
    message = dead(driven)
    driven.do(drop, message.id, " Modtageren er holdt op ", message.revision)
    driven.tick()
    (entry,) = driven.entries("drop_message")
    assert (request(driven).state, request(driven).fault) == (State.DROPPED, "Modtageren er holdt op")
    assert entry.facts["fault"] == "550 5.1.1: the server refuses the recipient"


@pytest.mark.parametrize(
    ("reason", "refusal"),
    [("", DropUnexplained), ("x" * 501, DropUnexplained), ("Testa Prøvesen er flyttet", PersonalDataFound)],
)
def test_a_reason_that_is_none_or_bears_a_name_is_refused(driven, reason, refusal):
    message = dead(driven)
    with pytest.raises(refusal):
        driven.do(drop, message.id, reason, message.revision)
    assert request(driven).state is State.DEAD


def test_of_two_people_at_once_the_second_is_told_how_it_stands_now(driven):
    message = dead(driven)
    seen = message.revision
    driven.do(retry, message.id, seen)
    with pytest.raises(ChangedMeanwhile) as refused:
        driven.do(drop, message.id, "Modtageren er holdt op", seen)
    assert refused.value.current == {"state": "pending", "attempts": 1, "revision": "pending-1"}


def test_a_message_that_came_back_twice_is_another_than_when_it_came_back_once(driven):
    first = bounced(driven)
    driven.do(retry, first.id, first.revision)
    second = bounced(driven)
    assert (first.revision, second.revision) == ("bounced-1", "bounced-1+")


def test_a_message_that_is_not_there_is_absent(driven):
    with pytest.raises(NoSuchMessage):
        driven.do(retry, "nobody", "dead-1")


def test_a_mailbox_shows_since_when_its_oldest_message_waits_and_nothing_where_none_does(driven):
    doubtful(driven)
    listed = [*driven.do(mailboxes_of), *driven.do(mailboxes_of, as_="forum")]
    assert [(m.address, m.waiting_since) for m in listed] == [
        ("ke@moedeklar.invalid", NOVEMBER),
        ("forum@moedeklar.invalid", None),
    ]


TOO_LARGE, UNKNOWN = "552 5.3.4: the server refuses the mail", "550 5.1.1: the server refuses the recipient"


def failed(driven, *faults):
    """The request to the agency, and one beside it for each further fault, were refused."""
    with driven.service.unit(CLOCK) as unit:
        one = unit.session.get_one(Message, request(driven).id)
        others = [replace(one, id=f"{one.id}{n}", key=f"{one.key}/{n}") for n in range(len(faults) - 1)]
        unit.session.add_all(others)
        for message, fault in zip((one, *others), faults, strict=True):
            message.claim(driven.now + timedelta(minutes=2))
            message.refuse(fault)


def causes(driven, as_="secretariat"):
    with driven.service.unit(actor_named(as_)) as unit:
        return [(cause.fault, cause.count, cause.is_ours) for cause in causes_of(unit)]


def states(driven):
    return Counter(m.state for m in driven.messages("lookup_request"))


def test_a_fault_of_ours_is_one_alarm_and_stands_before_one_that_several_met(driven):
    failed(driven, UNKNOWN, UNKNOWN, UNKNOWN, TOO_LARGE, TOO_LARGE)
    assert causes(driven) == [(TOO_LARGE, 2, True), (UNKNOWN, 3, False)]


def test_what_one_met_is_no_alarm_unless_it_is_a_fault_of_ours(driven):
    failed(driven, UNKNOWN, TOO_LARGE)
    assert (causes(driven), causes(driven, "forum")) == ([(TOO_LARGE, 1, True)], [])


def test_all_that_failed_for_one_cause_is_sent_after_all_and_the_rest_stays(driven):
    failed(driven, TOO_LARGE, TOO_LARGE, UNKNOWN)
    assert driven.do(retry_all, TOO_LARGE) == 2
    assert states(driven) == {State.PENDING: 2, State.DEAD: 1}
    assert len(driven.entries("retry_message")) == 2


@pytest.mark.parametrize(
    ("cause", "as_"), [("550: the server refuses the mail", "secretariat"), (TOO_LARGE, "forum")]
)
def test_nothing_is_tried_again_for_a_cause_that_none_of_ones_own_failed_for(driven, cause, as_):
    failed(driven, TOO_LARGE)
    with pytest.raises(NothingFailedSo):
        driven.do(retry_all, cause, as_=as_)
    assert states(driven) == {State.DEAD: 1}
