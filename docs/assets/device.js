// What this device remembers of a guide: ticks, the chosen way and the last visit, for the guide in every language.

/** Where there is no storage, what is remembered lasts as long as the page is open. */
const untilClosed = new Map();

const read = (storage, key) => {
  try {
    return untilClosed.get(key) ?? storage().getItem(key);
  } catch {
    return null;
  }
};

const write = (storage, key, text) => {
  untilClosed.delete(key);
  try {
    if (text === null) storage().removeItem(key);
    else storage().setItem(key, text);
  } catch {
    if (text !== null) untilClosed.set(key, text);
  }
};

const lasting = () => localStorage;
const ofTab = () => sessionStorage;

const parsed = (text) => {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && !Array.isArray(value) ? value ?? {} : {};
  } catch {
    return {};
  }
};

/** The entries of what should be an object, as a map: no name in it can be one that objects have of themselves. */
const entries = (value) => new Map(value && typeof value === "object" ? Object.entries(value) : []);

/** A path of the site that ends with a slash. */
export const base = (address) => new URL(address, location).pathname.replace(/\/?$/, "/");

/** Today, as '2026-12-03', where the reader is. */
export const today = () => {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** A tick is kept as [steps, day]: how many its section had then, and when it was set, '' where that is not known. */
export const isTick = (value) => Array.isArray(value) && Number.isInteger(value[0]) && (value[1] === "" || isDay(value[1]));

/** A route is kept as [index, routes]: which of how many was chosen. */
export const isRoute = (value) => Array.isArray(value) && value.length === 2 && value.every((each) => Number.isInteger(each) && each >= 0);

const kept = (value, isRight) => new Map([...entries(value)].filter(([, each]) => isRight(each)));

/** Each tick had a key of its own, with the number of its section's steps. */
const takeOver = (guide, ticks) => {
  let old = [];
  try {
    old = Object.keys(localStorage).filter((key) => key.startsWith(`done:${guide}#`));
  } catch {
    return false;
  }
  for (const key of old) {
    const steps = Number(read(lasting, key));
    if (Number.isInteger(steps)) ticks.set(key.slice(key.indexOf("#") + 1), [steps, ""]);
    write(lasting, key, null);
  }
  return old.length > 0;
};

/** What is remembered of a guide. guide: its path, without the language. */
export const recall = (guide) => {
  const state = parsed(read(lasting, `guide:${guide}`));
  const found = {
    ticks: kept(state.ticks, isTick),
    routes: kept(state.routes, isRoute),
    visits: kept(state.visits, (each) => each && typeof each === "object" && isDay(each.day)),
  };
  if (takeOver(guide, found.ticks)) remember(guide, found);
  return found;
};

export const remember = (guide, { ticks, routes, visits }) => {
  const state = {};
  for (const [name, map] of Object.entries({ ticks, routes, visits })) {
    if (map.size > 0) state[name] = Object.fromEntries(map);
  }
  write(lasting, `guide:${guide}`, Object.keys(state).length > 0 ? JSON.stringify(state) : null);
};

/** The reader's own values, by their names, as long as the tab is open. */
export const recallValues = (site) => kept(parsed(read(ofTab, `values:${site}`)), (each) => typeof each === "string");

export const rememberValues = (site, values) => {
  write(ofTab, `values:${site}`, values.size > 0 ? JSON.stringify(Object.fromEntries(values)) : null);
};

/** Words with what they leave open: fill("{done} steps done", { done: 2 }). */
export const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** A day as it is written out: 'December 3', '3 décembre', '1er décembre'; with its year unless that is this year. */
export const inWords = (day, language) => {
  const [year, month, number] = day.split("-").map(Number);
  const options = { day: "numeric", month: "long", ...(day.slice(0, 4) === today().slice(0, 4) ? {} : { year: "numeric" }) };
  const text = new Intl.DateTimeFormat(language, options).format(new Date(year, month - 1, number));
  return language.startsWith("fr") && number === 1 ? text.replace(/^1(?!\d)/, "1er") : text;
};
