// Rows of tests/faults/rows.json that only a browser shows; each test is named after its row.
import assert from 'node:assert/strict';
import { caseOf } from './cases.js';
import { at } from './controls.js';
import { browserTests } from './fixtures.js';
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
