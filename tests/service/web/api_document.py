"""docs/api.md, written from the API's description."""

import json

HEAD = """# The API

Everything stands under `/api/v1`; the description in OpenAPI 3.1 is at `/openapi/openapi.json`.
This page is made from it, and its examples from a real run: `tests/service/web/test_api_docs.py` keeps them true
(lists are cut to their first item).

- **Who is asking**: `Authorization: Bearer TOKEN`, with a token from `moedeklar token --as ROLE`
  (`secretariat`, `agency:ssp`, `forum`, `auditor`). Who may do what is the table in `agenda/access.py`.
- **Moments** are RFC 3339 with an offset, in and out; a moment without one is an error. Days are `2026-12-08`.
- **Two people at once**: a decision names the `revision` that was read; if somebody else was first, the answer is 409
  with the state that won in `current`.
- **Errors** are `application/problem+json` (RFC 9457) and repeat nothing of what was sent:
  `{"type": "urn:moedeklar:problem:already-answered", "title", "status", "detail", "field", "current"}`, and for
  a document that cannot be read `"errors": [{"field", "remedy"}]`. 400 no JSON, 401 unknown caller, 403 not for that
  role, 404 not here or not for you, 409 the state has moved on, 413 more than 1 MB, 415 another content type,
  422 cannot be.
- **Long lists** (cases, meetings, lookups, actions, messages) come in pages: `page` counts from 1, and `size` is how
  many a page holds, 100 unless told, at most 200. The answer bears `total`, how many there are in all, and
  `next_page`, which is null on the last one.
- **Cases are read for a purpose**, which is recorded. No CPR stands in an address: search by `POST /cases/search`.
"""

LOOKS = """
```
curl -H "Authorization: Bearer $(moedeklar token --as agency:ssp)" http://127.0.0.1:8000/api/v1/lookups
```
"""


def api_document(description):
    by_room = {}
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            by_room.setdefault(operation["tags"][0], []).append((method.upper(), path, operation))
    rooms = {tag["name"]: tag.get("description", "") for tag in description["tags"]}
    parts = [HEAD, LOOKS]
    for room, said in rooms.items():
        parts.append(f"\n## {room.replace('_', ' ').capitalize()}\n\n{said}.\n" if said else f"\n## {room}\n")
        parts += [_route(*route) for route in by_room[room]]
    return "".join(parts)


def _route(method, path, operation):
    lines = [f"\n### {method} {path}\n\n{operation['summary']}.\n", _parameters(operation)]
    sent = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    lines.append(_mail(operation))
    if "example" in sent:
        lines.append(_block(sent["example"]))
    for status, answer in operation["responses"].items():
        example = answer.get("content", {}).get("application/json", {}).get("example")
        if example is not None:
            lines.append(f"\n{status}:\n{_block(example)}")
    return "".join(lines)


def _parameters(operation):
    asked = [one for one in operation.get("parameters", []) if one["in"] == "query"]
    named = [f"`{one['name']}`" + ("" if one.get("required") else " (may be left out)") for one in asked]
    return f"\nQuery: {', '.join(named)}.\n" if named else ""


def _mail(operation):
    kinds = [
        kind for kind in operation.get("requestBody", {}).get("content", {}) if kind != "application/json"
    ]
    return f"\nBody: `{kinds[0]}`.\n" if kinds else ""


def _block(example):
    return f"\n```json\n{json.dumps(example, ensure_ascii=False, indent=2)}\n```\n"
