from service.web.authentication import actor_of


def test_a_token_is_one_line_that_says_who_bears_it(moedeklar, store):
    result = moedeklar("token", "--as", "agency:ssp")
    assert (result.exit_code, result.stderr) == (0, "")
    (token,) = result.stdout.splitlines()
    assert str(actor_of(store, token, store.clock())) == "agency:ssp"


def test_nobody_is_given_a_token_for_a_party_that_is_not_there(moedeklar):
    result = moedeklar("token", "--as", "agency:nowhere")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "moedeklar: party: name one of the parties\n"


def test_nor_for_one_that_has_ended(moedeklar):
    ended = '{"parties": [{"id": "ssp", "valid_from": "2020-01-01", "valid_until": "2020-12-31"}]}'
    assert moedeklar("people", "-", stdin=ended).exit_code == 0
    result = moedeklar("token", "--as", "agency:ssp")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "moedeklar: --as: the party has ended, so nobody acts for it\n"


def test_an_unknown_role_is_refused_with_those_there_are(moedeklar):
    result = moedeklar("token", "--as", "boss")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "moedeklar: as: write secretariat, forum, auditor, or agency:PARTY such as agency:ssp\n"
    )
