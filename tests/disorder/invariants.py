"""What always holds, whatever was done in whatever order: `docs/invariants.md` says the same to people."""

from tests.disorder.of_calls import OF_CALLS
from tests.disorder.of_cases import OF_CASES
from tests.disorder.of_meetings import OF_MEETINGS
from tests.disorder.of_messages import OF_MESSAGES
from tests.disorder.of_outcomes import OF_OUTCOMES, OF_THE_FORUM

INVARIANTS = (*OF_CALLS, *OF_CASES, *OF_MEETINGS, *OF_OUTCOMES, *OF_THE_FORUM, *OF_MESSAGES)
