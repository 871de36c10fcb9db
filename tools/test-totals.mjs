// Adds up the .trx files of a test run: why tests were skipped, which failed, and the totals on a line of their own.
import { readdirSync, readFileSync, existsSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".trx")) : [];
const plain = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#xD;|&#xA;/g, "\n").replace(/&amp;/g, "&");
let passed = 0;
let failed = 0;
let skipped = 0;
const reasons = new Map();
const failures = [];
for (const file of files) {
  const text = readFileSync(join(folder, file), "utf8");
  for (const [, attributes, body = ""] of text.matchAll(/<UnitTestResult ([^>]*?)(?:\/>|>([\s\S]*?)<\/UnitTestResult>)/g)) {
    const name = plain(/testName="([^"]*)"/.exec(attributes)[1]);
    const outcome = /outcome="([^"]*)"/.exec(attributes)?.[1];
    if (outcome === "Passed") {
      passed++;
    } else if (outcome === "NotExecuted") {
      skipped++;
      const reason = plain(/<Message>([\s\S]*?)<\/Message>|<StdOut>([\s\S]*?)<\/StdOut>/.exec(body)?.slice(1).find(Boolean) ?? "no reason given").trim();
      reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
    } else {
      failed++;
      failures.push(name);
    }
  }
}
for (const [reason, names] of reasons) {
  console.log(`skipped ${names.length}: ${reason}`);
  for (const name of names) {
    console.log(`    ${name}`);
  }
}
for (const name of failures) {
  console.log(`FAILED ${name}`);
}
if (files.length === 0) {
  console.log("No test results were written: the test run itself failed.");
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
