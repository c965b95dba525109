"""Draw docs/page.png, the picture in the README, from a page that was built: python docs/picture.py.

Arguments, each with a default: the page, the picture, part of the address of the event to choose.

Needs the system's Chromium and, for Chinese letters, a font that has them (Debian: chromium, fonts-noto-cjk).
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
CHOOSE = """(wanted) => {
  const shown = (thing) => thing.event && seen.nodes.has(THINGS.indexOf(thing));
  const told = (thing) => 100 * new Set(thing.tellings.map((telling) => telling.article)).size
    + 10 * thing.tellings.length + Math.max(...thing.tellings.map((telling) => (telling.relays ?? []).length));
  const events = THINGS.filter(shown).sort((a, b) => told(b) - told(a));
  choose(THINGS.indexOf(events.find((event) => event.iri.includes(wanted)) ?? events[0]), false); emphasise(null); }"""


def draw(page_file: str = "out/graph.html", picture: str = "docs/page.png", event: str = "Invitation") -> None:
    """Open a page in Chromium, choose an event (of those that fit, the one told the most) and save what is seen."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_page(viewport={"width": 1360, "height": 820})
        page.goto(Path(page_file).resolve().as_uri())
        page.wait_for_function("document.documentElement.dataset.ready === 'yes'")
        page.evaluate(CHOOSE, event)
        page.evaluate("fit(false)")
        page.wait_for_timeout(600)
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    draw(*sys.argv[1:])
