// What a result shows of a section: one or two lines round what was found, with the words marked, as HTML.

import { wordsIn } from "./words.js";

const LENGTH = 160;  // of a line at most, in characters
const LINES = 2;

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]);

/** A text as HTML, with its words that are among `terms` marked. */
export const marked = (text, terms) => {
  let html = "";
  let done = 0;
  for (const { word, start, end } of wordsIn(text)) {
    if (!terms.has(word)) continue;
    html += `${escaped(text.slice(done, start))}<mark>${escaped(text.slice(start, end))}</mark>`;
    done = end;
  }
  return html + escaped(text.slice(done));
};

/** A line, or as much of it round its first word that is among `terms` as a result has room for. */
const cut = (line, terms) => {
  if (line.length <= LENGTH) return line;
  const found = wordsIn(line).find(({ word }) => terms.has(word));
  const from = Math.min(Math.max(0, (found?.start ?? 0) - LENGTH / 3), line.length - LENGTH);
  const start = from && line.indexOf(" ", from) + 1;
  const end = start + LENGTH < line.length ? line.lastIndexOf(" ", start + LENGTH) : line.length;
  return `${start ? "… " : ""}${line.slice(start, end > start ? end : start + LENGTH)}${end < line.length ? " …" : ""}`;
};

/** The best lines of a text: those with the most words of a query, of which `terms` has a set each, in their order. */
export const excerpt = (text, terms) => {
  const all = new Set(terms.flatMap((each) => [...each]));
  const lines = text.split("\n").map((line, at) => {
    const words = new Set(wordsIn(line).map(({ word }) => word));
    return { line, at, has: terms.map((each) => [...each].some((term) => words.has(term))) };
  });
  const missing = terms.map(() => true);
  const chosen = [];
  while (chosen.length < LINES) {
    const gain = ({ has }) => has.filter((each, at) => each && missing[at]).length;
    const best = lines.reduce((one, other) => (gain(other) > gain(one) ? other : one), lines[0]);
    if (!gain(best)) break;
    best.has.forEach((each, at) => { if (each) missing[at] = false; });
    chosen.push(best);
  }
  if (!chosen.length) chosen.push(lines[0]);
  return chosen.sort((one, other) => one.at - other.at).map(({ line }) => `<p>${marked(cut(line, all), all)}</p>`).join("");
};
