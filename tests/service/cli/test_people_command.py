import json
from pathlib import Path

import pytest

from service.database.meetings import questions

EXAMPLE = Path(__file__).parents[3] / "config" / "people.example.toml"


def test_the_example_sets_every_party_and_member(moedeklar):
    result = moedeklar("people", str(EXAMPLE))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "5 parter og 9 medlemmer er sat.\n"


def mailboxes(store):
    with store.sessions() as session:
        return {p.id: p.mailbox for p in questions.parties(session) if p.id in {"ssp", "sof"}}


NEW_MAILBOX = {"parties": [{"id": "ssp", "mailbox": "ny@moedeklar.invalid"}]}


def test_json_on_standard_input_sets_what_it_names(moedeklar, store):
    assert moedeklar("people", "-", "--set-changed", stdin=json.dumps(NEW_MAILBOX)).exit_code == 0
    assert mailboxes(store) == {"sof": "sof@moedeklar.invalid", "ssp": "ny@moedeklar.invalid"}


def test_but_what_stands_otherwise_is_told_and_left_unless_that_is_said(moedeklar, store):
    result = moedeklar("people", "-", stdin=json.dumps(NEW_MAILBOX))
    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [
            "1 parter og 0 medlemmer er sat.",
            "parties.0.mailbox: står anderledes nu; ret filen, eller sæt det med --set-changed",
        ],
    )
    assert mailboxes(store) == {"sof": "sof@moedeklar.invalid", "ssp": "ssp@moedeklar.invalid"}


def test_one_wrong_party_and_nothing_is_set(moedeklar, store):
    parties = [{"id": "ssp", "mailbox": "ny@moedeklar.invalid"}]
    members = [{"body": "unknown", "name": "Sara Eksempelsen", "email": "sara@moedeklar.invalid"}]
    result = moedeklar("people", "-", stdin=json.dumps({"parties": parties, "members": members}))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "moedeklar: members.0.body: name one of the configured bodies\n"
    with store.sessions() as session:
        assert questions.party_named(session, "ssp").mailbox == "ssp@moedeklar.invalid"


SARA = {"body": "koordineringsenheden", "name": "Sara Eksempelsen", "email": "sara@moedeklar.invalid"}
PER = {"name": "Per Opdigtet", "email": "per@moedeklar.invalid", "role": "chair", "first_on": "2026-01-01"}
PIA = {**PER, "name": "Pia Opdigtet", "email": "pia@moedeklar.invalid"}


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (
            {"members": [SARA, {**SARA, "party": "unknown"}]},
            "members.1.party: name one of the parties",
        ),
        (
            {"members": [{**SARA, "valid_from": "2026-03-01", "valid_until": "2026-02-01"}]},
            "members.0.valid_until: let it end on or after its first day, or say null for no end",
        ),
        (
            {"members": [SARA, {**SARA, "name": "Tove Opdigtet"}]},
            "members.1.email: somebody else has that address; give this one's own, or let the other's time end before",
        ),
        ({"parties": [{"id": "ssp"}, {"id": "nye"}]}, "parties.1.name: say what the party is called"),
        (
            {"forum": {"members": [PER, PIA]}},
            (
                "forum.members.1.first_on: the seat is taken in that period; end the other appointment first, or choose"
                " other days"
            ),
        ),
        (
            {"forum": {"members": [PER, {**PIA, "role": "member", "organisation": "unknown"}]}},
            "forum.members.1.organisation: name one that is on the list, or add it first",
        ),
    ],
)
def test_a_refusal_says_which_entry_of_the_file_it_is_about(moedeklar, store, document, told):
    result = moedeklar("people", "-", stdin=json.dumps(document))
    assert (result.exit_code, result.stderr) == (2, f"moedeklar: {told}\n")


