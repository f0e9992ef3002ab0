"""A form read into the document that the API takes, so that bounds and choices are the same at both doors."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType, UnionType
from typing import Annotated, Any, NoReturn, TypeVar, Union, get_args, get_origin

from flask import request
from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from agenda.errors import ChangedMeanwhile, Invalid
from service.documents.kinds import FIRST_BIRTH, Document, Printable
from service.documents.people import PersonDocument
from service.settings.kinds import FIRST_YEAR, LAST_YEAR
from service.web.pages.form import is_ticked, number, text
from service.web.pages.problem_words import PROBLEMS

Written = TypeVar("Written", bound=Document)
Kinds = frozenset[Any]
AS_CALLED: Mapping[str, str] = MappingProxyType({})
LEFT_OUT = object()
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "string_too_short": "Udfyld feltet.",
        "string_too_long": "Teksten er for lang. Skriv højst {max_length} tegn.",
        "string_pattern_mismatch": "Vælg en af mulighederne, eller skriv det, som der står ved feltet.",
        "too_short": "Vælg mindst {min_length}.",
        "too_long": "Vælg eller skriv højst {max_length}.",
        "int_type": "Skriv et helt tal.",
        "greater_than_equal": "Skriv et tal på mindst {ge}.",
        "less_than_equal": "Skriv et tal på højst {le}.",
        "enum": "Vælg en af mulighederne.",
        "literal_error": "Vælg en af mulighederne.",
    }
)
# What a field that is empty, or holds none of its choices, is told: as the rule that wants it says.
BY_FIELD: Mapping[str, str] = MappingProxyType(
    {
        "theme": PROBLEMS["unknown-theme"],
        "parties": PROBLEMS["no-parties-confirmed"],
        **dict.fromkeys(("party", "responsible", "owner"), PROBLEMS["unknown-authority"]),
        **dict.fromkeys(("holder", "place"), PROBLEMS["holder-missing"]),
        "text": PROBLEMS["comment-missing"],
        "items": PROBLEMS["bad-time-box"],
    }
)
NO_PERSON = "Skriv et navn og en adresse, fx navn@example.dk."
TOO_LONG = frozenset({"string_too_long", "too_long"})
NO_DAY = "Vælg en dato, der findes."
NO_SUCH_YEAR = f"Vælg et år fra {FIRST_YEAR} til {LAST_YEAR}."
NO_BIRTH = f"Vælg en fødselsdato fra {FIRST_BIRTH.year} eller senere."
NO_CHOICE = PROBLEMS["choice-missing"]
NOTHING_TYPED = "Udfyld feltet."


class FormInvalid(Invalid):
    """What was typed makes no document: `faults` are in Danish, by the fields of the form."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("fill in each field as the hint says", next(iter(faults), ""))
        self.faults = faults


def typed(kind: type[Written], called: Mapping[str, str] = AS_CALLED, **given: Any) -> Written:
    """The document that the form makes.

    `called` names the fields that the form calls otherwise; `given` are those that are no single field of it.
    """
    values = {
        name: _typed(called.get(name, name), field)
        for name, field in kind.model_fields.items()
        if name not in given
    }
    written = {name: value for name, value in {**values, **given}.items() if value is not LEFT_OUT}
    try:
        return kind.model_validate({kind.model_fields[name].alias or name: v for name, v in written.items()})
    except ValidationError as problem:
        _refuse(kind, problem, called)


def day_typed(given: str, name: str) -> date | None:
    """The day of a single field, bounded as in every document; None where nothing was typed."""
    try:
        on = date.fromisoformat(given) if given else None
    except ValueError as problem:
        raise FormInvalid({name: NO_DAY}) from problem
    if on is not None and not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise FormInvalid({name: NO_SUCH_YEAR})
    return on


def person_typed(name: str, email: str, language: str = "language") -> PersonDocument | None:
    """Somebody to write to, or None where nothing was typed; the fault stands at the name."""
    if not text(name) and not text(email):
        return None
    called = {"name": name, "email": email, "language": language}
    return typed(PersonDocument, called)


def _typed(name: str, field: FieldInfo) -> Any:
    """As the kind of the field has it; what is empty is left out where the document can do without."""
    kinds = kinds_of(field.annotation)
    if bool in kinds:
        return is_ticked(name)
    if tuple in kinds:
        return tuple(request.form.getlist(name))
    value = text(name) if is_of_lines(field) else " ".join(text(name).split())
    if int in kinds and (whole := number(name)) is not None:
        return whole
    may_be_empty = kinds == {str} and field.is_required()
    return value if value or may_be_empty else LEFT_OUT


def is_of_lines(field: FieldInfo) -> bool:
    """Whether it takes more than one line: a text or a statement."""
    return Printable in field.metadata


def kinds_of(annotation: Any) -> Kinds:
    """The plain types of a field: of `Day | None` the date, of a tuple the tuple."""
    origin = get_origin(annotation)
    if origin in {Union, UnionType}:
        return frozenset(kind for each in get_args(annotation) for kind in kinds_of(each)) - {type(None)}
    if origin is Annotated:
        return kinds_of(get_args(annotation)[0])
    return frozenset({origin or annotation})


def _refuse(kind: type[Document], problem: ValidationError, called: Mapping[str, str]) -> NoReturn:
    """A revision that is none of ours fits no reading: the page is an old one."""
    names = {field.alias or name: name for name, field in kind.model_fields.items()}
    faults: dict[str, str] = {}
    for one in problem.errors(include_url=False, include_input=False):
        at = str(one["loc"][0]) if one["loc"] else ""
        name = names.get(at, at)
        faults.setdefault(called.get(name, name), _said(kind, name, one))
    mendable = {name: words for name, words in faults.items() if name != "revision"}
    if not mendable:
        raise ChangedMeanwhile("read it again and repeat with its revision", "revision") from problem
    raise FormInvalid(mendable) from problem


def _said(kind: type[Document], name: str, one: ErrorDetails) -> str:
    if name == "language":  # it is chosen on every page, however long what was sent in its stead
        return NO_CHOICE
    if one["type"] not in TOO_LONG:
        if name in {"name", "email"} and "email" in kind.model_fields:
            return NO_PERSON
        if name in BY_FIELD:
            return BY_FIELD[name]
    return _words(one, kind.model_fields.get(name))


def _words(one: ErrorDetails, field: FieldInfo | None) -> str:
    kind, error = one["type"], one.get("ctx", {}).get("error")
    kinds = kinds_of(field.annotation) if field else frozenset()
    if kinds & {date, datetime}:
        out_of_range = NO_BIRTH if "birth" in str(error) else NO_SUCH_YEAR
        return out_of_range if isinstance(error, ValueError) else NO_DAY
    if kind == "missing":
        return NOTHING_TYPED if kinds & {str, int} else NO_CHOICE
    return WORDS.get(kind, NO_CHOICE).format(**one.get("ctx", {}))
