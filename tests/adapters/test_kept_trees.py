"""What was parsed is kept, and nobody can tell: the same book, the same complaints, and the file has the last word."""

import json
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import platformdirs
import pytest
from bad_packs import BAD_PACKS, PLACE, BadPack, write_pack

from resipermit import __version__
from resipermit.adapters import kept_trees, yaml_parsing
from resipermit.adapters.kept_trees import KeptTrees, trees_folder
from resipermit.adapters.rule_files import build_book, load_book, parse_book, read_layers
from resipermit.adapters.yaml_trees import Branch, Row, read_source
from resipermit.domain.errors import InvalidInput
from resipermit.domain.rules import RuleBook
from resipermit.resources import resources
from resipermit.wiring.parts import Parts

OWN = resources() / "rules"
EXAMPLES = OWN / "examples"
FEW = (
    b"values:\n  issue.days:\n    words: {zh: \xe5\xa4\xa9, en: days}\n    values: [{since: '2016-01-01', value: 15}]\n"
)


def places_in(root: Path) -> list[tuple[str, Path]]:
    layers = (path for path in sorted(root.rglob("*")) if path.is_dir() and path.name.isdigit())
    places = dict.fromkeys(path.name.ljust(6, "0") for path in layers if "examples" not in path.relative_to(root).parts)
    return [(place, root) for place in places]


