"""Whoever is asked who a citizen is has learned of a case: that is recorded, though what they began is undone."""

from collections.abc import Iterator
from contextlib import contextmanager

from agenda.cases.recognition import IN_DOUBT
from service.web.current import work
from service.workflow.cases.recognising import record_question


@contextmanager
def questions_recorded() -> Iterator[None]:
    try:
        yield
    except IN_DOUBT as question:
        with work() as (unit, now):
            record_question(unit, question, now)
        raise
