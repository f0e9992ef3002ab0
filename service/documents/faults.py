"""All that is wrong with a document, in words that name field and remedy and repeat nothing that was given."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from service.documents.kinds import Document

WORDS = {
    "missing": "missing; add it",
    "extra_forbidden": "not a known field; leave it out",
    "int_type": "give a whole number",
    "int_parsing": "give a whole number",
    "int_from_float": "give a whole number",
    "int_parsing_size": "give a smaller number",
    "bool_type": "give true or false",
    "bool_parsing": "give true or false",
    "string_type": "give a text",
    "string_unicode": "give a text in valid Unicode",
    "string_too_short": "give at least {min_length} characters",
    "string_too_long": "give at most {max_length} characters",
    "string_pattern_mismatch": "write it in the form {pattern}",
    "greater_than_equal": "give {ge} or more",
    "less_than_equal": "give {le} or less",
    "enum": "give one of: {expected}",
    "literal_error": "give one of: {expected}",
    "list_type": "give a list",
    "tuple_type": "give a list",
    "dict_type": "give an object",
    "model_type": "give an object",
    "model_attributes_type": "give an object",
    "too_short": "give at least {min_length}",
    "too_long": "give at most {max_length}",
    "timezone_aware": "add the offset, such as 2026-12-08T09:00:00+01:00",
    "json_invalid": "give valid JSON",
}
OTHERWISE = {
    "date": "give a date such as 2026-12-08",
    "datetime": "give a moment with its offset, such as 2026-12-08T09:00:00+01:00",
}


@dataclass(frozen=True)
class Fault:
    """`field` is dotted, and empty where the whole document is at fault."""

    field: str
    remedy: str


def faults(found: ValidationError) -> list[Fault]:
    listed = found.errors(include_url=False, include_input=False)
    return list(dict.fromkeys(Fault(_field(one), _remedy(one)) for one in listed))


def _field(one: ErrorDetails) -> str:
    """A name that is no field of ours was given, so it is not repeated."""
    known = set(_names(Document))
    parts = [str(part) if isinstance(part, int) or part in known else "*" for part in one["loc"]]
    return ".".join(parts)


def _names(model: type[Document]) -> Iterator[str]:
    yield from model.model_fields
    yield from (field.alias for field in model.model_fields.values() if field.alias)
    for narrower in model.__subclasses__():
        yield from _names(narrower)


def _remedy(one: ErrorDetails) -> str:
    kind, facts = one["type"], one.get("ctx", {})
    if kind == "value_error":
        return str(facts["error"])
    words = WORDS.get(kind) or OTHERWISE.get(kind.partition("_")[0], "give what the API description asks for")
    return words.format(**facts)
