// Material's search, and what it lacks: accents do not matter, an inflected word finds its other forms, and nothing is
// fetched before there is something to search for.
// The page gives behind '#' where its language begins and the name of Material's own worker: 'fr/search.min.js'.

const [, home, name] = /^#(.*?)([^/]*)$/.exec(location.hash);
const material = new URL(`javascripts/workers/${name}`, location.href);
const index = new URL(`../${home}search/search_index.json`, location.href);
const importOriginal = self.importScripts.bind(self);
let language;

const fold = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/g, "oe").replace(/æ/g, "ae");

// The stems that stand for a word, however it is accented.
const stems = (word) => [fold(language.stem(word)), language.stem(fold(word))];

const useLanguage = (library) => {
  const original = library.stemmer;
  const stem = (word) => original(new lunr.Token(word, {})).toString();
  const forms = (token) => {
    const word = token.toString();
    return [...new Set([fold(word), ...stems(word)])].map((form) => token.clone(() => form));
  };
  lunr.Pipeline.registerFunction(forms, `forms-${Object.keys(lunr.Pipeline.registeredFunctions).length}`);
  library.stemmer = forms;
  language = { stem, isCommon: (word) => library.stopWordFilter(word) === undefined };
};

// Material loads a language after this worker, from an address beside its own worker.
self.importScripts = (...addresses) => {
  importOriginal(...addresses.map((address) => new URL(address, material).href));
  const code = addresses.map((address) => /lunr\.(\w\w)\.min\.js/.exec(address)?.[1]).find((found) => lunr[found]?.stemmer);
  if (code) useLanguage(lunr[code]);
};

const isPrefix = ({ term }) => /^[^*]+\*$/.test(term);
const typed = ({ term }) => term.slice(0, -1);

const widen = (clauses) => {
  const telling = clauses.filter((clause) => !isPrefix(clause) || !language.isCommon(typed(clause)));
  return (telling.length ? telling : clauses).flatMap((clause) => isPrefix(clause)
    ? [{ ...clause, term: `${fold(typed(clause))}*` }, ...new Set(stems(typed(clause)))].map((form) =>
      form.term ? form : { ...clause, term: form, wildcard: lunr.Query.wildcard.NONE })
    : [clause]);
};

// A word is in the index in several forms at one place: Material would mark that place as often.
const markOnce = (found) => {
  const seen = new Set();
  for (const fields of Object.values(found)) {
    for (const [field, { position }] of Object.entries(fields)) {
      fields[field].position = (position ?? []).filter((at) => !seen.has(`${field} ${at}`) && seen.add(`${field} ${at}`));
    }
  }
};

// Material calls a word missing from a page unless it finds it there as typed.
const nameAsTyped = (found, clauses) => {
  const terms = Object.keys(found);
  for (const word of clauses.filter(isPrefix).map(typed)) {
    const own = stems(word);
    if (language.isCommon(word) || terms.some((term) => term.startsWith(fold(word)) || own.includes(term))) found[word] ??= {};
  }
};

const searchWidely = function (text) {
  let written = [];
  const results = this.query((query) => {
    new lunr.QueryParser(text, query).parse();
    written = query.clauses;
    query.clauses = widen(written);
  });
  for (const { matchData } of results) {
    markOnce(matchData.metadata);
    nameAsTyped(matchData.metadata, written);
  }
  return results;
};

// What Material's page and worker say to each other.
const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;

const tell = (data) => self.dispatchEvent(new MessageEvent("message", { data }));

const load = async () => {
  const { config, docs } = await (await fetch(index)).json();
  importOriginal(material.href);
  useLanguage(lunr);
  lunr.Index.prototype.search = searchWidely;
  tell({ type: SETUP, data: { config, docs, options: { suggest: false } } });
  await new Promise(setTimeout);  // Material sets itself up in the meantime
  removeEventListener("message", wait);
  tell(latest);
};

let latest;
let loading;
const wait = (event) => {
  if (event.data.type !== QUERY) return;
  event.stopImmediatePropagation();
  latest = event.data;
  if (latest.data) loading ??= load().catch(() => { loading = undefined; });
  else postMessage({ type: RESULT, data: { items: [] } });
};

addEventListener("message", wait);
postMessage({ type: READY });
