// Offers the page in the language that the reader's browser prefers: on one page, until there is an answer. The answer
// stays on the device, and so does the choice of a language anywhere else on the site. Nobody is sent anywhere.
(() => {
  const KEY = `${new URL("..", document.currentScript.src).pathname}language`;
  const offers = [...document.querySelectorAll(".language-offer")];
  const here = document.documentElement.lang;
  const tags = [here, ...offers.map((offer) => offer.lang)];

  const known = () => {
    try {
      return localStorage.getItem(KEY);
    } catch { // not allowed
      return null;
    }
  };
  const remember = (choice) => {
    try {
      localStorage.setItem(KEY, choice);
    } catch {} // it will be asked again
  };

  const base = (tag) => tag.toLowerCase().split("-")[0];
  const like = (wanted) => tags.find((tag) => tag.toLowerCase() === wanted.toLowerCase()) ?? tags.find((tag) => base(tag) === base(wanted));
  const preferred = navigator.languages.map(like).find(Boolean);
  const offer = offers.find((each) => each.lang === preferred);
  const shown = `offered ${location.pathname}`;
  if (offer && [null, shown].includes(known())) {
    offer.hidden = false;
    remember(shown);
    offer.querySelector("button").addEventListener("click", () => {
      remember(here);
      offer.hidden = true;
      document.querySelector(".site-language")?.focus();
    });
  }
  addEventListener("click", ({ target }) => {
    const link = target.closest?.("a[data-keep-section][hreflang]");
    if (link) remember(link.hreflang);
  });
})();
