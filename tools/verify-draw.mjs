#!/usr/bin/env node
// Runs a published double-random draw again, without the product: one file, nothing but Node.
//   node verify-draw.mjs DRAW.json [PUBLISHED-EARLIER.json]   prints {ok, picks, differences}; exit 1 when something differs
//   node verify-draw.mjs --lines FILE                         one draw per line, one answer per line
// Written from docs/methods/draw.md, not from the product's source.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const HOUR = 3600_000;
const names = { "SHA-256": "sha256", SM3: "sm3" };

// RFC 3797, section 4: pick i is H(be16(i) + key + be16(i)) modulo the tickets left. An entry has as many tickets as its weight
// and leaves with all of them.
function* order(algorithm, key, weights) {
  const left = weights.map((weight, place) => ({ weight, place }));
  let tickets = weights.reduce((a, b) => a + b, 0);
  for (let i = 0; left.length > 0; i++) {
    const count = Buffer.from([i >> 8, i & 255]);
    const hash = createHash(algorithm).update(count).update(key, "utf8").update(count).digest("hex");
    let ticket = Number(BigInt("0x" + hash) % BigInt(tickets)), at = 0;
    while (ticket >= left[at].weight) ticket -= left[at++].weight;
    tickets -= left[at].weight;
    yield left.splice(at, 1)[0].place;
  }
}

const hex = (algorithm, text) => createHash(algorithm).update(text, "utf8").digest("hex");
const projectLine = (p) => [p.id, p.code, p.weight, p.line.join(","), p.name, p.unit, p.why.join(";")].join("\t") + "\n";
const inspectorLine = (i) => [i.id, i.line.join(","), i.interests.join(","), i.name, i.unit].join("\t") + "\n";
const before = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
const projectFirst = (a, b) => (a.code || a.id) === (b.code || b.id) ? before(a.id, b.id) : before(a.code || a.id, b.code || b.id);
const time = (text) => (text === undefined || text === null ? NaN : Date.parse(text));

function conflict(project, inspector) {
  if (inspector.line.some((unit) => project.line.includes(unit))) return "unit";
  if (inspector.interests.some((x) => x === project.id || (project.code !== "" && x === project.code))) return "interest";
  return null;
}

