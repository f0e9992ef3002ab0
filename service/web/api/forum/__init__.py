"""The forum's part of the API."""
