// A guide handed over to somebody else: ticks, the chosen route and, if the reader wants it, values, in the fragment of an
// address, which browsers send nowhere. What such an address holds is shown before it takes the place of anything.

import { fill, isRoute, isTick, recall, remember } from "./device.js";
import { chosen, progress } from "./guide.js";

const MARK = "#handover=";
const LONGEST = 12_000; // characters of a fragment

const dialog = (name) => document.getElementById(name);
const part = (holder, name) => holder.querySelector(`[data-part="${name}"]`);

/** The module of values, on a page that asks for some. */
const ownValues = async () => (document.getElementById("own-values") ? import("./values.js") : null);

const encoded = (value) => {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
};

const decoded = (text) => {
  if (text.length > LONGEST || !/^[\w-]+$/.test(text)) return null;
  try {
    const bytes = Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
};

/** The entries of what should be an object that are known and as they should be. */
const known = (value, isRight) =>
  new Map(value && typeof value === "object" && !Array.isArray(value) ? Object.entries(value).filter(([name, each]) => isRight(name, each)) : []);

/** What a fragment holds of this guide, or null: nothing of it is trusted. */
const read = (hash, { words, guide }, values) => {
  const held = decoded(hash.slice(MARK.length));
  if (held?.version !== 1 || held.guide !== words.guide) return null;
  const places = new Set([...guide.steps, ...guide.things].map(({ place }) => place));
  const routes = new Map(guide.routes.map(({ key, names }) => [key, names.length]));
  const found = {
    ticks: known(held.ticks, (place, tick) => places.has(place) && isTick(tick)),
    routes: known(held.routes, (key, route) => isRoute(route) && routes.get(key) === route[1] && route[0] < route[1]),
    values: known(held.values, (name, text) => Boolean(values?.asked.has(name)) && typeof text === "string" && values.plain(text) !== ""),
  };
  return found.ticks.size + found.routes.size + found.values.size > 0 ? found : null;
};

const item = (text) => {
  const made = document.createElement("li");
  made.textContent = text;
  return made;
};

/** What a state holds, in words. */
const listed = (texts, { guide, counted }, state, values) => {
  const { done, steps } = progress(guide, state);
  const items = [item(counted(done.length, steps.length))];
  for (const route of guide.routes) {
    const index = chosen(route, state);
    if (index >= 0) items.push(item(fill(texts.route, { route: route.names[index] })));
  }
  for (const [name, text] of state.values ?? []) {
    items.push(item(fill(texts.value, { name: values.asked.get(name), value: values.plain(text) })));
  }
  return items;
};

/** Let the reader copy an address that holds what this device remembers of the guide. */
export const offer = async ({ key, words, guide }) => {
  const holder = dialog("hand-over");
  const values = await ownValues();
  const own = values?.own() ?? new Map();
  const include = part(holder, "include");
  const box = include.querySelector("input");
  const address = part(holder, "address");
  const copied = part(holder, "copied");
  const write = () => {
    const { ticks, routes } = recall(key);
    const held = { version: 1, guide: words.guide, ticks: Object.fromEntries(ticks), routes: Object.fromEntries(routes) };
    if (box.checked) held.values = Object.fromEntries(own);
    address.value = `${location.origin}${location.pathname}${location.search}${MARK}${encoded(held)}`;
    copied.textContent = "";
  };
  include.hidden = own.size === 0;
  part(holder, "names").textContent = [...own.keys()].map((name) => values.asked.get(name)).join(", ");
  box.checked = false;
  box.onchange = write;
  part(holder, "copy").onclick = async () => {
    address.select();
    try {
      await navigator.clipboard.writeText(address.value);
      copied.textContent = copied.dataset.copied;
    } catch {
      copied.textContent = copied.dataset.selected;
    }
  };
  part(holder, "close").onclick = () => holder.close();
  write();
  holder.showModal();
};

/** Show what a fragment holds, and take it over if the reader says so. */
export const receive = async (hash, context) => {
  const { key, line, take } = context;
  const values = await ownValues();
  const found = read(hash, context, values);
  const holder = dialog("take-over");
  if (!found) {
    const said = document.createElement("p");
    said.className = "handover-refused";
    said.setAttribute("role", "status");
    line.after(said);
    said.textContent = holder.dataset.refused;
    return;
  }
  const state = recall(key);
  const own = new Map([...(values?.own() ?? [])].filter(([name]) => found.values.has(name)));
  const isEmpty = state.ticks.size + state.routes.size + own.size === 0;
  part(holder, "found").replaceChildren(...listed(holder.dataset, context, found, values));
  part(holder, "replaces").hidden = isEmpty;
  part(holder, "own").replaceChildren(...(isEmpty ? [] : listed(holder.dataset, context, { ...state, values: own }, values)));
  part(holder, "leave").onclick = () => holder.close();
  part(holder, "take").onclick = () => {
    take(found);
    if (found.values.size > 0) values.keep(found.values);
    holder.close();
  };
  holder.showModal();
};
