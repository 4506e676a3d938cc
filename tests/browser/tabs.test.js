// Two tabs of one browser: looking outdates nothing, and signing out counts in both.
import assert from 'node:assert/strict';
import { caseOf } from './cases.js';
import { browserTests } from './fixtures.js';
import { walk } from './walk.js';
import { definition } from './texts.js';

const journey = browserTests();

/** Opens the page of the first tab in a second one, and gives what that saves within longer than its pause. */
async function savedByLooking(page, context, name) {
  const other = await context.newPage();
  const saved = [];
  other.on('request', (request) => request.method() === 'PUT' && saved.push(request.url()));
  await other.goto(page.url());
  await other.getByRole('button', { name, exact: true }).waitFor();
  await other.waitForTimeout(3000);
  return { other, saved };
}

journey('a second tab that opens what is not saved yet leaves the draft as it is', { person: 'full' }, async ({ app, page, context }) => {
  const filling = await app.begin(definition('12', 'vi').slug);
  await walk(filling, caseOf('12.renew-adult'), { until: 'known' });
  const { saved } = await savedByLooking(page, context, app.words.known_right);
  assert.deepEqual(saved, []);
});

journey('an office that is suggested in a second tab is saved once the person goes on there', { person: 'plain' }, async ({ app, page, context }) => {
  const filling = await app.begin(definition('05', 'vi').slug);
  await walk(filling, caseOf('05.long-absence'), { until: 'known' });
  await app.button(app.words.known_right).click();
  await filling.arrived();
  const { other, saved } = await savedByLooking(page, context, app.words.save_and_leave);
  assert.deepEqual(saved, []);
  await other.getByRole('button', { name: app.words.save_and_leave, exact: true }).click();
  await other.waitForURL(/\/ban-nhap$/);
  assert.equal(saved.length, 1);
  const { draft } = filling.where;
  const kept = await other.evaluate(async (id) => (await fetch(`/api/v1/drafts/${id}`)).json(), draft);
  assert.equal(kept.data.receiving_authority.code, 'commune-police.00008');
});

journey('who signs out in one tab leaves nothing on the screen of the other', { person: 'full' }, async ({ app, page, context }) => {
  const filling = await app.begin(definition('12', 'vi').slug);
  await walk(filling, caseOf('12.renew-adult'), { until: 'known' });
  const name = 'Nguyễn Văn Cội';
  await page.getByText(name).first().waitFor();
  const other = await context.newPage();
  await other.goto('/dang-nhap');
  await other.getByRole('button', { name: app.words.sign_out, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: app.words.sign_in_needed }).waitFor();
  assert.equal(await page.getByText(name).count(), 0);
  await page.goBack();
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await page.getByText(name).count(), 0);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
});
