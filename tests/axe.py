"""What axe-core finds on a page that is open in Chromium, light and dark."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Kinds = dict[str, str]  # a state, and how many texts of each kind were measured in it, as JSON


def nothing_measured() -> Kinds:
    """For pages that are looked at one after the other: the contrast of a kind of text is measured once for all."""
    return defaultdict(lambda: "{}")


# Colours alone depend on the scheme, and four fifths of the time would be for the contrast of the same kinds of text over
# and over. What colours a text has depends on its element and those around it, their classes and styles: of each such
# kind that is visible, the first two are measured, in every state. All other rules look at everything.
START = """async ([tags, measured]) => {
    const seen = new Map(Object.entries(JSON.parse(measured)));
    const named = e => [e.localName, ...['class', 'style', 'data-state'].map(name => e.getAttribute(name))].join('.');
    const kind = e => e ? `${named(e)} ${kind(e.parentElement)}` : '';
    for (const element of document.body.querySelectorAll('*')) {
        const hasText = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        const isOne = element.getClientRects().length && (hasText || element.matches('a[href], input, select, textarea'));
        const ofKind = (seen.get(kind(element)) ?? 0) + 1;
        if (isOne) seen.set(kind(element), ofKind);
        element.toggleAttribute('data-measured', isOne && ofKind <= 2);
    }
    const colours = { 'color-contrast': '[data-measured]', 'link-in-text-block': 'a[href][data-measured]' };
    axe.configure({ rules: Object.entries(colours).map(([id, selector]) => ({ id, selector })) });
    const rules = tags ?? (document.querySelector('[data-measured]') ? Object.keys(colours) : []);
    const { violations } = rules.length ? await axe.run({ resultTypes: ['violations'], runOnly: rules }) : { violations: [] };
    const faults = violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')}`));
    return [faults, JSON.stringify(Object.fromEntries(seen))];
}"""

# The theme asks for the scheme of the system when a page is loaded; when another is wanted later, it paints its own anew,
# with the next frame. What is painted after that stays.
PAINT = """async palette => {
    if (!document.body.dataset.mdColorScheme) return palette;
    await new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)));
    return document.body.dataset.mdColorScheme = palette;
}"""
PAINTED = "palette => document.body.dataset.mdColorScheme ?? palette"


def look(page: Page, state: str, measured: Kinds | None = None, only_colours: bool = False) -> list[str]:
    """What axe finds on a page in a state that is named: light, and what depends on colours dark, too. only_colours:
    without the other rules."""
    measured = nothing_measured() if measured is None else measured
    page.evaluate(f"if (!window.axe) {{ {AXE_SCRIPT} }} 0")
    found = []
    schemes: list[tuple[Literal["light", "dark"], str]] = [("light", "default"), ("dark", "slate")]
    for scheme, palette in schemes:
        page.emulate_media(color_scheme=scheme)
        page.evaluate(PAINT, palette)
        name = f"{scheme} {state}"
        tags = None if scheme == "dark" or only_colours else TAGS
        faults, measured[name] = page.evaluate(START, [tags, measured[name]])
        assert page.evaluate(PAINTED, palette) == palette, f"{page.url} was painted anew while axe looked at it"
        found += [f"/{page.url.split('/', 3)[3]} {name}: {fault}" for fault in faults]
    return found
