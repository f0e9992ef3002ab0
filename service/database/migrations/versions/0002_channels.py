"""What the channels to Exchange need: calendar entries, organiser mailboxes, rooms, deputies."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('organiser_mailbox',
    sa.Column('address', sa.String(length=254), nullable=False),
    sa.Column('channel', sa.String(length=20), nullable=False),
    sa.Column('worker', sa.String(length=40), nullable=True),
    sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('rests_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('fault', sa.String(length=500), nullable=False),
    sa.Column('minute_began_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sent_in_minute', sa.Integer(), nullable=False),
    sa.Column('polled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('cursor', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('address', name=op.f('pk_organiser_mailbox'))
    )
    op.create_table('calendar_entry',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('meeting_id', sa.String(length=40), nullable=False),
    sa.Column('attendee_id', sa.String(length=40), nullable=True),
    sa.Column('mailbox', sa.String(length=254), nullable=False),
    sa.Column('channel', sa.String(length=20), nullable=False),
    sa.Column('remote_id', sa.String(length=1000), nullable=False),
    sa.Column('uid', sa.String(length=1000), nullable=False),
    sa.Column('guests', sa.JSON(), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.Column('strangers', sa.JSON(), nullable=False),
    sa.Column('difference', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('decision', sa.String(length=40), nullable=True),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['attendee_id'], ['attendee.id'], name=op.f('fk_calendar_entry_attendee_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_calendar_entry_meeting_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_entry'))
    )
    with op.batch_alter_table('calendar_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_calendar_entry_mailbox'), ['mailbox'], unique=False)
        batch_op.create_index(batch_op.f('ix_calendar_entry_meeting_id'), ['meeting_id'], unique=False)

    with op.batch_alter_table('attendee', schema=None) as batch_op:
        batch_op.add_column(sa.Column('kind', sa.String(length=40), nullable=False, server_default='member'))
        batch_op.add_column(sa.Column('stands_in_for', sa.String(length=40), nullable=True))
        batch_op.alter_column('member_id',
               existing_type=sa.VARCHAR(length=40),
               nullable=True)
        batch_op.create_foreign_key(batch_op.f('fk_attendee_stands_in_for'), 'attendee', ['stands_in_for'], ['id'], ondelete='CASCADE')

    with op.batch_alter_table('body', schema=None) as batch_op:
        batch_op.add_column(sa.Column('room_name', sa.String(length=200), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('room_email', sa.String(length=254), nullable=False, server_default=''))

    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_alone', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('channel', sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column('was_in_doubt', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.create_index(batch_op.f('ix_message_message_id'), ['message_id'], unique=False)

    with op.batch_alter_table('unmatched_reply', schema=None) as batch_op:
        batch_op.add_column(sa.Column('meeting_id', sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column('sender', sa.String(length=254), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('answered', sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_unmatched_reply_meeting_id'), 'meeting', ['meeting_id'], ['id'], ondelete='CASCADE')


def downgrade() -> None:
    with op.batch_alter_table('unmatched_reply', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_unmatched_reply_meeting_id'), type_='foreignkey')
        batch_op.drop_column('settled_at')
        batch_op.drop_column('answered_at')
        batch_op.drop_column('answered')
        batch_op.drop_column('sender')
        batch_op.drop_column('meeting_id')

    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_message_message_id'))
        batch_op.drop_column('was_in_doubt')
        batch_op.drop_column('channel')
        batch_op.drop_column('is_alone')

    with op.batch_alter_table('body', schema=None) as batch_op:
        batch_op.drop_column('room_email')
        batch_op.drop_column('room_name')

    with op.batch_alter_table('attendee', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_attendee_stands_in_for'), type_='foreignkey')
        batch_op.alter_column('member_id',
               existing_type=sa.VARCHAR(length=40),
               nullable=False)
        batch_op.drop_column('stands_in_for')
        batch_op.drop_column('kind')

    with op.batch_alter_table('calendar_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_calendar_entry_meeting_id'))
        batch_op.drop_index(batch_op.f('ix_calendar_entry_mailbox'))

    op.drop_table('calendar_entry')
    op.drop_table('organiser_mailbox')
