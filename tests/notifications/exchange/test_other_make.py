"""The channel at EWS servers of other makes: what they do otherwise tells nobody twice and ends nothing unclearly."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from looks import look
from organiser_mailbox import NINE, ORGANISER, entry, lose, parcel, person, settled, told, until_done

from notifications.carrier import InDoubt, NotKept, NotSent, Refused
from notifications.entry import Known, Response, Watched
from notifications.exchange.carrier import ExchangeCarrier
from notifications.exchange.inbox import ExchangeInbox
from notifications.exchange.server import EwsServer
from tests.doubles.ews.__main__ import PASSWORD, USER
from tests.doubles.ews.ways import ALL, DIALECTS, OTHER_MAKE
from tests.doubles.running import ews_double

THAT_KEEP_ALL = [way for way in ALL if way not in {"no_marks", "start_reverts"}]
SEARCH = ["no_search_by_mark", "search_finds_all"]
DRAFTS = ["draft_stays", "draft_stays_draft"]
SSP, SOF = "ssp@example.dk", "sof@example.dk"


@contextmanager
def at_a_server(tmp_path, *ways):
    with ews_double(tmp_path, *(part for way in ways for part in ("--way", way))) as double:
        server = EwsServer(double.url, USER, PASSWORD, "basic", timeout_seconds=5, allows_plain_http=True)
        carrier = ExchangeCarrier(server, ORGANISER)
        yield carrier, double
        carrier.close()
        assert double.refused() == []


@pytest.fixture
def place(request, tmp_path):
    with at_a_server(tmp_path, *request.param) as place:
        yield place


def with_ways(*ways, make=OTHER_MAKE):
    """Once with each of these ways alone, and once with all of one make."""
    return pytest.mark.parametrize(
        "place", [(way,) for way in ways] + [make], indirect=True, ids=[*ways, "whole make"]
    )


@with_ways(*THAT_KEEP_ALL)
def test_a_meeting_is_told_of_once_to_each_through_its_whole_life(place):
    carrier, double = place
    lose(double, "UpdateItem", "reset", "after")
    standing, met = until_done(lambda again: carrier.keep(entry("ssp", "sof"), Known(looks_up=again)))
    assert (met, told(double)) == ([InDoubt], [("request", "sof"), ("request", "ssp")])
    moved = entry("ssp", "sof", at=NINE + timedelta(days=1), sequence=1)
    for known in (settled(standing), replace(settled(standing), looks_up=True)):
        standing = carrier.keep(moved, known)
    assert told(double)[2:] == [("update", "sof"), ("update", "ssp")]
    assert standing.is_as_written
    for known in (settled(standing), replace(settled(standing), looks_up=True)):
        carrier.withdraw(moved, known)
    assert sorted(told(double)[4:]) == [("cancel", "sof"), ("cancel", "ssp")]


@with_ways(*DIALECTS, *SEARCH, "new_ids")
def test_an_answer_is_read_and_belongs_to_whoever_gave_it(place):
    carrier, double = place
    standing = carrier.keep(entry("ssp", "sof"), Known())
    double.answer(ORGANISER, standing.uid, SSP, "Decline")
    watched = [Watched("op-1", standing.remote_id, NINE), Watched("op-1", "", NINE)]
    for each in watched:
        stands = carrier.read([each], None).standings["op-1"]
        assert {t.email: t.response for t in stands.tracked} == {SSP: Response.DECLINED, SOF: Response.NONE}
    inbox = ExchangeInbox(EwsServer(double.url, USER, PASSWORD, "basic", allows_plain_http=True), ORGANISER)
    assert len(look(inbox)) == 1
    inbox.close()


@with_ways(*DRAFTS, *SEARCH, "no_change_keys", "http_10", "chunked")
def test_a_mail_goes_out_once_and_is_known_again(place):
    carrier, double = place
    for is_repeat in (False, True):
        carrier.send(parcel(is_repeat=is_repeat))
    assert (told(double), carrier.find(parcel().key)) == ([("mail", "ssp")], True)
    assert carrier.find("another") is False


@with_ways(*DRAFTS, *SEARCH, "unknown_500", "unknown_500_plain", "new_ids")
def test_an_unknown_recipient_is_refused_and_stands_nowhere_as_told(place):
    carrier, double = place
    double.unknown("ukendt@example.dk")
    standing = carrier.keep(entry("ukendt", "ssp"), Known())
    assert [t.email for t in standing.tracked] == [SSP]
    with pytest.raises(Refused):
        carrier.keep(entry("ukendt", "ssp"), replace(settled(standing), looks_up=True))
    mail = replace(parcel(), recipient=person("ukendt"))
    with pytest.raises(Refused):
        until_done(lambda again: carrier.send(replace(mail, is_repeat=again, others_pass=again)))
    assert (told(double), carrier.find(mail.key)) == ([("request", "ssp")], False)


@with_ways("unknown_500", "unknown_500_plain")
def test_what_a_server_fails_at_while_nothing_else_goes_out_stays_in_doubt(place):
    carrier, double = place
    double.unknown("ukendt@example.dk")
    for is_repeat in (False, True, True):
        with pytest.raises(InDoubt):
            carrier.send(replace(parcel(is_repeat=is_repeat), recipient=person("ukendt")))
    assert (double.wire(), [item["folder"] for item in double.items()]) == ([], ["drafts"])


@with_ways("no_zones", "no_version", "more_than_known", "http_10")
def test_a_trial_and_the_question_who_is_busy_go_well(place):
    carrier, double = place
    double.busy(SSP, NINE, NINE + timedelta(hours=1))
    taken = carrier.busy([SSP], NINE - timedelta(days=1), NINE + timedelta(days=1))
    assert [each.starts_at for each in taken[SSP]] == [NINE]
    assert {finding.is_well for finding in carrier.check()} == {True}


def test_a_start_that_reverts_is_not_kept_and_told_once_to_each(tmp_path):
    with at_a_server(tmp_path, "start_reverts", "rooms_are_people") as (carrier, double):
        standing = carrier.keep(entry("ssp", "sof", rooms=["lokale"]), Known())
        moved = entry("ssp", "sof", rooms=["lokale"], at=NINE + timedelta(days=1), sequence=1)
        with pytest.raises(NotKept) as not_kept:
            carrier.keep(moved, settled(standing))
        assert not_kept.value.standing.starts_at == NINE
        assert sorted(told(double)[3:]) == [("update", "lokale"), ("update", "sof"), ("update", "ssp")]


def test_a_room_that_comes_back_as_an_ordinary_attendee_hears_of_each_change_once(tmp_path):
    with at_a_server(tmp_path, "rooms_are_people") as (carrier, double):
        standing = carrier.keep(entry("ssp", rooms=["lokale"]), Known())
        moved = entry("ssp", rooms=["lokale"], at=NINE + timedelta(days=1), sequence=1)
        for known in (settled(standing), replace(settled(standing), looks_up=True)):
            carrier.keep(moved, known)
        assert sorted(told(double)[2:]) == [("update", "lokale"), ("update", "ssp")]


def test_a_trial_names_the_build_where_the_product_is_not_known(tmp_path):
    with at_a_server(tmp_path, "other_build") as (carrier, _):
        said = carrier.check()[-1].said
    assert said == "the server says that it is of a product that is not known here, build 99.2.2562.17"


@with_ways("changed_is_all")
def test_all_who_are_invited_are_put_on_in_one_call(place):
    carrier, double = place
    carrier.keep(entry("ssp", "sof", "dks", rooms=["lokale"]), Known())
    assert len({mail["request"] for mail in double.wire()}) == 1
    assert len(double.wire()) == 4


@with_ways("changed_is_all")
def test_who_leaves_and_who_joins_is_one_call_too_where_nothing_else_changes(place):
    carrier, double = place
    standing = carrier.keep(entry("ssp", "sof"), Known())
    carrier.keep(entry("ssp", "ny", leaving=["sof"]), settled(standing))
    assert len({mail["request"] for mail in double.wire()}) == 2
    assert [each for each in told(double)[2:] if each[0] != "update"] == [
        ("cancel", "sof"),
        ("request", "ny"),
    ]


def test_somebody_elses_item_is_not_taken_for_ours_where_a_search_finds_everything(tmp_path):
    with at_a_server(tmp_path, "search_finds_all") as (carrier, double):
        carrier.keep(entry("ssp", number=1), Known())
        carrier.withdraw(entry("sof", number=2), Known(looks_up=True))
        carrier.keep(entry("sof", number=2), Known(looks_up=True))
        assert told(double) == [("request", "ssp"), ("request", "sof")]


def test_nobody_is_told_of_what_could_not_be_found_again(tmp_path):
    with at_a_server(tmp_path, "no_marks") as (carrier, double):
        with pytest.raises(NotSent, match="keeps no mark"):
            carrier.keep(entry("ssp"), Known())
        with pytest.raises(NotSent, match="keeps no mark"):
            carrier.send(parcel())
        assert (double.wire(), [item["folder"] for item in double.items()]) == ([], ["deleteditems"])


@with_ways("draft_stays", *SEARCH, "no_change_keys", "stale_taken")
def test_a_mail_whose_answer_was_lost_is_not_sent_again(place):
    carrier, double = place
    lose(double, "SendItem", "reset", "after")
    until_done(lambda again: carrier.send(parcel(is_repeat=again)))
    assert told(double) == [("mail", "ssp")]


def test_where_nothing_shows_that_a_mail_went_out_a_lost_answer_costs_one_repeat_with_the_same_name(tmp_path):
    with at_a_server(tmp_path, "draft_stays_draft") as (carrier, double):
        lose(double, "SendItem", "reset", "after")
        for is_repeat in (True, True):
            until_done(lambda again, first=is_repeat: carrier.send(parcel(is_repeat=again or first)))
        assert told(double) == [("mail", "ssp")] * 2
        assert len([item for item in double.items() if item["folder"] == "drafts"]) == 1
