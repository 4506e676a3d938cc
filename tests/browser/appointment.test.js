// A time at the office: it goes with the office at which it was booked.
import assert from 'node:assert/strict';
import { caseOf } from './cases.js';
import { browserTests } from './fixtures.js';
import { walk } from './walk.js';

const journey = browserTests();
const given = caseOf('11.marriage');
const elsewhere = { ...given.answers['/receiving_authority'], commune: '00008' };

journey('a time is given back when the office is changed, and said to be gone', { person: given.person }, async ({ app, page }) => {
  const { words } = app;
  const filling = await app.begin(app.filling('dang-ky-ket-hon').slug);
  await walk(filling, given, { until: 'noi-ky' });
  await page.getByText(words.appointment_booked).waitFor();
  const given_back = page.waitForRequest((request) => request.method() === 'DELETE' && /\/appointments\//.test(request.url()));
  await filling.answer('/receiving_authority', elsewhere);
  await given_back;
  await page.getByText(words.appointment_gone).waitFor();
  assert.equal(await page.getByText(words.appointment_booked).count(), 0);
  await filling.answer('/appointment_date', 'booked');
});
