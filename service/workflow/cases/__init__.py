"""Verbs on concerns, lookups, release and readiness."""
