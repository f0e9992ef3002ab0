"""One request, and what its operation may reach."""

from dataclasses import dataclass

from tests.doubles.ews.meetings import Post
from tests.doubles.ews.people import People
from tests.doubles.ews.soap import NS, Failed, Refused, children, local, m, refusal
from tests.doubles.ews.store import FOLDERS, NOT_FOUND, Store, folder_of
from tests.doubles.wire_log import WireLog


@dataclass(frozen=True)
class Call:
    """`mailbox` is whom the caller is or acts for; `may_open_others`: the service account, acting for nobody."""

    store: Store
    people: People
    post: Post
    wire: WireLog
    mailbox: str
    may_open_others: bool
    number: int
    ways: frozenset[str] = frozenset()

    def folder(self, parent):
        """Mailbox and folder that the only child of `parent` names; ErrorFolderNotFound."""
        node = children(parent)[0] if local(parent) not in {"FolderId", "DistinguishedFolderId"} else parent
        if local(node) == "FolderId":
            mailbox, name = folder_of(node.get("Id"))
        else:
            mailbox, name = node.findtext(".//t:EmailAddress", self.mailbox, NS).lower(), node.get("Id")
        if name not in FOLDERS or not self._may_open(mailbox):
            # Exchange does not tell a folder that is not there from one that is not for you.
            raise Refused("ErrorFolderNotFound", "The specified folder could not be found in the store.")
        return mailbox, name

    def item(self, node, *, change_key=None):
        """The item of an ItemId; `change_key` names the error if there is no key."""
        if local(node) not in {"ItemId", "ReferenceItemId"}:
            raise Refused("ErrorInvalidIdMalformed", "Id is malformed.")
        item = self.store.get(node.get("Id"))
        if item.mailbox != self.mailbox and not self.may_open_others:
            raise NOT_FOUND
        if change_key and not node.get("ChangeKey") and "no_change_keys" not in self.ways:
            raise Refused(change_key, "A change key is required for this operation.")
        return item

    def forget_marks(self, item):
        if "no_marks" in self.ways:
            item.extended.clear()

    def is_current(self, node, item):
        """Whether nobody has changed the item since the caller read it."""
        key = node.get("ChangeKey")
        return (
            key == item.change_key
            or "stale_taken" in self.ways
            or (key is None and "no_change_keys" in self.ways)
        )

    def _may_open(self, mailbox):
        is_theirs = mailbox == self.mailbox or self.may_open_others
        return is_theirs and not self.people.is_denied(mailbox)


def each(name, parts, deed, on_error=()):
    """One response message for each part; what is refused is refused alone.

    A fault ends the whole answer, though earlier parts have been done.
    """
    messages = []
    for part in parts:
        try:
            messages.append(deed(part))
        except Refused as refused:
            messages.append(refusal(f"{name}ResponseMessage", refused, *(m(tag) for tag in on_error)))
    return m(f"{name}Response", m("ResponseMessages", *messages))


def required(body, attribute, code):
    """An attribute that this kind of item needs; the whole request fails without it."""
    value = body.get(attribute)
    if value is None:
        raise Failed(code, f"{attribute} attribute is required for this request.")
    return value
