"""The page's verdicts on the published test vectors are those of the program."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.kit import offices
from tests.kit.browser import Browser, browser

pytestmark = pytest.mark.service

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "verification.json").read_text(encoding="utf-8"))
SAID_BY_THE_PAGE = {"label_refused", "list_refused"}  # when the label is scanned, when the page opens
JUDGE = """
const [kit, text, label, on, expect, done] = arguments;
(async () => {
  const lists = await Verdict.open(kit, {});
  const moment = new Date(`${on}T04:00:00Z`);
  const held = label === null ? null : (await Verdict.on(label, lists, moment, null)).label ?? null;
  const verdict = await Verdict.on(text, lists, moment, expect, held);
  done([verdict.genuine, verdict.reason, verdict.standing, verdict.standing_reason, verdict.cautions]);
})();
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser() as one:
        one.open(offices.kit(tmp_path_factory.mktemp("kit")))
        yield one


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: f"{case['name']}: {case['card']}")
def test_the_page_judges_as_the_program_does(page: Browser, case: dict[str, Any]) -> None:
    lists = [VECTORS["status_lists"][case["status_list"]]] if case["status_list"] else []
    kit = {
        "root_public_key": VECTORS["root"]["public_key"],
        "key_list": VECTORS["key_lists"]["keys"],
        "status_lists": lists,
    }
    label = VECTORS["codes"][case["label"]] if case["label"] else None

    told = page.script_later(JUDGE, kit, VECTORS["codes"][case["card"]], label, case["on"], case["expect"])

    cautions = [code for code in case["cautions"] if code not in SAID_BY_THE_PAGE]
    assert told == [case["genuine"], case["reason"], case["standing"], case["standing_reason"], cautions]
