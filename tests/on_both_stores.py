"""Which tests run on PostgreSQL too in `make test`; the others do so in `make test-postgresql`.

Both stores answer the same questions by SQLAlchemy. What differs between them is asked of both each time: what is made
and migrated, claims and locks, due work, transactions that are undone, and in each room one module and the stories.
"""

EACH_TIME = (
    "tests/architecture/",
    "tests/disorder/",
    "tests/service/database/",
    "tests/stories/",
    "tests/service/test_looking_ahead.py",  # played apart from what others write
    "tests/service/test_known_names.py",  # traces made anew, by pieces
    "tests/service/test_mailboxes_set_aside.py",
    "tests/service/test_serving.py",
    "tests/service/test_set_aside.py",  # each kind of due work
    "tests/service/workflow/test_foresight.py",  # played and undone
    "tests/service/workflow/test_outbox_delivery.py",  # claims and leases
    "tests/service/workflow/test_previews.py",  # done and undone
    "tests/service/workflow/test_slow_deliveries.py",
    "tests/service/workflow/cases/test_clearance.py",
    "tests/service/workflow/cases/test_lists_of_cases.py",  # named questions, by pages
    "tests/service/workflow/forum/test_whole_rounds.py",
    "tests/service/workflow/meetings/test_entries_delivered.py",
)


def is_repeated(item):
    """A test on PostgreSQL of what the same test proves on SQLite, and nothing of what may differ."""
    return item.get_closest_marker("postgresql") is not None and not item.nodeid.startswith(EACH_TIME)
