"use strict";
// The month steps on by itself: the link to the next month is followed every second and a half until there is none or somebody stops it.
// Filters answer as soon as they are chosen. Without scripts both are done by hand.
const key = "map-playing";
const next = document.querySelector("[data-map-next]"), form = document.querySelector("[data-map-form]");
const playing = () => sessionStorage.getItem(key) === "1";
function stop() { sessionStorage.removeItem(key); }
if (next) {
  const button = document.createElement("button");
  button.type = "button"; button.className = "b txt";
  button.textContent = playing() ? "停止" : "播放";
  let timer = playing() ? setTimeout(() => next.click(), 1500) : 0;
  button.addEventListener("click", () => {
    if (playing()) { stop(); clearTimeout(timer); button.textContent = "播放"; return; }
    sessionStorage.setItem(key, "1"); next.click();
  });
  next.after(" ", button);
} else { stop(); }
form?.addEventListener("change", (e) => { if (e.target.tagName === "SELECT") { stop(); form.requestSubmit(); } });
