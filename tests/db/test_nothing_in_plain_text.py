"""Whatever lies in the home folder, no name, number, address or portrait can be read in it."""

from db.migrate import copy_store

PORTRAIT = b"\xff\xd8 a portrait"


def raw_bytes(folder):
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert len(files) > 3
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def test_nobody_is_found_in_the_raw_bytes_of_the_store_its_log_and_its_copies(path, store, fill):
    kept = fill(store)
    with store.engine.connect() as connection:
        copy_store(connection, path, "test")
    fill(store, "赵演示", kept.born_on.replace(year=1980))  # so that the log is not empty

    spoken = [kept.name, kept.registered_address, "演示路10号", kept.citizen_number, kept.phone, "ouyangyanshi"]
    secret = [PORTRAIT, b"%PDF page", b"name_gram", b"SQLite format 3"]
    for text in spoken:
        secret += [text.encode("utf-8"), text.encode("utf-16-le"), text.encode("gb18030")]
    for name, content in raw_bytes(path.parent).items():
        for needle in secret:
            assert needle not in content, f"{needle!r} in {name}"
    assert {"store.db", "store.db-wal", "store.db-shm"} <= set(raw_bytes(path.parent))


def test_the_key_lies_nowhere_beside_the_store(path, store, fill, key):
    fill(store)

    assert all(key.encode() not in content for content in raw_bytes(path.parent).values())
    assert all(bytes.fromhex(key) not in content for content in raw_bytes(path.parent).values())
