// A service that somebody adds from `docs/authoring.md` alone (`tests/newcomer/`): definition, vocabulary, catalogue and
// a list. The app as it was built finds it, fills it in, sends it and prints it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { at } from './controls.js';
import { assertAccessible, browserTests } from './fixtures.js';
import { Extended } from './harness/extended.js';
import { use } from './harness/settings.js';
import { bare, expected, missing, printed } from './paper.js';
import { definition, say } from './texts.js';
import { walk } from './walk.js';

const ADDED = new URL('../newcomer/', import.meta.url).pathname;
const LIST = 'data/lists/house-equipment.toml';
const caseOf = (code) => JSON.parse(readFileSync(`${ADDED}${code}.json`, 'utf8'));

const extended = await Extended.make(ADDED);
after(() => extended.remove());
const said = await extended.lint();
await extended.build();
use(extended.dist);
const journey = browserTests();

test('the linter has nothing to say of it, and would have', async (t) => {
  assert.match(said, /: nothing is wrong$/m);
  const broken = await Extended.make(ADDED, [LIST]);
  t.after(() => broken.remove());
  assert.match(await broken.lint(), /26-muon-nha-van-hoa\.toml:\d+ .*house-equipment/, 'its list is not there');
});

journey('a wedding: found, filled in, sent and printed', { person: 'full' }, async ({ app, page }) => {
  const filling = await found(app, 'nha van hoa');
  const { code, asked } = await walk(filling, caseOf('26.wedding'), { onPage: ({ name }) => WEDDING[name]?.(filling) });
  assert.deepEqual([...asked.keys()], ['case', 'known', 'buoi', 'do-dung', 'papers', 'check'], 'what is known is not asked');

  const data = await page.evaluate(async (path) => (await (await fetch(path)).json()).content.data, `/api/v1/dossiers/${encodeURIComponent(code)}?include=content`);
  assert.equal(data.last_day, '2027-01-01');
  assert.equal(data.equipment_rent, 120 * 2_000 + 15 * 10_000);
  await app.open(`/ho-so/${encodeURIComponent(code)}/ban-in`);
  await page.getByRole('article').waitFor();
  await assertAccessible(page, 'print');
  await printed(page, async (paper) => {
    const text = (await paper.pages()).join('');
    assert.equal(missing(text, expected('26', '26.wedding', data)), undefined, text);
    assert.equal(missing(text, ON_PAPER.map((line) => ({ pointer: 'line', parts: [line] }))), undefined, text);
    assert.ok(text.includes(bare(code)), 'the code');
    assert.ok(!text.includes(bare('Tên tổ, nhóm')), 'what is asked of groups only');
  });
});

// What each page shows once it is answered.
const WEDDING = {
  known: async ({ page }) => shows(page, ['Phạm Văn Toàn', 'Hộ tịch · cấp 14/02/2019', 'Số 36, phố Mẫu, Phường Ba Đình, Thành phố Hà Nội']),
  buoi: async (filling) => {
    const { page } = filling;
    await shows(page, ['Ngày cuối cùng', '01/01/2027']);
    await filling.answer('/day_count', 1);
    await page.getByText('30/12/2026', { exact: true }).waitFor();
    await filling.answer('/day_count', 3);
    await filling.answer('/with_music', false);
    await at(page, '/music_until').waitFor({ state: 'detached' });
    await filling.answer('/with_music', true);
    await filling.answer('/music_until', '21:30');
  },
  'do-dung': async ({ page }) => shows(page, ['Đồ dùng 1', 'Đồ dùng 2', 'Tiền thuê đồ dùng', '390.000']),
  papers: async (filling) => shows(filling.page, [filling.words.papers_spared, 'Bản sao giấy chứng nhận kết hôn', 'Hộ tịch · cấp 14/02/2019']),
  check: async ({ page }) => shows(page, ['Ghế', '240.000', 'Bàn', '150.000', 'Tiền thuê hội trường', '600.000', 'Tiền thuê đồ dùng', '390.000', 'Tiền dọn dẹp', '50.000', '1.040.000']),
};

