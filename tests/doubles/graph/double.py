"""Graph as the server sees it: who may ask what, how much at once, and what people do meanwhile."""

import json
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Event, Lock

from tests.doubles.double import Answer
from tests.doubles.graph import arrivals, people, routes
from tests.doubles.graph.call import Call, canonical, read_query
from tests.doubles.graph.checking import Checking
from tests.doubles.graph.moments import instant, zone
from tests.doubles.graph.refusals import Refused, bad_content, denied, failed, throttled, unauthenticated
from tests.doubles.graph.tenant import Event as Meeting
from tests.doubles.graph.tenant import Tenant

JSON = (
    "application/json; odata.metadata=minimal; odata.streaming=true; IEEE754Compatible=false; charset=utf-8"
)
HOLD_SECONDS = 10


class GraphDouble:
    """Called from many threads; what it holds changes under one lock."""

    own_deeds = ("limit", "expire", "forget")

    def __init__(self, folder, wire, schema):
        self._wire, self._checking, self._lock = wire, Checking(folder, schema), Lock()
        self._tenant = Tenant(wire)
        self._at_work, self._concurrent, self._open = Counter(), 4, Event()
        self._open.set()

    def operation(self, request):
        try:
            return routes.find(request.method, request.path)[0].name
        except Refused:
            return f"{request.method} ?"

    def perform(self, request):
        now = datetime.now(UTC)
        try:
            return self._answered(request, now)
        except Refused as refusal:
            return self._refusal(refusal, request, now)
        except Exception as error:  # noqa: BLE001 - a fault of the double's own fails the test that met it
            self._checking.broken(request, error)
            return self._refusal(failed(), request, now)

    def trouble(self, kind, retry_after):
        """401 for a token that has run out, 503 from the front door, 429 for busy or too much."""
        refusals = {
            "401": unauthenticated("Lifetime validation failed, the token is expired."),
            "503": Refused(503, "ServiceUnavailable", "Unavailable.", throttled(retry_after).headers),
        }
        return self._refusal(refusals.get(kind) or throttled(retry_after), None, datetime.now(UTC))

    # What follows is asked by `/_double/...`.

    def answer(self, mailbox, uid, attendee, response):
        with self._lock:
            people.answer(self._tenant, self._meeting(mailbox, uid), attendee, response, datetime.now(UTC))

    def edit(self, mailbox, uid, **changes):
        with self._lock:
            people.edit(self._tenant, self._meeting(mailbox, uid), changes, datetime.now(UTC))

    def busy(self, address, starts_at, ends_at):
        period = datetime.fromisoformat(starts_at), datetime.fromisoformat(ends_at)
        with self._lock:
            self._tenant.busy.append((address.casefold(), *period))

    def unknown(self, address, mode="clean"):
        if mode not in {"clean", "stored_500", "bounce"}:
            raise ValueError(mode)
        with self._lock:
            self._tenant.unknown[address.casefold()] = mode

    def bounce(self, mailbox, to, **more):
        with self._lock:
            arrivals.bounce(self._tenant, mailbox.casefold(), to, more, datetime.now(UTC))

    def seal(self, mailbox, sender):
        with self._lock:
            arrivals.seal(self._tenant, mailbox.casefold(), sender, datetime.now(UTC))

    def open_all(self, mailbox):
        with self._lock:
            for message in self._tenant.messages_of(mailbox.casefold(), "inbox"):
                message.is_read = True
                self._tenant.touch(message, datetime.now(UTC))

    def room(self, address):
        with self._lock:
            self._tenant.rooms.add(address.casefold())

    def deny(self, address):
        with self._lock:
            self._tenant.denied.add(address.casefold())

    def limit(self, *, mails_per_minute=None, concurrent=4, hold=False):
        """`hold` keeps every request waiting, until the next `limit` without it or some seconds have gone."""
        with self._lock:
            self._tenant.mails_per_minute, self._concurrent = mails_per_minute, concurrent
        self._open.clear() if hold else self._open.set()

    def expire(self, *, deltas=False, token=None):
        """Every delta token given out so far, or one bearer token."""
        with self._lock:
            if deltas:
                self._tenant.deltas.clear()
            if token:
                self._tenant.expired_tokens.add(token)

    def forget(self):
        self.limit()
        with self._lock:
            self._tenant = Tenant(self._wire)

    def items(self):
        with self._lock:
            everything = [*self._tenant.events, *self._tenant.messages]
            return [_shown(item) for item in everything if isinstance(item, Meeting) or not item.is_gone]

    def _answered(self, request, now):
        route, mailbox, parts = routes.find(request.method, request.path)
        self._check_caller(request, mailbox)
        origin = f"http://{request.headers.get('Host', '127.0.0.1')}"
        call = Call(
            request.number,
            origin,
            request.path,
            mailbox,
            parts,
            read_query(request.query),
            request.headers,
            _content(request) if route.takes else None,
            now,
        )
        zone(call.time_zone)
        with self._slot(mailbox):
            self._checking.request(route, call)
            with self._lock:
                done = route.function(self._tenant, call)
            if done.status < 300:
                self._checking.answer(route, call, done.content)
        return _answer(done, call)

    def _check_caller(self, request, mailbox):
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.casefold() != "bearer" or not token.strip():
            raise unauthenticated()
        with self._lock:
            if token.strip() in self._tenant.expired_tokens:
                raise unauthenticated("Lifetime validation failed, the token is expired.")
            if mailbox in self._tenant.denied:
                raise denied()

    @contextmanager
    def _slot(self, mailbox):
        with self._lock:
            if self._at_work[mailbox] >= self._concurrent:
                raise throttled(1)
            self._at_work[mailbox] += 1
        try:
            self._open.wait(HOLD_SECONDS)
            yield
        finally:
            with self._lock:
                self._at_work[mailbox] -= 1

    def _refusal(self, refusal, request, now):
        number = request.number if request else 0
        name = f"00000000-0000-4000-8000-{number:012d}"
        theirs = request.headers.get("client-request-id") if request else None
        content = refusal.body(name, theirs, now)
        self._checking.error(content, number)
        return Answer(
            refusal.status, json.dumps(content).encode(), JSON, {"request-id": name, **refusal.headers}
        )

    def _meeting(self, mailbox, uid):
        found = [e for e in self._tenant.events_of(mailbox.casefold()) if e.uid == uid]
        if not found:
            raise LookupError(f"no meeting {uid} in {mailbox}")
        return found[0]


