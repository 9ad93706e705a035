// What the search of Material's theme shows for a query: pages, each with its sections that answer.

import { excerpt, marked } from "./excerpt.js";
import { ALL_ON_PAGE, rank, SOME } from "./ranking.js";

const SHOWN = 3;  // sections below a page; the others are folded away
const ENOUGH = 10;  // pages with all words, from which on none that lacks one is shown
const NEAR = 0.5;  // of the best section's score: what is shown beside it

/** The address of a section, which tells the page what to mark on it. */
const location = ({ address }, anchor, terms) => {
  const query = terms.size ? `?${new URLSearchParams({ h: [...terms].join(" ") })}` : "";
  return `${address}${query}${anchor && `#${anchor}`}`;
};

const entry = async (index, { section, page, tier, here, onPage, text }, { words, terms }, score) => {
  const { anchor, title } = index.sections[section];
  const all = new Set(terms.flatMap((each) => [...each]));
  const found = tier === SOME ? here : onPage;
  return {
    location: location(page, anchor, all),
    title: marked(title, all),
    text: text === undefined ? "" : excerpt(text, terms),
    score,
    terms: Object.fromEntries(words.map(({ written }, at) => [written, found[at]])),
  };
};

const pageOf = (index, page, terms) => {
  const all = new Set(terms.flatMap((each) => [...each]));
  return { location: location(page, "", all), title: marked(page.title, all), text: "", score: 0, terms: {} };
};

/** A page as Material takes it: what has the score of the first is shown, the rest folded away. */
const item = async (index, hits, ranked) => {
  const [best] = hits;
  const isOfPage = best.section === best.page.first;
  const shown = isOfPage ? 1 : hits.slice(0, SHOWN).filter(({ tier, score }) => tier === best.tier && score >= NEAR * best.score).length;
  const entries = await Promise.all(hits.map((hit, at) => entry(index, hit, ranked, at < shown ? 2 : 1)));
  return hits.some(({ section, page }) => section === page.first) ? entries : [...entries, pageOf(index, best.page, ranked.terms)];
};

const count = (found) => found.filter(Boolean).length;

/** The hits that are shown: all with all words, and after them, while there is room, those that lack the fewest. */
const worthShowing = (hits) => {
  const pages = new Set(hits.filter(({ tier }) => tier >= ALL_ON_PAGE).map(({ page }) => page));
  const most = Math.max(0, ...hits.filter(({ tier }) => tier === SOME).map(({ here }) => count(here)));
  return hits.filter(({ tier, page, here }) => {
    if (tier >= ALL_ON_PAGE) return true;
    if (count(here) < most) return false;
    return pages.has(page) || pages.size < ENOUGH && pages.add(page);
  });
};

/** The items of Material's message with results. */
export const answer = async (index, query) => {
  const ranked = await rank(index, query);
  const pages = Map.groupBy(worthShowing(ranked.hits), ({ page }) => page);
  return Promise.all([...pages.values()].map((hits) => item(index, hits, ranked)));
};
