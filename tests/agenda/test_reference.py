import pytest

from agenda.reference import begins_reference, is_id, is_reference, reference


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


@pytest.mark.parametrize("given", ["", "K", "KE", "KE-", "KE-2026", "KE-2026-00", "OD-2027-12345"])
def test_a_reference_begins_with_its_letters_and_then_its_year(given):
    assert begins_reference(given, "KE")


@pytest.mark.parametrize("other", ["TESTA", "010190-5001", "0101905001", "E", "KE-2026-0042-1", "KE 2026"])
def test_a_name_or_a_number_begins_none(other):
    assert not begins_reference(other, "KE")


def test_an_id_has_the_length_and_the_letters_of_those_that_are_given():
    assert [is_id(one) for one in ("0" * 32, "0b63f1c2" * 4, "0101905001", "g" * 32, "0" * 33)] == [
        *(True, True),
        *(False, False, False),
    ]
