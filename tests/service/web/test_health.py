from datetime import timedelta

from service.timekeeping import Timekeeper
from service.web.current import TIMEKEEPER


def test_anybody_may_ask_whether_it_lives_and_is_ready(app):
    lives, ready = app.test_client().get("/healthz"), app.test_client().get("/readyz")
    assert (lives.status_code, lives.json) == (200, {"status": "ok"})
    assert (ready.status_code, ready.json) == (200, {"status": "ok"})


def test_it_is_not_ready_when_what_is_due_is_not_done_and_says_what_fails(app, service, clock):
    app.extensions[TIMEKEEPER] = Timekeeper(service)
    clock.moment += timedelta(days=365)
    lives, ready = app.test_client().get("/healthz"), app.test_client().get("/readyz")
    assert (ready.status_code, ready.json) == (503, {"status": "failing", "failing": ["timer", "overdue"]})
    assert lives.status_code == 200
