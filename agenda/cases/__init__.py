"""Concern, case, lookup, answer and readiness."""
