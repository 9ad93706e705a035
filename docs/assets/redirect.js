// On the page at an old address: go to the new one, and to the section that the old fragment meant, on whatever page it is.
(() => {
  const { to, fragments } = document.currentScript.dataset;
  const fragment = decodeURIComponent(location.hash.slice(1));
  const moved = JSON.parse(fragments);
  const known = Object.hasOwn(moved, fragment) ? moved[fragment] : null;
  const isElsewhere = known?.includes("/");
  const address = new URL(isElsewhere ? known : to, location.href);
  address.search = location.search;
  if (!isElsewhere) address.hash = encodeURIComponent(known ?? fragment);
  location.replace(address);
})();
