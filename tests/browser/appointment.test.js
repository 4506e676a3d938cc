// A time at the office: it goes with the office at which it was booked.
import assert from 'node:assert/strict';
import { caseOf } from './cases.js';
import { at } from './controls.js';
import { browserTests } from './fixtures.js';
import { walk } from './walk.js';

const journey = browserTests();
const given = caseOf('11.marriage');
const elsewhere = { ...given.answers['/receiving_authority'], commune: '00008' };

journey('a time is given back when the office is changed, and said to be gone', { person: given.person }, async ({ app, page, recorder }) => {
  const { words } = app;
  const filling = await app.begin(app.filling('dang-ky-ket-hon').slug);
  await walk(filling, given, { until: 'noi-ky' });
  await page.getByText(words.appointment_booked).waitFor();
  // The hours are told though this form has no place for them.
  await page.getByText(/\d\d:\d\d–\d\d:\d\d, /).waitFor();
  const given_back = page.waitForRequest((request) => request.method() === 'DELETE' && /\/appointments\//.test(request.url()));
  await filling.answer('/receiving_authority', elsewhere);
  await given_back;
  await page.getByText(words.appointment_gone).waitFor();
  assert.equal(await page.getByText(words.appointment_booked).count(), 0);
  // Times are offered for a month, however many there are.
  const days = at(page, '/appointment_date').getByRole('option');
  await days.nth(1).waitFor({ state: 'attached' });
  const last = (await days.last().innerText()).split('/').reverse().join('-');
  assert.ok(last >= '2026-12-20', last);
  // A time that somebody took meanwhile is said to be gone, and the others are offered.
  recorder.expectFailedAnswers();
  const taken = { type: 'https://motcua.example/problems/slot-taken', title: 'x', status: 409, traceId: 't-1' };
  await page.route('**/api/v1/appointments', (route) => route.fulfill({ status: 409, contentType: 'application/problem+json', body: JSON.stringify(taken) }), { times: 1 });
  const asked = page.waitForResponse((answer) => /appointment-slots/.test(answer.url()));
  await at(page, '/appointment_date').selectOption({ index: 1 });
  await at(page, '/appointment_date:time').selectOption({ index: 1 });
  await app.button(words.appointment_take).click();
  await asked;
  await days.nth(1).waitFor({ state: 'attached' });
  await page.getByText(words.appointment_taken).waitFor();
  await filling.answer('/appointment_date', 'booked');
});