def _content(request):
    if not request.headers.get("Content-Type", "").startswith("application/json"):
        raise Refused(
            415, "UnsupportedMediaType", "The content type is not supported: send application/json."
        )
    try:
        content = json.loads(request.body)
    except ValueError:
        raise bad_content("The body is not JSON.") from None
    if not isinstance(content, dict):
        raise bad_content("The body is not an object.")
    return canonical(content)


def _answer(done, call):
    headers = {"request-id": f"00000000-0000-4000-8000-{call.number:012d}", **done.headers}
    if call.headers.get("client-request-id"):
        headers["client-request-id"] = call.headers["client-request-id"]
    if "outlook.timezone" in call.preferences:
        headers["Preference-Applied"] = f'outlook.timezone="{call.time_zone}"'
    if done.content is None:
        return Answer(done.status, done.raw, done.raw_type or None, headers)
    return Answer(done.status, json.dumps(done.content, ensure_ascii=False).encode(), JSON, headers)


def _shown(item):
    """As the EWS double shows its items, as far as they are alike."""
    is_event = isinstance(item, Meeting)
    return {
        "mailbox": item.mailbox,
        "folder": item.folder,
        "kind": "event" if is_event else "message",
        "id": item.id(is_immutable=True),
        "uid": item.uid if is_event else None,
        "operation_id": item.named_property("OperationId"),
        "revision": item.named_property("Written"),
        "subject": item.fields.get("subject", ""),
        "starts_at": instant(item.starts_at) if is_event else None,
        "ends_at": instant(item.ends_at) if is_event else None,
        "attendees": {a.address: a.response for a in item.attendees} if is_event else {},
        "to": [r["emailAddress"]["address"] for r in item.fields.get("toRecipients") or []],
        "fields": item.fields,
    }
