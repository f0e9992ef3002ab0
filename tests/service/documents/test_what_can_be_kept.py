"""No database keeps a NUL, so no document takes one: PostgreSQL fails on it, wherever it is asked about or kept."""

import importlib
import pkgutil
from typing import Annotated

import pytest
from pydantic import TypeAdapter, ValidationError

from service import documents
from service.documents.kinds import Document

FORMS = ("a\0b", ["a\0b"], {"a": "a\0b"}, {"a\0b": "a"})


def _documents(kind=Document):
    for module in pkgutil.walk_packages(documents.__path__, f"{documents.__name__}."):
        importlib.import_module(module.name)
    for each in kind.__subclasses__():
        yield each
        yield from _documents(each)


FIELDS = {
    f"{kind.__module__}.{kind.__qualname__}.{name}": field
    for kind in _documents()
    for name, field in kind.model_fields.items()
}


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_no_field_takes_a_nul(name):
    field = FIELDS[name]
    read = TypeAdapter(Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation)
    for given in FORMS:
        with pytest.raises(ValidationError):
            read.validate_python(given)


def test_there_are_fields_to_look_at():
    assert len(FIELDS) > 100
