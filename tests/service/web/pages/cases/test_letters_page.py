"""How a letter to the citizen was sent is said on the page of the effort, and the desk asks until it is."""

import re
from datetime import UTC, datetime

import pytest


@pytest.fixture
def office(visit, planned, asked, clock):
    for moment in (datetime(2026, 11, 20, 12, tzinfo=UTC), datetime(2026, 12, 4, 12, tzinfo=UTC)):
        clock.moment = moment
        planned.service.tick()
    clock.moment = datetime(2026, 12, 8, 10, 30, tzinfo=UTC)
    planned.service.tick()
    visitor = visit("secretariat")
    visitor.state_purpose(asked)
    visitor.see(f"/cases/{asked}/orientations/letter")
    return visitor


def letter_of(office, asked):
    return re.search(
        rf"/cases/{asked}/letters/([0-9a-f]+)/dispatches", office.see(f"/cases/{asked}/effort").text
    )


def say(office, asked, **fields):
    found = letter_of(office, asked)
    revision = re.search(r'name="revision" value="(\d+)"', office.see(f"/cases/{asked}/effort").text).group(1)
    own = {f"{name}-{found.group(1)}": value for name, value in fields.items()}
    return office.fill(found.group(0), **own, revision=revision)


def test_the_desk_asks_how_a_letter_that_was_made_was_sent(office, asked):
    asks = "Et brev til borgeren er lavet; skriv, hvordan det er sendt"
    before = asks in office.read("/")
    sent = say(office, asked, how="digital_post", sent_on="2026-12-08", by="Sagsbehandleren")
    assert (before, sent.status_code, asks in office.read("/")) == (True, 303, False)
    shown = office.read(f"/cases/{asked}/effort")
    assert "Sendt Sendt med Digital Post tir. 8. dec. 2026 (uge 50) af Sagsbehandleren" in shown


def test_a_correction_stands_beside_what_it_corrects(office, asked):
    say(office, asked, how="digital_post", sent_on="2026-12-08")
    shown = office.see(f"/cases/{asked}/effort").text
    first = re.search(r'<option value="([0-9a-f]+)">Sendt med Digital Post', shown).group(1)
    say(office, asked, how="paper", sent_on="2026-12-08", corrects=first)
    told = office.read(f"/cases/{asked}/effort")
    assert "Gælder ikke Sendt med Digital Post" in told
    assert "Rettelse Sendt som brev på papir" in told


def test_with_the_letter_the_citizen_is_said_to_be_oriented_where_that_is_ticked(office, asked):
    say(office, asked, how="paper", sent_on="2026-12-08", is_oriented="yes")
    assert "Gælder Borgeren er orienteret tir. 8. dec. 2026" in office.read(f"/cases/{asked}/effort")


@pytest.mark.parametrize(
    ("fields", "at_fault"),
    [
        ({"how": ""}, "how"),
        ({"how": "paper"}, "sent_on"),
        ({"how": "not_sent"}, "reason"),
        ({"how": "paper", "sent_on": "2026-12-08", "by": "x" * 201}, "by"),
    ],
)
def test_what_is_not_whole_comes_back_at_its_field(office, asked, fields, at_fault):
    refused = say(office, asked, **fields)
    name = f"{at_fault}-{letter_of(office, asked).group(1)}"
    assert (refused.status_code, f'href="#f-{name}"' in refused.text, f'id="f-{name}"' in refused.text) == (
        422,
        True,
        True,
    )
