// Which sections of a guide have changed since a reader's last visit, in the language of the page. A note stands below
// the heading until the reader marks it as read, or ticks a step of the section.

import { base, fill, inWords, recall, remember, today } from "./device.js";
import { digests, title } from "./guide.js";

const line = document.getElementById("steps-done");
const words = line.dataset;
const key = base(words.base) + words.guide;
const language = document.documentElement.lang;

const now = digests(words.sections);

const entriesOf = (value) => new Map(value && typeof value === "object" ? Object.entries(value) : []);

/** Note the visit; the sections that have changed, with the day of the last visit before. */
const visit = () => {
  const state = recall(key);
  const last = state.visits.get(language);
  const before = entriesOf(last?.sections);
  const unread = entriesOf(last?.unread);
  const changed = new Map();
  for (const [anchor, digest] of now) {
    const isOther = last && before.get(anchor) !== digest;
    const since = unread.get(anchor) ?? (isOther ? last.day : null);
    if (/^\d{4}-\d\d-\d\d$/.test(since)) changed.set(anchor, since);
  }
  state.visits.set(language, { day: today(), sections: Object.fromEntries(now), unread: Object.fromEntries(changed) });
  remember(key, state);
  return changed;
};

const changed = visit();
const notes = new Map();
const summary = document.createElement("p");
summary.className = "steps-done__changed";

const isOnTheWay = (heading) => !heading.closest(".tabbed-block[data-left-out]");

/** Name the sections below the title, so that nobody has to look for them. */
const summarize = () => {
  const headings = [...notes.keys()].map((anchor) => document.getElementById(anchor)).filter(isOnTheWay);
  summary.replaceChildren(words.changedSections, ...headings.flatMap((heading) => {
    const link = document.createElement("a");
    link.href = `#${heading.id}`;
    link.textContent = title(heading);
    return [" ", link];
  }));
  if (headings.length > 0) line.append(summary);
  else summary.remove();
};

const markRead = (anchor) => {
  const state = recall(key);
  const last = state.visits.get(language);
  if (last?.unread) delete last.unread[anchor];
  remember(key, state);
  notes.get(anchor)?.remove();
  notes.delete(anchor);
  summarize();
};

for (const [anchor, since] of changed) {
  const heading = document.getElementById(anchor);
  if (!heading) continue;
  const note = document.createElement("p");
  const read = document.createElement("button");
  note.className = "section-changed";
  note.lang = line.lang;
  read.type = "button";
  read.textContent = words.markRead;
  read.setAttribute("aria-label", `${words.markRead} – ${title(heading)}`);
  read.addEventListener("click", () => {
    markRead(anchor);
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  });
  note.append(fill(words.changedSince, { day: inWords(since, line.lang) }), " ", read);
  (heading.tagName === "H1" ? line : heading).after(note);
  notes.set(anchor, note);
}
summarize();

line.addEventListener("ticked", ({ detail }) => {
  if (detail.heading && notes.has(detail.heading.id)) markRead(detail.heading.id);
});
line.addEventListener("chosen", summarize);
