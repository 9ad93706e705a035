// What a guide needs beyond the theme: the other language at the same section, and values and pages copied with one click.

const isInView = (element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};

/** What a fragment names; nothing for one that no page can have ('#100%'). */
const atFragment = (hash) => {
  try {
    return hash && document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null;
  }
};

/** The section that is read: the one in the address as long as it is in view, else the last whose heading has passed. */
const section = () => {
  const { hash } = location;
  const target = atFragment(hash);
  if (target && isInView(target)) return hash;
  const headings = [...document.querySelectorAll("article :is(h2, h3, h4, h5, h6)[id]")].filter(
    (heading) => heading.getClientRects().length > 0, // not in a tab that is not chosen
  );
  const passed = headings.findLast((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
  return passed ? `#${passed.id}` : target ? "" : hash;
};

// Where the reader last stopped, and where for a while: at the foot of the page that section is no longer in view.
let stopped = { hash: section(), since: performance.now() };
let lastRead;
let isStill = true;
addEventListener("scroll", () => {
  if (isStill && performance.now() - stopped.since > 3000) lastRead = stopped.hash;
  isStill = false;
}, { passive: true });
addEventListener("scrollend", () => {
  isStill = !isInView(document.querySelector(".md-footer"));
  if (isStill) stopped = { hash: section(), since: performance.now() };
});

// Headings have the same anchors in every language.
const keepSection = () => {
  for (const link of document.querySelectorAll("a[data-keep-section]")) link.hash = section();
};
for (const type of ["click", "auxclick", "contextmenu", "pointerover", "focusin"]) {
  addEventListener(type, (event) => {
    if (event.target.closest?.("a[data-keep-section]")) keepSection();
  }, { capture: true });
}

// On paper, each page says when it was printed.
const sayDay = () => {
  document.documentElement.dataset.printDay = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" })
    .format(new Date()).replace(/^1 (?=\p{L}+ \d+$)/u, "1er ");
};
sayDay();
addEventListener("beforeprint", sayDay);
// A report of a fault says in which section the reader was.
for (const link of document.querySelectorAll("a[data-section]")) {
  const { at, section: words } = link.dataset;
  const address = link.getAttribute("href");
  const lineEnd = address.startsWith("mailto:") ? "\r\n" : "\n";
  for (const type of ["click", "auxclick", "contextmenu", "focus", "pointerover"]) {
    link.addEventListener(type, () => {
      const hash = lastRead ?? stopped.hash;
      const heading = atFragment(hash);
      const title = heading && [...heading.childNodes].filter((node) => !node.matches?.("a, button")).map((node) => node.textContent).join("").trim();
      const said = title ? `${hash}${lineEnd}${words.replace("{section}", title)}` : hash;
      link.href = address.slice(0, at) + encodeURIComponent(said) + address.slice(at);
    });
  }
}

const { translations } = JSON.parse(document.getElementById("__config").textContent);
const liveRegion = document.getElementById("status");

const announce = (text) => {
  liveRegion.textContent = "";
  // A screen reader speaks when the text changes: empty it first, so that the same words are spoken again.
  setTimeout(() => { liveRegion.textContent = text; }, 50);
};

const search = document.querySelector("[data-md-component=search-query]");
if (search) {
  const load = () => import("./search/page.js");
  if (search.value || search === document.activeElement) load();
  else search.addEventListener("focus", load, { once: true });
}

/** Show for a moment that what a button is for was done. */
const confirmCopied = (button) => {
  announce(translations["clipboard.copied"]);
  button.dataset.copied = "";
  setTimeout(() => delete button.dataset.copied, 2000);
};

const copy = async (code, button) => {
  try {
    await navigator.clipboard.writeText(code.textContent);
  } catch {
    // No clipboard, or not allowed: select the value, ready for the reader's own copy command.
    getSelection().selectAllChildren(code);
    announce(liveRegion.dataset.selected);
    return;
  }
  confirmCopied(button);
};

const copyButton = (code, name) => {
  const button = document.createElement("button");
  button.type = "button";
  button.title = translations["clipboard.copy"];
  button.setAttribute("aria-label", name);
  button.addEventListener("click", () => copy(code, button));
  return button;
};

for (const code of document.querySelectorAll("code.copy")) {
  const holder = document.createElement("span");
  holder.className = "copyable";
  if (/^https?:/.test(code.textContent)) holder.classList.add("copyable--address");
  code.replaceWith(holder);
  holder.append(code, copyButton(code, `${translations["clipboard.copy"]} ${code.textContent}`));
  // On a phone, an address breaks after a slash rather than in a word.
  code.replaceChildren(...code.textContent.split(/(?<=\/)(?=[^/])/).flatMap((part) => [part, document.createElement("wbr")]));
}

/** The text at an address, as the clipboard takes it: Safari wants to be given it before it is there. */
const textAt = async (address) => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.statusText);
  const text = await response.text();
  const hasValues = document.getElementById("own-values");
  return new Blob([hasValues ? (await import("./values.js")).filled(text) : text], { type: "text/plain" });
};

