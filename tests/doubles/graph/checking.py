"""Requests and answers against their schemas: a wrong request is refused, a wrong answer is our own fault."""

import traceback

from tests.doubles.graph.openapi import Slice
from tests.doubles.graph.refusals import bad_content, bad_query, failed
from tests.doubles.graph.shapes import VALIDATORS
from tests.doubles.wire_log import Journal

_SLICED = ("event", "events", "calendar")


class Checking:
    """`file` is Microsoft's OpenAPI slice, or None: then events are checked roughly, and all else by hand."""

    def __init__(self, folder, file):
        self._slice = Slice(file) if file else None
        self._refused, self._invalid = Journal(folder / "refused.jsonl"), Journal(folder / "invalid.jsonl")

    def request(self, route, call):
        if route.takes and (fault := self._fault(route.takes, call.content)):
            self._note(self._refused, route, call, fault)
            raise bad_content(fault)
        if self._slice and route.name in {"GET events", "GET event"}:
            fault = self._slice.query_fault(route.name == "GET events", call.query)
            if fault:
                self._note(self._refused, route, call, fault)
                raise bad_query(fault)

    def answer(self, route, call, content):
        fault = self._fault(route.gives, content) if route.gives else None
        if route.gives == "delta" and not fault:
            whole = [entry for entry in content["value"] if "@removed" not in entry]
            fault = next(filter(None, (self._fault("event", entry) for entry in whole)), None)
        if fault:
            self._note(self._invalid, route, call, fault)
            raise failed()

    def broken(self, request, error):
        trace = "".join(traceback.format_exception(error))
        self._invalid.append({"request": request.number, "operation": request.method, "fault": trace})

    def error(self, content, number):
        if fault := self._fault("error", content):
            self._invalid.append({"request": number, "operation": "error", "fault": fault})

    def _fault(self, name, content):
        is_sliced = self._slice is not None and name in _SLICED
        validator = getattr(self._slice, name) if is_sliced else VALIDATORS.get(name)
        error = next(validator.iter_errors(content), None) if validator else None
        return f"{'/'.join(map(str, error.absolute_path))}: {error.message}"[:500] if error else None

    @staticmethod
    def _note(journal, route, call, fault):
        journal.append({"request": call.number, "operation": route.name, "fault": fault})
