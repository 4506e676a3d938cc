// A journey: a browser context of its own against the file's sandbox. What goes wrong unseen in the page fails it.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { axe } from './harness/axe.js';
import { Recorder } from './harness/recorder.js';
import { Sandbox } from './harness/sandbox.js';
import { Sessions } from './harness/sessions.js';
import { checkout, chromium as executablePath } from './harness/settings.js';
import { App } from './pages/app.js';

export const phone = { width: 390, height: 844 };
// How long something may take before it counts as not happening: generous, since a machine that tests does other work besides.
const PATIENCE = Number(process.env.MOTCUA_PATIENCE ?? 30_000);

/**
 * Sets a file up: its sandbox and its browser. Gives `journey(title, options, body)`.
 * Options: `language` (vi), `person` who signs in first, `context` for the browser's context, `skip`.
 * `overlay`: a province's overlay that the sandbox runs under; `args`: more for the browser's command line.
 * The body gets `{ app, page, context, sandbox, recorder, language }`.
 */
export function browserTests({ overlay, args = [] } = {}) {
  const shared = { sessions: new Sessions() };
  before(async () => {
    [shared.sandbox, shared.browser] = await Promise.all([
      Sandbox.start(overlay),
      // Letters stand alike on paper whether the browser has windows or not.
      chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none', ...args] }),
    ]);
  });
  after(async () => {
    await shared.browser?.close();
    await shared.sandbox?.stop();
  });
  return (title, options, body) =>
    test(title, { timeout: 180_000, skip: options.skip }, async () => {
      const { sandbox, browser, sessions } = shared;
      const language = options.language ?? 'vi';
      const context = await browser.newContext({ baseURL: sandbox.url, viewport: phone, serviceWorkers: 'block', ...options.context });
      const recorder = new Recorder(context);
      context.setDefaultTimeout(PATIENCE);
      const page = await context.newPage();
      try {
        const app = new App(page, language);
        if (options.person) await sessions.signIn(app, options.person);
        await body({ app, page, context, sandbox, recorder, language });
        assert.deepEqual(recorder.surprises, [], 'the browser has something to say');
      } catch (error) {
        const said = recorder.surprises.map((line) => `the browser says: ${line}`);
        throw new Error([error.message, ...said, await picture(page, title)].join('\n'), { cause: error });
      } finally {
        // What is still on its way ends with its page, and fails nobody.
        await page.unrouteAll({ behavior: 'ignoreErrors' });
        await context.unrouteAll({ behavior: 'ignoreErrors' });
        await context.close();
      }
    });
}

/** axe finds nothing. */
export async function assertAccessible(page, where) {
  assert.deepEqual(await axe(page), [], `axe on ${where ?? page.url()}`);
}

async function picture(page, title) {
  const folder = `${checkout}/test-results/browser`;
  const path = `${folder}/${title.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)}.png`;
  await mkdir(folder, { recursive: true });
  return page.screenshot({ path, fullPage: true, timeout: 5_000 }).then(
    () => `picture: ${path} of ${page.url()}`,
    () => `no picture of ${page.url()}`,
  );
}

/** What the server holds of the draft. */
export const saved = (page, draft) => page.evaluate(async (id) => (await fetch(`/api/v1/drafts/${id}`)).json(), draft);

/** Waits until the server's draft is as told. */
export async function savedAs(page, draft, isSo) {
  for (let tries = 0; tries < 150; tries += 1) {
    const now = await saved(page, draft);
    if (isSo(now)) return now;
    await page.waitForTimeout(200);
  }
  throw new Error(`never saved so: ${JSON.stringify(await saved(page, draft))}`);
}

/** Counts from now on what is asked of the sources; gives what waits until all of it is answered. */
export function prefills(page) {
  let [asked, open] = [0, 0];
  const isOne = (request) => new URL(request.url()).pathname === '/api/v1/prefill';
  page.on('request', (request) => {
    if (!isOne(request)) return;
    asked += 1;
    open += 1;
  });
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => (open -= isOne(request) ? 1 : 0));
  return async () => {
    for (let tries = 0; tries < 300; tries += 1) {
      if (asked > 0 && open === 0) return;
      await page.waitForTimeout(100);
    }
    throw new Error(`${open} of ${asked} sources never answered`);
  };
}
