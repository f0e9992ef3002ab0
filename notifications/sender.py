"""Who a mail is from, by its one From line."""

import re
from email.message import Message
from email.utils import getaddresses

_LONGEST = 1000
_IN_BRACKETS = re.compile(r"<([^\s<>@,;\"]{1,64}@[^\s<>@,;\"]{1,190})>")


def sender_of(message: "Message[str, str]") -> str:
    """The address in lower case, or "" where there is not one alone."""
    given = [str(value) for value in message.get_all("From", [])]
    if len(given) != 1 or len(given[0]) > _LONGEST:
        return ""
    found = getaddresses(given)
    if len(found) == 1 and "@" in found[0][1]:
        return found[0][1].lower()
    return _after_a_name(given[0])


def _after_a_name(header: str) -> str:
    """`Efternavn, Fornavn <a@b>`: a comma that nobody quoted, in a name that holds no address itself."""
    found = _IN_BRACKETS.findall(header)
    return str(found[0]).lower() if len(found) == 1 and header.count("@") == 1 else ""
