// Sending: once is once, whatever the person presses and whatever the network does.
import assert from 'node:assert/strict';
import { caseOf } from './cases.js';
import { browserTests } from './fixtures.js';
import { walk } from './walk.js';

const journey = browserTests();
const given = caseOf('09.birth');
let copies = 1;

/**
 * Walks to the check page and ticks what must be declared; fee and office are there.
 * Each time another number of copies is asked for: the same content a second time is refused.
 */
async function toCheck(app) {
  const filling = await app.begin('dang-ky-khai-sinh');
  copies += 1;
  await walk(filling, caseOf('09.birth', { '/copy_count': copies }), { until: 'check' });
  await app.page.getByText(app.words.check_total, { exact: true }).waitFor();
  return filling;
}

const receipt = (page) => page.waitForURL(/\/bien-nhan\//);

journey('a double click on Send gives one dossier', { person: given.person }, async ({ app, page, sandbox }) => {
  const before = await sandbox.dossiers();
  await toCheck(app);
  await app.button(app.words.check_send).dblclick();
  await receipt(page);
  assert.equal((await sandbox.dossiers()).length, before.length + 1);
});

journey('a second tab that only looks at the draft does not outdate the first', { person: given.person }, async ({ app, page, context }) => {
  await toCheck(app);
  const other = await context.newPage();
  const saved = [];
  other.on('request', (request) => request.method() === 'PUT' && saved.push(request.url()));
  await other.goto(page.url().replace(/[^/]*$/, 'da-biet'));
  await other.getByRole('button', { name: app.words.known_right, exact: true }).waitFor();
  // Longer than the pause after which an edit is saved.
  await other.waitForTimeout(3000);
  assert.deepEqual(saved, []);
  await app.button(app.words.check_send).click();
  await receipt(page);
});

journey('Back after sending gives no second dossier', { person: given.person }, async ({ app, page, sandbox }) => {
  const filling = await toCheck(app);
  await app.button(app.words.check_send).click();
  await receipt(page);
  const { code } = filling.where;
  const sent = await sandbox.dossiers();
  for (let steps = 0; steps < 3; steps += 1) {
    await page.goBack();
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (filling.where.page === 'receipt') continue;
    await page.getByRole('heading', { level: 1, name: app.words.already_sent }).waitFor();
    await page.getByText(code).first().waitFor();
    assert.equal(await app.button(app.words.check_send).count(), 0);
  }
  assert.deepEqual(await sandbox.dossiers(), sent);
});

journey('the answer to Send is lost: we find out, and nothing is sent twice', { person: given.person }, async ({ app, page, sandbox, recorder }) => {
  recorder.expectFailedAnswers();
  const before = await sandbox.dossiers();
  await toCheck(app);
  let dropped = 0;
  await page.route('**/api/v1/dossiers', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    dropped += 1;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await app.button(app.words.check_send).click();
  await receipt(page);
  assert.equal(dropped, 1);
  assert.equal((await sandbox.dossiers()).length, before.length + 1);
});

journey('Send that never arrives is offered again and gives one dossier', { person: given.person }, async ({ app, page, sandbox, recorder }) => {
  recorder.expectFailedAnswers();
  const before = await sandbox.dossiers();
  await toCheck(app);
  let tries = 0;
  await page.route('**/api/v1/dossiers', (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    tries += 1;
    return tries === 1 ? route.abort('connectionfailed') : route.continue();
  });
  await app.button(app.words.check_send).click();
  await page.getByRole('heading', { level: 1, name: app.words.not_arrived_title }).waitFor();
  assert.deepEqual(await sandbox.dossiers(), before);
  await app.button(app.words.send_again).click();
  await receipt(page);
  assert.equal((await sandbox.dossiers()).length, before.length + 1);
});

journey('left before the answer to Send came, the page leads to the one dossier', { person: given.person }, async ({ app, page, sandbox, recorder }) => {
  recorder.expectFailedAnswers();
  const before = await sandbox.dossiers();
  await toCheck(app);
  // It arrives, and its answer never comes.
  await page.route('**/api/v1/dossiers', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch();
    return undefined;
  });
  await app.button(app.words.check_send).click();
  await page.waitForURL(/\/dang-gui$/);
  await page.getByText(app.words.sending_wait).waitFor();
  await until(async () => (await sandbox.dossiers()).length === before.length + 1);
  await page.reload();
  await page.getByRole('heading', { level: 1, name: app.words.already_sent }).waitFor();
  await app.link(app.words.to_receipt).click();
  await receipt(page);
  const [code] = await sandbox.dossiers();
  await page.getByText(code, { exact: true }).first().waitFor();
  assert.equal((await sandbox.dossiers()).length, before.length + 1);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

/** Answers the next `times` questions for the figures with another fee. */
async function raiseFee(page, times) {
  await page.route('**/check', async (route) => {
    times -= 1;
    if (times < 0) return route.continue();
    const answer = await route.fetch();
    const figures = await answer.json();
    return route.fulfill({ response: answer, json: { ...figures, feeTotal: figures.feeTotal + 1000 } });
  });
}

journey('figures that change before Send are told, and can be gone on with', { person: given.person }, async ({ app, page, sandbox }) => {
  const { words } = app;
  const before = await sandbox.dossiers();
  await raiseFee(page, 1);
  await toCheck(app);
  await app.button(words.check_send).click();
  await page.getByText(words.figures_changed_title, { exact: true }).waitFor();
  assert.deepEqual(await sandbox.dossiers(), before);
  await app.button(words.check_send).click();
  await receipt(page);
  assert.equal((await sandbox.dossiers()).length, before.length + 1);
});

journey('figures that change while it is sent: refused in plain words, and sent from the check page', { person: given.person }, async ({ app, page, sandbox, recorder }) => {
  recorder.expectFailedAnswers();
  const { words } = app;
  const before = await sandbox.dossiers();
  await raiseFee(page, 2);
  await toCheck(app);
  await app.button(words.check_send).click();
  await page.getByText(words.problem_figures_changed, { exact: true }).waitFor();
  assert.deepEqual(await sandbox.dossiers(), before);
  await app.link(words.to_check).click();
  await page.getByText(words.check_total, { exact: true }).waitFor();
  await app.button(words.check_send).click();
  await receipt(page);
  assert.equal((await sandbox.dossiers()).length, before.length + 1);
});

journey('the sandbox restarts in the middle and the draft is still there', { person: given.person }, async ({ app, page, sandbox, recorder }) => {
  recorder.expectFailedAnswers();
  const filling = await app.begin('dang-ky-khai-sinh');
  await walk(filling, given, { until: 'ban-sao' });
  await page.getByText(app.words.state_saved, { exact: true }).waitFor();
  await sandbox.restart(async () => {
    // Answered while the server is away; saves stand ten seconds apart.
    await filling.answer('/copy_count', 77);
    await page.getByText(app.words.state_not_saved, { exact: true }).waitFor({ timeout: 60_000 });
  });
  await page.getByText(app.words.state_saved, { exact: true }).waitFor({ timeout: 60_000 });
  await page.reload();
  await filling.arrived();
  await filling.settled(['/copy_count']);
  assert.deepEqual(await filling.answers(['/copy_count']), { '/copy_count': '77' });
  const { code } = await walk(filling, caseOf('09.birth', { '/copy_count': 77 }));
  assert.ok((await sandbox.dossiers()).includes(code));
});

async function until(holds) {
  for (let tries = 0; tries < 50; tries += 1) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error('it does not happen');
}
