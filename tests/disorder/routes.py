"""Every route there is, from the service's own description and, for a member's private page, from its addresses."""

from dataclasses import dataclass

from agenda.access import MAY, MEMBER
from service.web.authentication import rule_of

AGENCY = "agency"
FORMS = {  # what a private page sends, by the end of its address
    "answer": {"answered": ["accepted", "declined", "tentative", "needs_action"]},
    "needs": {"needs": ["vegetarian", "wheelchair", "nothing"]},
    "topics": {"title": None, "about": None},
    "{topic_id}": {"title": None, "about": None, "revision": None},
}
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Route:
    """`may` are the roles that the table of access lets in; `schema` is that of its body."""

    method: str
    path: str
    arguments: tuple
    query: tuple
    content_type: str
    schema: object
    may: tuple

    @property
    def name(self):
        return f"{self.method} {self.path}"

    @property
    def reads(self):
        return self.method == "GET"


@dataclass(frozen=True)
class Described:
    routes: tuple
    schemas: dict

    def schema(self, found):
        """A schema with what it refers to in its place."""
        while "$ref" in found:
            found = self.schemas[found["$ref"].rpartition("/")[2]]
        return found


def described(app):
    """In the order of the description, so that a walk is the same each time."""
    description = app.test_client().get("/openapi/openapi.json").get_json()
    rules = {
        (method, rule.rule.replace("<", "{").replace(">", "}")): rule.endpoint
        for rule in app.url_map.iter_rules()
        for method in rule.methods
    }
    found = []
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            if path.startswith("/api/"):
                rule = rule_of(app, rules[method.upper(), path])
                found.append(_route(method.upper(), path, operation, tuple(sorted(map(str, MAY[rule])))))
    found += _private(rules)
    return Described(tuple(found), description["components"]["schemas"])


def _route(method, path, operation, may):
    asked = operation.get("parameters", [])
    content = operation.get("requestBody", {}).get("content", {})
    kind = next(iter(content), "application/json")
    return Route(
        method,
        path,
        tuple(part[1:-1] for part in path.split("/") if part.startswith("{")),
        tuple(one for one in asked if one["in"] == "query"),
        kind,
        content[kind]["schema"] if content else None,
        may,
    )


def _private(rules):
    pages = sorted((path, method) for method, path in rules if path.startswith("/m/"))
    return [
        Route(
            method,
            path,
            tuple(p[1:-1] for p in path.split("/") if p.startswith("{")),
            (),
            FORM,
            form,
            (str(MEMBER.role),),
        )
        for path, method in pages
        if method in {"GET", "POST"}
        for form in [FORMS.get(path.rpartition("/")[2]) if method == "POST" else None]
    ]
