"""Inputs made up from the API's own description: nothing breaks, and every answer is as described."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from agenda.access import actor_named
from service.web.authentication import token_for

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)


FEW = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def operations(app):
    schema = schemathesis.openapi.from_wsgi("/openapi/openapi.json", app)
    of_json = schema.include(path_regex="^/api/").exclude(path="/api/v1/replies")
    return [found.ok() for found in of_json.get_all_operations()]


@pytest.mark.parametrize("role", ["secretariat", "agency:ssp", "forum"])
def test_whatever_is_sent_the_answer_is_as_described(service, operations, role):
    headers = {"Authorization": f"Bearer {token_for(service, actor_named(role))}"}

    def try_out(operation):
        @FEW
        @given(operation.as_strategy())
        def answer_is_as_described(case):
            case.call_and_validate(headers=headers, checks=CHECKS)

        answer_is_as_described()

    for operation in operations:
        try_out(operation)
    assert len(operations) > 30
