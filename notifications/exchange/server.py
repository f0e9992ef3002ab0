"""Which EWS server the service talks to, how it logs in there, and what it refuses to talk to."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

Auth = Literal["ntlm", "kerberos", "basic"]
Access = Literal["impersonation", "delegate"]


class BadServerUrl(ValueError):
    def __init__(self) -> None:
        super().__init__(
            "url of the Exchange server: give one like https://mail.example.dk/EWS/Exchange.asmx"
        )


class PlainHttpRefused(ValueError):
    def __init__(self, host: str) -> None:
        super().__init__(
            f"EWS on {host} over plain http would show the password to anyone on the way: give an https address "
            "(plain http is for a server on this machine alone, and only where the setting allows it)"
        )
        self.host = host


class ExchangeOnlineRefused(ValueError):
    def __init__(self, host: str) -> None:
        super().__init__(
            f"{host} is Exchange Online, where EWS has been blocked by default since 1 October 2026 and ends on "
            "1 April 2027: choose the graph channel for this mailbox"
        )
        self.host = host


@dataclass(frozen=True)
class EwsServer:
    r"""`user` as the server knows it, such as CORP\svc-moedeklar; with Kerberos a ticket stands for both.

    `ca_file` holds the certificates of the authority to trust in place of the usual ones. `time_zone` is the one
    that Outlook shows beside a meeting's hours; the moments themselves depend on no zone.
    """

    url: str
    user: str
    password: str = field(repr=False)
    auth: Auth = "ntlm"
    access: Access = "impersonation"
    timeout_seconds: float = 60
    ca_file: Path | None = None
    allows_plain_http: bool = False
    time_zone: str = "Europe/Copenhagen"

    def __post_init__(self) -> None:
        if urlsplit(self.url).scheme not in {"http", "https"} or not self.host:
            raise BadServerUrl
        if _is_online(self.host):
            raise ExchangeOnlineRefused(self.host)
        if not self.is_encrypted and not (self.allows_plain_http and _is_loopback(self.host)):
            raise PlainHttpRefused(self.host)

    @property
    def host(self) -> str:
        return (urlsplit(self.url).hostname or "").rstrip(".")

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or (443 if self.is_encrypted else 80)

    @property
    def is_encrypted(self) -> bool:
        return urlsplit(self.url).scheme == "https"

    def impersonates(self, mailbox: str) -> bool:
        """Whoever logs in as the mailbox itself needs no right to act for it."""
        return self.access == "impersonation" and self.user.lower() != mailbox.lower()


def _is_online(host: str) -> bool:
    return host in {"outlook.office365.com", "outlook.office.com"} or host.endswith(".outlook.com")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
