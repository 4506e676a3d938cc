// A hook of Trunk. It preloads the program with an integrity value, which browsers do not compare in a preload, and
// Chromium warns of it. The value goes to the script's tag: start.js asks for the program with it, and what does not
// fit is refused. The program still travels once.
//   node tools/integrity.mjs dist
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const path = join(process.argv[2], "index.html");
const page = readFileSync(path, "utf8");
const preload = page.match(/<link rel="preload"[^>]*as="fetch"[^>]*>/)?.[0] ?? fail("the program's preload");
const [attribute, value] = preload.match(/ integrity="([^"]+)"/) ?? fail("its integrity value");
const script = page.match(/ data-wasm="[^"]+"/)?.[0] ?? fail("data-wasm");
const bare = page.replace(preload, preload.replace(attribute, ""));
writeFileSync(path, bare.replace(script, `${script} data-integrity="${value}"`));

function fail(what) {
  throw new Error(`integrity: not found in ${path}: ${what}. Trunk may write the page otherwise now (Trunk.toml)`);
}
