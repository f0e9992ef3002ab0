"""How a mail server is talked to: what is encrypted, whose certificate holds, and when neither is asked."""

import ssl
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path


class Security(StrEnum):
    STARTTLS = "starttls"
    TLS = "tls"
    PLAIN = "plain"


class PlainOffLoopback(ValueError):
    def __init__(self, host: str) -> None:
        super().__init__(
            f"{host} is another machine: choose starttls or tls, plain is for this machine alone"
        )
        self.host = host


def keep_plain_on_loopback(security: Security, host: str) -> None:
    if security is Security.PLAIN and not _is_loopback(host):
        raise PlainOffLoopback(host)


def trust(ca_file: Path | None) -> ssl.SSLContext:
    """Check certificate and name; a file of the organisation's own authorities takes the place of the system's."""
    context = ssl.create_default_context(cafile=ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def fault_of_tls(fault: ssl.SSLError) -> str:
    """Say in words what was wrong, with no word of the server's."""
    if isinstance(fault, ssl.SSLCertVerificationError):
        return f"the server's certificate does not hold: {fault.verify_message}"
    return "no encrypted connection to the server came about"


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
