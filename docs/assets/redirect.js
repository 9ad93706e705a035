// At an old address: go to the new one, and to the section that the old fragment meant, on whatever page it is. On a page
// that is still there: go on only for the fragment of a section that has moved away.
(() => {
  const { to, fragments } = document.currentScript.dataset;
  const moved = JSON.parse(fragments);
  const go = () => {
    const fragment = decoded(location.hash.slice(1));
    const known = Object.hasOwn(moved, fragment) ? moved[fragment] : null;
    if (to === undefined && known === null) return;
    const isElsewhere = known?.includes("/");
    const address = new URL(isElsewhere ? known : (to ?? ""), location.href);
    address.search = location.search;
    if (!isElsewhere) address.hash = encodeURIComponent(known ?? fragment);
    location.replace(address);
  };
  go();
  if (to === undefined) addEventListener("hashchange", go);

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text; // a lone '%'
    }
  }
})();
