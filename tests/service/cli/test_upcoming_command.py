import json


def test_json_holds_every_deed_in_order_of_its_moment(moedeklar, store):
    result = moedeklar("upcoming", "--days", "14", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    invitations = [deed for deed in found["deeds"] if deed["what"] == "invitation"]
    assert found["days"] == 14
    assert {deed["to"] for deed in invitations} == {"sara@moedeklar.invalid"}
    assert found["deeds"] == sorted(found["deeds"], key=lambda deed: deed["at"])


def test_the_list_names_the_deed_whom_it_reaches_the_meeting_and_why(moedeklar, store):
    result = moedeklar("upcoming")
    assert (result.exit_code, result.stderr) == (0, "")
    told = " ".join(result.stdout.split())
    assert "Mødeindkaldelse til sara@moedeklar.invalid (Koordineringsenheden " in told
    assert ": det er tid til at indkalde" in told


def test_a_service_with_nothing_to_do_says_so(moedeklar, empty_store):
    result = moedeklar("upcoming", "--days", "1")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "Intet i den tid.\n"


def test_a_year_and_a_day_ahead_is_too_far(moedeklar):
    result = moedeklar("upcoming", "--days", "367")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("moedeklar: Invalid value for '--days'")


def test_each_office_is_shown_its_own_half(moedeklar, store):
    own, other = (
        moedeklar("upcoming", "--days", "14", "--office", office) for office in ("secretariat", "forum")
    )
    assert ("sara@moedeklar.invalid" in own.stdout, other.stdout) == (True, "Intet i den tid.\n")


def test_nobody_but_an_office_is_shown_any(moedeklar, store):
    refused = moedeklar("upcoming", "--office", "auditor")
    assert (refused.exit_code, refused.stdout) == (2, "")
