"""Who a mail is from or to: a name and an address that are safe in any header."""

import re
from dataclasses import dataclass
from email.header import Header
from email.utils import formataddr

_LOCAL_PART = r"(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"{_LOCAL_PART}@{_LABEL}(\.{_LABEL})*")
_LONGEST_EMAIL = 254
_LONGEST_NAME = 200


class BadAddress(ValueError):
    def __init__(self, field: str) -> None:
        super().__init__(f"{field} of an address: {_REMEDIES[field]}")
        self.field = field


_REMEDIES = {
    "name": f"give 1 to {_LONGEST_NAME} printable characters, single spaces between words",
    "email": f"give one plain address in ASCII, like post@example.dk, of at most {_LONGEST_EMAIL} characters",
}


@dataclass(frozen=True)
class Address:
    name: str
    email: str

    def __post_init__(self) -> None:
        is_one_line = self.name.isprintable() and self.name == " ".join(self.name.split())
        if not (0 < len(self.name) <= _LONGEST_NAME and is_one_line):
            raise BadAddress("name")
        if len(self.email) > _LONGEST_EMAIL or not _EMAIL.fullmatch(self.email):
            raise BadAddress("email")

    def for_header(self) -> str:
        """Encode, quote and fold (EmailMessage would lose spaces between Danish words)."""
        if self.name.isascii():
            return formataddr((self.name, self.email))
        header = Header(self.name, "utf-8", header_name="Reply-To")
        header.append(f"<{self.email}>", "us-ascii")
        return header.encode()
