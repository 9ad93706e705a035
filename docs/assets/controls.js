// The theme opens its drawer, its search and its sections with labels, which no keyboard reaches and no screen reader
// names: each gets a button. Without scripts a click on the label does the same.

const named = (label, toggle) => ({
  __drawer: document.querySelector(".md-nav--primary")?.ariaLabel,
  __search: document.querySelector(".md-search")?.ariaLabel,
})[toggle.id] ?? (label.textContent.trim() || label.title || label.previousElementSibling?.textContent.trim());

const button = (label, toggle) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "control";
  made.setAttribute("aria-label", named(label, toggle));
  made.append(...label.childNodes);
  label.append(made);
  label.removeAttribute("tabindex");
  made.addEventListener("click", () => toggle.click());
  return made;
};

const labels = document.querySelectorAll(".md-header__button[for], .md-nav__link[for], .md-nav .md-nav .md-nav__title[for]");
for (const label of labels) {
  const toggle = document.getElementById(label.htmlFor);
  if (!toggle) continue;
  const control = button(label, toggle);
  if (toggle.type === "radio") {
    // Each state of the palette has a button of its own, which goes when it is pressed: the theme focuses the state.
    toggle.addEventListener("focus", () => setTimeout(() => toggle.form.querySelector("label:not([hidden]) button")?.focus()));
  } else {
    const show = () => control.setAttribute("aria-expanded", toggle.checked);
    toggle.addEventListener("change", show);
    show();
  }
}

// On a small screen: a section that opens takes the place of the list it is in, and the focus goes along. It must not scroll:
// what opens is still on its way in, and the browser would go to meet it.
const isInDrawer = matchMedia("(max-width: 76.234375em)");
const first = (element) => [...element.querySelectorAll("a, button")].find((each) => each.checkVisibility({ visibilityProperty: true }));
for (const toggle of document.querySelectorAll(".md-nav__toggle")) {
  toggle.addEventListener("change", () => {
    const within = toggle.checked ? toggle.parentElement.querySelector(":scope > .md-nav") : toggle.parentElement;
    if (isInDrawer.matches && within?.parentElement.closest(".md-nav").contains(document.activeElement)) first(within)?.focus({ preventScroll: true });
  });
}

const drawer = document.getElementById("__drawer");
const opener = document.querySelector(".md-header__button[for=__drawer] button");
const sidebar = document.querySelector(".md-sidebar--primary");
if (sidebar) {
  drawer.addEventListener("change", () => {
    if (drawer.checked) first(sidebar)?.focus({ preventScroll: true });
    else if (sidebar.contains(document.activeElement)) opener.focus();
  });
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && drawer.checked) drawer.click();
  });
  addEventListener("focusin", ({ target }) => {
    if (drawer.checked && isInDrawer.matches && !sidebar.contains(target)) drawer.click();
  });
}

// Where the search is closed to a button, the button is the way in.
const hasSearchButton = matchMedia("(max-width: 59.984375em)");
const field = document.querySelector(".md-search__input");
const reach = () => { field.tabIndex = hasSearchButton.matches ? -1 : 0; };
if (field) {
  hasSearchButton.addEventListener("change", reach);
  reach();
}

// The theme says which colour the browser is to have, and follows the choice of the reader; without scripts the page does.
for (const meta of document.querySelectorAll("meta[name=theme-color][media]")) meta.remove();
