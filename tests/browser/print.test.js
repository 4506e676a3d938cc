// On paper: long lists, a draft. The journeys print a dossier of every service (sheets.js).
import assert from 'node:assert/strict';
import { assertAccessible, browserTests } from './fixtures.js';
import { caseOf } from './cases.js';
import { bare, expected, missing, printed } from './paper.js';
import { on, openPrint, sent, SHEETS } from './sheets.js';
import { definition } from './texts.js';
import { walk } from './walk.js';

const journey = browserTests();

journey('long names and long lists flow over pages, no line is lost', { person: 'plain' }, async ({ app, page }) => {
  const given = caseOf('04.list');
  const { code } = await walk(await app.begin(definition(given.service, app.language).slug), given);
  const data = await sent(page, code);
  const name = (at) => `Nguyễn Thị Hoàng Thùy Phương Khánh Quỳnh Mẫu Số ${at} Của Một Danh Sách Rất Dài Để Xem Tên Có Bị Cắt Mất Không`;
  const rows = Array.from({ length: 70 }, (_, at) => ({ ...data.list_rows[0], full_name: name(at + 1) }));
  await page.route(/include=content/, async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    body.content.data.list_rows = rows;
    await route.fulfill({ response, json: body });
  });
  await openPrint(app, code);
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
