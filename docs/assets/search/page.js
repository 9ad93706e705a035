// What the list of results says besides what Material says: that the search is still being prepared, that no page has all
// the words, and what another language has, when the page's own has no answer.
// site.js loads it when the reader first goes to the search.

const SHOWN = 10;

const { search: own, translations } = JSON.parse(document.getElementById("__config").textContent);
const input = document.querySelector("[data-md-component=search-query]");
const meta = document.querySelector(".md-search-result__meta");
const list = document.querySelector(".md-search-result__list");
const offer = document.getElementById("search-other");  // not where there is one language

const { preparing } = meta.dataset;
let isPrepared = false;

const sayPreparing = () => {
  if (!isPrepared && input.value.trim() && meta.textContent !== preparing) meta.textContent = preparing;
};

const counted = (count, { one, other }) => (String(count) === "1" ? one : other.replace("#", count));

/** Whether the first page, and so every page, lacks a word. */
const lacksWords = () => list.querySelector(".md-search-result__item")?.querySelector(".md-search-result__terms");

const sayPartial = () => {
  const count = /\d\S*/.exec(meta.textContent)?.[0] ?? 1;
  const text = counted(meta.textContent === translations["search.result.one"] ? 1 : count, meta.dataset);
  if (meta.textContent !== text) meta.textContent = text;
};

// The messages of Material's worker: to ask, and its answer.
const QUERY = 2;
const RESULT = 3;

let worker;
let last = Promise.resolve();

const ask = (query) => {
  worker ??= new Worker(own.replace(/#.*/, `#${offer.dataset.folder}`));
  return new Promise((resolve) => {
    worker.onmessage = ({ data: { type, data } }) => { if (type === RESULT) resolve(data); };
    worker.postMessage({ type: QUERY, data: query });
  });
};

const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;

/** Pages of the other language that have every word of `query`, the best first. Answers do not tell to which question:
 * one at a time. */
const search = async (query) => {
  last = last.then(() => ask(query));
  const { items } = await last;
  return items
    .filter(([{ terms }]) => Object.values(terms).every(Boolean))
    .map((entries) => entries.find(({ location }) => !location.includes("#")))
    .map(({ location, title }) => ({ address: location, title: plain(title) }));
};

const link = ({ address, title }) => {
  const item = document.createElement("li");
  const anchor = document.createElement("a");
  anchor.href = new URL(address, new URL(offer.dataset.home, location.href));
  anchor.lang = anchor.hreflang = offer.dataset.lang;
  anchor.textContent = title;
  item.append(anchor);
  return item;
};

const show = (found) => {
  const summary = document.createElement("summary");
  const details = document.createElement("details");
  const links = document.createElement("ul");
  summary.textContent = counted(found.length, offer.dataset);
  links.append(...found.slice(0, SHOWN).map(link));
  details.open = true;
  details.append(summary, links);
  offer.replaceChildren(...found.length ? [details] : []);
  offer.hidden = !found.length;
};

const offerOther = async () => {
  const query = input.value.trim();
  const isEmpty = query && meta.textContent === translations["search.result.none"];
  if (!isEmpty) return show([]);
  const found = await search(query);
  if (query === input.value.trim()) show(found);
};

const read = () => {
  if ([preparing, translations["search.result.placeholder"]].includes(meta.textContent.trim())) return sayPreparing();
  isPrepared = true;
  if (lacksWords()) sayPartial();
  if (offer) offerOther();
};

// Material answers after the key is up, and says 'none' again without changing a letter.
new MutationObserver(read).observe(meta, { childList: true });
input.addEventListener("input", sayPreparing);
// Material waits for a key to come up: none does for what is pasted with the mouse, dictated or put in by a dead key. That
// may have been before this module was there.
const haveAsked = () => input.dispatchEvent(new KeyboardEvent("keyup"));
input.addEventListener("input", haveAsked);
input.form.addEventListener("reset", () => offer && show([]));
read();
haveAsked();
