"""The development login says what it is, lets in who chose a role, and goes where one wanted to go."""

import pytest


def test_it_says_that_it_is_not_the_real_login(app):
    page = app.test_client().get("/login").text
    assert ("Dette er ikke det rigtige login" in page, "kun på denne maskine" in page) == (True, True)


def test_whoever_chooses_a_role_is_logged_in_as_that_role(visit):
    assert "Logget ind som SSP København" in visit("agency:ssp").read("/meetings")


@pytest.mark.parametrize("role", ["", "clock", "agency", "agency:", "mayor"])
def test_whoever_chooses_none_is_not(visit, role):
    refused = visit("auditor").log_in(role)
    assert (refused.status_code, "Vælg en af mulighederne" in refused.text) == (422, True)


def test_after_the_login_one_comes_to_the_page_one_wanted(visit):
    answer = visit("forum").fill("/login?next=/lookups/abc", role="agency:ssp")
    assert answer.location == "/lookups/abc"


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.invalid",
        "https://evil.invalid",
        "/\\evil.invalid",
        "/%09/evil.invalid",
        "/%0A/evil.invalid",
        "/%0D%0A/evil.invalid",
        "",
    ],
)
def test_nobody_is_led_elsewhere(visit, wanted):
    answer = visit("forum").fill(f"/login?next={wanted}", role="auditor")
    assert answer.location == "/"


def test_whoever_logs_out_is_out(visit):
    visitor = visit("secretariat")
    visitor.fill("/logout")
    assert visitor.see("/messages").status_code == 302
