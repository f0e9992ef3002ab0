import pytest

from agenda.cases.addressee import (
    AddresseeGiven,
    AddresseeUnclear,
    AddresseeUnexplained,
    To,
    check_addressee,
)
from agenda.cases.concern import TextTooLong

HOLDERS = {"mother", "father"}


@pytest.mark.parametrize(
    "given",
    [
        AddresseeGiven(To.CHILD),
        AddresseeGiven(To.HOLDER, "mother"),
        AddresseeGiven(To.HOLDER, "father", "De bor sammen"),
        AddresseeGiven(To.NOBODY, reason="Familien er allerede kontaktet"),
    ],
)
def test_it_goes_to_the_child_to_a_holder_or_to_nobody_because(given):
    check_addressee(given, HOLDERS)


@pytest.mark.parametrize(
    ("given", "refusal", "field"),
    [
        (AddresseeGiven(To.HOLDER), AddresseeUnclear, "representative"),
        (AddresseeGiven(To.HOLDER, "stranger"), AddresseeUnclear, "representative"),
        (AddresseeGiven(To.CHILD, "mother"), AddresseeUnclear, "representative"),
        (AddresseeGiven(To.NOBODY, reason=" "), AddresseeUnexplained, "reason"),
        (AddresseeGiven(To.CHILD, reason="x" * 4001), TextTooLong, "reason"),
    ],
)
def test_what_is_not_clear_is_refused_by_field(given, refusal, field):
    with pytest.raises(refusal) as refused:
        check_addressee(given, HOLDERS)
    assert refused.value.field == field
