"""Ways to what lists and the clock ask for among the rows of many years; every case has its row of hashed names."""

import sqlalchemy as sa
from alembic import op

revision = '0045'
down_revision = '0044'
branch_labels = None
depends_on = None

IS_OPEN = sa.text("state != 'closed'")


def upgrade() -> None:
    op.execute(
        'INSERT INTO names_kept (case_id, way) SELECT id, 0 FROM "case"'
        ' WHERE id NOT IN (SELECT case_id FROM names_kept)'
    )
    op.create_index('ix_names_kept_way', 'names_kept', ['way'])
    op.drop_index('ix_case_release_at', 'case')
    op.create_index('ix_case_release', 'case', ['state', 'release_at'])
    op.create_index('ix_case_closed', 'case', ['state', 'closed_at'])
    op.create_index('ix_case_open', 'case', ['reference'], sqlite_where=IS_OPEN, postgresql_where=IS_OPEN)
    op.create_index('ix_conversation_party', 'conversation', ['state', 'party_id'])
    op.drop_index('ix_lookup_party', 'lookup')
    op.create_index('ix_lookup_party', 'lookup', ['party_id', 'state', 'requested_at'])
    op.create_index('ix_lookup_requested', 'lookup', ['party_id', 'requested_at'])
    op.create_index('ix_message_newest', 'message', ['created_at', 'body_id'])
    op.create_index('ix_message_newest_so', 'message', ['state', 'created_at', 'body_id'])


def downgrade() -> None:
    op.drop_index('ix_message_newest_so', 'message')
    op.drop_index('ix_message_newest', 'message')
    op.drop_index('ix_lookup_requested', 'lookup')
    op.drop_index('ix_lookup_party', 'lookup')
    op.create_index('ix_lookup_party', 'lookup', ['party_id', 'state'])
    op.drop_index('ix_conversation_party', 'conversation')
    op.drop_index('ix_case_open', 'case')
    op.drop_index('ix_case_closed', 'case')
    op.drop_index('ix_case_release', 'case')
    op.create_index('ix_case_release_at', 'case', ['release_at'])
    op.drop_index('ix_names_kept_way', 'names_kept')
