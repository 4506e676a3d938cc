// Starts the app. A file of its own, so that the page has no inline script; Trunk writes the
// hashed names of module and WASM into the tag's data (Trunk.toml), tools/integrity.mjs what the WASM must be.
const { module, wasm, integrity } = document.querySelector("script[data-wasm]").dataset;
const root = document.documentElement;

// The language is settled here, so that its texts travel beside the program.
const kept = keptLanguage();
if (/^[a-z]{2}$/.test(kept)) root.lang = kept;
const texts = Object.assign(document.createElement("link"), {
  rel: "preload",
  as: "fetch",
  crossOrigin: "anonymous",
  href: `text/${root.lang}.txt`,
});
document.head.append(texts);

for (const button of document.querySelectorAll(".reload")) button.onclick = () => location.reload();

try {
  const { default: init } = await import(module);
  await init({ module_or_path: fetch(new URL(wasm, import.meta.url), { integrity }) });
} catch (error) {
  console.error(error);
  document.getElementById("shell-waiting").hidden = true;
  document.getElementById("shell-failed").hidden = false;
}

// Blocked storage throws.
function keptLanguage() {
  try {
    return localStorage.getItem("language") ?? "";
  } catch {
    return "";
  }
}
