"""A real browser with a kit open from disk: what is shown to it, and what it then says."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

SECONDS = 20
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=900,1100",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
)
NO_ED25519 = "crypto.subtle.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'));"


class Browser:
    """The page as somebody at a school would use it."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self._driver = driver

    def open(self, page: Path, *, without_ed25519: bool = False) -> None:
        """Open *page* from disk; *without_ed25519* takes the browser's own signatures away first."""
        if without_ed25519:
            self._driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": NO_ED25519})
        self._driver.get(page.as_uri())
        self._wait("return document.getElementById('keys').textContent !== ''")

    def show_text(self, text: str, expect: str = "") -> dict[str, Any]:
        """Paste the text of a code and return the verdict."""
        self._driver.find_element(By.ID, "again").is_displayed() and self._press("again")
        self._driver.execute_script("document.getElementById('text').value = arguments[0]", text)
        self._driver.execute_script("document.getElementById('expect').value = arguments[0]", expect)
        return self._answered(lambda: self._press("check"))

    def show_label(self, text: str) -> dict[str, Any]:
        """Paste the text of a label while a card is being looked at."""
        self._driver.execute_script("document.getElementById('text').value = arguments[0]", text)
        return self._answered(lambda: self._press("check"))

    def show_picture(self, picture: Path) -> dict[str, Any]:
        """Choose a picture of a card."""
        self._driver.find_element(By.ID, "again").is_displayed() and self._press("again")
        field = self._driver.find_element(By.ID, "picture")
        return self._answered(lambda: field.send_keys(str(picture)))

    def load_list(self, file: Path) -> str:
        """Load a list from a file and return what the page says of it."""
        self._driver.execute_script("document.getElementById('notice').textContent = ''")
        self._driver.find_element(By.ID, "newer").send_keys(str(file))
        self._wait("return document.getElementById('notice').textContent !== ''")
        return self._driver.find_element(By.ID, "notice").text

    def text(self, identifier: str) -> str:
        """Return the words of a part of the page."""
        return self._driver.find_element(By.ID, identifier).text

    def script(self, code: str, *values: Any) -> Any:
        """Run a line in the page and return its value."""
        return self._driver.execute_script(code, *values)

    def script_later(self, code: str, *values: Any) -> Any:
        """Run a script in the page that calls its last argument with the value."""
        self._driver.set_script_timeout(SECONDS)
        return self._driver.execute_async_script(code, *values)

    def press(self, identifier: str) -> None:
        """Press a button."""
        self._press(identifier)

    def complaints(self) -> list[str]:
        """Return what the browser's console holds: a refused script, an error."""
        return [line["message"] for line in self._driver.get_log("browser")]

    def requests(self) -> set[str]:
        """Return the addresses asked for on behalf of the page, itself included."""
        events = [json.loads(line["message"])["message"] for line in self._driver.get_log("performance")]
        asked = [event["params"] for event in events if event["method"] == "Network.requestWillBeSent"]
        return {one["request"]["url"] for one in asked if one["documentURL"].startswith("file:")}

    def _press(self, identifier: str) -> None:
        self._driver.execute_script(f"document.getElementById('{identifier}').click()")

    def _answered(self, act: Any) -> dict[str, Any]:
        self._driver.execute_script("document.getElementById('genuine').dataset.code = ''")
        act()
        self._wait("return document.getElementById('genuine').dataset.code !== ''")
        return {
            "genuine": self._code("genuine"),
            "standing": self._code("standing") if self._driver.find_element(By.ID, "standing").is_displayed() else None,
            "words": self._driver.find_element(By.CSS_SELECTOR, "#genuine strong").text,
            "standing_words": self._driver.find_element(By.CSS_SELECTOR, "#standing strong").text,
            "cautions": [line.text for line in self._driver.find_elements(By.CSS_SELECTOR, "#cautions li")],
            "card": {
                row.find_element(By.TAG_NAME, "th").text: row.find_element(By.TAG_NAME, "td").text
                for row in self._driver.find_elements(By.CSS_SELECTOR, "#card tr")
            },
        }

    def _code(self, identifier: str) -> str | None:
        return self._driver.find_element(By.ID, identifier).get_attribute("data-code")

    def _wait(self, script: str) -> None:
        WebDriverWait(self._driver, SECONDS, poll_frequency=0.02).until(lambda driver: driver.execute_script(script))


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the browser with a profile of its own and end it again."""
    with TemporaryDirectory() as profile:
        options = Options()
        options.binary_location = "/usr/bin/chromium"
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        try:
            yield Browser(driver)
        finally:
            driver.quit()
