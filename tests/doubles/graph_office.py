"""An office that speaks to the Graph double in plain HTTP, as a client would that we did not write."""

from urllib.parse import quote

import requests

ORGANISER = "sekretariat@example.dk"
OPERATION = "String {6f1c6c1e-8d1c-4f0e-9a52-5c0d0f9b7a11} Name OperationId"
WRITTEN = "String {6f1c6c1e-8d1c-4f0e-9a52-5c0d0f9b7a11} Name Written"
SOON = 20


class Office(requests.Session):
    """Paths are below the organiser's mailbox, unless they are whole links."""

    def __init__(self, double):
        super().__init__()
        self.double = double
        self.headers["Authorization"] = "Bearer a-token"

    def request(self, method, url, *args, **options):
        whole = url if url.startswith("http") else f"{self.double.url}/users/{ORGANISER}{url}"
        options.setdefault("timeout", SOON)
        return super().request(method, whole, *args, **options)

    def invite(self, *addresses, **fields):
        answer = self.post("/events", json=meeting(*addresses, **fields))
        assert answer.status_code == 201, answer.text
        return answer.json()

    def change(self, event, headers=None, **fields):
        return self.patch(f"/events/{quote(event['id'])}", json=fields, headers=headers)

    def event(self, event):
        return self.get(f"/events/{quote(event['id'])}").json()

    def responses(self, event):
        found = self.event(event)["attendees"]
        return {a["emailAddress"]["address"]: a["status"]["response"] for a in found}

    def told(self, since=0):
        """(kind, to) of the mails after the first so many."""
        return [(mail["kind"], mail["to"]) for mail in self.double.wire()[since:]]


def meeting(*addresses, **fields):
    """Two hours on 1 December 2026, from nine in Copenhagen."""
    return {
        "subject": "Koordineringsmøde",
        "start": {"dateTime": "2026-12-01T09:00:00", "timeZone": "Europe/Copenhagen"},
        "end": {"dateTime": "2026-12-01T11:00:00", "timeZone": "Europe/Copenhagen"},
        "attendees": attendees(*addresses),
        **fields,
    }


def attendees(*addresses, **fields):
    return [{"type": "required", "emailAddress": {"address": address}, **fields} for address in addresses]


def at(hour):
    return {"dateTime": f"2026-12-01T{hour:02}:00:00", "timeZone": "UTC"}


def draft(to, **fields):
    return {
        "subject": "Anmodning KE-2026-0042",
        "body": {"contentType": "text", "content": "Der er en anmodning til jer."},
        "toRecipients": [{"emailAddress": {"address": to}}],
        **fields,
    }


def by_operation(operation):
    holds = f"singleValueExtendedProperties/Any(ep: ep/id eq '{OPERATION}' and ep/value eq '{operation}')"
    return {"$filter": holds, "$expand": f"singleValueExtendedProperties($filter=id eq '{OPERATION}')"}


def bears(operation, written=None):
    names = {OPERATION: operation} | ({WRITTEN: written} if written else {})
    return [{"id": name, "value": value} for name, value in names.items()]


def code(answer):
    return answer.status_code, answer.json()["error"]["code"]
