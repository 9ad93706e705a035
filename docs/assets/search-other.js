// When a page's own language has no answer, this offers those of the language the site is translated from.
// site.js loads it when the reader first goes to the search.

const SHOWN = 10;
const offer = document.getElementById("search-other");
const { index, lang, one, other } = offer.dataset;
const { translations } = JSON.parse(document.getElementById("__config").textContent);
const input = document.querySelector("[data-md-component=search-query]");
const meta = document.querySelector(".md-search-result__meta");

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const words = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;

let pages;
const load = async () => {
  const { docs } = await (await fetch(index)).json();
  const found = new Map();
  for (const { location, title, text, names = "" } of docs) {
    const [address] = location.split("#");
    const page = found.get(address) ?? { address, title: plain(title), titled: [], said: [] };
    page.titled.push(...words(`${plain(title)} ${names}`));
    page.said.push(...words(plain(text)));
    found.set(address, page);
  }
  return [...found.values()];
};

const search = async (query) => {
  pages ??= load();
  const wanted = words(query);
  const has = (list, word) => list.some((candidate) => candidate.startsWith(word));
  return (await pages)
    .filter(({ titled, said }) => wanted.length && wanted.every((word) => has(titled, word) || has(said, word)))
    .map((page) => ({ ...page, rank: wanted.filter((word) => has(page.titled, word)).length }))
    .sort((first, second) => second.rank - first.rank);
};

const link = ({ address, title }) => {
  const item = document.createElement("li");
  const anchor = document.createElement("a");
  anchor.href = new URL(`../${address}`, new URL(index, location.href));
  anchor.lang = anchor.hreflang = lang;
  anchor.textContent = title;
  item.append(anchor);
  return item;
};

const show = (found) => {
  const summary = document.createElement("summary");
  const details = document.createElement("details");
  const list = document.createElement("ul");
  summary.textContent = found.length === 1 ? one : other.replace("#", found.length);
  list.append(...found.slice(0, SHOWN).map(link));
  details.open = true;
  details.append(summary, list);
  offer.replaceChildren(...found.length ? [details] : []);
  offer.hidden = !found.length;
};

const answer = async () => {
  const query = input.value.trim();
  const isEmpty = query && meta.textContent === translations["search.result.none"];
  if (!isEmpty) return show([]);
  const found = await search(query).catch(() => []);
  if (query === input.value.trim()) show(found);
};

// Material answers after the key is up, and says 'none' again without changing a letter.
new MutationObserver(answer).observe(meta, { childList: true });
input.form.addEventListener("reset", () => show([]));
answer();
