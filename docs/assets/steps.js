// A guide is followed over days: each step can be ticked, and one of two routes chosen. Both stay on this device.

import { base, fill, inWords, recall, remember, today } from "./device.js";
import { chosen, digests, progress, readGuide, size, title } from "./guide.js";

const line = document.getElementById("steps-done");
const words = line.dataset;
const key = base(words.base) + words.guide;
const guide = readGuide(line.parentElement);
const [status, hand, reset, next, waiting, hint] = line.children;
let state = recall(key);
let undo = null;

const paragraph = (name) => {
  const made = document.createElement("p");
  made.className = name;
  made.lang = line.lang;
  return made;
};

// Routes ---------------------------------------------------------------------------------------------------------------

/** Let the tabs show what is chosen. On paper the others are left out. */
const showRoutes = () => {
  for (const route of guide.routes) {
    const index = chosen(route, state);
    for (const { inputs, labels, blocks } of route.sets) {
      if (index >= 0) inputs[index].checked = true;
      for (const [each, part] of [...labels.entries(), ...blocks.entries()]) {
        part.toggleAttribute("data-left-out", index >= 0 && each !== index);
      }
    }
  }
};

const choose = (route, index) => {
  if (chosen(route, state) === index) return;
  state = recall(key);
  state.routes.set(route.key, [index, route.names.length]);
  remember(key, state);
};

/** The tab that an element is in, or that it chooses. */
const tabOf = (element) => {
  const block = element.closest(".tabbed-block");
  for (const route of guide.routes) {
    for (const { inputs, blocks } of route.sets) {
      const index = Math.max(blocks.indexOf(block), inputs.indexOf(element));
      if (index >= 0) return { route, index };
    }
  }
  return null;
};

/** Choose the route that holds what an address names, and go there. */
const followFragment = () => {
  let target = null;
  try {
    target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return; // no address that a page can have
  }
  const tab = target && tabOf(target);
  if (tab) {
    choose(tab.route, tab.index);
    show();
  }
  if (tab || target?.matches(".step-box")) target.scrollIntoView();
};

for (const route of guide.routes) {
  for (const { set, inputs } of route.sets) {
    set.setAttribute("role", "group");
    if (route.heading) set.setAttribute("aria-label", title(route.heading));
    for (const [index, input] of inputs.entries()) {
      input.autocomplete = "off";
      input.addEventListener("change", () => {
        const { top } = set.getBoundingClientRect();
        choose(route, index);
        show();
        scrollBy({ top: set.getBoundingClientRect().top - top, behavior: "instant" });
      });
    }
  }
}

// Boxes ----------------------------------------------------------------------------------------------------------------

const addBox = ({ item, place }, name, kind) => {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.id = place;
  box.className = kind;
  box.autocomplete = "off";
  box.lang = line.lang;
  box.setAttribute("aria-label", name);
  item.prepend(box);
  return box;
};

for (const step of guide.steps) {
  const { section, number } = step;
  step.box = addBox(step, fill(words.step, { step: number, section }), "step-box");
}
for (const thing of guide.things) {
  thing.box = addBox(thing, fill(words.have, { thing: title(thing.item) }), "have-box");
}
const ticked = [...guide.steps, ...guide.things];

const counts = [...new Set(guide.steps.map(({ sectionKey }) => sectionKey))].flatMap((sectionKey) => {
  const own = guide.steps.filter((step) => step.sectionKey === sectionKey);
  if (own.length === 1) return [];
  const count = paragraph("steps-count");
  own[0].list.before(count);
  const changed = paragraph("steps-changed");
  changed.textContent = words.changed;
  return [{ count, own, changed }];
});

/** Whether a section has got more or fewer steps since some were ticked: a tick may be at another step now. */
const hasChanged = (step) => {
  const [steps] = state.ticks.get(step.place) ?? [];
  return steps !== undefined && steps !== size(ticked, step);
};

const counted = (done, steps) => {
  const text = done === steps ? words.sectionAll : [words.sectionNone, words.sectionOne][done] ?? words.sectionOther;
  return fill(text, { done, steps });
};

const showCount = ({ count, own, changed }) => {
  if (own.some(hasChanged)) count.before(changed);
  else changed.remove();
  const done = own.filter(({ box }) => box.checked).length;
  count.textContent = counted(done, own.length);
  count.toggleAttribute("data-all", done === own.length);
};

