// What a guide is made of: its steps, the routes that exclude each other, what to have at hand. It is read from the page
// that is open, or from one that was fetched.

const isHeading = (element) => /^H[1-6]$/.test(element.tagName) && element.id !== "";

/** The headings of the sections that an element is in, the innermost first. */
const headings = (element) => {
  const found = [];
  const level = () => (found.length > 0 ? Number(found.at(-1).tagName[1]) : 7);
  for (let each = element; each && each.tagName !== "ARTICLE"; each = each.parentElement) {
    for (let before = each.previousElementSibling; before; before = before.previousElementSibling) {
      if (isHeading(before) && Number(before.tagName[1]) < level()) found.push(before);
    }
  }
  return found;
};

/** What stands below an element of the guide, the next heading included. */
const below = (element) => {
  const found = [];
  while ((element = element.nextElementSibling)) {
    found.push(element);
    if (isHeading(element)) break;
  }
  return found;
};

/** What a heading or a label says, without its links and fields. */
export const title = (heading) => {
  const copy = heading.cloneNode(true);
  for (const extra of copy.querySelectorAll(".headerlink, .section-language, input, .step-box")) extra.remove();
  return copy.textContent.trim();
};

const routesOf = (root) => {
  const sets = [...root.querySelectorAll(":scope > .tabbed-set")].map((set) => {
    const labels = [...set.querySelectorAll(":scope > .tabbed-labels > label")];
    return { set, labels, names: labels.map(title) };
  });
  const groups = new Map();
  for (const { set, labels, names } of sets) {
    const heading = headings(set)[0];
    const inputs = [...set.querySelectorAll(":scope > input")];
    const blocks = [...set.querySelectorAll(":scope > .tabbed-content > .tabbed-block")];
    if (inputs.length < 2 || inputs.length !== blocks.length || labels.length !== blocks.length) continue;
    const known = groups.get(names.join("\n")) ?? { key: heading?.id ?? "", names, sets: [], heading };
    known.sets.push({ set, inputs, labels, blocks });
    groups.set(names.join("\n"), known);
  }
  return [...groups.values()];
};

const routeOf = (list, routes) => {
  const block = list.closest(".tabbed-block");
  for (const route of block ? routes : []) {
    for (const { blocks } of route.sets) {
      const index = blocks.indexOf(block);
      if (index >= 0) return { route, index, isOneOfSeveral: true };
    }
  }
  return null;
};

/** The guide whose content stands in `root`. Each step has a place, by which it is known in every language: the anchor of
    its section, and its number there, behind the number of the tab if the section holds the tabs. */
export const readGuide = (root) => {
  const routes = routesOf(root);
  const lists = [...root.querySelectorAll(":scope > ol, :scope > .tabbed-set > .tabbed-content > .tabbed-block > ol")];
  const steps = lists.flatMap((list) => {
    const heading = headings(list)[0];
    const way = routeOf(list, routes);
    const isWithin = way && heading?.closest(".tabbed-block") === list.closest(".tabbed-block");
    const part = way && !isWithin ? `${way.index + 1}-` : "";
    const section = [title(heading ?? root.querySelector("h1") ?? list), ...(part ? [way.route.names[way.index]] : [])].join(" – ");
    const sectionKey = `${heading?.id ?? ""}/${part}`;
    return [...list.children].map((item, index) => {
      const number = list.start + index;
      return { item, list, heading, section, sectionKey, way, number, place: `${sectionKey}${number}`, wait: item.querySelector(".wait") };
    });
  });
  const things = [...root.querySelectorAll(".checklist > ul")].flatMap((list) => {
    const sectionKey = `${headings(list)[0]?.id ?? ""}/have-`;
    return [...list.children].map((item, index) => ({ item, sectionKey, place: `${sectionKey}${index + 1}` }));
  });
  return { root, routes, steps, things };
};

/** The digest of each section as it is now, by its anchor, from the text that the build has written. */
export const digests = (text) =>
  new Map(text.split(" ").map((each) => [each.slice(each.indexOf(":") + 1), each.slice(0, each.indexOf(":"))]));

/** Which of the routes is chosen, or -1: what was chosen from another number of routes may be another one now. */
export const chosen = (route, state) => {
  const [index, count] = state.routes.get(route.key) ?? [];
  return count === route.names.length && index < count ? index : -1;
};

/** The steps on the reader's way. Where no route is chosen yet, it is the first, which is shown. */
export const onTheWay = (guide, state) =>
  guide.steps.filter(({ way }) => !way || way.index === Math.max(0, chosen(way.route, state)));

export const size = (steps, { sectionKey }) => steps.filter((step) => step.sectionKey === sectionKey).length;

/** How far a reader is: steps on the way, those that are done, where to go on, and what is waited for. */
export const progress = (guide, state) => {
  const steps = onTheWay(guide, state);
  const isDone = ({ place }) => state.ticks.has(place);
  const done = steps.filter(isDone);
  const waiting = steps.flatMap((step) => {
    const before = step.wait && begun(step, steps);
    if (!before || isDone(step) || !isDone(before)) return [];
    return [{ step, what: step.wait.textContent.trim(), since: state.ticks.get(before.place)[1] }];
  });
  return { steps, done, waiting, ...following(steps, isDone) };
};

/** The step that a wait begins with: the last of the section to which what is waited for is a link, else the one before. */
const begun = (step, steps) => {
  const before = steps.slice(0, steps.indexOf(step));
  const place = step.wait.getAttribute("href");
  const heading = place?.startsWith("#") ? before.map((each) => headings(each.list)).flat().find(({ id }) => `#${id}` === place) : null;
  return before.findLast((each) => !heading || headings(each.list).includes(heading));
};

/** The step to go on with after the last that is ticked: what is not ticked before it was not on the reader's way. After
    the last of a section that is the next, unless a link there, `{ .next }`, leads to another section. */
const following = (steps, isDone) => {
  const last = steps.findLastIndex(isDone);
  if (last < 0) return {};
  const { list, sectionKey } = steps[last];
  const ahead = steps.slice(last + 1);
  if (ahead[0]?.sectionKey === sectionKey) return { next: ahead[0] };
  const around = below(list);
  const link = around.map((each) => each.querySelector('a.next[href^="#"]')).find(Boolean);
  const led = link && ahead.find((step) => step.heading?.id === link.hash.slice(1));
  const next = led ?? ahead[0];
  if (next) return { next };
  const outside = below(list.closest(".tabbed-set") ?? list);
  return { end: [...around, ...outside].find(isHeading) };
};
