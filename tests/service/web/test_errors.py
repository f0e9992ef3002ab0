"""Whatever goes wrong is told as a problem that names field and remedy, and repeats nothing."""

import re
from datetime import date

import pytest
from sqlalchemy.orm.exc import StaleDataError

from agenda.errors import ChangedMeanwhile
from service.logs import is_told_whole
from service.web.authentication import public

CANARY = "kanariefugl"


def failing(app, error):
    def fail():
        raise error

    app.add_url_rule("/api/v1/failing", "failing", public(fail))
    return app.test_client().get("/api/v1/failing")


def test_a_refusal_is_a_problem_with_the_state_that_won(app):
    response = failing(app, ChangedMeanwhile("read it again", "revision", {"revision": 3}))
    assert (response.status_code, response.content_type, response.get_json(force=True)) == (
        409,
        "application/problem+json",
        {
            "type": "urn:moedeklar:problem:changed-meanwhile",
            "title": "Changed meanwhile",
            "status": 409,
            "detail": "read it again",
            "field": "revision",
            "current": {"revision": 3},
        },
    )


def test_days_of_the_state_that_won_are_written_as_days(app):
    refused = failing(app, ChangedMeanwhile("read it again", "revision", {"last_on": date(2027, 6, 30)}))
    assert refused.get_json(force=True)["current"] == {"last_on": "2027-06-30"}


def test_a_row_changed_at_the_same_moment_is_a_conflict(app):
    assert failing(app, StaleDataError("1 row")).status_code == 409


def test_what_nobody_foresaw_tells_nothing_but_an_id(app):
    response = failing(app, RuntimeError(CANARY))
    problem = response.get_json(force=True)
    request_id = problem.pop("request_id")
    assert (re.fullmatch(r"[a-z]{4}(-[a-z]{4}){3}", request_id) is not None, problem) == (
        True,
        {
            "type": "urn:moedeklar:problem:failed",
            "title": "Failed",
            "status": 500,
            "detail": "it failed on our side; tell the secretariat this request_id",
        },
    )


def test_what_nobody_foresaw_is_logged_without_its_words(app, capsys, caplog):
    failing(app, RuntimeError(CANARY))
    said = capsys.readouterr().out + caplog.text  # where the log goes is set once in a process
    assert ("request_failed" in said, CANARY in said) == (True, False)


def test_the_id_that_a_person_reads_is_told_whole_in_the_log(app):
    failing(app, RuntimeError(CANARY))
    answers = [app.test_client().get("/api/v1/failing").get_json(force=True) for _ in range(200)]
    ids = {answer["request_id"] for answer in answers}
    assert (len(ids), [one for one in ids if not is_told_whole(one)]) == (200, [])


def test_an_unknown_address_is_told_to_a_program_as_a_problem(app):
    response = app.test_client().get(f"/api/v1/{CANARY}")
    assert (response.status_code, response.content_type, CANARY in response.text) == (
        404,
        "application/problem+json",
        False,
    )


def test_an_unknown_address_is_told_to_people_on_a_page(app):
    response = app.test_client().get(f"/{CANARY}")
    assert (response.status_code, response.mimetype, CANARY in response.text) == (404, "text/html", False)


def test_every_response_forbids_what_is_foreign_and_what_is_kept(app):
    headers = app.test_client().get("/healthz").headers
    assert (headers["Cache-Control"], headers["X-Content-Type-Options"], headers["X-Frame-Options"]) == (
        "no-store",
        "nosniff",
        "DENY",
    )
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_a_foreign_host_name_is_refused(app):
    asked = app.test_client().get("/healthz", headers={"Host": "elsewhere.invalid"})
    assert (asked.status_code, asked.content_type) == (400, "application/problem+json")


def test_under_a_foreign_host_name_no_page_is_made_and_nothing_breaks(app):
    asked = app.test_client().get("/login", headers={"Host": "elsewhere.invalid"})
    assert (asked.status_code, asked.content_type) == (400, "application/problem+json")


@pytest.mark.parametrize(
    ("address", "status"),
    [("/m/%00", 404), ("/cases/a%0Ab", 404), ("/record?about=%00", 400), ("/?%00=a", 400)],
)
def test_an_address_with_control_characters_is_none_of_ours(app, address, status):
    assert app.test_client().get(address).status_code == status


def test_letters_of_any_other_kind_may_be_asked_for(app):
    assert app.test_client().get("/login?next=/m%C3%B8der").status_code == 200
