"use strict";
// The month's grid: arrow keys and Enter move, a block from Excel is pasted, every change is kept on the server as a draft.
// Without the server it is kept in this browser and sent when the line is back. Without this script the form works all the same.
(() => {
  const form = document.getElementById("month-grid");
  if (!form) return;
  const status = form.querySelector("[data-saved]"), key = `yinfeng-month:${form.dataset.month}:${form.dataset.unit}`;
  const fields = ["funds", "fixed", "stat", "progress", "problems", "answer"], dirty = new Set();
  const rows = () => [...form.querySelectorAll("tr[data-row]")];
  const cell = (row, column) => row?.querySelector(`[data-cell="${column}"]`);
  let timer = 0, sending = false;

  const plain = (text) => text.normalize("NFKC").replace(/[,\s]/g, "");
  function change(input) {
    const small = input.parentElement.querySelector(".chg");
    if (!small) return;
    const text = plain(input.value), last = input.dataset.last;
    if (text === "" || last === undefined || isNaN(text)) { small.textContent = ""; return; }
    const d = Math.round((Number(text) - Number(last)) * 1e6) / 1e6;
    small.textContent = "较上月 " + (d > 0 ? "+" : d < 0 ? "−" : "±") + Math.abs(d).toLocaleString("zh-CN", { maximumFractionDigits: 2 });
  }

  function ask(id, notes) {
    const line = form.querySelector(`tr[data-asks="${id}"]`);
    if (!line) return;
    line.hidden = notes.length === 0 && form.elements[`answer.${id}`].value.trim() === "";
    const list = line.querySelector("ul");
    list.replaceChildren(...notes.map((n) => Object.assign(document.createElement("li"), { textContent: n.message })));
    for (const f of fields) form.elements[`${f}.${id}`]?.removeAttribute("aria-invalid");
    for (const n of notes) if (n.wrong) form.elements[`${n.field}.${id}`]?.setAttribute("aria-invalid", "true");
  }

  const values = (id) => Object.fromEntries(["v", ...fields].map((f) => [f, form.elements[`${f}.${id}`]?.value ?? ""]));
  function shelve() { // What the server has not confirmed yet.
    try { dirty.size ? localStorage.setItem(key, JSON.stringify(Object.fromEntries([...dirty].map((id) => [id, values(id)])))) : localStorage.removeItem(key); } catch { /* A browser that keeps nothing still has the form. */ }
  }

  async function send() {
    if (sending || dirty.size === 0) return;
    sending = true;
    const ids = [...dirty].slice(0, 100), data = new URLSearchParams();
    for (const name of ["month", "unit", "__RequestVerificationToken"]) data.set(name, form.elements[name].value);
    const sent = new Map(ids.map((id) => [id, JSON.stringify(values(id))]));
    for (const id of ids) for (const [f, v] of Object.entries(values(id))) data.set(`${f}.${id}`, v);
    try {
      const answer = await fetch("/monthly/draft", { method: "POST", body: data, headers: { Accept: "application/json" }, redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      const said = await answer.json();
      for (const id of ids) if (sent.get(id) === JSON.stringify(values(id))) dirty.delete(id);
      for (const row of said.rows) ask(row.id, [...row.wrong.map((w) => ({ ...w, wrong: true })), ...row.questions.map((q) => ({ ...q, message: q.message + (form.elements[`answer.${row.id}`].value.trim() ? "（已写说明）" : "请改正，或写明原因。") }))]);
      status.textContent = `草稿已保存 ${said.savedAt}`;
      status.className = "ok";
    } catch {
      status.textContent = "草稿还没有存到服务器，已留在这台电脑的浏览器里，联网后自动补存。";
      status.className = "bad";
      setTimeout(send, 5000);
    }
    sending = false;
    shelve();
    if (dirty.size) later();
  }
  function later() { clearTimeout(timer); timer = setTimeout(send, 700); }

  form.addEventListener("input", (e) => {
    const line = e.target.closest("tr[data-row], tr[data-asks]"), id = line?.dataset.row ?? line?.dataset.asks;
    if (!id || e.target.type === "checkbox") return;
    if (e.target.dataset.last !== undefined) change(e.target);
    dirty.add(id);
    shelve();
    later();
  });

  function move(from, dr, dc) {
    const row = from.closest("tr[data-row]"), all = rows();
    const next = cell(all[all.indexOf(row) + dr], Number(from.dataset.cell) + dc);
    if (!next) return false;
    next.focus();
    next.select?.();
    return true;
  }
  form.addEventListener("keydown", (e) => {
    const at = e.target;
    if (at.dataset?.cell === undefined || e.isComposing || e.altKey || e.metaKey) return;
    const text = at.tagName === "TEXTAREA", pick = at.tagName === "SELECT";
    if (e.key === "Enter" && !(text && e.ctrlKey)) { e.preventDefault(); move(at, e.shiftKey ? -1 : 1, 0); }
    else if (e.key === "Enter") at.setRangeText("\n", at.selectionStart, at.selectionEnd, "end");
    else if (e.key === "ArrowDown" && !pick && (!text || at.selectionEnd === at.value.length)) { if (move(at, 1, 0)) e.preventDefault(); }
    else if (e.key === "ArrowUp" && !pick && (!text || at.selectionStart === 0)) { if (move(at, -1, 0)) e.preventDefault(); }
    else if (e.key === "ArrowRight" && (pick || at.selectionEnd === at.value.length)) { if (move(at, 0, 1)) e.preventDefault(); }
    else if (e.key === "ArrowLeft" && (pick || (at.selectionStart === 0 && at.selectionEnd === 0))) { if (move(at, 0, -1)) e.preventDefault(); }
  });

  // A block from Excel: tabs between columns, line ends between rows; a cell that holds line ends stands in quotes.
  function block(text) {
    const table = [[""]];
    let quoted = false;
    for (let i = 0; i < text.length; i++) {
      const c = text[i], line = table.at(-1);
      if (quoted) { if (c === '"' && text[i + 1] === '"') { line[line.length - 1] += '"'; i++; } else if (c === '"') quoted = false; else line[line.length - 1] += c; }
      else if (c === '"' && line.at(-1) === "") quoted = true;
      else if (c === "\t") line.push("");
      else if (c === "\n") table.push([""]);
      else if (c !== "\r") line[line.length - 1] += c;
    }
    if (table.length > 1 && table.at(-1).length === 1 && table.at(-1)[0] === "") table.pop();
    return table;
  }
  form.addEventListener("paste", (e) => {
    const at = e.target, text = e.clipboardData?.getData("text/plain") ?? "";
    if (at.dataset?.cell === undefined || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
    e.preventDefault();
    const all = rows(), first = all.indexOf(at.closest("tr[data-row]")), column = Number(at.dataset.cell), table = block(text);
    let left = 0;
    table.forEach((line, r) => line.forEach((value, c) => {
      const to = cell(all[first + r], column + c);
      if (!to) { left++; return; }
      if (to.tagName === "SELECT") { const t = value.trim(); to.value = /^(是|已入统|true|1)$/i.test(t) ? "true" : /^(否|未入统|false|0)$/i.test(t) ? "false" : ""; }
      else to.value = to.dataset.last !== undefined || to.classList.contains("cell") ? plain(value) : value.trim();
      to.dispatchEvent(new Event("input", { bubbles: true }));
    }));
    status.textContent = `已粘贴 ${table.length} 行` + (left ? `，有 ${left} 格超出表格，没有粘贴` : "");
    status.className = left ? "bad" : "ok";
  });

  form.querySelector("[data-tick-all]")?.addEventListener("click", (e) => { // Without this script the link brings the page back ticked.
    e.preventDefault();
    const boxes = [...form.querySelectorAll("input[name=tick]")], on = !boxes.every((b) => b.checked);
    for (const b of boxes) b.checked = on;
  });

  // Leaving the page sends what is left; coming back finds what a lost line kept here.
  addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(); });
  form.addEventListener("submit", () => { clearTimeout(timer); dirty.clear(); shelve(); });
  for (const input of form.querySelectorAll("input[data-cell]")) change(input);
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "{}");
    for (const [id, typed] of Object.entries(kept)) {
      if (!form.elements[`v.${id}`]) continue;
      for (const f of fields) { const to = form.elements[`${f}.${id}`]; to.value = typed[f]; if (to.dataset.last !== undefined) change(to); }
      dirty.add(id);
    }
    send();
  } catch { localStorage.removeItem(key); }
})();
