// Builds the module that reads codes (docs/decisions/0014-reading-codes.md) into the site's folder: the decoder and one
// file of JavaScript, named by their hashes. `target/code-reader.txt` tells build.rs its name and integrity.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// Before Trunk's own step on the path where the program is split.
const wasmBindgen = process.env.MOTCUA_WASM_BINDGEN ?? "wasm-bindgen";
const target = process.env.CARGO_TARGET_DIR ?? "target";
const site = "target/site";
const note = "target/code-reader.txt";
const built = join(target, "code-reader");

run("cargo", "build", "--quiet", "--package", "code-reader", "--lib", "--target", "wasm32-unknown-unknown", "--profile", "decoder");
mkdirSync(built, { recursive: true });
run(wasmBindgen, join(target, "wasm32-unknown-unknown/decoder/code_reader.wasm"), "--target", "web", "--no-typescript", "--out-dir", built);
const optimised = join(built, "optimised.wasm");
const features = ["--enable-bulk-memory", "--enable-nontrapping-float-to-int", "--enable-sign-ext", "--enable-mutable-globals", "--enable-reference-types", "--enable-multivalue"];
run("wasm-opt", "-O3", "--strip-debug", "--strip-producers", ...features, join(built, "code_reader_bg.wasm"), "-o", optimised);

mkdirSync(site, { recursive: true });
for (const old of readdirSync(site).filter((name) => name.startsWith("code-reader-"))) rmSync(join(site, old));
const wasm = publish(readFileSync(optimised), "wasm");
const parts = [readFileSync(join(built, "code_reader.js"), "utf8"), `const WASM = ${JSON.stringify(wasm)};`, readFileSync("crates/code-reader/browser.js", "utf8")];
const { name, integrity } = publish(Buffer.from(parts.join("\n")), "js");
const told = `${name}\n${integrity}\n`;
// Unchanged, the app is not built anew.
if (!existsSync(note) || readFileSync(note, "utf8") !== told) writeFileSync(note, told);

// Sixteen hex digits, as Trunk writes them: web servers know by them what never changes.
function publish(bytes, extension) {
  const hash = (kind, form) => createHash(kind).update(bytes).digest(form);
  const name = `code-reader-${hash("sha256", "hex").slice(0, 16)}.${extension}`;
  writeFileSync(join(site, name), bytes);
  return { name, integrity: `sha384-${hash("sha384", "base64")}` };
}

function run(tool, ...rest) {
  execFileSync(tool, rest, { stdio: "inherit" });
}
