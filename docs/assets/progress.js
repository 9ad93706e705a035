// How far each guide is, on the pages that lead to it: what this device remembers, beside the link to the guide.

import { base, fill, inWords, recall } from "./device.js";

const words = document.getElementById("guide-progress").dataset;
const language = document.documentElement.lang;
const root = base(words.base);
const home = base(words.home);

/** The guide that a link leads to, by its path without the language. */
const guideOf = ({ origin, pathname }) =>
  origin === location.origin && pathname.startsWith(home) ? pathname.slice(home.length).replace(/(?:\/|\/?index\.html|\.html)$/, "") : "";

const line = (guide, link) => {
  const made = document.createElement("div");
  made.className = "guide-progress";
  made.dataset.guide = guide;
  // In a card above the link to the guide, in a cell below it, else below the paragraph that leads to the guide.
  const around = link.closest(".grid.cards > :is(ul, ol) > li, td");
  if (around?.localName === "td") around.append(made);
  else if (around && link.closest("p")) link.closest("p").before(made);
  else if (around) around.append(made);
  else (link.closest("p, li") ?? link).after(made);
  return made;
};

const paragraph = (...content) => {
  const made = document.createElement("p");
  made.append(...content);
  return made;
};

const leading = (address, place, text) => {
  const link = document.createElement("a");
  link.href = `${address}#${place}`;
  link.textContent = text;
  return link;
};

const show = (element, address, { steps, done, next, end, waiting }, title) => {
  const numbers = { done: done.length, steps: steps.length };
  const text = done.length === steps.length ? words.all : done.length === 1 ? words.one : words.other;
  element.replaceChildren(paragraph(fill(text, numbers)));
  if (next) {
    element.append(paragraph(leading(address, next.place, fill(words.next, { section: next.section, step: next.number }))));
  } else if (end) {
    element.append(paragraph(leading(address, end.id, fill(words.nextSection, { section: title(end) }))));
  }
  for (const { step, what, since } of waiting) {
    const text = since ? fill(words.waitingSince, { day: inWords(since, language), what }) : fill(words.waiting, { what });
    element.append(paragraph(leading(address, step.place, text)));
  }
};

/** What a guide says of itself: its steps are read from its page, in the language of the one that is open. */
const fetched = async (address) => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.statusText);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.getElementById("steps-done")?.parentElement;
};

const begun = new Map();
for (const link of document.querySelectorAll("article a[href]")) {
  const guide = guideOf(link);
  const state = guide && recall(root + guide);
  if (!state || state.ticks.size === 0) continue;
  const address = link.href.replace(/#.*/, "");
  const known = begun.get(guide) ?? { address, state, lines: [] };
  const around = link.closest(".grid.cards > :is(ul, ol) > li, tr, section, article");
  if (!known.lines.some((each) => around.contains(each) && around.localName !== "article")) known.lines.push(line(guide, link));
  begun.set(guide, known);
}

const update = async ({ address, lines }, guide) => {
  const { progress, readGuide, title } = await import("./guide.js");
  const content = await fetched(address).catch(() => null);
  const found = content && progress(readGuide(content), recall(root + guide));
  for (const each of lines) {
    each.hidden = !(found?.done.length > 0);
    if (!each.hidden) show(each, address, found, title);
  }
};

const updateAll = () => begun.forEach(update);
updateAll();
addEventListener("pageshow", ({ persisted }) => persisted && updateAll());
addEventListener("storage", updateAll);
