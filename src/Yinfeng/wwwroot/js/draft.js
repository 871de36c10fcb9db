"use strict";
// A form while it is typed: every change is kept on the server as a draft. Without this script the form works all the same.
(() => {
  const form = document.querySelector("form[data-draft]"), status = document.querySelector("[data-saved]");
  if (!form || !status) return;
  let timer = 0, sending = false, dirty = false;
  async function send() {
    if (sending || !dirty) return;
    sending = true;
    dirty = false;
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" }, redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      status.textContent = `草稿已保存 ${(await answer.json()).savedAt}`;
    } catch {
      dirty = true;
      status.textContent = "没有网络，草稿还没有保存，联网后自动补存。";
      setTimeout(send, 5000);
    }
    sending = false;
    if (dirty) later();
  }
  function later() { clearTimeout(timer); timer = setTimeout(send, 700); }
  form.addEventListener("input", () => { dirty = true; later(); });
  form.addEventListener("submit", () => { clearTimeout(timer); dirty = false; });
  addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(); });
})();
