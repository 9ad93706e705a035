// What a guide needs beyond the theme: the other language at the same section, and values copied with one click.

// Headings have the same anchors in every language.
const keepSection = () => {
  for (const link of document.querySelectorAll("a[data-keep-section]")) link.hash = location.hash;
};
keepSection();
addEventListener("hashchange", keepSection);
// history.replaceState changes the address without that event.
addEventListener("click", keepSection, { capture: true });

const { translations } = JSON.parse(document.getElementById("__config").textContent);
const liveRegion = document.getElementById("status");

const announce = (text) => {
  liveRegion.textContent = "";
  // A screen reader speaks when the text changes: empty it first, so that the same words are spoken again.
  setTimeout(() => { liveRegion.textContent = text; }, 50);
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
  announce(translations["clipboard.copied"]);
  button.dataset.copied = "";
  setTimeout(() => delete button.dataset.copied, 2000);
};

for (const code of document.querySelectorAll("code.copy")) {
  const holder = document.createElement("span");
  const button = document.createElement("button");
  holder.className = "copyable";
  button.type = "button";
  button.title = translations["clipboard.copy"];
  button.setAttribute("aria-label", `${translations["clipboard.copy"]} ${code.textContent}`);
  button.addEventListener("click", () => copy(code, button));
  code.replaceWith(holder);
  holder.append(code, button);
  // On a phone, an address breaks after a slash rather than in a word.
  code.replaceChildren(...code.textContent.split(/(?<=[^/]\/)(?=[^/])/).flatMap((part) => [part, document.createElement("wbr")]));
}
