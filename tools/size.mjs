// Prints what travels to the first question of a birth registration, from the built dist/: the page,
// what it names, and the data that the app then fetches. KB = 1,000 bytes, brotli 11.
// What is loaded later (docs/decisions/0009-split.md) is listed, not counted.
// Status 1: heavier than the budget (docs/decisions/0008-size.md).
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const dist = "dist";
const budgetKb = 220;

// Fetched by the running app, so not named in the page. Of several languages one travels: the largest is counted.
const fetched = [
  { what: "list of services", path: /^services\/index\.[^/]*\.json$/ },
  { what: "opening of service 09", path: /^services\/09\.opening\.[^/]*\.json$/ },
  { what: "texts of a language", path: /^text\/[^/.]*\.txt$/ },
];
const fetchedWherePresent = [/^config\.json$/, /^snippets\/.*\.js$/];

if (!existsSync(join(dist, "index.html"))) {
  console.error("size: dist/ is not built\n      remedy: ./dev build");
  process.exit(1);
}
const files = readdirSync(dist, { recursive: true })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => !/\.(br|gz)$/.test(path) && statSync(join(dist, path)).isFile());

// The parts of the program, their texts, and what reads codes: they come after the first question.
const later = files.filter((path) => /^(later|chunk|code-reader)[^/]*\.(wasm|js)$|^text\/.*\.later\.txt$/.test(path));

const faults = [];
const sizes = [...new Set(firstLoad())].map(measure).sort((a, b) => b.brotli - a.brotli);
const total = sizes.reduce((sum, { brotli }) => sum + brotli, 0);

console.log("  raw KB  brotli KB  file");
for (const { path, raw, brotli } of sizes) console.log(`${kb(raw, 8)} ${kb(brotli, 10)}  ${path}`);
for (const { path, raw, brotli } of later.map(measure)) console.log(`${kb(raw, 8)} ${kb(brotli, 10)}  later, not counted: ${path}`);
if (total > budgetKb * 1000) faults.push(`above the budget of ${budgetKb} KB`);
for (const fault of faults) console.error(`size: ${fault}`);
console.log(`total ${kb(total, 0)} KB`);
process.exit(faults.length > 0 ? 1 : 0);

function* firstLoad() {
  const page = readFileSync(join(dist, "index.html"), "utf8");
  yield "index.html";
  for (const [, address] of page.matchAll(/\s(?:src|href|data-module|data-wasm)="([^"#]+)"/g)) {
    const path = address.replace(/^\.?\//, "").split("?")[0];
    if (files.includes(path)) yield path;
  }
  for (const { what, path } of fetched) {
    const found = files.filter((file) => path.test(file)).sort((a, b) => measure(b).brotli - measure(a).brotli);
    if (found.length > 0) yield found[0];
    else faults.push(`no ${what} in ${dist}/ (looked for ${path}); mend the build or the list in tools/size.mjs`);
  }
  yield* files.filter((file) => fetchedWherePresent.some((path) => path.test(file)));
}

// Pictures are sent as they are; everything else has its .br beside it.
function measure(path) {
  const raw = statSync(join(dist, path)).size;
  const compressed = join(dist, `${path}.br`);
  return { path, raw, brotli: existsSync(compressed) ? statSync(compressed).size : raw };
}

function kb(bytes, width) {
  return (bytes / 1000).toFixed(1).padStart(width);
}
