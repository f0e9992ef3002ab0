"""Visitors of the pages, at a house whose year is planned and at an empty one."""

from functools import partial

import pytest
from api_samples import CONCERN
from page_visitor import Visitor


@pytest.fixture
def visit(planned):
    """A visitor in a role at the house whose year is planned, each with a browser of their own."""
    return partial(logged_in, planned.client.application)


@pytest.fixture
def visit_empty_house(app):
    """As `visit`, where nobody has planned anything."""
    return partial(logged_in, app)


def logged_in(app, role):
    visitor = Visitor(app.test_client())
    visitor.log_in(role)
    return visitor


@pytest.fixture
def concern_form():
    """A concern as the API takes it, to set a scene."""
    return dict(CONCERN)
