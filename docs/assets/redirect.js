// On the page at an old address: go to the new one, and to the section that the old fragment meant.
(() => {
  const { to, fragments } = document.currentScript.dataset;
  const fragment = decodeURIComponent(location.hash.slice(1));
  const anchor = JSON.parse(fragments)[fragment] ?? fragment;
  location.replace(to + location.search + (anchor ? "#" + encodeURIComponent(anchor) : ""));
})();
