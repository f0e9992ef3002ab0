"""The token that opens Graph: had from Microsoft for a certificate, or fixed where a double is spoken to."""

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import msal
import requests
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from notifications.carrier import NotSent
from notifications.deadline import BoundedSession
from notifications.graph.app import GraphApp

SCOPE = "https://graph.microsoft.com/.default"
AFTER_REPAIR = timedelta(minutes=15)
_FOR_DOUBLES = "development"
_FAULT_CODE = re.compile(r"AADSTS(\d{5,8})")
_REMEDIES = {
    "90002": "the tenant is not known to Microsoft: check the tenant's id",
    "700016": "the app is not registered in this tenant: check client_id",
    "700027": "the certificate is not registered with the app, or has ended",
    "7000215": "the certificate is not what Microsoft expects of this app",
    "7000112": "the app has been disabled in the tenant",
    "53003": "a Conditional Access policy of the tenant stops the app",
}


class HttpClient(Protocol):
    """What msal needs for its own requests."""

    def get(self, url: str, **more: Any) -> Any: ...

    def post(self, url: str, **more: Any) -> Any: ...

    def close(self) -> None: ...


class Access:
    """Nothing is asked of Microsoft before the first token is needed."""

    def __init__(self, app: GraphApp, http_client: HttpClient | None = None) -> None:
        self._app, self._http_client = app, http_client
        self._client: msal.ConfidentialClientApplication | None = None
        self._lock = Lock()

    def token(self) -> str:
        """Give a token that holds a while yet, or raise NotSent."""
        if not self._app.tenant:
            return self._app.token or _FOR_DOUBLES
        with self._lock:
            try:
                return _token_in(self._opened().acquire_token_for_client([SCOPE]))
            except requests.RequestException as fault:
                raise NotSent(reason="Microsoft's sign-in can't be reached") from fault
            except ValueError as fault:
                raise NotSent(
                    AFTER_REPAIR, "the certificate, its key or the tenant can't be used as they stand"
                ) from fault

    def renew(self) -> bool:
        """Forget a token that was not taken; tell whether the next one can be another."""
        with self._lock:
            if self._client is None:
                return False
            self._client.remove_tokens_for_client()
            return True

    def _opened(self) -> msal.ConfidentialClientApplication:
        if self._client is None:
            app = self._app
            authority = f"{app.authority.rstrip('/')}/{app.tenant}"
            certificate = {
                "private_key": _key(app.key_file),
                "public_certificate": _text(app.certificate_file),
            }
            more: dict[str, Any] = {"http_client": _session(app)}
            if self._http_client is not None:
                more = {"http_client": self._http_client, "instance_discovery": False}
            self._client = msal.ConfidentialClientApplication(
                app.client_id, authority=authority, client_credential=certificate, **more
            )
        return self._client


def roles_in(token: str) -> frozenset[str] | None:
    """The rights that a token says it has, unverified; None where it can't be read, as Graph's may be one day."""
    try:
        middle = token.split(".")[1]
        claims = json.loads(urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
        return frozenset(claims.get("roles", []))
    except (IndexError, ValueError, AttributeError, TypeError):
        return None


def _session(app: GraphApp) -> BoundedSession:
    session = BoundedSession(app.timeout_seconds)
    session.verify = app.verify
    return session


def _key(file: Path | None) -> str:
    """What msal would stumble over, each library in its own way, is found here."""
    text = _text(file)
    try:
        key = load_pem_private_key(text.encode(), password=None)
    except (TypeError, UnsupportedAlgorithm) as fault:
        raise ValueError(str(fault)) from fault
    if not isinstance(key, RSAPrivateKey):
        raise ValueError("an RSA key is needed")  # noqa: TRY004 - the file has a wrong value, whatever its type
    return text


def _text(file: Path | None) -> str:
    try:
        return file.read_text("ascii") if file else ""
    except (OSError, ValueError) as fault:
        raise NotSent(AFTER_REPAIR, "the certificate file or the key file can't be read") from fault


def _token_in(answer: Mapping[str, Any]) -> str:
    if "access_token" in answer:
        return str(answer["access_token"])
    code = _FAULT_CODE.search(str(answer.get("error_description", "")))
    number = code[1] if code else ""
    said = _REMEDIES.get(number, "Microsoft gave no token")
    raise NotSent(AFTER_REPAIR, f"{said} (AADSTS{number})" if number else said)
