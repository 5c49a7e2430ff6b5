"""A proposed rule pack can be refused, for a reason."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEPT = "id, pack, step, taken_by, taken_at"


def upgrade() -> None:
    _rebuild("'proposed', 'accepted', 'refused'", sa.Column("reason", sa.String(), nullable=True))


def downgrade() -> None:
    _rebuild("'proposed', 'accepted'")


def _rebuild(steps: str, *more: sa.Column[str]) -> None:
    """Make the table anew with what a step may be called: SQLite changes no constraint of a table that is there."""
    op.rename_table("rule_step", "rule_step_before")
    op.create_table(
        "rule_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("taken_by", sa.String(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        *more,
        sa.CheckConstraint(f"step IN ({steps})", name=op.f("ck_rule_step_step")),
        sa.ForeignKeyConstraint(["pack"], ["rule_pack.sha256"], name=op.f("fk_rule_step_pack_rule_pack")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_step")),
        sqlite_autoincrement=True,
    )
    op.execute(f"INSERT INTO rule_step ({KEPT}) SELECT {KEPT} FROM rule_step_before WHERE step IN ({steps})")  # noqa: S608
    op.drop_table("rule_step_before")  # and its triggers with it
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER rule_step_no_{verb.lower()} BEFORE {verb} ON rule_step "
            f"BEGIN SELECT RAISE(ABORT, 'append only'); END"
        )
