"""Every rule pack ever in force, and the record of every decision made by one."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLES = ("rule_pack", "rule_layer", "rule_step", "decision")


def upgrade() -> None:
    op.create_table(
        "rule_pack",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_rule_pack")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rule_layer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["pack"], ["rule_pack.sha256"], name=op.f("fk_rule_layer_pack_rule_pack")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_layer")),
    )
    op.create_index("ix_rule_layer_pack", "rule_layer", ["pack"])
    op.create_table(
        "rule_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("taken_by", sa.String(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("step IN ('proposed', 'accepted')", name=op.f("ck_rule_step_step")),
        sa.ForeignKeyConstraint(["pack"], ["rule_pack.sha256"], name=op.f("fk_rule_step_pack_rule_pack")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_step")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["pack"], ["rule_pack.sha256"], name=op.f("fk_decision_pack_rule_pack")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_decision_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_decision_person_id", "decision", ["person_id"])
    for table in TABLES:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'append only'); END"
            )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
