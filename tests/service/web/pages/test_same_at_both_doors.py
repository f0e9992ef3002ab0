"""What a page takes is bounded, and chosen among the same, as what the API takes: for every form and every field."""

import inspect
import re

import pytest
from door_table import BUTTONS_ALONE, BY_API_ALONE, BY_PAGE_ALONE, DOORS
from page_visitor import Visitor

A = "/api/v1"
NONSENSE = "klingonsk"
OUT_OF_YEARS = ("1849-12-31", "2100-01-01")
AT_FAULT = re.compile(r'href="#f-([^"]+)"')
NOT_THERE = re.compile(
    r'data-at="([^"]+)"'
)  # at fault too, in a form that is gone as the tour has settled it
CLOCKS = {
    "starts_on": "starts_at",
    "planned_on": "planned_at",
    "held_on": "held_at",
    "said_on": "said_at",
    "closes_on": "closes_at",
}


@pytest.fixture
def both(toured_caller):
    return Both(toured_caller)


class Both:
    """The two doors of one house."""

    def __init__(self, caller):
        self.caller, self.app, self.visitors = caller, caller.client.application, {}
        self.description = caller.send("GET", "/openapi/openapi.json").get_json()

    def fields(self, door):
        """Every field of the route's document by its dotted name, with its schema."""
        method, path = door.api.split()
        operation = self.description["paths"][path.replace("<", "{").replace(">", "}")][method.lower()]
        if method == "GET":
            return {one["name"]: one["schema"] for one in operation["parameters"] if one["in"] == "query"}
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        found = {}
        self._add(found, self._whole(content["schema"]) if content else {}, "")
        return found

    def _add(self, found, schema, before):
        for name, given in schema.get("properties", {}).items():
            whole = self._whole(given)
            if whole.get("type") == "array":
                whole = self._whole(whole["items"])
            if "properties" in whole:
                self._add(found, whole, f"{before}{name}.")
            else:
                found[before + name] = whole

    def _whole(self, schema):
        """Without references, and without the choice of null."""
        if "$ref" in schema:
            return self._whole(self.description["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
        options = [one for one in schema.get("anyOf", schema.get("allOf", ())) if one.get("type") != "null"]
        return self._whole(options[0]) if options else schema

    def refused_by_page(self, door, name, value):
        """Whether the form as it was filled on the tour, but for that value, is refused at that field."""
        asked = self.caller.asked[door.api]
        known = {one: self._known(door, asked, one) for one in re.findall(r"<(\w+)>", door.page)}
        address, field = _with_values(door.page, known), _with_values(door.form_name(name), known)
        visitor = self._visitor(asked.role)
        for reference in re.findall(r"/cases/(KE-\d+-\d+)/", address):
            visitor.state_purpose(reference)
        filled = {_with_values(each, known): said for each, said in _filled_in(door, asked.body).items()}
        filled |= {each: self._known(door, asked, argument) for each, argument in door.carried.items()}
        answer = visitor.fill(address, **{**door.beside, **filled, **_typed(field, value)})
        assert answer.status_code in {200, 303, 409, 422}, (door.page, name, answer.status_code)
        at_fault = set(AT_FAULT.findall(answer.text)) if answer.status_code == 422 else set()
        if answer.status_code == 422:
            at_fault |= {one for listed in NOT_THERE.findall(answer.text) for one in listed.split()}
        group = name.partition(".")[0]
        return bool(at_fault & {field, group, f"{field}-{known.get('message_id')}"})

    def _known(self, door, asked, argument):
        elsewhere = self.caller.asked[door.also[argument]] if argument in door.also else asked
        return elsewhere.value(argument)

    def _visitor(self, role):
        if role not in self.visitors:
            self.visitors[role] = Visitor(self.app.test_client())
            self.visitors[role].log_in(role)
        return self.visitors[role]

    def refused_by_api(self, door, name, value):
        method, path = door.api.split()
        asked = self.caller.asked[door.api]
        known = {one: self._known(door, asked, one) for one in re.findall(r"<(\w+)>", path)}
        path = _with_values(path, known)
        if method == "GET":
            answer = self.caller.send(method, f"{path}?{name}={value}", role=asked.role)
        else:
            answer = self.caller.send(method, path, _with(asked.body, name, value), asked.role)
        assert answer.status_code in {200, 201, 409, 422}, (door.api, name, answer.status_code)
        problem = answer.get_json(force=True) if answer.status_code == 422 else {}
        at_fault = {problem.get("field"), *(one["field"] for one in problem.get("errors", ()))}
        return name in {re.sub(r"\.\d+", "", one) for one in at_fault if one}


def _with_values(text, known):
    for argument, value in known.items():
        text = text.replace(f"<{argument}>", str(value))
    return text


def _filled_in(door, body, before=""):
    """What was sent as a document, as a browser sends the form."""
    filled = {}
    for name, value in body.items():
        field = door.form_name(before + name)
        if isinstance(value, dict):
            filled |= _filled_in(door, value, f"{before}{name}.")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            filled |= _filled_in(door, value[0], f"{before}{name}.")
        elif value is True:
            filled[field] = "yes"
        elif value not in (False, None):
            filled |= _typed(field, value)
    return filled


def _typed(field, value):
    """A moment is a day and a time of day; a list has a field for each of its items, or a line."""
    if isinstance(value, list):
        return {field: "\n".join(map(str, value)) if field.endswith("_factors") else [*map(str, value)]}
    day, _, clock = str(value).partition("T")
    return {field: day, CLOCKS[field]: clock[:5] or "09:00"} if field in CLOCKS else {field: str(value)}


def _with(body, name, value):
    """The body with the field of that dotted name set to the value, within a list in its first item."""
    first, _, rest = name.partition(".")
    standing = body.get(first)
    if not rest:
        return {**body, first: [value] if first in LISTS else value}
    inner = (standing[0] if standing else {}) if first in LISTS else standing or {}
    within = _with(inner, rest, value)
    return {**body, first: [within] if first in LISTS else within}


LISTS = {"parties", "risk_factors", "protective_factors", "dissents", "lookups", "items", "marks"}


def page_forms(app):
    rules = (rule for rule in app.url_map.iter_rules() if "POST" in rule.methods)
    return {rule.rule for rule in rules if not rule.rule.startswith("/api/")}


def routes_with_a_document(app):
    return {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in rule.methods & {"POST", "PUT"}
        if rule.rule.startswith("/api/")
        and "body" in inspect.unwrap(app.view_functions[rule.endpoint]).__annotations__
    }


def test_every_form_of_the_pages_is_known_here(app):
    assert page_forms(app) == {door.page for door in DOORS} | BUTTONS_ALONE | set(BY_PAGE_ALONE)


def test_every_route_that_takes_a_document_has_its_form_or_says_why_not(app):
    of_forms = {door.api for door in DOORS} - {f"GET {A}/cases/<reference>"}
    assert routes_with_a_document(app) == of_forms | set(BY_API_ALONE)


def differences(both, values_of):
    """How much was tried, and where a value is refused at one door and taken at the other."""
    tried, found = 0, []
    for door in DOORS:
        for name, schema in both.fields(door).items():
            if {name, name.partition(".")[0]} & set(door.without):
                continue
            for value in values_of(name, schema):
                tried += 1
                by_page, by_api = (
                    refused(door, name, value) for refused in (both.refused_by_page, both.refused_by_api)
                )
                if by_page is not by_api:
                    found.append((door.page, name, str(value)[:20], f"page {by_page}, API {by_api}"))
    return tried, found


def lengths(_name, schema):
    longest = schema.get("maxLength")
    if longest is None or "pattern" in schema:
        return ()
    return ("x" * longest, "x" * (longest + 1))


def choices(name, schema):
    offered = schema.get("enum") or ([schema["const"]] if "const" in schema else [])
    return (*offered, NONSENSE) if offered or name.endswith("language") else ()


def days(_name, schema):
    return OUT_OF_YEARS if schema.get("format") in {"date", "date-time"} else ()


def numbers(name, schema):
    if schema.get("type") != "integer" or name.endswith("revision") or "maximum" not in schema:
        return ()
    least, most = int(schema["minimum"]), int(schema["maximum"])
    return (least - 1, least, most, most + 1)


def test_a_text_is_as_long_at_either_door_and_one_letter_more_is_refused_at_both(both):
    tried, found = differences(both, lengths)
    assert (found, tried > 100) == ([], True)


def test_a_choice_is_made_among_the_same_at_either_door(both):
    tried, found = differences(both, choices)
    assert (found, tried > 100) == ([], True)


def test_a_day_lies_in_the_same_years_at_either_door(both):
    tried, found = differences(both, days)
    assert (found, tried > 30) == ([], True)


def test_a_number_is_bounded_alike_at_either_door(both):
    tried, found = differences(both, numbers)
    assert (found, tried > 10) == ([], True)
