import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "bench" / "fuzz_code.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz_code", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_two_thousand_strange_inputs_crash_nothing_and_are_not_taken_for_what_was_not_signed(script: ModuleType):
    told = script.fuzz(seed=1, count=2000)

    assert told.total() == 2000
    assert {"malformed", "bad_signature", "wrong_algorithm", "newer_than_program"} <= {reason for _, reason in told}
    assert sum(number for (_, reason), number in told.items() if reason.startswith("accepted")) < 100


def test_the_fuzzer_would_notice_a_decoder_that_reads_something_else(script: ModuleType, monkeypatch):
    monkeypatch.setattr(script, "ask_card", lambda text: script.packed({1: "anything"}))

    with pytest.raises(script.WronglyAccepted):
        script.fuzz(seed=1, count=200)
