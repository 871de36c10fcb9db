"use strict";
// The form on the spot: every change is kept on the server as a draft. Without the server it is kept on this phone and sent when
// the line is back. Without this script the form works all the same.
(() => {
  const form = document.getElementById("inspection");
  if (!form) return;
  const status = document.querySelector("[data-saved]"), key = `yinfeng-inspection:${location.pathname}`;
  let timer = 0, sending = false, dirty = false;

  const values = () => [...new FormData(form)].filter(([name]) => name !== "__RequestVerificationToken");
  const shelve = () => {
    try { dirty ? localStorage.setItem(key, JSON.stringify(values())) : localStorage.removeItem(key); } catch { /* A browser that keeps nothing still has the form. */ }
  };

  async function send() {
    if (sending || !dirty) return;
    sending = true;
    const sent = JSON.stringify(values());
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" }, redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      if (sent === JSON.stringify(values())) dirty = false;
      status.textContent = `草稿已保存 ${(await answer.json()).savedAt}`;
      status.className = "hint ok";
    } catch {
      status.textContent = "没有网络，草稿留在这部手机里，联网后自动补存。";
      status.className = "hint bad";
      setTimeout(send, 5000);
    }
    sending = false;
    shelve();
    if (dirty) later();
  }
  function later() { clearTimeout(timer); timer = setTimeout(send, 700); }
  const changed = () => { dirty = true; shelve(); later(); };

  form.addEventListener("input", (e) => {
    if (e.target.name?.startsWith("finding.") && e.target.value.trim()) form.querySelector(`[name="tick"][value="${e.target.name.slice(8)}"]`).checked = true;
    changed();
  });
  form.addEventListener("submit", () => { clearTimeout(timer); dirty = false; shelve(); });
  addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(); });

  // A photo sent while something is typed must not lose it.
  document.querySelector("form[data-photo]")?.addEventListener("submit", () => send());

  // Where the phone is, only when asked for.
  const locate = document.querySelector("[data-locate]");
  if (locate && navigator.geolocation && isSecureContext) {
    locate.hidden = false;
    const said = locate.querySelector("[role=status]");
    locate.querySelector("button").addEventListener("click", () => {
      said.textContent = "正在定位…";
      navigator.geolocation.getCurrentPosition((at) => {
        form.elements.latitude.value = at.coords.latitude.toFixed(6);
        form.elements.longitude.value = at.coords.longitude.toFixed(6);
        said.textContent = `${form.elements.latitude.value}, ${form.elements.longitude.value}（误差约 ${Math.round(at.coords.accuracy)} 米）`;
        changed();
      }, () => { said.textContent = "定不了位，请填写地点。"; }, { enableHighAccuracy: true, timeout: 15000 });
    });
  }

  // What a lost line kept here.
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null");
    if (kept) {
      for (const box of form.querySelectorAll("[name=tick]")) box.checked = kept.some(([n, v]) => n === "tick" && v === box.value);
      for (const [name, value] of kept) {
        if (name === "result") { const radio = form.querySelector(`[name=result][value="${value}"]`); if (radio) radio.checked = true; }
        else if (name !== "tick" && form.elements[name] && "value" in form.elements[name]) form.elements[name].value = value;
      }
      dirty = true;
      send();
    }
  } catch { localStorage.removeItem(key); }
})();
