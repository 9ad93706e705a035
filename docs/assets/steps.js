// A guide is followed over days: each step can be ticked. The ticks stay on this device, for the guide in every language.

const line = document.getElementById("steps-done");
const list = [...(line?.parentElement.querySelectorAll(":scope > ol > li") ?? [])];

/** The heading above an element of the article. */
const headingAbove = (element) => {
  while (element && !(/^H[1-6]$/.test(element.tagName) && element.id)) element = element.previousElementSibling;
  return element;
};

/** What this device remembers; nothing where storage is full or not allowed. */
const remembered = (key) => {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
};

const remember = (key, isDone) => {
  try {
    if (isDone) localStorage.setItem(key, "");
    else localStorage.removeItem(key);
  } catch {
    // The tick lasts as long as the page is open.
  }
};

if (list.length > 0) {
  const words = line.dataset;
  const [status, reset] = line.children;
  const guide = `done:${new URL(words.base, location).pathname.replace(/\/?$/, "/")}${words.guide}`;
  let undo = [];

  const steps = list.map((item) => {
    const box = document.createElement("input");
    const number = item.parentElement.start + [...item.parentElement.children].indexOf(item);
    box.type = "checkbox";
    box.className = "step-box";
    box.autocomplete = "off";
    box.lang = line.lang;
    box.setAttribute("aria-label", words.step.replace("{step}", number));
    item.prepend(box);
    return { box, key: `${guide}#${headingAbove(item.parentElement)?.id ?? ""}/${number}` };
  });

  const show = () => {
    const done = steps.filter(({ box }) => box.checked).length;
    const text = done === steps.length ? words.all : [words.none, words.one][done] ?? words.other;
    status.textContent = text.replace("{done}", done).replace("{steps}", steps.length);
    line.style.setProperty("--done", done / steps.length);
    reset.textContent = done === 0 && undo.length > 0 ? words.undo : words.reset;
    reset.hidden = done === 0 && undo.length === 0;
  };

  const tick = (step, isDone) => {
    step.box.checked = isDone;
    remember(step.key, isDone);
  };

  for (const step of steps) {
    step.box.checked = remembered(step.key);
    step.box.addEventListener("change", () => {
      remember(step.key, step.box.checked);
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

  // Ticked in another tab, perhaps in the other language.
  addEventListener("storage", () => {
    for (const step of steps) step.box.checked = remembered(step.key);
    show();
  });

  show();
  line.dataset.ready = "";
} else {
  line?.remove();
}
