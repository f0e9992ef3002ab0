"""What goes wrong between us and Graph: each attendee is told once all the same, and each error says what it is."""

from dataclasses import replace
from datetime import timedelta
from itertools import count, product

import pytest
from sample_meeting import MAILBOX, NINE, SOF, SSP, entry, parcel, settled

from notifications.carrier import InDoubt, NotSent
from notifications.entry import Known
from notifications.graph.app import GraphApp
from notifications.graph.carrier import GraphCarrier
from tests.doubles.faults import KINDS

HASTE = 0.25
EVERY_FAULT = [*product(KINDS, ["before", "after"])]
QUARTER = timedelta(minutes=15)
_numbers = count(1)


@pytest.fixture
def hasty(double):
    return GraphCarrier(GraphApp(url=double.url, timeout_seconds=HASTE), MAILBOX)


def goes_wrong(double, *operations, kind, when):
    script = [{"operation": operation, "kind": kind, "when": when} for operation in operations]
    double.faults(script=script, hang_seconds=HASTE * 2)


def until_done(attempt):
    """As the outbox does it: every attempt but the first looks first."""
    faults = []
    for number in range(6):
        try:
            return attempt(number > 0), faults
        except (NotSent, InDoubt) as fault:
            faults.append(fault)
    raise faults[-1]


def own(wanted):
    return replace(wanted, operation_id=f"op-{next(_numbers)}")


def told_of(double, operation_id):
    return sorted(
        (mail["kind"], mail["to"].lower()) for mail in double.wire() if mail["operation_id"] == operation_id
    )


@pytest.mark.parametrize(("kind", "when"), EVERY_FAULT)
def test_each_attendee_is_invited_once(double, hasty, kind, when):
    wanted = own(entry(SSP, SOF))
    goes_wrong(double, "POST events", "PATCH event", "GET events", kind=kind, when=when)
    _, faults = until_done(lambda repeats: hasty.keep(wanted, Known(looks_up=repeats)))
    assert (len(faults) > 1, told_of(double, wanted.operation_id)) == (
        True,
        [("request", "sof@example.dk"), ("request", "ssp@example.dk")],
    )
    assert [item["folder"] for item in double.items()] == ["calendar"]


@pytest.mark.parametrize(("kind", "when"), EVERY_FAULT)
def test_each_attendee_hears_of_a_move_once(double, hasty, kind, when):
    wanted = own(entry(SSP, SOF))
    known = settled(hasty.keep(wanted, Known()))
    moved = replace(
        entry(SSP, SOF, at=NINE + timedelta(days=1), sequence=1), operation_id=wanted.operation_id
    )
    goes_wrong(double, "GET event", "PATCH event", kind=kind, when=when)
    until_done(lambda repeats: hasty.keep(moved, replace(known, looks_up=repeats)))
    told = told_of(double, wanted.operation_id)[2:]
    assert told == [("update", "sof@example.dk"), ("update", "ssp@example.dk")]


@pytest.mark.parametrize(("kind", "when"), EVERY_FAULT)
def test_each_attendee_hears_of_a_cancellation_once(double, hasty, kind, when):
    wanted = own(entry(SSP))
    known = settled(hasty.keep(wanted, Known()))
    goes_wrong(double, "POST cancel", "GET event", kind=kind, when=when)
    until_done(lambda repeats: hasty.withdraw(wanted, replace(known, looks_up=repeats)))
    assert told_of(double, wanted.operation_id) == [
        ("cancel", "ssp@example.dk"),
        ("request", "ssp@example.dk"),
    ]


@pytest.mark.parametrize(("kind", "when"), EVERY_FAULT)
def test_a_mail_goes_out_once(double, hasty, kind, when):
    mail = replace(parcel(f"{kind}-{when}"), recipient=replace(SSP, email=f"{kind}-{when}@example.dk"))
    goes_wrong(double, "POST messages", "POST send", "GET messages", kind=kind, when=when)
    until_done(lambda repeats: hasty.send(replace(mail, is_repeat=repeats)))
    assert [m["kind"] for m in double.wire() if m["to"] == mail.recipient.email] == ["mail"]


@pytest.mark.parametrize(
    ("kind", "error", "retry_after"),
    [
        ("hang", InDoubt, None),
        ("reset", InDoubt, None),
        ("401", NotSent, QUARTER),
        ("429", NotSent, timedelta(seconds=7)),
        ("busy", NotSent, timedelta(seconds=7)),
        ("503", InDoubt, timedelta(seconds=7)),
        ("500_html", InDoubt, None),
        ("truncated", InDoubt, None),
    ],
)
def test_an_error_says_whether_it_may_have_happened_and_when_to_try_again(
    double, hasty, kind, error, retry_after
):
    script = [{"operation": "POST events", "kind": kind, "when": "before"}]
    double.faults(script=script, hang_seconds=HASTE * 2, retry_after=7)
    with pytest.raises((NotSent, InDoubt)) as found:
        hasty.keep(own(entry(SSP)), Known())
    assert (type(found.value), found.value.retry_after) == (error, retry_after)


@pytest.mark.parametrize("kind", KINDS)
def test_a_look_up_that_fails_has_changed_nothing(double, hasty, kind):
    goes_wrong(double, "GET events", kind=kind, when="before")
    with pytest.raises(NotSent):
        hasty.keep(own(entry(SSP)), Known(looks_up=True))


def test_a_pause_asked_for_after_the_first_step_leaves_the_rest_in_doubt(double, hasty):
    goes_wrong(double, "PATCH event", kind="429", when="before")
    with pytest.raises(InDoubt) as found:
        hasty.keep(own(entry(SSP)), Known())
    assert found.value.retry_after == timedelta(seconds=1)


def test_nobody_there_is_nothing_sent(tmp_path):
    carrier = GraphCarrier(GraphApp(url="http://127.0.0.1:9/v1.0", timeout_seconds=HASTE), MAILBOX)
    with pytest.raises(NotSent, match="can't be reached"):
        carrier.keep(entry(SSP), Known())


def test_an_unknown_name_is_nothing_sent():
    known = {"tenant": "", "client_id": ""}
    carrier = GraphCarrier(GraphApp(url="http://localhost:9/v1.0", timeout_seconds=HASTE, **known), MAILBOX)
    with pytest.raises(NotSent, match="can't be reached"):
        carrier.find("KE-2026-0117")
