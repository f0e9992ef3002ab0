"""What always holds, whatever was done in whatever order: `docs/invariants.md` says the same to people."""

from tests.disorder.of_calls import OF_CALLS

INVARIANTS = (*OF_CALLS,)
