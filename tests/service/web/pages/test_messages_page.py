"""The messages page: what a person must look at stands first, with what can be done about it."""

import pytest
from sample_people import concern_of

from agenda.access import CLOCK
from agenda.paging import PageWanted
from notifications.message import Message, State
from service.database.listing import Wanted, messages_page
from service.workflow.office import own_bodies


@pytest.fixture
def request_id(planned, asked):
    """A request to an agency that has not gone out yet."""
    with planned.service.unit(CLOCK) as unit:
        found = messages_page(unit.session, Wanted(about=asked), own_bodies(unit))
        return min(m.id for m in found.rows)


def become(planned, message_id, how):
    with planned.service.unit(CLOCK) as unit:
        message = unit.session.get_one(Message, message_id)
        message.claim(planned.service.clock())
        how(message)


def refuse(planned, message_id):
    become(planned, message_id, lambda it: it.refuse("550 5.1.1: the server refuses the recipient"))


def doubt(planned, message_id):
    become(planned, message_id, lambda it: it.doubt("no answer", None, planned.service.clock()))


def state_of(planned, message_id):
    with planned.service.unit(CLOCK) as unit:
        return unit.session.get_one(Message, message_id).state


def test_a_refused_message_stands_first_with_its_fault_and_the_desk_counts_it(visit, planned, request_id):
    refuse(planned, request_id)
    visitor = visit("secretariat")
    page, desk = visitor.read("/messages"), visitor.read("/")
    assert "Skal ses på (1)" in page
    assert "Adressen findes ikke" in page.partition("Alle beskeder")[0]
    assert "Beskeder, der ikke bare gik ud, skal ses på" in desk


def test_where_all_went_out_it_says_so_and_the_desk_is_silent(visit, planned, request_id):
    visitor = visit("secretariat")
    assert "Intet. Alt, der skulle ud, er gået ud eller er på vej." in visitor.read("/messages")
    assert "skal ses på" not in visitor.read("/")


def test_it_is_sent_again_from_its_row(visit, planned, request_id):
    refuse(planned, request_id)
    visitor = visit("secretariat")
    answer = visitor.fill(f"/messages/{request_id}/retry", revision="dead-1")
    assert (answer.status_code, state_of(planned, request_id)) == (303, State.PENDING)


def test_or_dropped_for_a_reason(visit, planned, request_id):
    refuse(planned, request_id)
    visitor = visit("secretariat")
    answer = visitor.fill(f"/messages/{request_id}/drop", revision="dead-1", reason="Ikke længere nødvendig")
    assert (answer.status_code, state_of(planned, request_id)) == (303, State.DROPPED)


def test_without_a_reason_the_form_comes_back_with_its_fault_in_its_own_row(visit, planned, request_id):
    refuse(planned, request_id)
    answer = visit("secretariat").fill(f"/messages/{request_id}/drop", revision="dead-1", reason="")
    assert (answer.status_code, state_of(planned, request_id)) == (422, State.DEAD)
    assert f'id="e-reason-{request_id}"' in answer.text


def test_a_message_in_doubt_is_settled_by_a_look_into_the_mailbox(visit, planned, request_id):
    doubt(planned, request_id)
    answer = visit("secretariat").fill(f"/messages/{request_id}/settle", revision="in_doubt-1", found="sent")
    assert (answer.status_code, state_of(planned, request_id)) == (303, State.SENT)


def test_somebody_who_comes_second_is_told_so_and_changes_nothing(visit, planned, request_id):
    refuse(planned, request_id)
    visitor = visit("secretariat")
    visitor.fill(f"/messages/{request_id}/retry", revision="dead-1")
    answer = visitor.fill(f"/messages/{request_id}/drop", revision="dead-1", reason="Ikke nødvendig")
    assert (answer.status_code, state_of(planned, request_id)) == (409, State.PENDING)
    assert "En anden har ændret det imens." in answer.text


def test_the_mailboxes_are_shown_with_what_waits_in_them(visit, planned, request_id):
    page = visit("secretariat").read("/messages")
    assert "ke@moedeklar.invalid Mappe ✓ Sender man. 9. nov. kl. 9.00" in page
    assert "forum@moedeklar.invalid" not in page
    assert "forum@moedeklar.invalid Mappe ✓ Sender Ingen venter" in visit("forum").read("/messages")


def test_a_fault_of_ours_is_told_once_with_one_button_for_all(visit, planned, request_id):
    fault = "552 5.3.4: the server refuses the mail"
    become(planned, request_id, lambda it: it.refuse(fault))
    visitor = visit("secretariat")
    page = visitor.read("/messages")
    assert "Samme fejl for flere" in page
    assert "Fejlen ligger hos os" in page
    answer = visitor.fill("/messages/retry-all", cause=fault)
    assert (answer.status_code, state_of(planned, request_id)) == (303, State.PENDING)


def test_one_recipients_refusal_is_no_fault_of_several(visit, planned, request_id):
    refuse(planned, request_id)
    assert "Samme fejl for flere" not in visit("secretariat").read("/messages")


@pytest.fixture
def pending(planned):
    """Ids of the requests of many cases, none of which has gone out yet: more than a page, and less than two."""
    for number in range(26):
        planned.post("/api/v1/concerns", concern_of(number) | {"parties": ["ssp"]})
    with planned.service.unit(CLOCK) as unit:
        wanted = Wanted(frozenset({State.PENDING}), page=PageWanted(size=200))
        found = messages_page(unit.session, wanted, own_bodies(unit)).rows
    ids = [message.id for message in found if message.occasion == "lookup_request"]
    assert 50 < len(ids) < 100
    return ids


def test_more_than_a_page_has_a_way_to_the_next_of_the_state_that_was_chosen(visit, pending):
    visitor = visit("secretariat")
    first, second = visitor.see("/messages?state=pending"), visitor.see("/messages?state=pending&page=2")
    assert ("Side 1 af 2" in first.text, "Side 2 af 2" in second.text) == (True, True)
    assert 'href="/messages?state=pending&amp;page=2" rel="next"' in first.text
    assert 'href="/messages?state=pending&amp;page=1" rel="prev"' in second.text


def test_what_is_to_be_seen_to_is_counted_whole_and_comes_in_pages_of_its_own(visit, planned, pending):
    for message_id in pending:
        refuse(planned, message_id)
    visitor = visit("secretariat")
    first, second = visitor.see("/messages"), visitor.see("/messages?of=see&page=2")
    count = f"Skal ses på ({len(pending)})"
    assert (count in first.text, count in second.text) == (True, True)
    assert 'href="/messages?of=see&amp;page=2" rel="next"' in first.text
    assert [page.text.count("Send igen") for page in (first, second)] == [50, len(pending) - 50]