// The form as whoever wrote it wants it on paper.
const ON_PAPER = [
  'Mẫu NVH1',
  'Đơn đề nghị mượn nhà văn hóa',
  'Kính gửi: Ủy ban nhân dân phường Ba Đình',
  'I. Người đề nghị',
  '1. Họ, chữ đệm, tên: Nguyễn Thị Mẫu Đơn',
  '2. Số định danh cá nhân: 001195999001',
  '3. Số điện thoại: 0912990001',
  'II. Nội dung đề nghị',
  '4. Mục đích sử dụng: ☒ Lễ cưới, kỷ niệm ngày cưới ☐ Sinh hoạt của tổ, nhóm',
  '6. Họ, chữ đệm, tên chồng: Phạm Văn Toàn',
  '7. Họ, chữ đệm, tên vợ: Nguyễn Thị Mẫu Đơn',
  '8. Nhà văn hóa ở: Số 36, phố Mẫu, Phường Ba Đình, Thành phố Hà Nội',
  '9. Từ ngày: 30/12/2026',
  '10. Số ngày: 3',
  '11. Đến ngày: 01/01/2027',
  'Ngày một tháng một năm hai nghìn không trăm hai mươi bảy',
  '12. Số người dự: 150',
  '13. Có mở nhạc không? ☒ Có ☐ Không',
  '14. Nhạc mở đến mấy giờ? 21:30',
  '15. Có mượn đồ dùng không? ☒ Có ☐ Không',
  '16. Đồ dùng:',
  '1 Ghế 120 240.000',
  '2 Bàn 15 150.000',
  '17. Tiền thuê đồ dùng: 390.000',
  '18. ☒ Tôi cam đoan những điều khai trên là đúng',
  'Người đề nghị',
  'Nguyễn Thị Mẫu Đơn',
];

journey('the marriage certificate among the prior results is used as the paper', { person: 'full' }, async ({ app, page }) => {
  const given = caseOf('26.wedding');
  const typed = { '/full_name': 'Nguyễn Thị Mẫu Đơn', '/personal_id': '001195999001', '/phone': '0912990001', '/house_address': { province: '01', commune: '00004', detail: 'Số 36, phố Mẫu' }, '/husband_name': 'Phạm Văn Toàn', '/wife_name': 'Nguyễn Thị Mẫu Đơn' };
  const filling = await found(app, 'muon nha');
  const { code, asked } = await walk(filling, { ...given, answers: { ...given.answers, ...typed } }, {
    consent: false,
    onPage: async ({ name }) => name === 'papers' && page.getByText(app.words.paper_reused, { exact: true }).waitFor(),
  });
  assert.ok(asked.get('nguoi').includes('/husband_name'), 'nothing was read');
  const { attachments } = await page.evaluate(async (path) => (await (await fetch(path)).json()).content, `/api/v1/dossiers/${encodeURIComponent(code)}?include=content`);
  assert.deepEqual(attachments.map(({ documentCode, kind }) => [documentCode, kind]), [['26.giay-ket-hon', 'prior-result']]);
});

journey('a group, in English', { person: 'plain', language: 'en' }, async ({ app, page }) => {
  const filling = await found(app, 'community house');
  await page.getByText('A meeting of a group', { exact: true }).waitFor();
  const pages = {
    nguoi: ['Who asks', 'Name of the group'],
    buoi: ['Days and hall', 'Last day', '05/12/2026'],
    'do-dung': ['Do you need equipment?'],
    papers: ['Programme of the meeting'],
    check: ['Music must end by 22:00. Please choose an earlier time.', 'Name of the group', 'Câu lạc bộ cờ tướng Mẫu'],
  };
  const { asked } = await walk(filling, caseOf('26.group'), {
    until: 'check',
    onPage: async ({ name }) => {
      await assertAccessible(page, name);
      await shows(page, pages[name] ?? []);
    },
  });
  assert.deepEqual([...asked.keys()].filter((name) => pages[name]), Object.keys(pages));
  const every = [...asked.values()].flat();
  assert.ok(every.includes('/group_name') && !every.includes('/husband_name') && !every.includes('/equipment'), `${every}`);
});

/** Finds the service by some words and begins it. */
async function found(app, written) {
  const { page, words } = app;
  const { name, slug } = definition('26', app.language);
  await app.open('/');
  await page.getByLabel(words.services_find, { exact: true }).fill(written);
  await page.getByText(say(words.services_found, { n: 1 })).waitFor();
  await page.getByRole('link', { name }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await app.link(words.service_begin).click();
  await page.waitForURL(new RegExp(`/${slug}/.*/truong-hop$`));
  const filling = app.filling(slug);
  await filling.arrived();
  return filling;
}

/** The page has all this, in this order. */
async function shows(page, texts) {
  const main = page.getByRole('main');
  for (const text of texts) await main.getByText(text).first().waitFor();
  const all = bare(await main.innerText());
  assert.equal(missing(all, texts.map((text) => ({ pointer: page.url(), parts: [text] }))), undefined);
}
