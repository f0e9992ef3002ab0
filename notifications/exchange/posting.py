"""The requests for items, each made once: the library would try one again under other version names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exchangelib import Account
from exchangelib.fields import FieldPath
from exchangelib.folders import BaseFolder
from exchangelib.items import (
    ALL_OCCURRENCES,
    ID_ONLY,
    SAVE_ONLY,
    SEND_TO_NONE,
    BaseItem,
    Item,
    Message,
)
from exchangelib.properties import DistinguishedFolderId, Mailbox
from exchangelib.services import CreateItem, DeleteItem, GetItem, SendItem, SyncFolderItems, UpdateItem

_BATCH = 50


class _Once:
    def _api_versions_to_try(self) -> tuple[str, ...]:
        return (self._version_hint.api_version,)  # type: ignore[attr-defined] # the services below have it


class _Create(_Once, CreateItem):  # type: ignore[misc] # exchangelib ships no types
    def in_folder(self, item: BaseItem, folder: str, disposition: str) -> BaseItem:
        payload = self.get_payload([item], _folder(self.account, folder), disposition, SEND_TO_NONE)
        return _only(self._elems_to_objs(self._get_elements(payload)))


class _Update(_Once, UpdateItem):  # type: ignore[misc] # see above
    pass


class _Send(_Once, SendItem):  # type: ignore[misc] # see above
    pass


class _Delete(_Once, DeleteItem):  # type: ignore[misc] # see above
    pass


class _Get(_Once, GetItem):  # type: ignore[misc] # see above
    pass


class _Sync(_Once, SyncFolderItems):  # type: ignore[misc] # see above
    pass


@dataclass(frozen=True)
class Changes:
    """Items that have come into a folder, the state after them, and whether that is all there is."""

    created: list[Item]
    state: str
    is_all: bool


def create(account: Account, item: BaseItem, folder: str, disposition: str = SAVE_ONLY) -> str:
    """Give the new item's id, or nothing where the server names none; nobody is told."""
    item.clean(version=account.version)
    return getattr(_Create(account=account).in_folder(item, folder, disposition), "id", None) or ""


def update(account: Account, item: Item, fields: Sequence[str], telling: str, resolution: str) -> None:
    """Write these fields alone; `telling` says who among the attendees hears of it."""
    _Update(account=account).get(
        items=[(item, fields)],
        conflict_resolution=resolution,
        message_disposition=SAVE_ONLY,
        send_meeting_invitations_or_cancellations=telling,
        suppress_read_receipts=True,
    )


def send(account: Account, draft: Item) -> None:
    """Send what lies in the drafts, and keep a copy in Sent Items."""
    _Send(account=account).get(items=[draft], saved_item_folder=_folder(account, "sentitems"))


def delete(account: Account, item: Item, kind: str, telling: str = SEND_TO_NONE) -> None:
    _Delete(account=account).get(
        items=[item],
        delete_type=kind,
        send_meeting_cancellations=telling,
        affected_task_occurrences=ALL_OCCURRENCES,
        suppress_read_receipts=True,
    )


def get(
    account: Account, model: type[Item], remote_ids: Sequence[str], fields: Sequence[str]
) -> list[Item | Exception]:
    """Give each item, or what the server says in its place, in the order asked for."""
    return list(
        _Get(account=account, chunk_size=_BATCH).call(
            items=[(remote_id, None) for remote_id in remote_ids],
            additional_fields=[FieldPath(field=model.get_field_by_fieldname(name)) for name in fields],
            shape=ID_ONLY,
        )
    )


def changes(folder: BaseFolder, state: str | None, fields: Sequence[str], most: int) -> Changes:
    """Since a state, or all that lies there; what was changed or removed is left out, and counted among the most."""
    service = _Sync(account=folder.account)
    found = list(
        service.call(
            folder=folder,
            shape=ID_ONLY,
            additional_fields=[FieldPath(field=Message.get_field_by_fieldname(name)) for name in fields],
            sync_state=state,
            ignore=None,
            max_changes_returned=most,
            sync_scope=None,
        )
    )
    created = [each[1] for each in found if not isinstance(each, Exception) and each[0] == _Sync.CREATE]
    return Changes(created, service.sync_state, service.includes_last_item_in_range)


def _folder(account: Account, name: str) -> DistinguishedFolderId:
    return DistinguishedFolderId(id=name, mailbox=Mailbox(email_address=account.primary_smtp_address))


def _only(answers: Iterable[BaseItem | Exception]) -> BaseItem:
    [answer] = answers  # whatever else a server gives is a fault
    if isinstance(answer, Exception):
        raise answer
    return answer
