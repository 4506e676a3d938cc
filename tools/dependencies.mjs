// Checks what the project depends on: licences against the allow-list of deny.toml, and the
// crates kept out of the browser (Cargo.toml, package.metadata.browser) against the app's graph.
// Ends with status 1 and a line per fault.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const cargo = (...args) => execFileSync("cargo", args, { encoding: "utf8", maxBuffer: 1 << 28 });

const { packages } = JSON.parse(cargo("metadata", "--format-version=1", "--locked", "--all-features"));
const faults = [...licenceFaults(packages), ...browserFaults(packages)];
for (const fault of faults) console.error(fault);
console.log(`${packages.length} crates: licences and browser graph, ${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);

function licenceFaults(packages) {
  const allowed = allowedLicences(readFileSync("deny.toml", "utf8"));
  return packages
    .filter(({ license }) => !license || !permits(license, allowed))
    .map(({ name, version, license }) => `licence of ${name} ${version}: ${license ?? "none given"}; see deny.toml`);
}

function allowedLicences(toml) {
  const list = /^allow = \[([^\]]*)\]/m.exec(toml)?.[1] ?? "";
  const allowed = new Set([...list.matchAll(/"([^"]+)"/g)].map(([, id]) => id));
  if (allowed.size === 0) throw new Error("deny.toml has no list `allow` of licences");
  return allowed;
}

// Whether an SPDX expression can be met with the allowed licences. AND binds closer than OR;
// the slash of old manifests means OR.
function permits(expression, allowed) {
  const words = expression.replaceAll("/", " OR ").replace(/[()]/g, " $& ").trim().split(/\s+/);
  const either = () => {
    let met = both();
    while (words[0] === "OR") met = (words.shift(), both()) || met;
    return met;
  };
  const both = () => {
    let met = one();
    while (words[0] === "AND") met = (words.shift(), one()) && met;
    return met;
  };
  const one = () => {
    const word = words.shift();
    if (word === "(") {
      const met = either();
      words.shift();
      return met;
    }
    const exception = words[0] === "WITH" ? ` ${words.splice(0, 2).join(" ")}` : "";
    return allowed.has(word + exception);
  };
  return either() && words.length === 0;
}

function browserFaults(packages) {
  const app = packages.find(({ name }) => name === "motcua");
  const keptOut = app.metadata.browser["keep-out"];
  const target = ["--target", "wasm32-unknown-unknown", "--edges", "normal,no-proc-macro"];
  const tree = cargo("tree", "--locked", "--package", app.name, ...target, "--prefix", "none");
  const present = new Set(tree.split("\n").map((line) => line.split(" ")[0]));
  if (!present.has("wasm-bindgen")) throw new Error("cargo tree does not show the app's crates");
  return keptOut
    .filter((name) => present.has(name))
    .map((name) => `${name} is in the browser; \`cargo tree -p motcua --target wasm32-unknown-unknown -i ${name}\` says why`);
}