export function check(draw, published) {
  const differences = [];
  const wrong = (at, stated, computed) => differences.push({ at, stated: String(stated ?? "—"), computed: String(computed ?? "—") });
  const same = (at, stated, computed) => { if (stated !== computed) wrong(at, stated, computed); };
  const algorithm = names[draw.hash];
  if (draw.format !== "yinfeng-draw/1") wrong("format", draw.format, "yinfeng-draw/1");
  if (!algorithm) { wrong("hash", draw.hash, "SHA-256 | SM3"); return { ok: false, picks: [], differences }; }

  // The pools are what was published.
  const { projects, inspectors, rules, sources, offices } = draw;
  pool("projects", projects, projectLine, projectFirst, 6);
  pool("inspectors", inspectors, inspectorLine, (a, b) => before(a.id, b.id), 4);
  if (projects.items.some((p) => !Number.isInteger(p.weight) || p.weight < 1)) wrong("projects.items", "weight", ">= 1");
  if (!(rules.projectCount >= 1 && rules.projectCount <= projects.items.length && rules.inspectorsPerProject >= 1)) wrong("rules", rules.projectCount, "");
  function pool(name, { hash, items }, line, first, tabs) {
    const text = items.map(line).join("");
    same(`${name}.hash`, hash, hex(algorithm, text));
    for (let i = 1; i < items.length; i++) if (!first(items[i - 1], items[i])) wrong(`${name}.items`, "order", "");
    if (new Set(items.map((x) => x.id)).size < items.length) wrong(`${name}.items`, "twice", "");
    for (const item of items) if (/[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/.test(line(item).slice(0, -1)) || line(item).split("\t").length !== tabs + 1) wrong(`${name}.items`, item.id, "control characters");
  }

  // The times are in order, the numbers fit their source, the reveals fit their hashes.
  const publishedAt = time(draw.publishedAt), lastSource = Math.max(...sources.map((s) => time(s.at))), deadline = lastSource + rules.revealHours * HOUR;
  if (!(publishedAt >= time(draw.frozenAt))) wrong("publishedAt", draw.publishedAt, draw.frozenAt);
  if (!(rules.hoursAhead >= 24)) wrong("rules.hoursAhead", rules.hoursAhead, ">= 24");
  if (sources.length === 0) wrong("sources", 0, ">= 1");
  if (offices.length < 3) wrong("offices", offices.length, ">= 3");
  if (draw.drawNo === "" || draw.drawNo.includes("/")) wrong("drawNo", draw.drawNo, "");
  for (const s of sources) {
    if (!(time(s.at) >= publishedAt + Math.max(24, rules.hoursAhead) * HOUR)) wrong("sources.at", s.at, "");
    if (!s.numbers) { if (draw.drawn) wrong("sources.numbers", null, ""); continue; }
    if (s.numbers.length !== s.count || s.numbers.some((n) => !(Number.isInteger(n) && n >= s.smallest && n <= s.largest))) wrong("sources.numbers", s.numbers, "");
    if (!(time(s.enteredAt) >= time(s.at))) wrong("sources.enteredAt", s.enteredAt, s.at);
  }
  for (const o of offices) {
    if (o.nonce === undefined || o.nonce === null) continue;
    if (o.nonce.includes("/")) wrong("offices.nonce", o.nonce, "");
    same("offices.nonce", o.commitment, hex(algorithm, o.nonce));
    if (!(time(o.revealedAt) >= lastSource && time(o.revealedAt) <= deadline)) wrong("offices.revealedAt", o.revealedAt, "");
  }
  const drawn = draw.drawn, late = draw.substitutions ?? [];
  if (!drawn && late.length > 0) wrong("substitutions", late.length, 0);
  if (drawn) {
    const at = time(drawn.at);
    if (sources.some((s) => at < time(s.enteredAt ?? s.at)) || offices.some((o) => at < time(o.revealedAt))) wrong("drawn.at", drawn.at, "");
    if (offices.some((o) => (o.nonce ?? null) === null) && !(at >= deadline)) wrong("drawn.at", drawn.at, "");
    if (draw.cancelled) wrong("cancelled", draw.cancelled.at, null);
  }
  if (published) changes();
  function changes() {
    const fixed = (d) => ({
      drawNo: d.drawNo, hash: d.hash, publishedAt: time(d.publishedAt), "projects.hash": d.projects.hash, "inspectors.hash": d.inspectors.hash, rules: d.rules,
      sources: d.sources.map((s) => [s.name, time(s.at), s.count, s.smallest, s.largest]), offices: d.offices.map((o) => [o.name, o.commitment]),
    });
    const then = fixed(published), now = fixed(draw);
    for (const part of Object.keys(then)) same(part, JSON.stringify(now[part]), JSON.stringify(then[part]));
  }
  if (!drawn || differences.some((d) => ["rules", "projects.items", "inspectors.items"].includes(d.at))) return { ok: differences.length === 0, picks: [], differences };

  // Both draws again.
  const key = (poolHash) => `${draw.drawNo}/${poolHash}/`
    + sources.map((s) => [...(s.numbers ?? [])].sort((a, b) => a - b).map((n) => `${n}.`).join("") + "/").join("")
    + offices.map((o) => (o.nonce ?? rules.missingReveal) + "/").join("");
  const turns = [...order(algorithm, key(inspectors.hash), inspectors.items.map(() => 1))].map((i) => inspectors.items[i]);
  const picks = [];
  let queue = [...turns];
  for (const place of order(algorithm, key(projects.hash), projects.items.map((p) => p.weight))) {
    if (picks.length === rules.projectCount) break;
    const project = projects.items[place], taken = [], skipped = [];
    for (const inspector of queue) {
      if (taken.length === rules.inspectorsPerProject) break;
      const why = conflict(project, inspector);
      if (why) skipped.push({ inspector: inspector.id, why }); else taken.push(inspector);
    }
    if (taken.length < rules.inspectorsPerProject) { wrong("inspectors", "", "too few without a conflict"); return { ok: false, picks: [], differences }; }
    queue = [...queue.filter((i) => !taken.includes(i)), ...taken];
    picks.push({ order: picks.length + 1, project: project.id, inspectors: taken.map((i) => i.id), skipped });
  }
  const text = (list) => list?.map((s) => (typeof s === "string" ? s : `${s.inspector}:${s.why}`)).join(" ");
  for (let i = 0; i < Math.max(picks.length, drawn.tasks.length); i++) {
    const said = drawn.tasks[i], mine = picks[i];
    same(`drawn.tasks[${i}].order`, said?.order, mine?.order);
    same(`drawn.tasks[${i}].project`, said?.project, mine?.project);
    same(`drawn.tasks[${i}].inspectors`, text(said?.inspectors), text(mine?.inspectors));
    same(`drawn.tasks[${i}].skipped`, text(said?.skipped), text(mine?.skipped));
  }

  // Whoever could not come was followed by the next in the drawn order.
  const team = new Map(picks.map((p) => [p.project, [...p.inspectors]])), ever = new Map(picks.map((p) => [p.project, new Set(p.inspectors)]));
  late.forEach((s, i) => {
    if (!team.get(s.project)?.includes(s.out)) { wrong(`substitutions[${i}].out`, s.out, null); return; }
    const project = projects.items.find((p) => p.id === s.project), start = turns.findIndex((t) => t.id === s.out), skipped = [];
    let next;
    for (let step = 1; step < turns.length && !next; step++) {
      const candidate = turns[(start + step) % turns.length];
      if (ever.get(s.project).has(candidate.id)) continue;
      const why = conflict(project, candidate);
      if (why) skipped.push({ inspector: candidate.id, why }); else next = candidate.id;
    }
    same(`substitutions[${i}].in`, s.in, next);
    same(`substitutions[${i}].skipped`, text(s.skipped), text(skipped));
    if (!s.reason?.trim()) wrong(`substitutions[${i}].reason`, "", null);
    team.get(s.project)[team.get(s.project).indexOf(s.out)] = s.in;
    ever.get(s.project).add(s.in);
  });
  return { ok: differences.length === 0, picks, differences };
}

const [first, second] = process.argv.slice(2);
if (first === "--lines") {
  for (const line of readFileSync(second, "utf8").split("\n")) if (line !== "") process.stdout.write(JSON.stringify(check(JSON.parse(line))) + "\n");
} else if (first) {
  const read = (path) => JSON.parse(readFileSync(path, "utf8"));
  const answer = check(read(first), second ? read(second) : undefined);
  process.stdout.write(JSON.stringify(answer, null, 2) + "\n");
  process.exitCode = answer.ok ? 0 : 1;
} else {
  process.stderr.write("usage: node verify-draw.mjs DRAW.json [PUBLISHED-EARLIER.json] | --lines FILE\n");
  process.exitCode = 2;
}
