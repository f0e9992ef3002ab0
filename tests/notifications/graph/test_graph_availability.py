"""When people can't come, as Graph tells it."""

from datetime import timedelta

from sample_meeting import NINE, SOF, SSP, entry

from notifications.carrier import Busy
from notifications.entry import Known

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def test_whoever_is_taken_is_told_with_the_stretch_and_whoever_is_free_without(double, carrier):
    double.busy(SSP.email, NINE, NINE + HOUR)
    assert carrier.busy([SSP.email, SOF.email], NINE - DAY, NINE + DAY) == {
        SSP.email: (Busy(NINE, NINE + HOUR),),
        SOF.email: (),
    }


def test_a_meeting_that_somebody_is_invited_to_takes_them(carrier):
    carrier.keep(entry(SSP), Known())
    assert carrier.busy([SSP.email], NINE - DAY, NINE + DAY) == {SSP.email: (Busy(NINE, NINE + 2 * HOUR),)}


def test_a_calendar_that_cannot_be_read_is_none_and_the_others_are_told(double, carrier):
    double.unknown(SOF.email)
    double.busy(SSP.email, NINE, NINE + HOUR)
    assert carrier.busy([SSP.email, SOF.email], NINE, NINE + DAY) == {
        SSP.email: (Busy(NINE, NINE + HOUR),),
        SOF.email: None,
    }


def test_more_addresses_and_days_than_graph_takes_are_asked_in_pieces(double, carrier):
    addresses = [f"part{number}@example.dk" for number in range(25)]
    double.busy(addresses[24], NINE + 100 * DAY, NINE + 100 * DAY + HOUR)
    found = carrier.busy(addresses, NINE, NINE + 120 * DAY)
    assert [address for address in addresses if found[address]] == [addresses[24]]
    assert [r["operation"] for r in double.requests()] == ["POST getSchedule"] * 4


def test_a_stretch_that_two_pieces_tell_is_told_once(double, carrier):
    over_the_seam = Busy(NINE + 60 * DAY - HOUR, NINE + 60 * DAY + HOUR)
    double.busy(SSP.email, over_the_seam.starts_at, over_the_seam.ends_at)
    assert carrier.busy([SSP.email], NINE, NINE + 90 * DAY) == {SSP.email: (over_the_seam,)}


def test_nobody_is_asked_about_no_time(double, carrier):
    assert (carrier.busy([SSP.email], NINE, NINE), double.requests()) == ({SSP.email: ()}, [])
