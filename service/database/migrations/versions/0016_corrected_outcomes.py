"""Outcomes that were recorded wrongly, kept beside the right ones."""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('outcome', schema=None) as batch_op:
        batch_op.add_column(sa.Column('corrected_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('sealed_correction', sa.LargeBinary(), nullable=True))
        batch_op.drop_constraint(batch_op.f('uq_outcome_case_id'), type_='unique')
        batch_op.create_index('ix_outcome_standing', ['case_id', 'meeting_id'], unique=True, sqlite_where=sa.text('corrected_at IS NULL'), postgresql_where=sa.text('corrected_at IS NULL'))


def downgrade() -> None:
    op.execute('DELETE FROM outcome WHERE corrected_at IS NOT NULL')
    with op.batch_alter_table('outcome', schema=None) as batch_op:
        batch_op.drop_index('ix_outcome_standing', sqlite_where=sa.text('corrected_at IS NULL'), postgresql_where=sa.text('corrected_at IS NULL'))
        batch_op.create_unique_constraint(batch_op.f('uq_outcome_case_id'), ['case_id', 'meeting_id'])
        batch_op.drop_column('sealed_correction')
        batch_op.drop_column('corrected_at')
