"""A Graph server: the part of Microsoft Graph v1.0 that a calendar and a mailbox need."""
