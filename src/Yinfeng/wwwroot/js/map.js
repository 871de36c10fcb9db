"use strict";
// The month steps on by itself: the link to the next month is followed every second and a half until there is none or somebody stops it.
// Filters answer as soon as they are chosen, and the form with them: another chain, other nodes. Without scripts both are done by hand.
(() => {
  const key = "map-playing";
  let timer = 0;
  const playing = () => sessionStorage.getItem(key) === "1";
  const stop = () => { sessionStorage.removeItem(key); clearTimeout(timer); };
  function offer() {
    clearTimeout(timer);
    const next = document.querySelector("[data-map-next]");
    if (!next) { stop(); return; }
    document.querySelector("[data-map-play]")?.remove(); // Back may bring one along that does nothing.
    const button = document.createElement("button");
    button.type = "button"; button.className = "b txt"; button.dataset.mapPlay = "";
    button.textContent = playing() ? "停止" : "播放";
    if (playing()) timer = setTimeout(() => next.click(), 1500);
    button.addEventListener("click", () => {
      if (playing()) { stop(); button.textContent = "播放"; return; }
      sessionStorage.setItem(key, "1"); next.click();
    });
    next.after(" ", button);
  }
  offer();
  addEventListener("htmx:afterSwap", offer);
  addEventListener("change", (e) => {
    const form = e.target.closest?.("[data-map-form]");
    if (form && e.target.tagName === "SELECT") { stop(); form.requestSubmit(); }
  });
})();
