"""Draw docs/graph.png, the picture in the README, from a page that was built: python docs/picture.py [PAGE] [PNG].

Needs the system's Chromium and, for Chinese letters, a font that has them (Debian: chromium, fonts-noto-cjk).
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
CHOOSE = """() => {
  const shown = (thing) => thing.event && !DATA.hidden.includes(groupOf(thing)) && nodes.get(THINGS.indexOf(thing));
  const most = Math.max(...THINGS.filter(shown).map((thing) => thing.tellings.length));
  choose(THINGS.findIndex((thing) => shown(thing) && thing.tellings.length === most), false); }"""


def draw(page_file: Path, picture: Path) -> None:
    """Open a page in Chromium, choose the event told most often, and save what is seen."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_page(viewport={"width": 1360, "height": 820})
        page.goto(page_file.resolve().as_uri())
        page.wait_for_function("document.documentElement.dataset.ready === 'yes'")
        page.evaluate(CHOOSE)
        page.evaluate("network.fit({animation: false})")
        page.wait_for_timeout(600)
        page.screenshot(path=str(picture))
        browser.close()


if __name__ == "__main__":
    draw(Path(*sys.argv[1:2] or ["out/graph.html"]), Path(*sys.argv[2:3] or ["docs/graph.png"]))
