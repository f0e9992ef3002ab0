"""Answers that are withdrawn, or redacted after their release."""

import sqlalchemy as sa
from alembic import op

revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('answer', schema=None) as batch_op:
        batch_op.alter_column('sealed_content', existing_type=sa.LargeBinary(), nullable=True)
        batch_op.add_column(sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('withdrawn_by', sa.String(length=60), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('withdrawn_why', sa.String(length=40), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('redacted_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('revision', sa.Integer(), nullable=False, server_default='1'))
    with op.batch_alter_table('answer', schema=None) as batch_op:
        for column in ('withdrawn_by', 'withdrawn_why', 'revision'):
            batch_op.alter_column(column, server_default=None)

    op.create_table('redaction',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('lookup_id', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('redacted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('redacted_by', sa.String(length=60), nullable=False),
    sa.Column('is_whole', sa.Boolean(), nullable=False),
    sa.Column('statements', sa.Integer(), nullable=False),
    sa.Column('sealed_reason', sa.LargeBinary(), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['lookup_id'], ['lookup.id'], name=op.f('fk_redaction_lookup_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_redaction'))
    )
    with op.batch_alter_table('redaction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_redaction_lookup_id'), ['lookup_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_redaction_seen_at'), ['seen_at'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('redaction', schema=None) as batch_op:
        batch_op.drop_index('ix_redaction_seen_at')
        batch_op.drop_index('ix_redaction_lookup_id')
    op.drop_table('redaction')
    op.execute('DELETE FROM answer WHERE sealed_content IS NULL')
    with op.batch_alter_table('answer', schema=None) as batch_op:
        for column in ('revision', 'redacted_at', 'withdrawn_why', 'withdrawn_by', 'withdrawn_at'):
            batch_op.drop_column(column)
        batch_op.alter_column('sealed_content', existing_type=sa.LargeBinary(), nullable=False)
