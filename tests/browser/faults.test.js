// Rows of tests/faults/rows.json that only a browser shows; each test is named after its row.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { caseOf } from './cases.js';
import { at } from './controls.js';
import { browserTests, prefills, saved, savedAs } from './fixtures.js';
import { say } from './texts.js';
import { walk } from './walk.js';

const journey = browserTests();
const again = caseOf('09.again');

journey(
  'T01: a date is the same day west and east of Greenwich',
  { person: again.person },
  async ({ app, page, context }) => {
    const devices = await context.newCDPSession(page);
    // Eight hours behind, then seven ahead.
    const zones = { 'Etc/GMT+8': 8, 'Asia/Ho_Chi_Minh': -7 };
    const move = async (timezoneId) => {
      await devices.send('Emulation.setTimezoneOverride', { timezoneId: '' });
      await devices.send('Emulation.setTimezoneOverride', { timezoneId });
      assert.equal(await page.evaluate(() => new Date('1990-01-31').getTimezoneOffset() / 60), zones[timezoneId]);
    };
    await move('Etc/GMT+8');
    const born = { ...again, answers: { ...again.answers, '/child_birth_date': '1990-01-31' } };
    const filling = await app.begin('dang-ky-khai-sinh');
    const boxes = async () => Promise.all(['day', 'month', 'year'].map((part) => at(page, `/child_birth_date:${part}`).inputValue()));
    let address;
    await walk(filling, born, {
      until: 'check',
      onPage: async ({ step }) => {
        if (step !== 'ten-ngay-sinh') return;
        address = page.url();
        assert.deepEqual(await boxes(), ['31', '01', '1990']);
      },
    });
    const check = page.url();
    for (const timezoneId of Object.keys(zones)) {
      await move(timezoneId);
      await page.goto(check);
      await filling.arrived();
      await page.getByText('31/01/1990').first().waitFor();
      assert.equal(await page.getByText('30/01/1990').count(), 0, timezoneId);
      await page.goto(address);
      await filling.settled(['/child_birth_date']);
      assert.deepEqual(await boxes(), ['31', '01', '1990'], timezoneId);
    }
  },
);

journey('T03: a box for figures keeps what is typed, and the wheel changes nothing', { person: again.person }, async ({ app, page }) => {
  const filling = await app.begin('dang-ky-khai-sinh');
  await walk(filling, again, { until: 'ten-ngay-sinh' });
  const day = at(page, '/child_birth_date:day');
  const month = at(page, '/child_birth_date:month');
  for (const [box, typed] of [
    [month, '1x'],
    [day, '3e1'],
  ]) {
    await box.click({ clickCount: 3 });
    await page.keyboard.type(typed);
    assert.equal(await box.inputValue(), typed);
  }
  await day.hover();
  await page.mouse.wheel(0, -300);
  await page.mouse.wheel(0, 300);
  assert.equal(await day.inputValue(), '3e1', 'the wheel turns no figure');
  const { words } = filling;
  await app.button(words.continue).click();
  const link = page.locator('a[href$="#/child_birth_date"]').first();
  await link.waitFor();
  assert.equal(await day.inputValue(), '3e1', 'kept, and told');
});

journey('P09: what was filled in is whole after a reload before anything is typed', { person: 'full' }, async ({ app, page, recorder }) => {
  recorder.expectFailedAnswers();
  const filling = await app.begin('dang-ky-khai-sinh');
  const answered = prefills(page);
  await walk(filling, caseOf('09.birth'), { until: 'known' });
  await answered();
  const rows = page.locator('.known-row');
  // Label and value: which of two sources that say the same is named, the better one decides once it answers.
  const told = async () => (await rows.allInnerTexts()).map((row) => row.split('\n').slice(0, 2));
  const before = await told();
  assert.ok(before.length >= 5, `${before.length} answers are filled in`);
  await page.getByText(app.words.state_saved, { exact: true }).waitFor();
  // The sources answer again; then they do not.
  for (const out of [false, true]) {
    if (out) await page.route('**/api/v1/prefill', (route) => route.fulfill({ status: 503, body: '' }));
    await page.reload();
    await rows.first().waitFor();
    assert.deepEqual(await told(), before, `all of it from the first moment on, out: ${out}`);
    await page.waitForLoadState('networkidle');
    assert.deepEqual(await told(), before, `and later, out: ${out}`);
  }
});

