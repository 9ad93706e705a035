// The index of one language, as the build writes it: an engine filled with it, its pages and its texts.

import MiniSearch from "../vendor/minisearch-7.2.0.min.js";
import { Languages } from "./languages.js";
import { Vocabulary } from "./vocabulary.js";
import { fold, wordsIn } from "./words.js";

const FIELDS = ["title", "labels", "text", "page"];
const [TITLE, LABELS, TEXT, PAGE] = FIELDS.keys();

const counted = (text) => {
  const counts = new Map();
  for (const { word } of wordsIn(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
};

/** What MiniSearch keeps of an index, in its serialised form. */
class Postings {
  #terms = new Map();
  #lengths;
  #totals = FIELDS.map(() => 0);

  constructor(count) {
    this.#lengths = Array.from({ length: count }, () => FIELDS.map(() => 0));
  }

  add(term, field, section, count) {
    if (!this.#terms.has(term)) this.#terms.set(term, {});
    const fields = this.#terms.get(term);
    fields[field] ??= {};
    fields[field][section] = (fields[field][section] ?? 0) + count;
    this.#lengths[section][field] += count;
    this.#totals[field] += count;
  }

  addText(text, field, section) {
    for (const [word, count] of counted(text)) this.add(word, field, section, count);
  }

  get engine() {
    const sections = [...this.#lengths.keys()];
    return MiniSearch.loadJS({
      serializationVersion: 2,
      documentCount: sections.length,
      nextId: sections.length,
      documentIds: Object.fromEntries(sections.map((section) => [section, section])),
      fieldIds: Object.fromEntries(FIELDS.map((name, id) => [name, id])),
      fieldLength: Object.fromEntries(this.#lengths.entries()),
      averageFieldLength: this.#totals.map((total) => total / sections.length),
      storedFields: {},
      dirtCount: 0,
      index: [...this.#terms],
    }, { fields: FIELDS, tokenize: (text) => [text], processTerm: (term) => term });
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
    const postings = new Postings(this.sections.length);
    for (const [written, codes] of Object.entries(words)) {
      const term = fold(written);
      let section = 0;
      for (const code of codes) {
        section += code >> 3;
        postings.add(term, TEXT, section, (code & 3) + 1);
        if (code & 4) postings.add(term, LABELS, section, 1);
      }
    }
    const known = new Set(Object.keys(words));
    this.sections.forEach(({ page, title }, section) => {
      const names = [page.title, ...page.names].join("\n");
      const own = page.first === section ? names : title;
      postings.addText(own, TITLE, section);
      postings.addText(names, PAGE, section);
      for (const { written } of wordsIn(`${own}\n${names}`)) known.add(written);
    });
    this.engine = postings.engine;
    this.vocabulary = new Vocabulary(known, this.languages, synonyms);
    this.#starts = texts;
    this.#folder = folder;
  }

  #starts;
  #folder;
  #texts = new Map();

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
