"""The sheet that goes with a verification kit: how to check a card, and what to compare before trusting the page."""

from resipermit.adapters.a4_sheet import MARGIN_MM, A4Sheet
from resipermit.adapters.fonts import BOLD
from resipermit.usecases.make_kit import KitSheet
from resipermit.words import say

CHINESE = "zh_CN"
STEPS = ("open", "compare", "show", "read", "person", "renew", "doubt")


def kit_sheet(told: KitSheet) -> bytes:
    """Return the sheet as PDF; the same kit gives the same bytes."""
    sheet = A4Sheet(say("sheet.kit_title", CHINESE))
    sheet.centred(say("sheet.kit_title", CHINESE), 20)
    sheet.centred(say("sheet.kit_title", "en"), 10, gap_mm=6)
    facts = {"authority": told.authority, "on": told.made_on, "until": told.listing.good_until}
    sheet.line(say("sheet.kit_of", CHINESE, **facts), 11)
    sheet.line(say("sheet.kit_of", "en", **facts), 9, gap_mm=6)
    for number, step in enumerate(STEPS, 1):
        sheet.line(f"{number}. {say(f'sheet.kit_{step}', CHINESE)}", 11, gap_mm=1)
        sheet.line(say(f"sheet.kit_{step}", "en"), 8.5, x_mm=MARGIN_MM + 5, gap_mm=4)
    sheet.rule(gap_mm=4)
    _figures(sheet, "sheet.root", told.root.fingerprint.split(" "))
    digest = told.page_sha256
    _figures(sheet, "sheet.kit_page", [digest[at : at + 4] for at in range(0, len(digest), 4)])
    sheet.line(say("sheet.kit_sequence", CHINESE, sequence=told.root.sequence), 10)
    return sheet.pdf()


def _figures(sheet: A4Sheet, code: str, groups: list[str]) -> None:
    """Write a digest in groups that the eye can compare."""
    sheet.line(say(code, CHINESE), 11, weight=BOLD)
    for start in range(0, len(groups), 8):
        sheet.line("   ".join(groups[start : start + 8]), 13, x_mm=MARGIN_MM + 4, gap_mm=2)
    sheet.at_mm += 3
