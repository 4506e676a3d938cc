// On paper: every answer that was sent, in the order of the official form; A4 and the rolls of receipt printers.
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { assertAccessible, browserTests } from './fixtures.js';
import { cases, caseOf } from './cases.js';
import { bare, expected, missing, printed } from './paper.js';
import { defined, definition } from './texts.js';
import { withTypeface } from './typeface.js';
import { walk } from './walk.js';

const journey = browserTests();

// Most share of a picture's points that may differ, and the pictures that are kept. MOTCUA_PICTURES=write makes them anew.
const TOLERANCE = 0.01;
const PICTURES = new URL('pictures/', import.meta.url);
// Of these also the rolls.
const ROLLS = ['09.birth', '04.family', '20.exchange'];
const SHEETS = { a4: ['print_a4', 210], roll: ['print_roll', 80] };

/** Files a case and opens its print page. Gives what was sent. */
async function filed({ app, page }, given) {
  const filling = await app.begin(definition(given.service, app.language).slug);
  const { code } = await walk(filling, given);
  const data = await page.evaluate(async (path) => (await (await fetch(path)).json()).content.data, `/api/v1/dossiers/${encodeURIComponent(code)}?include=content`);
  await open(app, code);
  return { code, data };
}

async function open(app, code) {
  await app.open(`/ho-so/${encodeURIComponent(code)}/ban-in`);
  await app.page.getByRole('article').waitFor();
  await app.page.waitForLoadState('networkidle');
  await withTypeface(app.page);
}

async function on(app, sheet) {
  await app.page.getByRole('radio', { name: app.words[SHEETS[sheet][0]] }).check();
}

// Of each service the file that says so, or the first.
const filedOf = (id) => cases.filter((one) => one.service === id && !one.ends);
const first = defined().map((id) => filedOf(id).find((one) => one.printed) ?? filedOf(id)[0]).filter(Boolean);
for (const given of [...first, ...ROLLS.map((code) => caseOf(code)).filter((one) => !first.some(({ case: code }) => code === one.case))]) {
  journey(`${given.case} on paper`, { person: given.person }, async ({ app, page }) => {
    const { code, data } = await filed({ app, page }, given);
    const wanted = expected(given.service, given.case, data);
    assert.ok(wanted.length > 5, 'there is something to look for');
    await assertAccessible(page, 'print');
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
  });
}

journey('long names and long lists flow over pages, no line is lost', { person: 'plain' }, async ({ app, page }) => {
  const { code, data } = await filed({ app, page }, caseOf('04.list'));
  const name = (at) => `Nguyễn Thị Hoàng Thùy Phương Khánh Quỳnh Mẫu Số ${at} Của Một Danh Sách Rất Dài Để Xem Tên Có Bị Cắt Mất Không`;
  const rows = Array.from({ length: 70 }, (_, at) => ({ ...data.list_rows[0], full_name: name(at + 1) }));
  await page.route(/include=content/, async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    body.content.data.list_rows = rows;
    await route.fulfill({ response, json: body });
  });
  await open(app, code);
  for (const sheet of Object.keys(SHEETS)) {
    await on(app, sheet);
    await printed(page, async (paper) => {
      const pages = await paper.pages();
      assert.ok(pages.length > 3, `${pages.length} pages`);
      assert.equal(missing(pages.join(''), expected('04', '04.list', { ...data, list_rows: rows })), undefined, sheet);
      const split = rows.filter((row) => !pages.some((text) => text.includes(bare(row.full_name))));
      assert.deepEqual(split, [], 'rows that are cut by the end of a page');
      if (sheet === 'roll') return;
      const withRows = pages.filter((text) => rows.some((row) => text.includes(bare(row.full_name))));
      assert.ok(withRows.every((text) => text.includes(bare('STT'))), 'the head of the list on every page');
    });
  }
});

journey('a draft is shown as not sent, with what is answered so far', { person: 'full', language: 'en' }, async ({ app, page }) => {
  const filling = await app.begin('dang-ky-khai-sinh');
  await walk(filling, caseOf('09.birth'), { until: 'check' });
  await app.link(app.words.print_form).click();
  const paper = page.getByRole('article');
  await paper.getByText('Bản xem trước, chưa gửi').first().waitFor();
  await paper.getByText('Declaration for the registration of a birth').waitFor();
  await assertAccessible(page, 'print of a draft');
  await printed(page, async (made) => {
    const text = (await made.pages()).join('');
    assert.ok(text.includes(bare('TỜ KHAI ĐĂNG KÝ KHAI SINH')));
    assert.ok(!text.includes(bare('Declaration for the registration')), 'English is for the screen');
    assert.ok(!text.includes(bare('Preview, not sent')));
  });
});

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
