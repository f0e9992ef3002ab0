"""An authority of a test's own, and certificates that it gives to servers on loopback."""

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Authority:
    """`ca_file` is what a client trusts; certificates are put into `folder`."""

    folder: Path
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def ca_file(self):
        return self.folder / "ca.pem"

    def files_for(self, *, address="127.0.0.1", ends_in=DAY):
        """Give the files of a certificate and its key, for one address, ending so long from now."""
        key = ec.generate_private_key(ec.SECP256R1())
        alternative = x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))])
        builder = _builder("server", self.certificate.subject, key, datetime.now(UTC) + ends_in)
        certificate = builder.add_extension(alternative, critical=False).sign(self.key, hashes.SHA256())
        certificate_file, key_file = self.folder / "server.pem", self.folder / "server.key"
        certificate_file.write_bytes(certificate.public_bytes(Encoding.PEM))
        key_file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        return certificate_file, key_file

    def context_for(self, **certificate):
        """Give what a server in this process is started with."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self.files_for(**certificate))
        return context


def authority(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _builder("authority", _name("authority"), key, datetime.now(UTC) + 2 * DAY)
    is_authority = x509.BasicConstraints(ca=True, path_length=None)
    made = builder.add_extension(is_authority, critical=True).sign(key, hashes.SHA256())
    (folder / "ca.pem").write_bytes(made.public_bytes(Encoding.PEM))
    return Authority(folder, key, made)


def _builder(name, issuer, key, ends_at):
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - 30 * DAY)
        .not_valid_after(ends_at)
    )


def _name(name):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{name}.example.dk")])
