"""The newest version of each answer that others were shown: it stays readable while its case is prepared again."""

import sqlalchemy as sa
from alembic import op

revision = '0034'
down_revision = '0033'
branch_labels = None
depends_on = None

# Of a case that is being prepared again the record says when it was last released.
SHOWN = """
UPDATE lookup SET released_version = COALESCE((
    SELECT MAX(answer.version) FROM answer JOIN "case" ON "case".id = lookup.case_id
    WHERE answer.lookup_id = lookup.id AND (
        "case".released_at IS NOT NULL OR answer.answered_at <= (
            SELECT MAX(record_entry.at) FROM record_entry
            WHERE record_entry.about = "case".reference AND record_entry.action = 'release_answers'
        )
    )
), 0)
"""


def upgrade() -> None:
    with op.batch_alter_table('lookup', schema=None) as batch_op:
        batch_op.add_column(sa.Column('released_version', sa.Integer(), nullable=False, server_default='0'))
    with op.batch_alter_table('lookup', schema=None) as batch_op:
        batch_op.alter_column('released_version', server_default=None)
    op.execute(SHOWN)


def downgrade() -> None:
    with op.batch_alter_table('lookup', schema=None) as batch_op:
        batch_op.drop_column('released_version')
