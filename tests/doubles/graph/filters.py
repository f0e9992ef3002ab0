"""$filter: the comparisons, and/or/not, functions and any() of OData that Exchange understands."""

import operator
import re
from datetime import datetime

from tests.doubles.graph.moments import read_instant
from tests.doubles.graph.refusals import Refused, bad_query

_TOKEN = re.compile(r"\s*('(?:[^']|'')*'|[(),]|[^\s(),']+)")
_COMPARED = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
}
_FUNCTIONS = {
    "contains": lambda text, part: part in text,
    "startswith": lambda text, part: text.startswith(part),
    "endswith": lambda text, part: text.endswith(part),
}
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?")


def matching(text, allowed):
    """A predicate over an item's JSON; `allowed` are the paths that may be filtered by."""
    return _Filter(text, allowed).predicate()


def filtered_paths(text):
    return {token for token in _tokens(text) if token[0].isalpha()}


class _Filter:
    def __init__(self, text, allowed):
        self._tokens, self._at, self._allowed, self._variable = _tokens(text), 0, allowed, None

    def predicate(self):
        found = self._either()
        if self._at < len(self._tokens):
            raise _syntax(self._tokens[self._at])
        return found

    def _either(self):
        choices = [self._both()]
        while self._accept("or"):
            choices.append(self._both())
        return lambda item: any(choice(item) for choice in choices)

    def _both(self):
        needs = [self._single()]
        while self._accept("and"):
            needs.append(self._single())
        return lambda item: all(need(item) for need in needs)

    def _single(self):
        if self._accept("not"):
            denied = self._single()
            return lambda item: not denied(item)
        if self._accept("("):
            inner = self._either()
            self._expect(")")
            return inner
        name = self._next()
        if self._accept("("):
            return self._any(name) if name.casefold().endswith("/any") else self._function(name)
        return self._comparison(name)

    def _any(self, name):
        collection = self._path(name[: -len("/any")])
        variable, colon, rest = self._next().partition(":")
        if not colon or self._variable:
            raise _syntax(name)
        if rest:
            self._at -= 1
            self._tokens[self._at] = rest
        self._variable = variable
        inner = self._either()
        self._variable = None
        self._expect(")")
        return lambda item: any(inner(member) for member in collection(item) or [])

    def _function(self, name):
        if name not in _FUNCTIONS:
            raise _syntax(name)
        value = self._path(self._next())
        self._expect(",")
        part = _literal(self._next())
        self._expect(")")
        return lambda item: _FUNCTIONS[name](_comparable(value(item) or "", part), part)

    def _comparison(self, name):
        value, compare, literal = self._path(name), self._next(), _literal(self._next())
        if compare not in _COMPARED:
            raise _syntax(compare)
        if isinstance(literal, str) and name.casefold().endswith("datetime"):
            literal = read_instant(literal.upper())

        def holds(item):
            found = _comparable(value(item), literal)
            if found is None or literal is None:
                return compare in {"eq", "ne"} and _COMPARED[compare](found, literal)
            if isinstance(found, bool) != isinstance(literal, bool):
                raise _syntax(name)
            return _COMPARED[compare](found, literal)

        return holds

    def _path(self, name):
        if self._variable:
            if not name.startswith(f"{self._variable}/"):
                raise _syntax(name)
            steps = name.split("/")[1:]
        elif name in self._allowed:
            steps = name.split("/")
        else:
            raise Refused(400, "ErrorInvalidProperty", f"The property '{name}' does not support filtering.")

        def value(item):
            for step in steps:
                if item is not None and not isinstance(item, dict):
                    raise _syntax(name)
                item = (item or {}).get(step)
            return item

        return value

    def _next(self):
        if self._at >= len(self._tokens):
            raise _syntax("the end")
        self._at += 1
        return self._tokens[self._at - 1]

    def _accept(self, token):
        is_there = self._at < len(self._tokens) and self._tokens[self._at] == token
        self._at += is_there
        return is_there

    def _expect(self, token):
        if not self._accept(token):
            raise _syntax(token)


def _tokens(text):
    found, at = [], 0
    while text[at:].strip():
        token = _TOKEN.match(text, at)
        if not token:
            raise _syntax(text[at:])
        found.append(token[1])
        at = token.end()
    return found


def _literal(token):
    if token.startswith("'"):
        return token[1:-1].replace("''", "'").casefold()
    if token in {"true", "false", "null"}:
        return {"true": True, "false": False, "null": None}[token]
    if _INSTANT.fullmatch(token):
        return read_instant(token)
    if token.isdigit():
        return int(token)
    raise _syntax(token)


def _comparable(value, literal):
    if isinstance(literal, datetime) and value is not None:
        return read_instant(value)
    return value.casefold() if isinstance(value, str) else value


def _syntax(token):
    return bad_query(f"Invalid filter clause: syntax error at '{token}'.")
