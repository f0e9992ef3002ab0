"""Verbs on organisations, accessions and appointments."""