journey('P15: odd and very long values of registers stand as they came, and the page holds', { person: 'plain' }, async ({ app, page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const street = 'Số 5 & 7, ngõ 1.2, phố Huế';
  for (const name of ['Nguyễn_Văn $Mẫu', 'Nguyễn Hoàng Trường Thành Phương Quỳnh Trang Khánh Nghiênggg', `Nguyễn ${'ễ'.repeat(53)}`]) {
    await page.route('**/api/v1/prefill', async (route) => {
      const answer = await route.fetch();
      const said = (await answer.text()).replaceAll('Trần Văn Thường', () => name).replaceAll('Số 12, ngõ 5', street);
      await route.fulfill({ response: answer, body: said });
    });
    const filling = await app.begin('dang-ky-khai-sinh');
    await walk(filling, again, { until: 'known' });
    for (const text of [name, street]) await page.getByRole('definition').filter({ hasText: text }).first().waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${name}: ${wide} px too wide`);
    await page.unroute('**/api/v1/prefill');
  }
});

journey('P24: who has to sign in while changing a number from the check page comes back to it', { person: again.person }, async ({ app, page, context, recorder }) => {
  recorder.expectFailedAnswers();
  const { words } = app;
  const pointer = '/mother_personal_id';
  const [first, second] = ['001168999003', '001168999004'];
  const filling = await app.begin('dang-ky-khai-sinh');
  await walk(filling, { ...again, answers: { ...again.answers, [pointer]: first } }, { until: 'check' });
  const check = page.url();
  const { draft } = filling.where;
  await page.getByText(words.state_saved, { exact: true }).waitFor();
  const { data: rest } = await saved(page, draft);
  assert.equal(rest.mother_personal_id, first);

  // The session ends, and is begun anew in another window: what is being typed stays.
  await context.clearCookies();
  await page.getByRole('button', { name: say(words.change_what, { what: filling.field(pointer).label }), exact: true }).click();
  await filling.settled([pointer]);
  const address = page.url();
  await filling.answer(pointer, second);
  await page.getByText(words.session_ended_here).waitFor();
  const [tab] = await Promise.all([context.waitForEvent('page'), app.link(words.sign_in_new_tab).click()]);
  await tab.locator(`button[name="person"][value="${again.person}"]`).click();
  await tab.getByRole('heading', { level: 1 }).waitFor();
  await app.button(words.signed_in_go_on).click();
  await page.getByText(words.state_saved, { exact: true }).waitFor();
  assert.equal(page.url(), address);
  assert.equal(await at(page, pointer).inputValue().then((text) => text.replaceAll(' ', '')), second);
  const isKept = ({ data }) => isDeepStrictEqual(data, { ...rest, mother_personal_id: second });
  await savedAs(page, draft, isKept);
  await filling.continue();
  assert.equal(page.url(), check, 'and back to the check page');

  // It ends again, and the whole page is left for signing in.
  await context.clearCookies();
  await page.goto(address);
  await page.getByRole('heading', { level: 1, name: words.sign_in_needed }).waitFor();
  await app.link(words.sign_in_vneid).click();
  await app.choosePerson(again.person);
  await filling.settled([pointer]);
  assert.equal(page.url(), address, 'the same question');
  await savedAs(page, draft, isKept);
});

journey('A10: an old address is looked up once the typing pauses, in each row for itself', { person: 'full' }, async ({ app, page }) => {
  const given = caseOf('06.household', { '/guests': [{}, {}] });
  const asked = [];
  await page.route('**/lists/legacy/*', async (route) => {
    asked.push(new URL(route.request().url()).pathname.split('/').pop());
    // Longer than from one letter to the next.
    await new Promise((done) => setTimeout(done, 400));
    await route.continue();
  });
  const { words } = app;
  const filling = await app.begin('thong-bao-luu-tru');
  await walk(filling, given, { until: 'nguoi-luu-tru' });
  const rows = await page.locator('[id^="/guests/"][id$="/residence"]').evaluateAll((all) => all.map(({ id }) => id));
  assert.equal(rows.length, 2);
  const list = (row) => at(page, row).getByRole('group', { name: words.address_now_list });
  // Letter by letter, as fast as a quick hand.
  const type = async (row, before, name) => {
    await at(page, row).getByRole('button', { name: words.address_old_write }).click();
    await at(page, `${row}:old`).evaluate(
      async (box, { before, name }) => {
        for (let end = 1; end <= name.length; end += 1) {
          box.value = before + name.slice(0, end);
          box.dispatchEvent(new InputEvent('input', { bubbles: true }));
          await new Promise((done) => setTimeout(done, 30));
        }
      },
      { before, name },
    );
  };
  const [one, two] = rows;
  await type(one, 'Phường Nam Hà, Thành phố Hà Tĩnh, ', 'Hà Tĩnh');
  await list(one).getByRole('button').first().waitFor();
  assert.deepEqual(asked.splice(0).sort(), ['index.json', 'tinh-ha-tinh.csv', 'tinh-ha-tinh.splits.csv'], 'one look-up');
  await type(two, 'Phường Cái Khế, Quận Ninh Kiều, ', 'Cần Thơ');
  await list(two).getByRole('button').first().waitFor();
  assert.deepEqual(asked.sort(), ['thanh-pho-can-tho.csv', 'thanh-pho-can-tho.splits.csv'], 'one look-up, and what is known is not asked');
  const offered = await list(two).innerText();
  assert.ok(/Hà Tĩnh/.test(await list(one).innerText()) && /Cần Thơ/.test(offered), offered);
  await list(one).getByRole('button').first().click();
  const { data } = await savedAs(page, filling.where.draft, ({ data }) => data.guests?.[0]?.residence?.commune);
  assert.deepEqual([data.guests[0].residence.commune, data.guests[1].residence.commune], ['18073', undefined]);
  assert.equal(await list(two).innerText(), offered);
});
