"""Microsoft's OpenAPI slice as JSON schemas that mind misspelled names, which the slice itself lets pass."""

from urllib.parse import unquote

import yaml
from jsonschema import Draft202012Validator

_EVENTS = "/users/{user-id}/events"
# Of these there are many kinds, whose properties the slice does not have.
_OPEN = {"microsoft.graph.attachment", "microsoft.graph.extension"}
_KEPT = ("type", "pattern", "enum", "minimum", "maximum", "required")
_LISTED = ("$select", "$orderby", "$expand")


class Slice:
    """`event`, `events` and `calendar` are validators; `query_fault` says what is wrong with a query."""

    def __init__(self, file):
        # The pure-Python loader takes seconds for a file of this size.
        document = yaml.load(file.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self._schemas = document["components"]["schemas"]
        self._parameters = document["components"]["parameters"]
        self._paths = document["paths"]
        self._defs = {name: self._closed(name, schema) for name, schema in self._schemas.items()}
        written = self._paths[_EVENTS]["post"]["requestBody"]["content"]["application/json"]["schema"]
        listed = self._paths[_EVENTS]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        self.event = self._validator(self._converted(written))
        self.events = self._validator(self._converted(listed))
        self.calendar = self._validator({"$ref": "#/$defs/microsoft.graph.calendar"})

    def query_fault(self, is_list, query):
        """What the slice says against the query of a list of events or of a single one, or None."""
        path = _EVENTS if is_list else f"{_EVENTS}/{{event-id}}"
        allowed = {
            p["name"]: p["schema"] for p in map(self._parameter, self._paths[path]["get"]["parameters"])
        }
        for name, value in query.items():
            if name not in allowed:
                return f"{name} is no option here"
            if name in _LISTED:
                asked = {_plain(part) for part in _split(unquote(value))}
                if wrong := asked - set(allowed[name]["items"]["enum"]):
                    return f"{name} cannot name {', '.join(sorted(wrong))}"
        return None

    def _parameter(self, entry):
        return self._parameters[entry["$ref"].rpartition("/")[2]] if "$ref" in entry else entry

    def _validator(self, schema):
        return Draft202012Validator({**schema, "$defs": self._defs})

    def _closed(self, name, schema):
        converted = self._converted(schema)
        if "properties" in converted and name not in _OPEN:
            converted |= {"additionalProperties": False, "patternProperties": {"@odata\\.": True}}
        return converted

    def _converted(self, schema):
        if "$ref" in schema:
            return {"$ref": f"#/$defs/{_name(schema)}"}
        converted = {key: schema[key] for key in _KEPT if key in schema}
        if properties := self._properties(schema):
            converted |= {"type": "object", "properties": properties}
        if "items" in schema:
            converted["items"] = self._converted(schema["items"])
        return _nullable(converted) if schema.get("nullable") else converted

    def _properties(self, schema):
        """Its own and those of the types it extends; a property that is an object may be null."""
        found = {}
        for part in schema.get("allOf", []):
            found |= self._properties(self._schemas[_name(part)] if "$ref" in part else part)
        for name, value in schema.get("properties", {}).items():
            converted = self._converted(value)
            found[name] = {"anyOf": [converted, {"type": "null"}]} if "$ref" in converted else converted
        return found


def _name(reference):
    return reference["$ref"].rpartition("/")[2]


def _nullable(schema):
    if "type" in schema:
        schema["type"] = [schema["type"], "null"]
    if "enum" in schema:
        schema["enum"] = [*schema["enum"], None]
    return schema


def _split(text):
    """At the commas outside parentheses."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def _plain(part):
    return part.partition("(")[0].strip()
