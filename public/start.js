// Starts the app. A file of its own, so that the page has no inline script; Trunk writes the
// hashed names of module and WASM into the tag's data (Trunk.toml).
const { module, wasm } = document.querySelector("script[data-wasm]").dataset;

try {
  const { default: init } = await import(module);
  await init({ module_or_path: new URL(wasm, import.meta.url) });
  document.getElementById("shell").remove();
} catch (error) {
  console.error(error);
  document.getElementById("shell-waiting").hidden = true;
  document.getElementById("shell-failed").hidden = false;
}
