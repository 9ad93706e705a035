// What the search knows of languages: the stems of words, and which words say little.

import { fold, isNumber } from "./words.js";
import { stemmer as english } from "../vendor/stemmer-en-3.1.18.min.js";
import { stemmer as french } from "../vendor/stemmer-fr-3.1.18.min.js";

const STEMMERS = { en: english, fr: french };

// Words that say little: a question holds them, its answer may do without. Folded.
const COMMON = {
  en: `a about after all also am an and any are as at be been but by can could did do does don for from get had has have how i if
    in into is it its just may me mean means my no not of off on or our out s so t that the their them then there these they this to up us
    want was way we were what when where which who whom whose why will with without would you your`,
  fr: `a afin ai ainsi alors apres as au aux avant avec c ca car ce cela celle ces cet cette chez comme comment d dans de depuis
    des dire dois doit donc dont du elle en entre es est et etes etre fait faire faut il ils j je l la le les leur leurs lors lui m ma
    mais me mes moi mon n ne nos notre nous on ont ou par pas peut peux plus pour pourquoi pouvez pouvoir puis qu quand que quel
    quelle quelles quels qui quoi s sa sans se sera ses si signifie son sont sous sur t ta te tes toi ton tous tout tres tu un une va veut
    veux vers voir vos votre vous y`,
};

/** What the languages of an index know of a word: whether it is common, and the stems it has, accented or not. */
export class Languages {
  #stemmers;
  #common;
  #known = new Map();

  constructor(codes) {
    this.#stemmers = codes.filter((code) => STEMMERS[code]).map((code) => [code, STEMMERS[code]]);
    this.#common = new Set(codes.flatMap((code) => COMMON[code]?.split(/\s+/) ?? []));
  }

  isCommon(word) {
    return this.#common.has(word);
  }

  /** The stems of a word in lower case. */
  stems(written) {
    if (!this.#known.has(written)) {
      const forms = isNumber(written) ? [] : [...new Set([written, fold(written)])];
      this.#known.set(written, new Set(this.#stemmers.flatMap(([code, stem]) => forms.map((form) => `${code} ${fold(stem(form))}`))));
    }
    return this.#known.get(written);
  }
}
