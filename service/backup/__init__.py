"""Backups: one sealed file for a whole store, and a store out of one."""
