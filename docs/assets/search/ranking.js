// Which sections answer a query, the best first.
//
// A section with all words comes before a page that has them here and there, and that before what lacks one. Then counts
// what the engine says of the words, whether they are there as typed, and whether they stand together.

import { wordsIn } from "./words.js";

const BOOST = { title: 4, labels: 1.5, text: 1, page: 1.5 };
const PHRASE = 2;  // what is added to the score of a section that has all words one behind the other, or of a page so named
const LOOKED_AT = 40;  // sections whose texts are read to see how near to each other the words are

export const ALL_HERE = 2;
export const ALL_ON_PAGE = 1;
export const SOME = 0;

/** How rare what is in `count` of all sections is, from 0 on: what the engine reckons with, for one field. */
const rarity = (count, all) => Math.log(1 + (all - count + 0.5) / (count + 0.5));

/** What the engine says of each term: a map of sections and scores. */
const found = (index, terms) => {
  const engine = index.engine(terms);
  const options = { boost: BOOST, prefix: false, fuzzy: false };
  return new Map([...terms].map((term) => [term, new Map(engine.search(term, options).map(({ id, score }) => [id, score]))]));
};

/** For each word of the query, the sections that have it, with {share: how well, from 0 to 1, score}. The terms that
 * stand for a word are as rare as all of them together: what is rare is one of its forms, and not what is sought. */
const read = (index, words, options) => {
  const readings = index.vocabulary.readings(words, options);
  const scores = found(index, new Set(readings.flatMap(({ slots }) => slots.flatMap((slot) => [...slot.keys()]))));
  const all = index.sections.length;
  const hits = words.map(() => new Map());
  for (const { covers: [first, last], slots, weight } of readings) {
    const parts = slots.map((slot) => {
      const sections = new Map();
      const count = new Set([...slot.keys()].flatMap((term) => [...scores.get(term).keys()])).size;
      for (const [term, each] of slot) {
        const ofTerm = scores.get(term);
        const common = rarity(count, all) / rarity(ofTerm.size, all);
        for (const [section, score] of ofTerm) {
          const before = sections.get(section) ?? { share: 0, score: 0 };
          sections.set(section, { share: Math.max(before.share, each), score: Math.max(before.score, score * each * common) });
        }
      }
      return sections;
    });
    for (const section of parts[0].keys()) {
      if (!parts.every((part) => part.has(section))) continue;
      const share = Math.min(...parts.map((part) => part.get(section).share)) * weight;
      const score = parts.reduce((sum, part) => sum + part.get(section).score, 0) * weight / (last - first + 1);
      for (let at = first; at <= last; at++) {
        const before = hits[at].get(section);
        if (!before || before.score * before.share < score * share) hits[at].set(section, { share, score });
      }
    }
  }
  return { readings, hits };
};

/** Which terms stand for each word. */
const termsOf = (words, readings) => words.map((_, at) => new Set(readings
  .filter(({ covers: [first, last] }) => first <= at && at <= last)
  .flatMap(({ slots }) => slots.flatMap((slot) => [...slot.keys()]))));

/** The parts of each word that is written as one and stands apart on pages ('webservices'). */
const partsOf = (readings) => readings
  .filter(({ covers: [first, last], slots }) => first === last && slots.length > 1)
  .map(({ slots }) => slots.map((slot) => new Set(slot.keys())));

/** How many of the words, from the one at `start` on, stand one behind the other: for some two, one may stand alone
 * ('GitHub' for 'git hub'), and for one several. */
const run = (words, start, terms) => {
  let place = start;
  let length = 1;
  while (length < terms.length) {
    if (terms[length].has(words[place + 1])) place++;
    else if (!terms[length].has(words[place])) {
      if (!terms[length - 1].has(words[place + 1])) break;
      place++;
      continue;
    }
    length++;
  }
  return length;
};

/** How many of the words of a query stand behind the one before them in a line of a text, common words aside; as a
 * share. */
const nearness = (text, terms, isCommon) => {
  if (terms.length < 2) return 0;
  let best = 1;
  for (const line of text.split("\n")) {
    const words = wordsIn(line).map(({ word }) => word).filter((word) => !isCommon(word) || terms.some((each) => each.has(word)));
    for (let first = 0; first + best < terms.length; first++) {
      const rest = terms.slice(first);
      words.forEach((word, start) => { if (rest[0].has(word)) best = Math.max(best, run(words, start, rest)); });
    }
  }
  return (best - 1) / (terms.length - 1);
};

/** Of each section that has a word: which words it has, and which its page. */
const sectionsOf = (index, hits) => {
  const found = [...new Set(hits.flatMap((each) => [...each.keys()]))];
  const ofPage = new Map();
  for (const section of found) {
    const { page } = index.sections[section];
    const onPage = ofPage.get(page) ?? hits.map(() => false);
    ofPage.set(page, onPage.map((has, at) => has || hits[at].has(section)));
  }
  return found.map((section) => {
    const { page } = index.sections[section];
    const own = hits.map((each) => each.get(section) ?? { share: 0, score: 0 });
    const here = own.map(({ share }) => share > 0);
    const onPage = ofPage.get(page);
    const tier = here.every(Boolean) ? ALL_HERE : onPage.every(Boolean) ? ALL_ON_PAGE : SOME;
    const share = own.reduce((sum, each) => sum + each.share, 0) / own.length;
    return { section, page, tier, here, onPage, score: own.reduce((sum, { score }) => sum + score, 0) * page.boost * share };
  });
};

/** Whether all that was typed stands in a text, common words and all. */
const isVerbatim = (text, typed) => text.split("\n").some((line) => spaced(line).includes(typed));
const spaced = (text) => ` ${wordsIn(text).map(({ word }) => word).join(" ")} `;

/** Whether a section is the beginning of a page that has this name, in the navigation or as its title. */
const isNamed = ({ section, page }, typed) => page.first === section && [page.title, ...page.names].some((name) => spaced(name) === typed);

const byRank = (one, other) => other.tier - one.tier || other.score - one.score;

/** {words, terms, hits}: of each hit its section, page, tier, which words it has, and a score. */
export const rank = async (index, query) => {
  const words = index.vocabulary.telling(query);
  if (!words.length) return { words, terms: [], hits: [] };
  const once = read(index, words);
  let { readings } = once;
  let sections = sectionsOf(index, once.hits);
  if (!sections.some(({ tier }) => tier)) {
    const again = read(index, words, { withSlips: true });
    const more = sectionsOf(index, again.hits);
    if (more.some(({ tier }) => tier)) [readings, sections] = [again.readings, more];
  }
  const terms = termsOf(words, readings);
  const phrases = [terms, ...partsOf(readings)];
  const isCommon = (word) => index.languages.isCommon(word);
  sections.sort(byRank);
  const first = sections.slice(0, LOOKED_AT);
  await Promise.all(first.map(async (hit) => {
    const { title } = index.sections[hit.section];
    hit.text = await index.text(hit.section);
    const near = Math.max(...phrases.flatMap((phrase) => [nearness(hit.text, phrase, isCommon), nearness(title, phrase, isCommon)]));
    const isPhrase = wordsIn(query).length > 1 && isVerbatim(`${title}\n${hit.text}`, spaced(query));
    hit.score *= 1 + PHRASE * (near + isPhrase + isNamed(hit, spaced(query)));
  }));
  return { words, terms, hits: sections.sort(byRank) };
};