const copyPage = async (address, button) => {
  try {
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": textAt(address) })]);
  } catch {
    location.assign(address);
    return;
  }
  confirmCopied(button);
};

// The page as Markdown: a link, which scripts make a button.
for (const markdown of document.querySelectorAll("a.site-markdown")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = markdown.className;
  button.append(...markdown.children);
  button.lastElementChild.textContent = markdown.dataset.copy;
  button.addEventListener("click", () => copyPage(markdown.href, button));
  markdown.replaceWith(button);
}

// The theme's own button for this stands in a landmark without a name, one for each block.
for (const code of document.querySelectorAll("pre > code")) {
  const holder = document.createElement("span");
  holder.className = "copyable copyable--block";
  holder.append(copyButton(code, translations["clipboard.copy"]));
  code.parentElement.before(holder);
}

// The reader comes from a search: when the page is as it will be, mark there what was found.
if (new URLSearchParams(location.search).has("h")) import("./search/mark.js");

// What a label in another language means: a click tells it, and so does the pointer or the focus.
const glosses = new Map();
function glossOf(text) {
  const meaning = text.dataset.gloss;
  if (!glosses.has(meaning)) {
    const gloss = document.createElement("span");
    gloss.className = "gloss-text";
    gloss.id = `gloss-${glosses.size + 1}`;
    gloss.popover = "auto";
    gloss.textContent = meaning;
    const article = text.closest("article");
    if (!glosses.size) article.append(Object.assign(document.createElement("div"), { className: "glosses" }));
    article.lastElementChild.append(gloss);
    glosses.set(meaning, gloss);
  }
  return glosses.get(meaning);
}
for (const text of document.querySelectorAll("article [data-gloss]")) {
  const gloss = glossOf(text);
  const label = document.createElement("button");
  label.type = "button";
  label.className = "gloss";
  label.setAttribute("popovertarget", gloss.id);
  label.setAttribute("popovertargetaction", "show");
  label.setAttribute("aria-describedby", gloss.id);
  if ("skipped" in text.dataset) label.tabIndex = -1;
  label.append(...text.childNodes);
  text.replaceWith(label);
  if (!label.popoverTargetElement) continue; // no popovers: a screen reader tells it all the same
  const hide = () => {
    if (gloss.matches(":popover-open")) gloss.hidePopover();
  };
  const show = () => {
    hide();
    gloss.showPopover({ source: label });
    if (!CSS.supports("position-area: block-end")) {
      const { left, bottom } = label.getBoundingClientRect();
      gloss.style.insetInlineStart = `${Math.max(8, Math.min(left, innerWidth - gloss.offsetWidth - 8))}px`;
      gloss.style.insetBlockStart = `${bottom}px`;
    }
  };
  label.addEventListener("pointerenter", ({ pointerType }) => {
    if (pointerType === "mouse") show();
  });
  label.addEventListener("pointerleave", ({ pointerType, relatedTarget }) => {
    if (pointerType === "mouse" && !gloss.contains(relatedTarget)) hide();
  });
  gloss.addEventListener("pointerleave", hide);
  label.addEventListener("focus", () => {
    if (label.matches(":focus-visible")) show();
  });
  label.addEventListener("blur", hide);
}
