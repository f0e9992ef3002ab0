"""Pages about concerns, cases, lookups and readiness."""
