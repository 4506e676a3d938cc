// The official form of a dossier on its sheets: its print page, what the paper holds, and the pictures that are kept.
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { bare, expected, missing, printed } from './paper.js';
import { withTypeface } from './typeface.js';

// Most share of a picture's points that may differ, and the pictures that are kept. MOTCUA_PICTURES=write makes them anew.
const TOLERANCE = 0.01;
const PICTURES = new URL('pictures/', import.meta.url);
// Cases of which the picture of the roll is kept too.
const ROLLS = ['09.birth', '04.family', '20.exchange'];
/** The sheets that the print page offers: the words of each, and its width in millimetres. */
export const SHEETS = { a4: ['print_a4', 210], roll: ['print_roll', 80] };

/** Opens the print page of a dossier. */
export async function openPrint(app, code) {
  await app.go(`/ho-so/${encodeURIComponent(code)}/ban-in`);
  await app.page.getByRole('article').waitFor();
  await app.page.waitForLoadState('networkidle');
  await withTypeface(app.page);
}

/** Chooses a sheet on the print page. */
export async function on(app, sheet) {
  await app.page.getByRole('radio', { name: app.words[SHEETS[sheet][0]] }).check();
}

/** What was sent, as the server gives it. */
export function sent(page, code) {
  return page.evaluate(async (path) => (await (await fetch(path)).json()).content.data, `/api/v1/dossiers/${encodeURIComponent(code)}?include=content`);
}

/** On the print page: every answer stands on every sheet in the order of the form, and the pages look as they are kept. */
export async function onPaper({ app, page }, given, code) {
  const wanted = expected(given.service, given.case, await sent(page, code));
  assert.ok(wanted.length > 5, 'there is something to look for');
  for (const [sheet, [, width]] of Object.entries(SHEETS)) {
    await on(app, sheet);
    await printed(page, async (paper) => {
      const text = (await paper.pages()).join('');
      assert.equal(missing(text, wanted), undefined, `${sheet}: ${text}`);
      assert.match(missing(text, [...wanted, { pointer: '/planted', parts: ['never written'] }]), /^\/planted: /);
      assert.notEqual(missing(text, [...wanted].reverse()), undefined, 'the order counts');
      assert.ok(text.includes(bare(code)), 'the code');
      assert.ok(!text.includes(bare(app.words.print_title)) && !text.includes(bare(app.words.print_paper)), 'nothing of the page around');
      assert.deepEqual([...new Set(await paper.widths())], [width]);
      if (sheet === 'a4' || ROLLS.includes(given.case)) await alike(`${given.case}.${sheet}`, await paper.pictures());
    });
  }
}

/** The pictures of the pages are those that are kept. */
async function alike(name, pictures) {
  await mkdir(PICTURES, { recursive: true });
  for (const [at, bytes] of pictures.entries()) {
    const file = new URL(`${name}.${at + 1}.png`, PICTURES);
    if (process.env.MOTCUA_PICTURES === 'write') await writeFile(file, bytes);
    const [now, kept] = [PNG.sync.read(bytes), PNG.sync.read(await readFile(file))];
    assert.deepEqual([now.width, now.height], [kept.width, kept.height], `${name}, page ${at + 1}`);
    const differs = pixelmatch(now.data, kept.data, undefined, now.width, now.height, { threshold: 0.3 });
    assert.ok(differs <= now.width * now.height * TOLERANCE, `${name}, page ${at + 1}: ${differs} points differ (MOTCUA_PICTURES=write keeps the new one)`);
  }
}
