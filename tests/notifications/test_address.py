"""An address is safe in any header, or it is none."""

from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from notifications.address import Address, BadAddress


@pytest.mark.parametrize(
    "email",
    ["post@example.dk", "o'test+ke@sub.example.dk", "a@b", "x" * 64 + "@example.dk"],
)
def test_a_plain_address_is_taken_as_it_stands(email):
    assert Address("Søren Prøve", email).email == email


@pytest.mark.parametrize(
    "email",
    [
        "",
        "example.dk",
        "a@b@c",
        "a b@example.dk",
        "søren@example.dk",
        "a@exämple.dk",
        "a@example.dk\r\nBcc: b@example.dk",
        "a@example.dk\n",
        "<a@example.dk>",
        "a@example.dk,b@example.dk",
        "a..b@example.dk",
        "a@-example.dk",
        "x" * 65 + "@example.dk",
        "a@" + ".".join(["x" * 60] * 5),
    ],
)
def test_what_is_not_one_plain_address_is_refused(email):
    with pytest.raises(BadAddress) as refusal:
        Address("Søren Prøve", email)
    assert refusal.value.field == "email"


@pytest.mark.parametrize(
    "name", ["", "  ", "A  B", "A ", "A\r\nBcc: b@example.dk", "A\x00", "x" * 201, "A\u202eB"]
)
def test_a_name_that_could_break_a_header_is_refused(name):
    with pytest.raises(BadAddress) as refusal:
        Address(name, "post@example.dk")
    assert refusal.value.field == "name"


@given(st.text(min_size=1, max_size=200))
@example("Beskæftigelses- og Integrationsforvaltningen, Københavns Kommune (kontakt)")
@example('Prøve, "Test"')
@example('Proeve, "Test" (kontakt)')
def test_any_name_that_is_taken_comes_out_of_a_header_as_it_went_in(name):
    try:
        header = Address(name, "post@example.dk").for_header()
    except BadAddress:
        return
    encoded_name, email = parseaddr(header.replace("\n", ""))
    assert (str(make_header(decode_header(encoded_name))), email) == (name, "post@example.dk")
