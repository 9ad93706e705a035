// The search, in the place of the worker of Material's theme, whose messages it speaks: the box, the keys and the list of
// results are the theme's. Nothing is fetched before there is something to search for.
// The page gives behind '#' the folder of what it searches, from the root of the site: 'worker.js#fr/search/'.

const READY = 1;
const QUERY = 2;
const RESULT = 3;

const folder = new URL(`../../${location.hash.slice(1)}`, location.href.split("#")[0]);

const prepare = async () => {
  const [{ load }, { answer }] = await Promise.all([import("./index.js"), import("./answer.js")]);
  const index = await load(folder);
  return (query) => answer(index, query);
};

// What could not be fetched may be there in a moment.
const RETRY = 2000;
const untilPrepared = () => prepare().catch(async () => {
  await new Promise((resolve) => { setTimeout(resolve, RETRY); });
  return untilPrepared();
});

let prepared;
let latest = 0;

const respond = async (query) => {
  const number = ++latest;
  if (!query.trim()) return postMessage({ type: RESULT, data: { items: [] } });
  prepared ??= untilPrepared();
  const items = await (await prepared)(query);
  if (number === latest) postMessage({ type: RESULT, data: { items } });
};

addEventListener("message", ({ data: { type, data } }) => {
  if (type === QUERY) respond(data);
});
postMessage({ type: READY });
