// The index of one language, as the build writes it: an engine filled with it, its pages and its texts.
//
// The engine is MiniSearch: it scores words field by field (BM25), in 7 kB, and takes an index that was made before. Of what
// readers type it brings a right page first in 84 to 89 of 100 cases by itself, in 95 with the readings of vocabulary.js and
// the order of ranking.js; Orama 51 to 58, lunr with Material's worker 62. Pagefind runs WebAssembly, which the policy
// forbids. At 415 pages a language an index is 155 to 185 kB compressed and ready in 0.2 s of a processor's time, since the
// engine is given only the words of a query; filled with all words at once it took 1 s.

import MiniSearch from "../vendor/minisearch-7.2.0.min.js";
import { Languages } from "./languages.js";
import { Vocabulary } from "./vocabulary.js";
import { fold, wordsIn } from "./words.js";

const FIELDS = ["title", "labels", "text", "page"];
const [TITLE, LABELS, TEXT, PAGE] = FIELDS.keys();

const NO_LENGTHS = FIELDS.map(() => 0);

/** Which words stand where. An engine is made of those that a query needs: all of a large site would take a second. */
class Postings {
  #texts = new Map();  // of each word the codes of scripts/bitext/publish/search.py, a list for each way to write it
  #titles = new Map();  // of each word its places, a field and a section one after the other
  #lengths;
  #count;

  constructor(count, words) {
    this.#count = count;
    this.#lengths = Array.from({ length: count }, () => [...NO_LENGTHS]);
    for (const [written, codes] of Object.entries(words)) {
      const term = fold(written);
      if (!this.#texts.has(term)) this.#texts.set(term, []);
      this.#texts.get(term).push(codes);
      for (const [section, times, isLabel] of decoded(codes)) {
        this.#lengths[section][TEXT] += times;
        this.#lengths[section][LABELS] += isLabel;
      }
    }
  }

  addWords(words, field, section) {
    for (const { word } of words) {
      if (!this.#titles.has(word)) this.#titles.set(word, []);
      this.#titles.get(word).push(field, section);
    }
    this.#lengths[section][field] += words.length;
  }

  #fields(term) {
    const fields = FIELDS.map(() => ({}));
    const add = (field, section, times) => { fields[field][section] = (fields[field][section] ?? 0) + times; };
    for (const codes of this.#texts.get(term) ?? []) {
      for (const [section, times, isLabel] of decoded(codes)) {
        add(TEXT, section, times);
        if (isLabel) add(LABELS, section, 1);
      }
    }
    const places = this.#titles.get(term) ?? [];
    for (let at = 0; at < places.length; at += 2) add(places[at], places[at + 1], 1);
    return Object.fromEntries(Object.entries(fields).filter(([, sections]) => Object.keys(sections).length));
  }

  /** What MiniSearch keeps of all sections and these terms, in its serialised form. */
  engine(terms) {
    this.#common ??= {
      serializationVersion: 2,
      documentCount: this.#count,
      nextId: this.#count,
      documentIds: Object.fromEntries(this.#lengths.map((_, section) => [section, section])),
      fieldIds: Object.fromEntries(FIELDS.map((name, id) => [name, id])),
      fieldLength: Object.fromEntries(this.#lengths.entries()),
      averageFieldLength: FIELDS.map((_, field) => this.#lengths.reduce((sum, each) => sum + each[field], 0) / this.#count),
      storedFields: {},
      dirtCount: 0,
    };
    const index = [...terms].map((term) => [term, this.#fields(term)]);
    return MiniSearch.loadJS({ ...this.#common, index }, { fields: FIELDS, tokenize: (text) => [text], processTerm: (term) => term });
  }

  #common;
}

/** Section, how often, and whether in a label. */
function* decoded(codes) {
  let section = 0;
  for (const code of codes) {
    section += code >> 3;
    yield [section, (code & 3) + 1, (code >> 2) & 1];
  }
}

/** Each page, and each section with the page it is on. */
const outline = (pages) => {
  const sections = [];
  for (const [address, boost, names, parts] of pages) {
    const page = { address, boost, names, title: parts[0][1], first: sections.length };
    for (const [anchor, title] of parts) sections.push({ page, anchor, title });
  }
  return sections;
};

export class Index {
  constructor({ pages, words, texts, languages, synonyms }, folder) {
    this.sections = outline(pages);
    this.languages = new Languages(languages);
    this.#postings = new Postings(this.sections.length, words);
    const known = new Set(Object.keys(words));
    const add = (found, field, section) => {
      this.#postings.addWords(found, field, section);
      for (const { written } of found) known.add(written);
    };
    let names;
    this.sections.forEach(({ page, title }, section) => {
      const isFirst = page.first === section;
      if (isFirst) names = wordsIn([page.title, ...page.names].join("\n"));
      add(isFirst ? names : wordsIn(title), TITLE, section);
      add(names, PAGE, section);
    });
    this.vocabulary = new Vocabulary(known, this.languages, synonyms);
    this.#starts = texts;
    this.#folder = folder;
  }

  #postings;
  #starts;
  #folder;
  #texts = new Map();

  /** An engine that knows these terms. */
  engine(terms) {
    return this.#postings.engine(terms);
  }

  /** The text of a section, a line for each paragraph; '' when it cannot be had. */
  async text(section) {
    const part = this.#starts.findLastIndex((start) => start <= section);
    if (!this.#texts.has(part)) {
      const address = new URL(`texts-${part}.json`, this.#folder);
      this.#texts.set(part, fetch(address).then((answer) => answer.json()).catch(() => { this.#texts.delete(part); return []; }));
    }
    return ((await this.#texts.get(part))[section - this.#starts[part]] ?? "").normalize("NFC");
  }
}

/** The index that lies in `folder`, with its texts. */
export const load = async (folder) => new Index(await (await fetch(new URL("search_index.json", folder))).json(), folder);
