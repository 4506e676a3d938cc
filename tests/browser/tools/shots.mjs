// Pictures of every page for reviewers: node tests/browser/tools/shots.mjs [FOLDER]
// Sizes: phone, narrow phone, kiosk, desktop; Vietnamese and English. Settings are those of the tests.
import { mkdir, readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { Sandbox } from '../harness/sandbox.js';
import { chromium as executablePath } from '../harness/settings.js';
import { App } from '../pages/app.js';
import { definition } from '../texts.js';
import { walk } from '../walk.js';

const folder = process.argv[2] ?? '/tmp/shots';
const sizes = { phone: [390, 844], narrow: [320, 640], kiosk: [1080, 1920], desktop: [1366, 768] };
const asked = process.env.SIZES?.split(',') ?? Object.keys(sizes);
const names = process.env.CASES?.split(',') ?? ['09.birth', '09.birth-with-recognition', '09.foreign-again'];

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  for (const size of asked) for (const language of ['vi', 'en']) for (const name of names) await shoot(size, language, name);
} finally {
  await browser.close();
}

async function shoot(size, language, name) {
  // One of its own: the same dossier sent twice is refused.
  const sandbox = await Sandbox.start();
  const [width, height] = sizes[size];
  const given = JSON.parse(await readFile(new URL(`../cases/${name}.json`, import.meta.url)));
  const { slug } = definition(given.service, language);
  const context = await browser.newContext({ baseURL: sandbox.url, viewport: { width, height } });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const app = new App(page, language);
  const into = `${folder}/${size}-${language}/${name}`;
  await mkdir(into, { recursive: true });
  let count = 0;
  const shot = async (what) => {
    count += 1;
    const path = `${into}/${String(count).padStart(2, '0')}-${what}.png`;
    await page.screenshot({ path, fullPage: true });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) console.log(`${path}: ${wide} px too wide`);
  };
  for (const [path, what] of [['/', 'home'], ['/dang-nhap', 'sign-in'], ['/tra-cuu', 'tracking'], ['/ho-so', 'dossiers-signed-out'], ['/khong-co-trang-nay', 'not-found'], [`/dich-vu/${slug}`, 'service']]) {
    await app.open(path);
    await page.waitForTimeout(400);
    await shot(what);
  }
  await app.signIn(given.person);
  const filling = await app.begin(slug);
  await app.button(app.words.continue).click();
  await page.getByRole('heading', { name: app.words.faults_title }).waitFor();
  await shot('faults');
  const { code } = await walk(filling, given, { onPage: async ({ page: kind, name: step }) => shot(step ?? kind) });
  await shot('receipt');
  for (const [path, what] of [['/ho-so', 'dossiers'], [`/ho-so/${encodeURIComponent(code)}`, 'dossier'], ['/ban-nhap', 'drafts'], ['/dang-nhap', 'signed-in']]) {
    await app.open(path);
    await page.waitForTimeout(400);
    await shot(what);
  }
  await context.close();
  await sandbox.stop();
}
