"""Blank cards by serial, and the cards that wait for a character."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = ("blank_lot", "blank_use", "glyph_case", "glyph_settlement")


def upgrade() -> None:
    op.create_table(
        "blank_lot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blank_lot")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "blank_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["line_id"], ["print_line.id"], name=op.f("fk_blank_use_line_id_print_line")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blank_use")),
        sa.UniqueConstraint("serial", name=op.f("uq_blank_use_serial")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "glyph_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("permit_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("characters", sa.String(), nullable=False),
        sa.Column("code_points", sa.String(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("found_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["permit_id"], ["permit.id"], name=op.f("fk_glyph_case_permit_id_permit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glyph_case")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_glyph_case_permit_id", "glyph_case", ["permit_id"])
    op.create_table(
        "glyph_settlement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=False),
        sa.Column("settled_by", sa.String(), nullable=False),
        sa.Column("remedy", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["glyph_case.id"], name=op.f("fk_glyph_settlement_case_id_glyph_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glyph_settlement")),
        sa.UniqueConstraint("case_id", name=op.f("uq_glyph_settlement_case_id")),
        sqlite_autoincrement=True,
    )
    for table in TABLES:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'append only'); END"
            )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