PLACES = [*places_in(OWN), *places_in(EXAMPLES)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "caches" / "trees"


@pytest.fixture
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of trees of a user who has loaded nothing yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    load_book.cache_clear()
    return tmp_path / "caches" / "resipermit" / "trees"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the name of every file that is really parsed."""
    names: list[str] = []
    parse = yaml_parsing.parse

    def noting(text: str, file: str) -> object:
        names.append(file)
        return parse(text, file)

    monkeypatch.setattr(yaml_parsing, "parse", noting)
    return names


def book_of(place: str, root: Path, folder: Path) -> RuleBook:
    return build_book(place, read_layers(place, root), KeptTrees(folder).read)


def entries_of(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def words_of(tree: object) -> object:
    """Return a tree without its lines, which are not kept."""
    if isinstance(tree, Branch):
        return tree.file, [(str(key), words_of(piece)) for key, piece in tree.entries.items()]
    return (tree.file, [words_of(piece) for piece in tree.entries]) if isinstance(tree, Row) else str(tree)


@pytest.mark.parametrize(("place", "root"), PLACES)
def test_a_book_from_kept_trees_is_the_book_from_the_files(
    place: str, root: Path, folder: Path, parsed: list[str]
) -> None:
    source = build_book(place, read_layers(place, root))
    first = book_of(place, root, folder)
    parsed.clear()

    kept = book_of(place, root, folder)

    assert parsed == []
    assert kept == first == source
    assert kept.sha256 == source.sha256


@pytest.mark.parametrize("file", sorted(OWN.rglob("*.yaml")), ids=lambda file: file.stem)
def test_every_word_of_a_file_is_kept_in_its_order(file: Path, folder: Path) -> None:
    raw = file.read_bytes()
    KeptTrees(folder).read(raw, "kept.yaml")

    tree = KeptTrees(folder).read(raw, "named.yaml")

    assert words_of(tree) == words_of(read_source(raw, "named.yaml"))


@pytest.mark.parametrize("bad", BAD_PACKS, ids=str)
def test_a_fault_is_told_with_the_same_words_and_line_whether_its_file_was_kept_or_not(
    bad: BadPack, tmp_path: Path, caches: Path
) -> None:
    root = write_pack(tmp_path / "pack", bad.text)
    layers = read_layers(PLACE, root)
    told: list[object] = []

    for load in (lambda: build_book(PLACE, layers), lambda: load_book(PLACE, root), lambda: load_book(PLACE, root)):
        load_book.cache_clear()
        try:
            told.append(load())
        except InvalidInput as error:
            told.append((error.code, error.field, error.facts))

    assert told[0] == told[1] == told[2]


def without_the_end(content: bytes) -> bytes:
    return content[:-20]


def with_another_value(content: bytes) -> bytes:
    return content.replace(b'"15"', b'"99"')


def of_another_form(content: bytes) -> bytes:
    return content.replace(b"[2,", b"[1,", 1)


def of_another_program(content: bytes) -> bytes:
    return content.replace(__version__.encode(), b"0.0.9", 1)


def of_another_file(content: bytes) -> bytes:
    return content.replace(sha256(FEW).hexdigest().encode(), sha256(b"").hexdigest().encode(), 1)


def of_another_shape(content: bytes) -> bytes:
    return signed(content, b'{"values":{"issue.days":15}}')


def no_mapping(content: bytes) -> bytes:
    return signed(content, b'["values"]')


def nested_without_end(content: bytes) -> bytes:
    return signed(content, b"[" * 100_000 + b"]" * 100_000)


def signed(content: bytes, written: bytes) -> bytes:
    head = json.loads(content.split(b"\n")[0])
    return json.dumps([*head[:3], sha256(written).hexdigest()]).encode() + b"\n" + written


@pytest.mark.parametrize(
    "damage",
    [
        without_the_end,
        with_another_value,
        of_another_form,
        of_another_program,
        of_another_file,
        of_another_shape,
        no_mapping,
        nested_without_end,
        lambda _: b"",
        lambda _: b"\n",
        lambda _: b"\xff\xfe\n[]",
    ],
)
def test_an_entry_that_is_not_what_it_should_be_is_made_anew(
    damage: Callable[[bytes], bytes], folder: Path, parsed: list[str]
) -> None:
    KeptTrees(folder).read(FEW, "few.yaml")
    (entry,) = entries_of(folder)
    whole = entry.read_bytes()
    entry.write_bytes(damage(whole))
    assert entry.read_bytes() != whole
    parsed.clear()

    tree = KeptTrees(folder).read(FEW, "few.yaml")

    assert parsed == ["few.yaml"]
    assert tree == read_source(FEW, "few.yaml")
    assert entry.read_bytes() == whole


def test_a_changed_file_is_never_answered_from_what_was_kept_of_it(folder: Path) -> None:
    KeptTrees(folder).read(FEW, "few.yaml")
    amended = FEW.replace(b"value: 15", b"value: 10")

    tree = KeptTrees(folder).read(amended, "few.yaml")

    assert tree == read_source(amended, "few.yaml")
    assert words_of(tree) != words_of(read_source(FEW, "few.yaml"))


def test_an_entry_under_the_name_of_another_file_is_not_taken_for_it(folder: Path) -> None:
    amended = FEW.replace(b"value: 15", b"value: 10")
    KeptTrees(folder).read(FEW, "few.yaml")
    (entry,) = entries_of(folder)
    entry.rename(folder / f"{sha256(amended).hexdigest()}.json")

    tree = KeptTrees(folder).read(amended, "few.yaml")

    assert tree == read_source(amended, "few.yaml")


def test_what_is_kept_is_checked_word_by_word_and_the_file_has_the_last_word(caches: Path, parsed: list[str]) -> None:
    book = load_book("430100")
    for entry in entries_of(caches):
        tamper(entry)
    load_book.cache_clear()
    parsed.clear()

    again = load_book("430100")

    assert again == book
    assert parsed == [f"{name}.yaml" for name in book.layers]


def tamper(entry: Path) -> None:
    """Write an entry with a word that the language does not know, and the digest of what is written."""
    head, written = entry.read_bytes().split(b"\n")
    entry.write_bytes(signed(head, written.replace(b'"since":', b'"sense":')))


def test_only_the_user_may_look_into_the_folder_and_its_files(folder: Path) -> None:
    KeptTrees(folder).read(FEW, "few.yaml")

    modes = [path.stat().st_mode & 0o777 for path in (folder, *entries_of(folder))]

    assert modes == [0o700, 0o600]


def test_a_folder_in_which_others_may_write_is_left_alone(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o777)

    tree = KeptTrees(folder).read(FEW, "few.yaml")

    assert tree == read_source(FEW, "few.yaml")
    assert entries_of(folder) == []


def test_a_link_in_place_of_the_folder_is_left_alone(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    folder.parent.mkdir()
    folder.symlink_to(elsewhere)

    KeptTrees(folder).read(FEW, "few.yaml")

    assert entries_of(elsewhere) == []


def test_nothing_is_kept_where_no_folder_can_be_made(tmp_path: Path, parsed: list[str]) -> None:
    (tmp_path / "caches").write_text("a file, no folder", encoding="ascii")
    trees = KeptTrees(tmp_path / "caches" / "trees")

    read = [trees.read(FEW, "few.yaml") for _ in range(2)]

    assert read == [read_source(FEW, "few.yaml")] * 2
    assert parsed[:2] == ["few.yaml", "few.yaml"]


def test_nothing_is_kept_for_a_user_without_a_folder(parsed: list[str]) -> None:
    trees = KeptTrees(None)

    tree = trees.read(FEW, "few.yaml")

    assert tree == read_source(FEW, "few.yaml")
    assert parsed == ["few.yaml"] * 2


def test_an_entry_that_cannot_be_written_leaves_no_draft(folder: Path) -> None:
    (folder / f"{sha256(FEW).hexdigest()}.json").mkdir(parents=True, mode=0o700)
    folder.chmod(0o700)

    tree = KeptTrees(folder).read(FEW, "few.yaml")

    assert tree == read_source(FEW, "few.yaml")
    assert [path.is_dir() for path in entries_of(folder)] == [True]


def test_several_writers_at_once_leave_one_whole_entry(folder: Path, parsed: list[str]) -> None:
    raw = (OWN / "43" / "30-settlement.yaml").read_bytes()
    with ThreadPoolExecutor(8) as writers:
        trees = list(writers.map(lambda _: KeptTrees(folder).read(raw, "settlement.yaml"), range(24)))
    parsed.clear()

    tree = KeptTrees(folder).read(raw, "settlement.yaml")

    assert parsed == []
    assert len(entries_of(folder)) == 1
    assert all(words_of(one) == words_of(tree) for one in trees)


def test_the_oldest_entries_make_room(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_trees, "MOST", 3)
    for number in range(5):
        KeptTrees(folder).read(f"values: {{}} # {number}\n".encode(), "some.yaml")
        for entry in entries_of(folder):
            os.utime(entry, (entry.stat().st_atime, entry.stat().st_mtime - 60))

    kept = [sha256(f"values: {{}} # {number}\n".encode()).hexdigest() for number in (2, 3, 4)]

    assert {entry.stem for entry in entries_of(folder)} == set(kept)


def test_a_kept_tree_has_the_form_that_its_number_says(folder: Path) -> None:
    raw = b"a: [x, {b: '1'}]\n\nc: |\n  two\n  lines\n"
    KeptTrees(folder).read(raw, "some.yaml")
    (entry,) = entries_of(folder)

    head, written = entry.read_bytes().split(b"\n")

    assert json.loads(head)[0] == kept_trees.FORM == 2, "another number for another form"
    assert json.loads(written) == {"a": ["x", {"b": "1"}], "c": "two\nlines\n"}


def test_a_place_reads_its_own_layers_only(caches: Path, parsed: list[str]) -> None:
    book = load_book("430100")

    assert parsed == [f"{name}.yaml" for name in book.layers]
    assert {name.rpartition("/")[0] for name in book.layers} == {"national", "43", "43/4301/430100"}
    assert len(entries_of(caches)) == len(parsed)


def test_a_hall_acts_by_the_files_themselves_whatever_is_kept_of_them(caches: Path, parsed: list[str]) -> None:
    load_book("430100")
    parse_book.cache_clear()
    parsed.clear()

    book = Parts("zh_CN").rules_in_force.book("430100")

    assert parsed == [f"{name}.yaml" for name in book.layers]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs itself is asked")
@pytest.mark.parametrize("named", ["/var/caches", "", "relative", None])
def test_the_folder_lies_where_the_platform_keeps_caches(named: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if named is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", named)

    folder = trees_folder(os.environ)

    assert folder == platformdirs.user_cache_path("resipermit", appauthor=False) / "trees"
