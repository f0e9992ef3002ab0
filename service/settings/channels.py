"""The settings of the channels: which mailbox has which, mail servers, Exchange and Graph."""

from typing import Annotated, Literal, Self
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, Field, model_validator

from service.settings.faults import TableFaults
from service.settings.kinds import PemFile, Table, Words, Yes, is_loopback

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


AN_ADDRESS = 'give an address such as "https://mail.example.dk/…", without a name or password in it'


def _address_of(url: str) -> SplitResult | None:
    """None where it is no address of a server; a password in it would stand in every log."""
    try:
        parts = urlsplit(url)
        is_port = parts.port is None or parts.port > 0
    except ValueError:
        return None
    is_one = parts.scheme in {"http", "https"} and parts.hostname and is_port and "@" not in parts.netloc
    return parts if is_one else None


def _is_private(url: str) -> bool:
    """Whether nobody on the way can read what is sent there."""
    parts = _address_of(url)
    return parts is not None and (parts.scheme == "https" or is_loopback(parts.hostname or ""))


def _address(value: str) -> str:
    if value and (value.count("@") != 1 or any(c.isspace() for c in value)):
        raise ValueError("give one mail address, or leave it empty")
    return value.lower()


MailAddress = Annotated[str, Field(max_length=254), AfterValidator(_address)]


# Of one attempt at a calendar entry. Each is given up as a whole (log-in, headers, body) after timeout_seconds.
MOST_REQUESTS = 8


class MailSettings(Table):
    """`carrier` is the channel of every organiser mailbox that `channels` does not name."""

    carrier: Channel
    channels: Annotated[dict[MailAddress, Channel], Field(max_length=50)]
    redirect_to: MailAddress
    outbox: Words
    inbox: Words
    lease_seconds: Annotated[int, Field(strict=True, ge=10, le=3600)]
    timeout_seconds: Annotated[int, Field(strict=True, ge=1, le=120)]
    poll_minutes: Annotated[int, Field(strict=True, ge=1, le=1440)]
    mails_a_minute: Annotated[int, Field(strict=True, ge=1, le=10_000)]
    failures_before_rest: Annotated[int, Field(strict=True, ge=1, le=100)]
    rest_minutes: Annotated[int, Field(strict=True, ge=1, le=60)]
    longest_rest_minutes: Annotated[int, Field(strict=True, ge=1, le=1440)]

    @model_validator(mode="after")
    def _lease_outlives_an_attempt(self) -> Self:
        if self.lease_seconds < MOST_REQUESTS * self.timeout_seconds:
            at_most = f"{self.lease_seconds // MOST_REQUESTS} for this lease_seconds"
            raise TableFaults([("timeout_seconds", f"give at most {at_most}, or make that longer")])
        return self

    def channel_of(self, mailbox: str) -> Channel:
        return self.channels.get(mailbox.lower(), self.carrier)


class _Server(Table):
    host: Text
    port: Port
    security: Security
    user: Text
    password: Secret
    ca_file: PemFile

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
    ca_file: PemFile

    @model_validator(mode="after")
    def _is_an_address(self) -> Self:
        if self.url and _address_of(self.url) is None:
            raise TableFaults([("url", AN_ADDRESS)])
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
        parts = urlsplit(self.url)
        host = (parts.hostname or "").rstrip(".")
        if any(host == online or host.endswith(f".{online}") for online in _ONLINE):
            raise TableFaults([("url", EXCHANGE_ONLINE)])
        if parts.scheme == "http" and not (self.plain_http_on_loopback and is_loopback(host)):
            raise TableFaults(
                [("url", "give an https address; plain http only on loopback, with plain_http_on_loopback")]
            )
        return self


class GraphSettings(_Web):
    """Exchange Online; `certificate` and `key` name PEM files."""

    authority: Text
    tenant: Text
    client_id: Text
    certificate: PemFile
    key: PemFile
    hide_attendees: Yes

    @model_validator(mode="after")
    def _is_encrypted_beyond_this_machine(self) -> Self:
        given = {"url": self.url, "authority": self.authority}
        faults = [
            (key, "give an https address") for key, url in given.items() if url and not _is_private(url)
        ]
        if faults:
            raise TableFaults(faults)
        return self

    @property
    def missing(self) -> list[str]:
        """What has to be filled in before it is used; a double on this machine needs no app."""
        if is_loopback(urlsplit(self.url).hostname or "") and not self.tenant:
            return []
        wanted = ("authority", "tenant", "client_id", "certificate", "key")
        return [name for name in wanted if not getattr(self, name)]
