// Values of the reader's own, asked for once and filled in where they are used. They stay in this tab until it is closed.

import { base, recallValues, rememberValues } from "./device.js";

const words = document.getElementById("own-values").dataset;
const site = base(words.base);
const LONGEST = 100;
const fields = [...document.querySelectorAll(".value-field[data-value]")];
const places = [...document.querySelectorAll("[data-value]:not(.value-field)")].map((element) => ({
  element,
  name: element.dataset.value,
  placeholder: element.textContent,
  // site.js has made a button that copies it
  button: element.parentElement.matches(".copyable") ? element.parentElement.querySelector("button") : null,
}));

/** A value as it can stand in a line: without what is no character, and not too long. */
export const plain = (text) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim().slice(0, LONGEST);

/** The values that are asked for on this page, with what readers know them by. */
export const asked = new Map(fields.map(({ dataset }) => [dataset.value, dataset.label]));

export const own = () => {
  const found = [...recallValues(site)].map(([name, text]) => [name, plain(text)]);
  return new Map(found.filter(([name, text]) => asked.has(name) && text !== ""));
};

const inputs = [];
const clears = [];

const show = () => {
  const values = own();
  for (const { element, name, placeholder, button } of places) {
    const text = values.get(name) ?? placeholder;
    if (element.textContent === text) continue;
    button?.setAttribute("aria-label", button.getAttribute("aria-label").replace(element.textContent, () => text));
    element.textContent = text;
    element.toggleAttribute("data-filled", values.has(name));
  }
  for (const { name, input } of inputs) {
    const text = values.get(name) ?? "";
    if (plain(input.value) !== text) input.value = text;  // not while it is typed: a space at its end would be lost
  }
  for (const button of clears) button.hidden = values.size === 0;
};

/** Keep values, and leave the others as they are. */
export const keep = (more) => {
  const values = recallValues(site);
  for (const [name, text] of more) {
    if (plain(text) === "") values.delete(name);
    else values.set(name, plain(text));
  }
  rememberValues(site, values);
  show();
};

/** A copy of the page in which values stand in their places. */
export const filled = (copy) => {
  const values = own();
  const known = places.filter(({ name }) => values.has(name));
  return known.reduce((text, { name, placeholder }) => text.replaceAll(`‹${placeholder}›`, () => values.get(name)), copy);
};

const addField = (element, number) => {
  const { dataset } = element;
  const holder = document.createElement("span");
  const label = document.createElement("label");
  const input = document.createElement("input");
  const hint = document.createElement("span");
  const clear = document.createElement("button");
  holder.className = "own-value";
  input.id = `own-value-${number}`;
  input.type = "text";
  input.maxLength = LONGEST;
  input.autocomplete = "off";
  input.spellcheck = false;
  input.placeholder = " ";  // so that style sheets know an empty one
  label.htmlFor = input.id;
  label.textContent = dataset.label;
  hint.id = `${input.id}-hint`;
  hint.className = "own-value__hint";
  hint.textContent = [dataset.hint, words.hint].filter(Boolean).join(" ");
  input.setAttribute("aria-describedby", hint.id);
  clear.type = "button";
  clear.textContent = words.clear;
  holder.append(label, input, clear, hint);
  const block = element.closest("li, p, td, dd") ?? element.parentElement;
  block.insertBefore(holder, block.querySelector(":scope > :is(ol, ul)"));
  input.addEventListener("input", () => keep([[dataset.value, input.value]]));
  clear.addEventListener("click", () => {
    rememberValues(site, new Map());
    show();
    input.focus();
  });
  clears.push(clear);
  return input;
};

for (const [index, field] of fields.entries()) inputs.push({ name: field.dataset.value, input: addField(field, index + 1) });
show();
addEventListener("pageshow", ({ persisted }) => persisted && show());
