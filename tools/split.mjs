// wasm-bindgen as Trunk calls it, with the program cut in two before (docs/decisions/0009-split.md):
// the main part goes back to Trunk; the later part gets a hashed name in the site's folder, and wasm-bindgen's
// JavaScript learns to load it, and is made short.
//   MOTCUA_WASM_BINDGEN=… MOTCUA_SITE=… node tools/split.mjs --target=web --out-dir=… --out-name=… …/motcua.wasm
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { minify } from "terser";

const { MOTCUA_WASM_BINDGEN: wasmBindgen, MOTCUA_SITE: site } = process.env;
const args = process.argv.slice(2);
const program = args.find((arg) => arg.endsWith(".wasm"));

if (program) await split();
else run(wasmBindgen, ...args); // Trunk asks for the version

async function split() {
  const [folder, name] = [option("out-dir"), option("out-name")];
  const parts = join(folder, "split");
  rmSync(parts, { recursive: true, force: true });
  mkdirSync(parts, { recursive: true });
  run("wasm-split-cli", program, parts, "--out-name", name);

  const main = join(parts, `${name}.wasm`);
  run(wasmBindgen, ...args.map((arg) => (arg === program ? main : arg)), "--keep-lld-exports");

  let loader = readFileSync(join(parts, "__wasm_split.js"), "utf8");
  for (const part of readdirSync(parts).filter((file) => /^(split|chunk)_.*\.wasm$/.test(file)))
    loader = named(loader, part, publish(join(parts, part), part.replace("split_", "").replace(".wasm", "")));
  const [glue, bound] = [join(folder, `${name}.js`), join(folder, `${name}_bg.wasm`)];
  const numbered = numbering();
  const { code } = await minify(numbered(withLoader(readFileSync(glue, "utf8"), loader)), { module: true });
  writeFileSync(glue, code);
  writeFileSync(bound, numbered(readFileSync(bound, "latin1")), "latin1");
}

// wasm-bindgen ends the name of each import with a hash, which no compression shortens: a number of the same length
// instead, so that the lengths that the program states still hold.
function numbering() {
  const numbers = new Map();
  const number = (name) => numbers.get(name) ?? numbers.set(name, String(numbers.size).padStart(16, "0")).get(name);
  return (text) => text.replaceAll(/(__wbg_\w+_)[0-9a-f]{16}\b/g, (name, stem) => stem + number(name));
}

// Optimises a part as Trunk does the main one, and puts it where Trunk's hook takes it to dist/.
function publish(path, stem) {
  // It warns of the splitter's table of names, which it takes away; a fault is told all the same.
  const [, options] = readFileSync("index.html", "utf8").match(/data-wasm-opt-params="([^"]+)"/) ?? fail("data-wasm-opt-params");
  execFileSync("wasm-opt", ["-Oz", ...options.split(" "), path, "-o", path], { stdio: "pipe" });
  const bytes = readFileSync(path);
  // Sixteen hex digits, as Trunk writes them: web servers know by them what never changes.
  const name = `${stem}-${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}.wasm`;
  mkdirSync(site, { recursive: true });
  copyFileSync(path, join(site, name));
  return { name, integrity: `sha384-${createHash("sha384").update(bytes).digest("base64")}` };
}

// The loader with a part's hashed name, and with the integrity value that Trunk gives the main part.
function named(loader, part, { name, integrity }) {
  return replaced(loader, `new URL("./${part}", import.meta.url)`, `new URL("./${name}", import.meta.url), { integrity: "${integrity}" }`);
}

// The loader within wasm-bindgen's module instead of beside it: so neither needs the other's hashed name, and there is
// one request less.
function withLoader(glue, loader) {
  const [line, name] = glue.match(/^import \* as (\w+) from "\.\/__wasm_split\.js";?$/m) ?? fail("wasm-bindgen's import of the loader");
  const exported = [...loader.matchAll(/^export const (\w+)/gm)].map(([, found]) => found);
  const own = replaced(loader, /^import \{ initSync \} from .*\n/m, "").replaceAll(/^export const /gm, "const ");
  return replaced(glue, line, `${own}\nconst ${name} = { ${exported.join(", ")} };`);
}

function replaced(text, from, to) {
  const result = text.replace(from, () => to);
  return result === text ? fail(from) : result;
}

function option(name) {
  return args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fail(`--${name}`);
}

function run(tool, ...rest) {
  execFileSync(tool, rest, { stdio: "inherit" });
}

function fail(what) {
  throw new Error(`split: not found: ${what}. The versions of wasm-bindgen and wasm-split-cli may not fit (tools/lib.sh)`);
}
