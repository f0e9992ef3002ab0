import pytest

from agenda.reference import is_reference, reference


def test_a_reference_says_prefix_year_and_number():
    assert (reference("KE", 2026, 42), reference("OD", 2026, 12345)) == ("KE-2026-0042", "OD-2026-12345")


@pytest.mark.parametrize("given", ["KE-2026-0042", "OD-2027-12345", "A-2026-0001"])
def test_a_reference_is_known_by_its_shape_whatever_prefix_it_was_given_under(given):
    assert is_reference(given)


@pytest.mark.parametrize(
    "other",
    [
        "",
        "ssp",
        "ke-2026-0042",
        "KE-2026",
        "KE-2026-42",
        "KE-2026-0042\n",
        "KE1-2026-0042",
        "0b63f1c2-1111-4222",
    ],
)
def test_nothing_else_is_taken_for_a_reference(other):
    assert not is_reference(other)
