"""A server that speaks Exchange Web Services and keeps its mailboxes in memory."""
