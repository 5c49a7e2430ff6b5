"""The form of the store: declared and made are one; each step goes up, down and up; rows survive it."""

import re
import shutil
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex

from db import migrate, open_store
from db.engine import make_engine
from db.migrations.form import OPTIONS
from db.tables import Record
from resipermit.domain.errors import StoreUnavailable

NEXT = f"{int(migrate.HEAD) + 1:04d}"
STEP = """
from alembic import op
import sqlalchemy as sa
revision, down_revision, branch_labels, depends_on = "{own}", "{down}", None, None

def upgrade() -> None:
    with op.batch_alter_table("person", recreate="always") as person:
        person.add_column(sa.Column("nickname", sa.String(), nullable=True))
    {more}

def downgrade() -> None:
    with op.batch_alter_table("person", recreate="always") as person:
        person.drop_column("nickname")
"""


@pytest.fixture
def next_form(tmp_path):
    """Return a function that lays out the steps with one more, which rebuilds the table of persons."""

    def lay_out(more: str = "pass") -> Path:
        folder = tmp_path / "next"
        shutil.copytree(migrate.SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "next.py").write_text(STEP.format(own=NEXT, down=migrate.HEAD, more=more))
        return folder

    return lay_out


def script_directory() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    return ScriptDirectory.from_config(config)


def everything(store):
    with store.engine.connect() as connection:
        tables = [table.name for table in Record.metadata.sorted_tables]
        return {name: connection.exec_driver_sql(f"SELECT * FROM {name}").all() for name in tables}


def test_the_newest_step_is_the_one_the_program_names():
    assert script_directory().get_heads() == [migrate.HEAD]


def test_the_steps_are_numbered_so_that_newer_is_higher():
    numbers = [step.revision for step in script_directory().walk_revisions()]

    assert numbers == sorted(numbers, reverse=True)
    assert all(re.fullmatch("[0-9]{4}", number) for number in numbers)


def test_the_form_made_by_the_steps_is_the_declared_one(store):
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=OPTIONS)

        assert compare_metadata(context, Record.metadata) == []


def test_each_table_is_made_with_the_text_that_is_declared(store):
    # constraints and partial indexes, which a comparison of columns does not see
    with store.engine.connect() as connection:
        made = set(connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'index'").scalars())

    declared = {
        str(CreateIndex(index).compile(dialect=sqlite.dialect()))
        for table in Record.metadata.tables.values()
        for index in table.indexes
    }
    assert declared == made - {None}


def test_each_step_goes_up_down_and_up(tmp_path, key):
    path = tmp_path / "store.db"
    engine = make_engine(path, key)
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    forms = []
    for step in reversed(list(script_directory().walk_revisions())):
        for turn in ("up", "down", "up"):
            with engine.connect() as connection, connection.begin():
                config.attributes["connection"] = connection
                go = command.upgrade if turn == "up" else command.downgrade
                go(config, step.revision if turn == "up" else step.down_revision or "base")
                rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").all()
                forms.append([row for row in rows if not row.name.startswith(("sqlite_", "alembic"))])

        assert forms[-1] == forms[-3]
        assert forms[-2] != forms[-1]
    engine.dispose()


def test_rows_survive_a_step_that_rebuilds_a_table_with_children(path, store, fill, next_form):
    fill(store)
    before = everything(store)

    copy = migrate.upgrade(store.engine, path, scripts=next_form(), head=NEXT)

    assert copy is not None
    after = everything(store)
    assert [row[:-1] for row in after.pop("person")] == before.pop("person")
    assert after == before
    with store.unit() as unit:
        assert unit.people.get(1).name == "欧阳演示"


def test_foreign_keys_are_on_again_after_a_step(path, store, next_form):
    migrate.upgrade(store.engine, path, scripts=next_form(), head=NEXT)

    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_the_copy_made_before_a_step_opens_with_the_same_key_and_has_the_old_form(path, store, fill, next_form, key):
    fill(store)

    copy = migrate.upgrade(store.engine, path, scripts=next_form(), head=NEXT)

    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.parent.stat().st_mode & 0o777 == 0o700
    old = open_store(copy, key, store.readings)
    with old.unit() as unit:
        assert unit.people.get(1).name == "欧阳演示"
    with old.engine.connect() as connection:
        assert migrate.revision(connection) == migrate.HEAD
    old.close()


def test_three_copies_are_kept(path, store):
    with store.engine.connect() as connection:
        copies = [migrate.copy_store(connection, path, f"{n}") for n in range(5)]

    assert sorted(path.parent.joinpath("copies").iterdir()) == sorted(copies[2:])


@pytest.mark.parametrize("more", ["raise RuntimeError('defect')", "op.execute('INSERT INTO no_such_table VALUES (1)')"])
def test_a_step_that_fails_leaves_the_store_as_it_was(path, store, fill, next_form, more):
    fill(store)
    before = everything(store)

    with pytest.raises(Exception, match=r"defect|no_such_table"):
        migrate.upgrade(store.engine, path, scripts=next_form(more), head=NEXT)

    assert everything(store) == before
    with store.engine.connect() as connection:
        assert migrate.revision(connection) == migrate.HEAD
        assert "nickname" not in connection.exec_driver_sql("SELECT sql FROM sqlite_master").scalars().all()[0]


def test_a_step_that_leaves_children_without_parents_is_undone(path, store, fill, next_form):
    fill(store)
    before = everything(store)

    with pytest.raises(StoreUnavailable) as refused:
        migrate.upgrade(store.engine, path, scripts=next_form('op.execute("DELETE FROM person")'), head=NEXT)

    assert refused.value.code == "store_migration_broken"
    assert everything(store) == before


def test_no_step_is_run_when_there_is_no_room_for_the_copy(path, store, fill, next_form):
    fill(store)
    (path.parent / "copies").write_text("a file where the folder should be")

    with pytest.raises(StoreUnavailable) as refused:
        migrate.upgrade(store.engine, path, scripts=next_form(), head=NEXT)

    assert refused.value.code == "store_cannot_open"
    with store.engine.connect() as connection:
        assert migrate.revision(connection) == migrate.HEAD


def test_a_store_of_the_newest_form_opens_without_the_tool_for_steps(path, in_a_process):
    program = """
import sys
from pathlib import Path
from db import open_store
open_store(Path(sys.argv[1]), "5a" * 32, lambda name: ()).close()
print(any(name.partition(".")[0] in ("alembic", "mako") for name in sys.modules))
"""

    assert in_a_process(program, path) == "False"


def test_the_steps_of_packs_survive_the_step_after_which_a_pack_can_be_refused(tmp_path, key):
    path = tmp_path / "store.db"
    engine = make_engine(path, key)
    migrate.upgrade(engine, path, head="0012")
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO rule_pack VALUES ('a')")
        connection.exec_driver_sql("INSERT INTO rule_step VALUES (7, 'a', 'accepted', 'admin', '2026-11-02 01:30:00')")

    migrate.upgrade(engine, path, head="0013")

    with engine.begin() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM rule_step").all()
        connection.exec_driver_sql(
            "INSERT INTO rule_step (pack, step, taken_by, taken_at) VALUES ('a', 'refused', 'wang', '2026-11-02')"
        )
        numbers = connection.exec_driver_sql("SELECT id FROM rule_step ORDER BY 1").scalars().all()
    engine.dispose()
    assert [tuple(row) for row in rows] == [(7, "a", "accepted", "admin", "2026-11-02 01:30:00", None)]
    assert numbers == [7, 8]
