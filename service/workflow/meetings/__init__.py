"""Verbs on plans, meetings and invitations."""
