"""How each attempt of the outbox ended, written down by the store itself, whoever is killed meanwhile."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from served import SOON

TABLE = """
CREATE TABLE campaign_attempt (
    message TEXT, message_id TEXT, about TEXT, occasion TEXT, lease_until TEXT, became TEXT, fault TEXT,
    is_entry INTEGER
)"""
TRIGGER = """
CREATE TRIGGER campaign_attempt AFTER UPDATE OF state ON message WHEN old.state = 'claimed'
BEGIN INSERT INTO campaign_attempt VALUES (
    new.id, coalesce(new.message_id, old.message_id), new.about, new.occasion, old.lease_until, new.state, new.fault,
    new.channel IN ('exchange', 'graph') AND new.occasion LIKE 'invitation%' AND new.body_id = 'koordineringsenheden'
); END"""
# The messages of one entry are claimed together; every other message is an attempt of its own.
ATTEMPTS = """
SELECT became, count(DISTINCT CASE WHEN is_entry THEN about ELSE message END || lease_until)
FROM campaign_attempt WHERE became != 'dropped' AND coalesce(fault, '') != 'lease_ended' GROUP BY became"""
UNSETTLED = """
SELECT occasion, recipient_email, state, attempts, fault FROM message WHERE state NOT IN ('sent', 'dropped')"""
TRIED = "SELECT DISTINCT message_id FROM campaign_attempt WHERE message_id IS NOT NULL"
DONE = "SELECT key, message_id FROM message WHERE state = 'sent'"
DROPPED = "SELECT key FROM message WHERE state = 'dropped' AND attempts > 1"


class OutboxJournal:
    def __init__(self, folder):
        self.database = Path(folder) / "moedeklar.db"

    def open(self):
        with closing(self._connected()) as database, database:
            database.execute(TABLE)
            database.execute(TRIGGER)

    def attempts(self):
        """How many attempts ended by themselves, and how many of them met a fault."""
        ended = Counter(dict(self._rows(ATTEMPTS)))
        return ended.total(), ended.total() - ended["sent"]

    def unsettled(self):
        return self._rows(UNSETTLED)

    def done(self):
        """Key and Message-ID of each message that was handed over."""
        return self._rows(DONE)

    def tried(self):
        """The Message-IDs under which something was, or may have been, handed over: new words have one of their own."""
        return {message_id for (message_id,) in self._rows(TRIED)}

    def dropped(self):
        """The keys of those of which an attempt was made before they were no longer true."""
        return [key for (key,) in self._rows(DROPPED)]

    def _rows(self, question):
        with closing(self._connected()) as database:
            return database.execute(question).fetchall()

    def _connected(self):
        return sqlite3.connect(self.database, timeout=SOON)
