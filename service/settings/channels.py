"""The settings of the channels: mail servers, Exchange and Graph."""

from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from service.settings.faults import TableFaults
from service.settings.kinds import Table, Words, Yes, is_loopback

Channel = Literal["folder", "smtp", "exchange", "graph"]
Port = Annotated[int, Field(strict=True, ge=1, le=65535)]
Text = Annotated[str, Field(max_length=1000)]
Secret = Annotated[str, Field(max_length=10_000, repr=False)]
Security = Literal["starttls", "tls", "plain"]

_ONLINE = ("outlook.office365.com", "outlook.office.com", "outlook.com")
EXCHANGE_ONLINE = (
    "Exchange Online has blocked EWS by default since 1 October 2026 and ends it on 1 April 2027: "
    'use the channel "graph" for this mailbox'
)


def _address(value: str) -> str:
    if value and (value.count("@") != 1 or any(c.isspace() for c in value)):
        raise ValueError("give one mail address, or leave it empty")
    return value.lower()


MailAddress = Annotated[str, Field(max_length=254), AfterValidator(_address)]


class _Server(Table):
    host: Text
    port: Port
    security: Security
    user: Text
    password: Secret
    ca_file: Text

    @model_validator(mode="after")
    def _is_encrypted_beyond_this_machine(self) -> Self:
        if self.host and self.security == "plain" and not is_loopback(self.host):
            raise TableFaults([("security", "only a server on this machine may be spoken to without TLS")])
        return self


class SmtpSettings(_Server):
    """Where mails go when their channel is `smtp`."""


class ImapSettings(_Server):
    """Where answers and bounces to them arrive."""

    folder: Words


class _Web(Table):
    url: Text
    ca_file: Text

    @model_validator(mode="after")
    def _is_an_address(self) -> Self:
        if self.url:
            parts = urlsplit(self.url)
            if parts.scheme not in {"http", "https"} or not parts.hostname:
                raise TableFaults([("url", 'give an address such as "https://mail.example.dk/…"')])
        return self


class EwsSettings(_Web):
    """An Exchange of the organisation's own."""

    user: Text
    password: Secret
    auth: Literal["ntlm", "kerberos", "basic"]
    access: Literal["impersonation", "delegate"]
    plain_http_on_loopback: Yes

    @model_validator(mode="after")
    def _is_an_exchange_that_speaks_ews(self) -> Self:
        host = (urlsplit(self.url).hostname or "").lower() if self.url else ""
        if any(host == online or host.endswith(f".{online}") for online in _ONLINE):
            raise TableFaults([("url", EXCHANGE_ONLINE)])
        if self.url.startswith("http:") and not (self.plain_http_on_loopback and is_loopback(host)):
            raise TableFaults(
                [("url", "give an https address; plain http only on loopback, with plain_http_on_loopback")]
            )
        return self


class GraphSettings(_Web):
    """Exchange Online; `certificate` and `key` name PEM files."""

    authority: Text
    tenant: Text
    client_id: Text
    certificate: Text
    key: Text
    hide_attendees: Yes

    @model_validator(mode="after")
    def _is_encrypted_beyond_this_machine(self) -> Self:
        host = urlsplit(self.url).hostname or "" if self.url else ""
        if self.url.startswith("http:") and not is_loopback(host):
            raise TableFaults([("url", "give an https address")])
        return self
