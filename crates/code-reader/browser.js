// What runs in the browser around the decoder. tools/code-reader.mjs makes one file of wasm-bindgen's glue and this, with
// `WASM`, the name and integrity of the decoder. The page loads it when a code is first read and finds `codeReader`;
// started as a worker, the same file is the side that decodes.
//
// Whatever is read goes to `tell(what, text)` and nowhere else. The decoder is the only thing that is fetched.

// Longest sides in pixels at which a picture is looked at. A small code in a large photo needs the second.
const FRAME = 1280;
const PHOTO = [1400, 2600];

if (typeof document === "undefined") decode();
else globalThis.codeReader = { camera, photo };

/**
 * Shows the camera at the back in a video and looks for a code until one is found. Tells "on", then "found" with its
 * text; or "refused", "none" (no camera, or it is gone), "failed" (the decoder did not come). Gives what stops it.
 */
function camera(video, tell) {
  let stream;
  let stopped = false;
  const stop = () => {
    stopped = true;
    for (const track of stream?.getTracks() ?? []) track.stop();
    video.srcObject = null;
  };
  const end = (what, text) => {
    if (stopped) return;
    stop();
    tell(what, text);
  };
  const run = async () => {
    try {
      const wanted = { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1080 } };
      stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: wanted });
      if (stopped) return stop();
      stream.getVideoTracks()[0].onended = () => end("none");
      video.srcObject = stream;
      await video.play();
    } catch (error) {
      return end(["NotAllowedError", "SecurityError"].includes(error?.name) ? "refused" : "none");
    }
    if (stopped) return;
    tell("on");
    for (let turn = 0; !stopped; turn += 1) {
      const text = (await detected(video)) ?? (await decoded(pixels(video, FRAME), turn));
      if (text) return end("found", text);
      await new Promise((next) => setTimeout(next, 40));
    }
  };
  run().catch(() => end("failed"));
  return stop;
}

/** Looks for a code in a picture. Tells "found" with its text, "nothing", "unreadable" (no picture) or "failed". */
async function photo(file, tell) {
  let picture;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return tell("unreadable");
  }
  try {
    let text = await detected(picture);
    for (const [at, side] of PHOTO.entries()) {
      const isLarger = at === 0 || Math.max(picture.width, picture.height) > PHOTO[at - 1];
      if (!text && isLarger) text = await decoded(pixels(picture, side));
    }
    tell(text ? "found" : "nothing", text);
  } catch {
    tell("failed");
  } finally {
    picture.close();
  }
}

let detector;

/** What the browser's own detector reads, where it has one. */
async function detected(source) {
  try {
    detector ??= new BarcodeDetector({ formats: ["qr_code"] });
    const [code] = await detector.detect(source);
    return code?.rawValue || null;
  } catch {
    return null;
  }
}

let canvas;

/** The pixels of a picture or of what a video shows, no side longer than this. */
function pixels(source, most) {
  const [width, height] = [source.videoWidth ?? source.width, source.videoHeight ?? source.height];
  const scale = Math.min(1, most / Math.max(width, height, 1));
  const size = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  canvas ??= document.createElement("canvas");
  [canvas.width, canvas.height] = size;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(source, 0, 0, ...size);
  return context.getImageData(0, 0, ...size);
}

let worker;

/** What our decoder reads; `turn` looks in one way only. One picture is looked at at a time. */
function decoded({ width, data }, turn) {
  worker ??= new Worker(import.meta.url, { type: "module" });
  return new Promise((done, failed) => {
    const end = () => {
      // The next picture tries again with another.
      worker?.terminate();
      worker = undefined;
      failed(new Error("the decoder did not come"));
    };
    worker.onmessage = ({ data: said }) => (said.failed ? end() : done(said.text));
    worker.onerror = end;
    worker.postMessage({ width, rgba: data.buffer, turn }, [data.buffer]);
  });
}

/** The worker's side. */
function decode() {
  const ready = __wbg_init({ module_or_path: fetch(new URL(WASM.name, import.meta.url), { integrity: WASM.integrity }) });
  // Told with the first picture.
  ready.catch(() => {});
  onmessage = async ({ data: { width, rgba, turn } }) => {
    try {
      await ready;
      postMessage({ text: text(width, new Uint8Array(rgba), turn) ?? null });
    } catch {
      postMessage({ failed: true });
    }
  };
}
