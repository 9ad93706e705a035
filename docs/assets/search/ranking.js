// Which sections answer a query, the best first.
//
// A section with all words comes before a page that has them here and there, and that before what lacks one. Then counts
// what the engine says of the words, whether they are there as typed, and whether they stand together.

import { wordsIn } from "./words.js";

const BOOST = { title: 4, labels: 1.5, text: 1, page: 1 };
const LOOKED_AT = 40;  // sections whose texts are read to see how near to each other the words are

export const ALL_HERE = 2;
export const ALL_ON_PAGE = 1;
export const SOME = 0;

/** How well each word of the query is met by the terms that a section or page has, from 0 to 1. */
const met = (words, readings, has) => {
  const found = words.map(() => 0);
  for (const { covers: [first, last], slots, weight } of readings) {
    const least = Math.min(...slots.map((slot) => Math.max(0, ...[...slot].filter(([term]) => has(term)).map(([, each]) => each))));
    for (let at = first; at <= last; at++) found[at] = Math.max(found[at], least * weight);
  }
  return found;
};

const weights = (readings) => {
  const found = new Map();
  for (const { slots, weight } of readings) {
    for (const [term, each] of slots.flatMap((slot) => [...slot])) found.set(term, Math.max(found.get(term) ?? 0, each * weight));
  }
  return found;
};

/** Which terms stand for each word. */
const termsOf = (words, readings) => words.map((_, at) => new Set(readings
  .filter(({ covers: [first, last] }) => first <= at && at <= last)
  .flatMap(({ slots }) => slots.flatMap((slot) => [...slot.keys()]))));

/** How many of the words stand in a text next to the word before them, common words aside; as a share. */
const nearness = (text, terms, isCommon) => {
  if (terms.length < 2) return 0;
  let best = 0;
  for (const line of text.split("\n")) {
    const words = wordsIn(line).map(({ word }) => word).filter((word) => !isCommon(word) || terms.some((each) => each.has(word)));
    words.forEach((word, start) => {
      if (!terms[0].has(word)) return;
      let length = 1;
      while (length < terms.length && terms[length].has(words[start + length])) length++;
      best = Math.max(best, length - 1);
    });
    for (let at = 1; at < terms.length && !best; at++) {
      if (words.some((word, place) => terms[at - 1].has(word) && terms[at].has(words[place + 1]))) best = 1;
    }
  }
  return best / (terms.length - 1);
};

const read = (index, words, options) => {
  const readings = index.vocabulary.readings(words, options);
  const weight = weights(readings);
  if (!weight.size) return { readings, hits: [] };
  const results = index.engine.search({ combineWith: "OR", queries: [...weight.keys()] }, {
    boost: BOOST, boostTerm: (term) => weight.get(term), prefix: false, fuzzy: false,
  });
  const ofPage = new Map();
  for (const { id, match } of results) {
    const { page } = index.sections[id];
    if (!ofPage.has(page)) ofPage.set(page, new Set());
    for (const term of Object.keys(match)) ofPage.get(page).add(term);
  }
  const hits = results.map(({ id, score, match }) => {
    const { page } = index.sections[id];
    const here = met(words, readings, (term) => term in match);
    const onPage = met(words, readings, (term) => ofPage.get(page).has(term));
    const tier = here.every(Boolean) ? ALL_HERE : onPage.every(Boolean) ? ALL_ON_PAGE : SOME;
    const share = here.reduce((sum, each) => sum + each, 0) / words.length;
    return { section: id, page, tier, here, onPage, score: score * page.boost * share ** 2 };
  });
  return { readings, hits };
};

const byRank = (one, other) => other.tier - one.tier || other.score - one.score;

/** {words, terms, hits}: of each hit its section, page, tier, which words it has, and a score. */
export const rank = async (index, query) => {
  const words = index.vocabulary.telling(query);
  if (!words.length) return { words, terms: [], hits: [] };
  let { readings, hits } = read(index, words);
  if (!hits.some(({ tier }) => tier)) {
    const again = read(index, words, { withSlips: true });
    if (again.hits.some(({ tier }) => tier)) ({ readings, hits } = again);
  }
  const terms = termsOf(words, readings);
  const isCommon = (word) => index.languages.isCommon(word);
  hits.sort(byRank);
  const first = hits.slice(0, LOOKED_AT);
  await Promise.all(first.map(async (hit) => {
    const { title } = index.sections[hit.section];
    hit.text = await index.text(hit.section);
    hit.score *= 1 + nearness(hit.text, terms, isCommon) + nearness(title, terms, isCommon);
  }));
  return { words, terms, hits: hits.sort(byRank) };
};
