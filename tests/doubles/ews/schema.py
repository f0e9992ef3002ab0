"""Holds requests and answers against Microsoft's schemas, where they are given."""

from threading import Lock

from lxml import etree


class Schema:
    """Gives the faults of a document; none at all where no schema is given."""

    def __init__(self, folder):
        self._schema = etree.XMLSchema(etree.parse(str(folder / "soap.xsd"))) if folder else None
        self._lock = Lock()

    def faults(self, document):
        if self._schema is None:
            return []
        with self._lock:  # the faults are told through one log
            # Namespaces and types are looked at as they were or will be on the wire.
            if self._schema.validate(etree.fromstring(etree.tostring(document))):
                return []
            return [f"line {fault.line}: {fault.message}" for fault in self._schema.error_log]