// The line below the title ---------------------------------------------------------------------------------------------

// The way there takes the place of the hint, which is not needed any more.
const showNext = ({ next: step, end, done }) => {
  next.hidden = !(step ?? end);
  hint.hidden = done.length > 0;
  if (next.hidden) return;
  const link = next.firstElementChild;
  link.href = `#${step?.place ?? end.id}`;
  link.textContent = step
    ? fill(words.next, { section: step.section, step: step.number })
    : fill(words.nextSection, { section: title(end) });
};

const showWaiting = (found) => {
  waiting.hidden = found.length === 0;
  waiting.replaceChildren(...found.map(({ step, what, since }) => {
    const link = document.createElement("a");
    link.href = `#${step.place}`;
    link.textContent = since ? fill(words.waitingSince, { day: inWords(since, line.lang), what }) : fill(words.waiting, { what });
    return link;
  }));
};

const show = () => {
  for (const each of ticked) each.box.checked = state.ticks.has(each.place);
  showRoutes();
  const found = progress(guide, state);
  status.textContent = found.done.length > 0 ? counted(found.done.length, found.steps.length) : words.none;
  reset.textContent = state.ticks.size === 0 && undo ? words.undo : words.reset;
  reset.hidden = state.ticks.size === 0 && !undo;
  hand.hidden = state.ticks.size + state.routes.size === 0;
  counts.forEach(showCount);
  line.dispatchEvent(new CustomEvent("chosen"));
  showNext(found);
  showWaiting(found.waiting);
};

const change = (edit) => {
  state = recall(key);
  edit(state);
  remember(key, state);
  show();
};

for (const each of ticked) {
  each.box.addEventListener("change", () => {
    const { checked } = each.box;
    undo = null;
    change(({ ticks, routes }) => {
      if (checked) ticks.set(each.place, [size(ticked, each), today()]);
      else ticks.delete(each.place);
      // Whoever ticks a step has looked at the others of its section, and is on its route.
      for (const other of ticked) {
        const tick = ticks.get(other.place);
        if (tick && other.sectionKey === each.sectionKey) ticks.set(other.place, [size(ticked, other), tick[1]]);
      }
      if (each.way) routes.set(each.way.route.key, [each.way.index, each.way.route.names.length]);
    });
    line.dispatchEvent(new CustomEvent("ticked", { detail: each }));
  });
}

reset.addEventListener("click", () => {
  const before = undo;
  change((now) => {
    undo = now.ticks.size > 0 ? now.ticks : null;
    now.ticks = undo ? new Map() : before ?? new Map();
  });
});

// Handed over ----------------------------------------------------------------------------------------------------------

const context = {
  key,
  line,
  words,
  guide,
  counted: (done, steps) => (done > 0 ? counted(done, steps) : words.none),
  take: ({ ticks, routes }) => {
    undo = null;
    change((now) => Object.assign(now, { ticks, routes }));
  },
};

hand.addEventListener("click", async () => (await import("./handover.js")).offer(context));

/** Show what an address holds that somebody has handed over; it does not stay in the address bar. */
const receive = async () => {
  const { hash } = location;
  if (!hash.startsWith("#handover=")) return;
  history.replaceState(null, "", location.pathname + location.search);
  (await import("./handover.js")).receive(hash, context);
};

// Not every browser gives the focus to what an address names.
line.addEventListener("click", ({ target }) => {
  const place = target.closest("a")?.hash.slice(1);
  ticked.find((each) => each.place === decodeURIComponent(place ?? ""))?.box.focus({ preventScroll: true });
});

// Ticked in another tab, perhaps in the other language.
addEventListener("storage", () => {
  state = recall(key);
  show();
});

show();
line.dataset.ready = "";

// What has changed since the last visit is looked for at the next one.
const language = document.documentElement.lang;
if (state.visits.has(language)) {
  import("./changes.js");
} else {
  state.visits.set(language, { day: today(), sections: Object.fromEntries(digests(words.sections)) });
  remember(key, state);
}

followFragment();
receive();
addEventListener("hashchange", () => {
  followFragment();
  receive();
});
guide.root.addEventListener("click", ({ target }) => {
  const link = target.closest('a[href^="#"]');
  if (link && link.hash === location.hash) followFragment();  // to where the address leads already
});
