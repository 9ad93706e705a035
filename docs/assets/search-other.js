// When a page's own language has no answer, this offers those of the language the site is translated from.
// site.js loads it when the reader first goes to the search.

const SHOWN = 10;
const offer = document.getElementById("search-other");
const { index, lang, one, other } = offer.dataset;
const { search: own, translations } = JSON.parse(document.getElementById("__config").textContent);
const input = document.querySelector("[data-md-component=search-query]");
const meta = document.querySelector(".md-search-result__meta");

const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;

// The messages of Material's worker: to ask, and its answer.
const QUERY = 2;
const RESULT = 3;

const told = (worker, wanted) => new Promise((resolve) => {
  worker.addEventListener("message", function hear({ data: { type, data } }) {
    if (type !== wanted) return;
    worker.removeEventListener("message", hear);
    resolve(data);
  });
});

// The worker that searches in the page's own language can do so in the other: told that it begins at the root, it takes
// that one's index and endings.
let worker;
let last = Promise.resolve();

const ask = (query) => {
  worker ??= new Worker(own.replace(/#.*\//, "#"));
  const answer = told(worker, RESULT);
  worker.postMessage({ type: QUERY, data: query });
  return answer;
};

/** Pages that have every word of `query`, the best first. Answers do not tell to which question: one at a time. */
const search = async (query) => {
  last = last.then(() => ask(query));
  const { items } = await last;
  return items
    .filter((parts) => parts.flatMap(({ terms }) => Object.keys(terms))
      .every((word) => parts.some(({ terms }) => terms[word])))
    .map((parts) => parts.find(({ location }) => !location.includes("#")))
    .map(({ location, title }) => ({ address: location, title: plain(title) }));
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
