// The words of a text as the search compares them: without accents, in lower case, digits apart from letters.
// scripts/bitext/publish/search.py cuts the texts of the pages into the same words.

const WORD = /\d+(?:[.,]\d+)*|[\p{L}\p{M}]+/gu;

const PLAIN = /^[\x00-\x7f]*$/;
const lower = (text) => text.toLowerCase().replace(/(?<=\d),(?=\d)/g, ".");

export const fold = (text) => (PLAIN.test(text) ? lower(text) : lower(text.normalize("NFKD").replace(/\p{M}/gu, ""))
  .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ß/g, "ss"));

/** Each word of a text, folded, and where it stands. */
export const wordsIn = (text) => Array.from(text.matchAll(WORD), ({ 0: written, index }) => ({
  word: fold(written), written: written.toLowerCase(), start: index, end: index + written.length,
}));

export const isNumber = (word) => /^\d/.test(word);
