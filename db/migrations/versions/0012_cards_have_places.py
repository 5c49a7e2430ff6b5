"""Each card has a place on the office's status list, given once."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "card_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("permit_id", sa.Integer(), nullable=False),
        sa.Column("card", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["permit_id"], ["permit.id"], name=op.f("fk_card_place_permit_id_permit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_place")),
        sa.UniqueConstraint("permit_id", "card", name=op.f("uq_card_place_permit_id_card")),
        sqlite_autoincrement=True,
    )
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER card_place_no_{verb.lower()} BEFORE {verb} ON card_place "
            f"BEGIN SELECT RAISE(ABORT, 'append only'); END"
        )


def downgrade() -> None:
    op.drop_table("card_place")
