"""Consents to a course one by one, who speaks for a citizen, and when a child's age is looked at."""

import sqlalchemy as sa
from alembic import op

revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None

# One consent a course was kept until now; the holder who gave it was not named. Its id is the course's own.
MOVED = """
    INSERT INTO course_consent
        (id, course_id, given_by, representative_id, given_on, recorded_at, recorded_by, withdrawn_on)
    SELECT id, id, CASE consent_by WHEN 'custodian' THEN 'holder' ELSE consent_by END, NULL,
        consent_given_on, opened_at, opened_by, consent_withdrawn_on
    FROM course WHERE consent_given_on IS NOT NULL
"""
# The clock looks at once whether what runs still has the consents it needs.
LOOKED_AT = """
    INSERT INTO age_look (case_id, look_at)
    SELECT id, opened_at FROM "case" WHERE state != 'closed' AND (is_child = :yes OR EXISTS
        (SELECT 1 FROM course WHERE course.case_id = "case".id AND course.state = 'running'))
"""
MOVED_BACK = """
    UPDATE course SET
        consent_by = (SELECT CASE given_by WHEN 'citizen' THEN given_by ELSE 'custodian' END
            FROM course_consent WHERE course_id = course.id ORDER BY given_on DESC, id LIMIT 1),
        consent_given_on = (SELECT given_on
            FROM course_consent WHERE course_id = course.id ORDER BY given_on DESC, id LIMIT 1),
        consent_withdrawn_on = (SELECT withdrawn_on
            FROM course_consent WHERE course_id = course.id ORDER BY given_on DESC, id LIMIT 1)
"""


def upgrade() -> None:
    op.create_table('representative',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('case_id', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('consents', sa.String(length=40), nullable=True),
    sa.Column('sealed_name', sa.LargeBinary(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('added_by', sa.String(length=60), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_representative_case_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_representative'))
    )
    op.create_index(op.f('ix_representative_case_id'), 'representative', ['case_id'], unique=False)
    op.create_table('course_consent',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('course_id', sa.String(length=40), nullable=False),
    sa.Column('given_by', sa.String(length=40), nullable=False),
    sa.Column('representative_id', sa.String(length=40), nullable=True),
    sa.Column('given_on', sa.Date(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('recorded_by', sa.String(length=60), nullable=False),
    sa.Column('withdrawn_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['course_id'], ['course.id'], name=op.f('fk_course_consent_course_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['representative_id'], ['representative.id'], name=op.f('fk_course_consent_representative_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_course_consent'))
    )
    op.create_index(op.f('ix_course_consent_course_id'), 'course_consent', ['course_id'], unique=False)
    op.create_table('age_look',
    sa.Column('case_id', sa.String(length=40), nullable=False),
    sa.Column('look_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_age_look_case_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('case_id', name=op.f('pk_age_look'))
    )
    op.create_index(op.f('ix_age_look_look_at'), 'age_look', ['look_at'], unique=False)
    op.execute(MOVED)
    op.get_bind().execute(sa.text(LOOKED_AT), {'yes': True})
    with op.batch_alter_table('course', schema=None) as batch_op:
        batch_op.add_column(sa.Column('started_on', sa.Date(), nullable=True))
    op.execute('UPDATE course SET started_on = consent_given_on')
    with op.batch_alter_table('course', schema=None) as batch_op:
        batch_op.drop_column('consent_withdrawn_on')
        batch_op.drop_column('consent_given_on')
        batch_op.drop_column('consent_by')


def downgrade() -> None:
    with op.batch_alter_table('course', schema=None) as batch_op:
        batch_op.add_column(sa.Column('consent_by', sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column('consent_given_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('consent_withdrawn_on', sa.Date(), nullable=True))
    op.execute(MOVED_BACK)
    op.execute("UPDATE course SET state = 'running' WHERE state = 'paused'")
    with op.batch_alter_table('course', schema=None) as batch_op:
        batch_op.drop_column('started_on')
    op.drop_table('age_look')
    op.drop_table('course_consent')
    op.drop_table('representative')
