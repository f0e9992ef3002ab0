"""The people and rooms around the mailboxes: who is busy, who is unknown, who may not be acted for."""

from tests.doubles.ews.soap import Crashed, Failed, Refused

FREE = {"Free", "NoData"}


class People:
    """`refused` holds addresses and how: `clean`, `stored_500` or `bounce`."""

    def __init__(self, store, ways=frozenset()):
        self._store, self._ways = store, ways
        self._rooms, self._refused, self._denied, self._busy = set(), {}, set(), []

    def room(self, address):
        self._rooms.add(address.lower())

    def refuse(self, address, mode):
        if mode not in {"clean", "stored_500", "bounce"}:
            raise ValueError(f"no such mode: {mode}")
        is_late = mode == "clean" and self._ways & {"unknown_500", "unknown_500_plain"}
        self._refused[address.lower()] = "stored_500" if is_late else mode

    def deny(self, address):
        self._denied.add(address.lower())

    def occupy(self, address, starts_at, ends_at):
        self._busy.append((address.lower(), starts_at, ends_at))

    def is_room(self, address):
        return address.lower() in self._rooms

    def is_denied(self, address):
        return address.lower() in self._denied

    def is_unknown(self, address):
        return address.lower() in self._refused

    def bounces(self, address):
        return self._refused.get(address.lower()) == "bounce"

    def refuse_unknown(self, addresses):
        """Refuse a sending before anything is done; ErrorInvalidRecipients."""
        for address in addresses:
            if "@" not in address or self._refused.get(address.lower()) == "clean":
                raise Refused("ErrorInvalidRecipients", "At least one recipient isn't valid.")

    def fail_on_unknown(self, addresses):
        """Fail after all has been stored and before anybody has been mailed, as a server of another make does."""
        if any(self._refused.get(address.lower()) == "stored_500" for address in addresses):
            if "unknown_500_plain" in self._ways:
                raise Crashed
            if "unknown_500" in self._ways:
                raise Failed("", "Unable to send the message.")
            raise Failed(
                "ErrorInternalServerError", "An internal server error occurred. The operation failed."
            )

    def times(self, address):
        """All that lies in a calendar: (start, end, kind of time, UID)."""
        address = address.lower()
        items = [
            (i.starts_at, i.ends_at, i.text("LegacyFreeBusyStatus", "Busy"), i.text("UID"))
            for i in self._store.listed(address, "calendar")
        ]
        return items + [(start, end, "Busy", None) for of, start, end in self._busy if of == address]

    def is_busy(self, address, starts_at, ends_at, *, beside=None):
        return any(
            start < ends_at and starts_at < end and kind not in FREE and uid != beside
            for start, end, kind, uid in self.times(address)
        )
