"""The sheets about keys and lists: fingerprints to compare by eye, and the status list as a code to hang up."""

from datetime import date

from resipermit.adapters.a4_sheet import MARGIN_MM, WIDTH_MM, A4Sheet
from resipermit.adapters.card_code import as_text
from resipermit.adapters.fonts import BOLD
from resipermit.domain.card_keys import KeyRecord
from resipermit.domain.status_list import StatusList
from resipermit.usecases.sign_key_list import KeyRoom
from resipermit.words import say

CEREMONY = range(1, 6)
CHINESE = "zh_CN"  # what is signed and hung up is Chinese; each heading has its English below it
_COLUMNS_MM = (MARGIN_MM, 62.0, 86.0, 114.0, 142.0, 170.0)


def fingerprint_sheet(room: KeyRoom, on: date) -> bytes:
    """Return the fingerprint sheet as PDF: root, every key with its days, room for two signatures."""
    sheet = A4Sheet(say("sheet.keys", CHINESE))
    sheet.centred(say("sheet.keys", CHINESE), 20)
    sheet.centred(say("sheet.keys", "en"), 10, gap_mm=6)
    sheet.line(say("sheet.authority", CHINESE, authority=room.hall.authority, on=on), 11, gap_mm=6)
    _root(sheet, room)
    heads = [say(f"sheet.{name}", CHINESE) for name in ("kid", "algorithm", "since", "retired", "compromised", "state")]
    sheet.table(_COLUMNS_MM, [heads, *([*_row(key), _state(key, on)] for key in room.hall.keys)])
    sheet.at_mm += 4
    for step in ("sheet.compare", "sheet.kit"):
        sheet.line(say(step, CHINESE), 9.5)
        sheet.line(say(step, "en"), 8, gap_mm=3)
    _signatures(sheet)
    sheet.at_mm += 8
    sheet.line(say("sheet.steps", CHINESE), 11, weight=BOLD)
    for number in CEREMONY:
        sheet.line(f"{number}. {say(f'ceremony.{number}', CHINESE)}", 9.5)
    return sheet.pdf()


def status_sheet(listing: StatusList, token: bytes, authority: str) -> bytes:
    """Return the status list as one code to hang up; raises Refused("list_too_long_for_code")."""
    sheet = A4Sheet(say("sheet.status", CHINESE))
    sheet.centred(say("sheet.status", CHINESE), 20)
    sheet.centred(say("sheet.status", "en"), 10, gap_mm=6)
    facts = {"authority": authority, "made_on": listing.made_on, "until": listing.good_until}
    sheet.line(say("sheet.status_of", CHINESE, **facts), 11)
    sheet.line(say("sheet.status_of", "en", **facts), 9, gap_mm=4)
    sheet.code(as_text(token), 170)
    sheet.line(say("sheet.status_use", CHINESE), 10)
    sheet.line(say("sheet.status_use", "en"), 8.5)
    return sheet.pdf()


def _root(sheet: A4Sheet, room: KeyRoom) -> None:
    sheet.line(say("sheet.root", CHINESE), 12, weight=BOLD)
    if room.root is None:
        sheet.line(say("sheet.no_root", CHINESE), 11, gap_mm=6)
        return
    groups = room.root.fingerprint.split(" ")
    for start in range(0, len(groups), 8):
        sheet.line("   ".join(groups[start : start + 8]), 15, weight=BOLD, x_mm=MARGIN_MM + 4, gap_mm=3)
    sheet.line(say(f"sheet.list_{room.list_state}", CHINESE, sequence=room.root.sequence), 10, gap_mm=7)


def _row(key: KeyRecord) -> list[str]:
    days = (key.since, key.retired_on, key.compromised_on)
    return [key.kid.hex(), key.algorithm, *("—" if day is None else day.isoformat() for day in days)]


def _state(key: KeyRecord, on: date) -> str:
    return say(f"sheet.key_{'good' if key.may_sign_on(on) else 'ended'}", CHINESE)


def _signatures(sheet: A4Sheet) -> None:
    sheet.at_mm += 16
    middle = WIDTH_MM / 2
    top = sheet.at_mm
    for x_mm, code in ((MARGIN_MM, "sheet.keeper"), (middle + 5, "sheet.witness")):
        sheet.at_mm = top
        sheet.rule(x_mm=x_mm, to_mm=x_mm + 75)
        sheet.line(say(code, CHINESE), 10, x_mm=x_mm, gap_mm=1)
        sheet.line(say(code, "en"), 8, x_mm=x_mm)