def test_an_entry_keeps_its_number_though_others_are_left_or_are_another_offices(moedeklar, store):
    ended = {**SARA, "valid_from": "2020-01-01", "valid_until": "2020-12-31"}
    assert moedeklar("people", "-", stdin=json.dumps({"members": [ended]})).exit_code == 0
    forums = {**PER, "body": "medborgerforum"}
    forums = {key: forums[key] for key in ("body", "name", "email")}
    wrong = {**SARA, "email": "ny@moedeklar.invalid", "name": "Tove Opdigtet", "party": "unknown"}
    result = moedeklar("people", "-", stdin=json.dumps({"members": [SARA, forums, wrong]}))
    assert result.stderr == "moedeklar: members.2.party: name one of the parties\n"


def test_every_fault_is_told_in_a_line_that_repeats_nothing(moedeklar):
    document = {"parties": [{"id": "ssp", "mailbox": "hemmelig"}], "hemmelig": 1}
    result = moedeklar("people", "-", stdin=json.dumps(document))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("moedeklar: ") == 2
    assert "hemmelig" not in result.stderr


def test_what_is_neither_json_nor_toml_is_refused_with_its_place(moedeklar):
    assert moedeklar("people", "-", stdin='{"a":').stderr == (
        "moedeklar: line 1, column 6: isn't JSON; correct it there\n"
    )
    assert moedeklar("people", "-", stdin="a = = 1").stderr == (
        "moedeklar: the input isn't TOML; correct it (at line 1, column 5)\n"
    )


def test_a_file_that_is_not_there_is_refused(moedeklar):
    result = moedeklar("people", "nowhere.toml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("moedeklar: nowhere.toml: can't be read")


def test_a_toml_file_may_begin_with_a_table_and_without_a_comment(moedeklar):
    given = '[secretariat]\nname = "VINK"\nemail = "vink@moedeklar.invalid"\n'
    assert moedeklar("people", "-", stdin=given).exit_code == 0


def test_but_a_list_in_json_is_told_as_json(moedeklar):
    assert "JSON" in moedeklar("people", "-", stdin='[{"parties": }]').stderr


def test_the_same_file_again_shows_who_has_ended_and_brings_nobody_back(moedeklar, store):
    assert moedeklar("people", str(EXAMPLE), "--set-changed").exit_code == 0
    member = {"body": "koordineringsenheden", "name": "Sara Eksempelsen", "email": "sara@ssp.invalid"}
    ended = {"members": [{**member, "party": "ssp", "valid_from": "2020-01-01", "valid_until": "2020-12-31"}]}
    assert moedeklar("people", "-", stdin=json.dumps(ended)).exit_code == 0
    result = moedeklar("people", str(EXAMPLE))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "5 parter og 8 medlemmer er sat.",
        "members.0: er ophørt siden og genoptages ikke af en fil (2020-12-31)",
    ]
    with store.sessions() as session:
        (sara,) = [
            one
            for one in questions.members(session, "koordineringsenheden")
            if one.email == "sara@ssp.invalid"
        ]
        assert str(sara.valid_until) == "2020-12-31"


def test_an_address_corrected_in_the_file_makes_nobody_two_and_the_remedy_is_told(moedeklar, store):
    assert moedeklar("people", str(EXAMPLE), "--set-changed").exit_code == 0
    corrected = EXAMPLE.read_text().replace(
        'name = "Karin Pladsholder"\nemail = "karin@', 'name = "Karin Pladsholder"\nemail = "karin.ny@'
    )
    result = moedeklar("people", "-", stdin=corrected)
    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [
            "5 parter og 8 medlemmer er sat.",
            (
                "members.3: et medlem af samme navn har en anden adresse; ret filen, eller giv i samme fil medlemmet"
                " med den gamle adresse en sidste dag (valid_until)"
            ),
        ],
    )
    with store.sessions() as session:
        listed = questions.members(session, "koordineringsenheden")
        assert [one.email for one in listed if one.name == "Karin Pladsholder"] == ["karin@kf.invalid"]
