// What a word that was typed may mean among the words that an index has.

import { fold, isNumber, wordsIn } from "./words.js";

// How much a match counts beside one of the very word.
const STEM = 0.8;
const COMPOUND = 0.9;
const SYNONYM = 0.7;
const BEGINNING = 0.6;
const SLIP = 0.5;
const TWO_SLIPS = 0.35;

// From how many letters on a word may have one slip, and two.
const LETTERS_OF_SLIP = 4;
const LETTERS_OF_TWO = 8;

/** How many letters must be added, left out, changed or swapped to make one word of another; more than `most` is more. */
const slips = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + !isSame);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row.at(-1);
};

const add = (found, term, weight) => {
  if (weight > (found.get(term) ?? 0)) found.set(term, weight);
};

export class Vocabulary {
  #languages;
  #terms = new Map();  // each word folded, and how it is written
  #byStart = new Map();
  #synonyms;

  /** written: the words of an index in lower case; synonyms: pairs of what is typed and what stands on pages for it. */
  constructor(written, languages, synonyms) {
    this.#languages = languages;
    for (const word of written) {
      const term = fold(word);
      if (!this.#terms.has(term)) this.#terms.set(term, []);
      this.#terms.get(term).push(word);
      const start = term.slice(0, 2);
      if (!this.#byStart.has(start)) this.#byStart.set(start, new Set());
      this.#byStart.get(start).add(term);
    }
    this.#synonyms = synonyms.map(([typed, meant]) => [this.telling(typed), this.telling(meant)])
      .filter(([typed, meant]) => typed.length && meant.length);
  }

  /** The words of a text without those that are common, or all if there are no others. */
  telling(text) {
    const words = wordsIn(text.replace(/(?<![\p{L}\p{N}])v(?=\d)/giu, ""));
    const found = words.filter(({ word }) => !this.#languages.isCommon(word));
    return found.length ? found : words;
  }

  /** The readings of typed words: {covers: [first, last], slots: [Map of term and weight, …], weight}. A section has a
   * reading when it has a term of each slot. withSlips: words are taken for mistyped although the index has them. */
  readings(words, { withSlips = false } = {}) {
    const found = [];
    const read = (first, last, weight, ...slots) => found.push({ covers: [first, last], weight, slots });
    this.#joined(words, read);
    this.#meant(words, read);
    words.forEach((typed, at) => {
      const forms = this.#forms(typed);
      const isRead = forms.size || found.some(({ covers }) => covers[0] <= at && at <= covers[1]);
      if (forms.size) read(at, at, 1, forms);
      const parts = [...forms.values()].some((weight) => weight >= STEM) ? [] : this.#parts(typed.word);
      if (parts.length) read(at, at, COMPOUND, ...parts.map((part) => new Map([[part, 1]])));
      if (withSlips || !isRead && !parts.length) {
        const mistyped = this.#mistyped(typed.word);
        if (mistyped.size) read(at, at, 1, mistyped);
      }
    });
    return found;
  }

  /** The word itself, other forms of it, and words that begin with it. */
  #forms({ word, written }) {
    const found = new Map();
    if (this.#terms.has(word)) found.set(word, 1);
    if (isNumber(word) && found.size) return found;
    const stems = this.#languages.stems(written);
    for (const term of this.#startingLike(word)) {
      if (this.#areAkin(stems, term)) add(found, term, STEM);
      if (term.startsWith(word)) add(found, term, BEGINNING * (found.has(word) ? 0.5 : 1) * (0.5 + word.length / term.length / 2));
    }
    return found;
  }

  #startingLike(word) {
    if (word.length > 1) return this.#byStart.get(word.slice(0, 2)) ?? [];
    return [...this.#terms.keys()].filter((term) => term.startsWith(word));
  }

  #areAkin(stems, term) {
    return this.#terms.get(term).some((written) => [...this.#languages.stems(written)].some((stem) => stems.has(stem)));
  }

  // 'git hub' for 'GitHub'
  #joined(words, read) {
    for (let first = 0; first < words.length - 1; first++) {
      const last = first + 1;
      const forms = this.#forms({ word: words[first].word + words[last].word, written: words[first].written + words[last].written });
      if ([...forms.values()].some((weight) => weight >= STEM)) read(first, last, COMPOUND, forms);
    }
  }

  // 'sageintacct' for 'Sage Intacct'
  #parts(word) {
    for (let at = word.length - 3; at >= 3; at--) {
      const [start, end] = [word.slice(0, at), word.slice(at)];
      if (!this.#terms.has(start)) continue;
      if (this.#terms.has(end)) return [start, end];
      const parts = this.#parts(end);
      if (parts.length) return [start, ...parts];
    }
    return [];
  }

  // 'token' for 'jeton'
  #meant(words, read) {
    for (const [typed, meant] of this.#synonyms) {
      for (let first = 0; first + typed.length <= words.length; first++) {
        if (!typed.every((each, at) => this.#isSame(each, words[first + at]))) continue;
        const slots = meant.map((each) => this.#forms(each));
        if (slots.every((slot) => slot.size)) read(first, first + typed.length - 1, SYNONYM, ...slots);
      }
    }
  }

  #isSame(one, other) {
    if (one.word === other.word) return true;
    const stems = this.#languages.stems(one.written);
    return [...this.#languages.stems(other.written)].some((stem) => stems.has(stem));
  }

  /** Words that differ from one by a slip, or two if there are none, and the other forms of those. */
  #mistyped(word) {
    const most = isNumber(word) || word.length < LETTERS_OF_SLIP ? 0 : word.length < LETTERS_OF_TWO ? 1 : 2;
    const near = [[], [], []];
    for (const term of most ? this.#terms.keys() : []) {
      if (isNumber(term) || term.length < LETTERS_OF_SLIP - 1) continue;
      const count = slips(word, term, most);
      if (count && count <= most) near[count].push(term);
    }
    const [meant, weight] = near[1].length ? [near[1], SLIP] : [near[2], TWO_SLIPS];
    const found = new Map();
    for (const term of meant) {
      for (const written of this.#terms.get(term)) {
        const stems = this.#languages.stems(written);
        for (const akin of this.#startingLike(term)) if (this.#areAkin(stems, akin)) add(found, akin, weight * STEM);
      }
    }
    for (const term of meant) add(found, term, weight);
    return found;
  }
}
