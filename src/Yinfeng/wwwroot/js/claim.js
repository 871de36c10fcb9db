"use strict";
// Forms of a case keep themselves on the server as drafts while somebody types. Without this script 存草稿 does the same.
(() => {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const status = form.closest("section").querySelector("[data-saved]");
    let timer = 0, dirty = false, sending = false;
    const text = () => new URLSearchParams(new FormData(form)).toString();

    async function send() {
      if (sending || !dirty) return;
      sending = true;
      const sent = text();
      try {
        const answer = await fetch(form.dataset.draft, { method: "POST", body: new URLSearchParams(sent), headers: { Accept: "application/json" }, redirect: "error" });
        if (!answer.ok) throw new Error(String(answer.status));
        dirty = sent !== text();
        status.textContent = `草稿已保存 ${(await answer.json()).savedAt}`;
        status.className = "hint ok";
      } catch {
        status.textContent = "没有网络，草稿还没有存，联网后自动补存。";
        status.className = "hint bad";
        setTimeout(send, 5000);
      }
      sending = false;
      if (dirty) later();
    }
    function later() { clearTimeout(timer); timer = setTimeout(send, 700); }

    form.addEventListener("input", () => { dirty = true; later(); });
    form.addEventListener("submit", () => { clearTimeout(timer); dirty = false; });
    addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(); });
  }
})();
