// A guide is followed over days: each step can be ticked. The ticks stay on this device, for the guide in every language.

const line = document.getElementById("steps-done");
const list = [
  ...(line?.parentElement.querySelectorAll(":scope > ol > li, :scope > .tabbed-set .tabbed-block > ol > li") ?? []),
];

const isHeading = (element) => /^H[1-6]$/.test(element.tagName) && element.id !== "";

/** The heading above an element of the article. */
const headingAbove = (element) => {
  while (element && !isHeading(element)) element = element.previousElementSibling;
  return element;
};

/** What stands below an element of the article, the next heading included. */
const below = (element) => {
  const found = [];
  while ((element = element.nextElementSibling)) {
    found.push(element);
    if (isHeading(element)) break;
  }
  return found;
};

/** What a heading says, without its links. */
const title = (heading) => {
  const copy = heading.cloneNode(true);
  for (const link of copy.querySelectorAll(".headerlink, .section-language")) link.remove();
  return copy.textContent.trim();
};

/** Words with what they leave open: fill("{done} steps done", { done: 2 }). */
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** What this device remembers: of a step that is done, how many its section had then. Null where there is no storage. */
const remembered = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

const remember = (key, size) => {
  try {
    if (size === null) localStorage.removeItem(key);
    else localStorage.setItem(key, size);
  } catch {
    // The tick lasts as long as the page is open.
  }
};

if (list.length > 0) {
  const words = line.dataset;
  const [status, reset, next, hint] = line.children;
  const guide = `done:${new URL(words.base, location).pathname.replace(/\/?$/, "/")}${words.guide}`;
  let undo = [];

  const steps = list.map((item) => {
    const box = document.createElement("input");
    const number = item.parentElement.start + [...item.parentElement.children].indexOf(item);
    const heading = headingAbove(item.parentElement);
    const section = title(heading ?? document.querySelector("h1"));
    const place = `${heading?.id ?? ""}/${number}`;
    box.type = "checkbox";
    box.id = place;
    box.className = "step-box";
    box.autocomplete = "off";
    box.lang = line.lang;
    box.setAttribute("aria-label", fill(words.step, { step: number, section }));
    item.prepend(box);
    return { box, heading, section, number, key: `${guide}#${place}` };
  });

  // Routes exclude each other, and some steps are to be skipped: only within a section is it known how many there are.
  const counts = [...new Set(steps.map(({ heading }) => heading))].flatMap((heading) => {
    const own = steps.filter((step) => step.heading === heading);
    if (own.length === 1) return [];
    const count = document.createElement("p");
    count.className = "steps-count";
    count.lang = line.lang;
    own[0].box.closest("ol").before(count);
    const changed = document.createElement("p");
    changed.className = "steps-changed";
    changed.lang = line.lang;
    changed.textContent = words.changed;
    return [{ count, own, changed }];
  });

  const size = ({ heading }) => String(steps.filter((step) => step.heading === heading).length);

  /** Whether a section has got more or fewer steps since some were ticked: a tick may be at another step now. */
  const hasChanged = (step) => step.box.checked && remembered(step.key) && remembered(step.key) !== size(step);

  const showCount = ({ count, own, changed }) => {
    if (own.some(hasChanged)) count.before(changed);
    else changed.remove();
    const done = own.filter(({ box }) => box.checked).length;
    const { sectionNone, sectionOne, sectionOther, sectionAll } = words;
    const text = done === own.length ? sectionAll : [sectionNone, sectionOne][done] ?? sectionOther;
    count.textContent = fill(text, { done, steps: own.length });
    count.toggleAttribute("data-all", done === own.length);
  };

  /** The step to go on with after the last that is ticked: what is not ticked before it was not on the reader's way.
      After the last of a section that is the next, unless a link there, `{ .next }`, leads to another section: routes
      exclude each other. */
  const following = () => {
    const last = steps.findLastIndex(({ box }) => box.checked);
    if (last < 0) return {};
    const { box, heading } = steps[last];
    const ahead = steps.slice(last + 1);
    if (ahead[0]?.heading === heading) return { step: ahead[0] };
    const around = below(box.closest("ol"));
    const link = around.map((each) => each.querySelector('a.next[href^="#"]')).find(Boolean);
    const led = link && ahead.find((step) => step.heading?.id === link.hash.slice(1));
    const step = led ?? ahead[0];
    return step ? { step } : { end: around.find(isHeading) };
  };

  // The way there takes the place of the hint, which is not needed any more.
  const showNext = () => {
    const { step, end } = following();
    next.hidden = !(step ?? end);
    hint.hidden = steps.some(({ box }) => box.checked);
    if (next.hidden) return;
    const link = next.firstElementChild;
    link.href = `#${(step?.box ?? end).id}`;
    link.textContent = step
      ? fill(words.next, { section: step.section, step: step.number })
      : fill(words.nextSection, { section: title(end) });
  };

  const show = () => {
    const done = steps.filter(({ box }) => box.checked).length;
    status.textContent = fill([words.none, words.one][done] ?? words.other, { done });
    reset.textContent = done === 0 && undo.length > 0 ? words.undo : words.reset;
    reset.hidden = done === 0 && undo.length === 0;
    counts.forEach(showCount);
    showNext();
  };

  const tick = (step, isDone) => {
    step.box.checked = isDone;
    remember(step.key, isDone ? size(step) : null);
  };

  for (const step of steps) {
    step.box.checked = remembered(step.key) !== null;
    step.box.addEventListener("change", () => {
      // Whoever ticks a step has looked at the others of its section.
      for (const each of steps.filter(({ heading }) => heading === step.heading)) tick(each, each.box.checked);
      undo = [];
      show();
    });
  }

  reset.addEventListener("click", () => {
    const done = steps.filter(({ box }) => box.checked);
    for (const step of done) tick(step, false);
    for (const step of undo) tick(step, true);
    undo = done;
    show();
  });

  // Not every browser gives the focus to what an address names.
  next.firstElementChild.addEventListener("click", () => following().step?.box.focus({ preventScroll: true }));

  // Ticked in another tab, perhaps in the other language.
  addEventListener("storage", () => {
    for (const step of steps) step.box.checked = remembered(step.key) !== null;
    show();
  });

  show();
  line.dataset.ready = "";
} else {
  line?.remove();
}
