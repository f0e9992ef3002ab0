"""The EWS server: who asks, for whom, in what shape; and what a test arranges."""

import base64
import math
import traceback
from threading import RLock

from lxml import etree

from tests.doubles.double import Answer
from tests.doubles.ews import directory, mailing, reading, writing
from tests.doubles.ews.by_hand import ByHand
from tests.doubles.ews.call import Call
from tests.doubles.ews.meetings import Post
from tests.doubles.ews.people import People
from tests.doubles.ews.soap import Crashed, Failed, M, Refused, S, children, envelope, fault, local, written
from tests.doubles.ews.store import Store
from tests.doubles.ews.ways import spoken

XML = "text/xml; charset=utf-8"
UNAUTHORISED = Answer(401, headers={"WWW-Authenticate": 'Basic realm="exchange.example.dk"'})
OPERATIONS = {
    "GetFolder": reading.get_folder,
    "GetItem": reading.get_item,
    "FindItem": reading.find_item,
    "SyncFolderItems": reading.sync_folder_items,
    "FindFolder": reading.find_folder,
    "CreateItem": writing.create_item,
    "UpdateItem": writing.update_item,
    "DeleteItem": mailing.delete_item,
    "SendItem": mailing.send_item,
    "GetUserAvailabilityRequest": directory.get_user_availability,
    "ResolveNames": directory.resolve_names,
    "ConvertId": directory.convert_id,
    "GetServerTimeZones": directory.get_server_time_zones,
}
PARSER = {"resolve_entities": False, "no_network": True, "remove_comments": True}


class EwsServer(ByHand):
    """`service` is the account that may act for every mailbox; a mailbox's own address is a user too."""

    def __init__(self, service, wire, schema, journals, ways=frozenset()):
        self._service, self._password = service
        self._schema, self._journals, self.ways = schema, journals, ways
        self._lock, self._wire, self._store = RLock(), wire, Store()
        self._people = People(self._store, ways)
        self._post = Post(self._store, wire, self._people)
        super().__init__(self._lock, self._store, self._people, self._post)

    def operation(self, request):
        try:
            body = _body(_parsed(request))
        except (etree.XMLSyntaxError, ValueError):
            return f"{request.method} unreadable"
        return local(body).removesuffix("Request")

    def perform(self, request):
        user = self._user(request)
        if user is None:
            return UNAUTHORISED
        if request.path.lower() != "/ews/exchange.asmx":
            return Answer(404)
        if request.method != "POST" or "xml" not in request.headers.get("Content-Type", ""):
            return Answer(415 if request.method == "POST" else 405)
        try:
            with self._lock:
                answer, status = envelope(self._performed(request, user)), 200
        except Failed as failed:
            answer, status = fault(failed.code, failed.text, failed.values), 500
        except Crashed:
            return Answer(500, b"Internal Server Error", "text/plain")
        except Exception:  # noqa: BLE001 - a fault of the double itself must show in the test, not look like one of the wire
            return self._broken(request, traceback.format_exc().splitlines())
        return self._checked(request, status, answer)

    def trouble(self, kind, retry_after):
        seconds = str(math.ceil(retry_after))
        if kind == "401":
            return UNAUTHORISED
        if kind == "busy":
            words = "The server cannot service this request right now. Try again later."
            values = {"BackOffMilliseconds": str(math.ceil(retry_after * 1000))}
            return Answer(500, written(fault("ErrorServerBusy", words, values)), XML)
        return Answer(int(kind), b"The service is unavailable.", "text/plain", {"Retry-After": seconds})

    def _performed(self, request, user):
        try:
            document = _parsed(request)
            body = _body(document)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Failed("ErrorSchemaValidation", f"The request failed schema validation: {error}") from error
        faults = self._schema.faults(document)
        if faults:
            self._journals.refused({"request": request.number, "operation": local(body), "faults": faults})
            raise Failed("ErrorSchemaValidation", f"The request failed schema validation: {faults[0]}")
        if local(body) not in OPERATIONS or (local(body) == "GetServerTimeZones" and "no_zones" in self.ways):
            raise Failed("ErrorInvalidOperation", f"This double does not know {local(body)}.")
        mailbox = self._acted_for(document, user)
        call = Call(
            self._store,
            self._people,
            self._post,
            self._wire,
            mailbox or user,
            may_open_others=mailbox is None and user == self._service,
            number=request.number,
            ways=self.ways,
        )
        try:
            return OPERATIONS[local(body)](call, body)
        except Refused as refused:  # what is refused outside of any one part fails the whole
            raise Failed(refused.code, refused.text) from refused

    def _user(self, request):
        scheme, _, told = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "basic":
            return None
        try:
            user, _, password = base64.b64decode(told).decode().partition(":")
        except ValueError:
            return None
        is_known = user == self._service or "@" in user
        return user if is_known and password == self._password else None

    def _acted_for(self, document, user):
        """The mailbox that the impersonation header names, or None; ErrorImpersonateUserDenied."""
        sid = document.find(f"{S}Header/{{*}}ExchangeImpersonation/{{*}}ConnectingSID")
        if sid is None:
            return None
        named = children(sid)[0]
        if local(named) == "SID":
            raise Failed("ErrorInvalidSid", "This double knows no SIDs.")
        address = named.text.lower()
        if "@" not in address or self._people.is_unknown(address):
            raise Failed("ErrorNonExistentMailbox", "No mailbox with such guid.")
        if user != self._service or self._people.is_denied(address):
            raise Failed(
                "ErrorImpersonateUserDenied",
                "The account does not have permission to impersonate the requested user.",
            )
        return address

    def _checked(self, request, status, answer):
        faults = self._schema.faults(answer)
        if faults:
            return self._broken(request, faults, answer)
        return Answer(status, written(spoken(answer, self.ways)), XML)

    def _broken(self, request, faults, answer=None):
        whole = None if answer is None else written(answer).decode()
        self._journals.invalid({"request": request.number, "faults": faults, "answer": whole})
        return Answer(500, b"the double itself is at fault", "text/plain")


def _parsed(request):
    """The document; like Exchange it is none with a DTD; ValueError."""
    document = etree.fromstring(request.body, etree.XMLParser(**PARSER))
    if document.getroottree().docinfo.doctype:
        raise ValueError("for security reasons DTD is prohibited")
    return document


def _body(document):
    """The one element in the body; ValueError."""
    parts = document.findall(f"{S}Body/*")
    if document.tag != f"{S}Envelope" or len(parts) != 1 or not parts[0].tag.startswith(M):
        raise ValueError("no SOAP envelope with one request")
    return parts[0]
