"""Many meetings through bad weather, seven attempts in ten going wrong: each attendee is told once per revision."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from sample_meeting import MAILBOX, NINE, SOF, SSP, entry, parcel, settled

from notifications.carrier import InDoubt, NotSent
from notifications.entry import Known
from notifications.graph.app import GraphApp
from notifications.graph.carrier import GraphCarrier

MEETINGS = 4
MOST_ATTEMPTS = 200


def until_done(attempt):
    for number in range(MOST_ATTEMPTS):
        try:
            return attempt(number > 0)
        except (NotSent, InDoubt):
            continue
    raise AssertionError("it never got through")


def of(number, wanted):
    return replace(wanted, operation_id=f"op-{number}")


def test_each_is_told_once_of_each_revision(double):
    carrier = GraphCarrier(GraphApp(url=double.url, timeout_seconds=0.2), MAILBOX)
    double.faults(seed=7, rate=0.7, hang_seconds=0.3)
    later = NINE + timedelta(days=1)
    for number in range(MEETINGS):
        first, moved = of(number, entry(SSP, SOF)), of(number, entry(SSP, SOF, at=later, sequence=1))
        standing = until_done(lambda repeats, e=first: carrier.keep(e, Known(looks_up=repeats)))
        known = settled(standing)
        until_done(lambda repeats, e=moved, k=known: carrier.keep(e, replace(k, looks_up=repeats)))
        until_done(lambda repeats, e=moved, k=known: carrier.withdraw(e, replace(k, looks_up=repeats)))
        mail = parcel(f"noegle-{number}")
        until_done(lambda repeats, m=mail: carrier.send(replace(m, is_repeat=repeats)))
    double.faults()
    told = Counter((mail["kind"], mail["to"].lower()) for mail in double.wire())
    kinds = ("request", "update", "cancel")
    assert told == {
        **{(kind, guest.email.lower()): MEETINGS for kind in kinds for guest in (SSP, SOF)},
        ("mail", SSP.email): MEETINGS,
    }
    each = Counter(
        (mail["kind"], mail["to"], mail["operation_id"], mail["revision"]) for mail in double.wire()
    )
    assert set(each.values()) == {1}
