"""What the clock has set aside, and when it last ticked; what it swallowed while it stood still."""

import sqlalchemy as sa
from alembic import op

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'set_aside',
        sa.Column('id', sa.String(length=40), nullable=False),
        sa.Column('kind', sa.String(length=40), nullable=False),
        sa.Column('piece', sa.String(length=300), nullable=False),
        sa.Column('body_id', sa.String(length=40), nullable=False),
        sa.Column('about', sa.String(length=300), nullable=False),
        sa.Column('party_id', sa.String(length=40), nullable=False),
        sa.Column('since', sa.DateTime(timezone=True), nullable=False),
        sa.Column('failed_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('next_try_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('fault', sa.String(length=100), nullable=False),
        sa.Column('failures', sa.Integer(), nullable=False),
        sa.Column('revision', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_set_aside')),
        sa.UniqueConstraint('kind', 'piece', name=op.f('uq_set_aside_kind')),
    )
    with op.batch_alter_table('set_aside', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_set_aside_next_try_at'), ['next_try_at'], unique=False)
    op.create_table(
        'tick',
        sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('ticked_at', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_tick')),
    )
    op.create_table(
        'outage',
        sa.Column('id', sa.String(length=40), nullable=False),
        sa.Column('from_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('until_at', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_outage')),
        sa.UniqueConstraint('from_at', name=op.f('uq_outage_from_at')),
    )
    op.create_table(
        'swallowed',
        sa.Column('id', sa.String(length=40), nullable=False),
        sa.Column('outage_id', sa.String(length=40), nullable=False),
        sa.Column('body_id', sa.String(length=40), nullable=False),
        sa.Column('what', sa.String(length=40), nullable=False),
        sa.Column('about', sa.String(length=300), nullable=False),
        sa.Column('party_id', sa.String(length=40), nullable=False),
        sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('is_missed', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ['outage_id'], ['outage.id'], name=op.f('fk_swallowed_outage_id'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_swallowed')),
        sa.UniqueConstraint(
            'outage_id', 'what', 'about', 'party_id', 'due_at', name=op.f('uq_swallowed_outage_id')
        ),
    )
    op.create_table(
        'outage_notice',
        sa.Column('id', sa.String(length=40), nullable=False),
        sa.Column('outage_id', sa.String(length=40), nullable=False),
        sa.Column('office', sa.String(length=40), nullable=False),
        sa.Column('found_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('settled_by', sa.String(length=60), nullable=False),
        sa.Column('revision', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['outage_id'], ['outage.id'], name=op.f('fk_outage_notice_outage_id'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_outage_notice')),
        sa.UniqueConstraint('outage_id', 'office', name=op.f('uq_outage_notice_outage_id')),
    )


def downgrade() -> None:
    op.drop_table('outage_notice')
    op.drop_table('swallowed')
    op.drop_table('outage')
    op.drop_table('tick')
    with op.batch_alter_table('set_aside', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_set_aside_next_try_at'))
    op.drop_table('set_aside')
