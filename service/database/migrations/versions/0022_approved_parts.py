"""What was approved of a meeting, in parts; a party's yes to minutes; additions to what was approved."""

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'endorsement',
        sa.Column('minutes_id', sa.String(length=40), nullable=False),
        sa.Column('party_id', sa.String(length=40), nullable=False),
        sa.Column('said_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('said_by', sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(['minutes_id'], ['minutes.id'], name=op.f('fk_endorsement_minutes_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_endorsement_party_id')),
        sa.PrimaryKeyConstraint('minutes_id', 'party_id', name=op.f('pk_endorsement')),
    )
    op.create_table(
        'approved_minutes',
        sa.Column('id', sa.String(length=40), nullable=False),
        sa.Column('meeting_id', sa.String(length=40), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('approved_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('approved_by', sa.String(length=40), nullable=False),
        sa.Column('early_reason', sa.Text(), nullable=False),
        sa.Column('frame', sa.Text(), nullable=False),
        sa.Column('frame_hash', sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_approved_minutes_meeting_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_approved_minutes')),
        sa.UniqueConstraint('meeting_id', 'version', name=op.f('uq_approved_minutes_meeting_id')),
    )
    op.create_table(
        'approved_person',
        sa.Column('approved_id', sa.String(length=40), nullable=False),
        sa.Column('attendee_id', sa.String(length=40), nullable=False),
        sa.Column('hash', sa.String(length=64), nullable=False),
        sa.Column('name', sa.String(length=255), nullable=False),
        sa.Column('salt', sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(['approved_id'], ['approved_minutes.id'], name=op.f('fk_approved_person_approved_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('approved_id', 'attendee_id', name=op.f('pk_approved_person')),
    )
    op.create_table(
        'approved_case',
        sa.Column('id', sa.String(length=40), nullable=False),
        sa.Column('approved_id', sa.String(length=40), nullable=False),
        sa.Column('case_id', sa.String(length=40), nullable=False),
        sa.Column('reference', sa.String(length=20), nullable=False),
        sa.Column('hash', sa.String(length=64), nullable=False),
        sa.Column('sealed_part', sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(['approved_id'], ['approved_minutes.id'], name=op.f('fk_approved_case_approved_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_approved_case')),
        sa.UniqueConstraint('approved_id', 'case_id', name=op.f('uq_approved_case_approved_id')),
    )
    with op.batch_alter_table('approved_case', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_approved_case_case_id'), ['case_id'], unique=False)
    op.create_table(
        'addition',
        sa.Column('id', sa.String(length=40), nullable=False),
        sa.Column('case_id', sa.String(length=40), nullable=False),
        sa.Column('meeting_id', sa.String(length=40), nullable=False),
        sa.Column('on', sa.Date(), nullable=False),
        sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('added_by', sa.String(length=60), nullable=False),
        sa.Column('sealed_words', sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_addition_case_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_addition_meeting_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_addition')),
    )
    with op.batch_alter_table('addition', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_addition_case_id'), ['case_id'], unique=False)
    # What was approved before was kept in no parts: it is approved again, and the parts are made then.
    op.execute("UPDATE minutes SET state = 'in_review', approved_at = NULL, approved_by = NULL WHERE state = 'approved'")


def downgrade() -> None:
    op.drop_table('addition')
    op.drop_table('approved_case')
    op.drop_table('approved_person')
    op.drop_table('approved_minutes')
    op.drop_table('endorsement')
