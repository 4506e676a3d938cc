// When something is wrong: a clear message at the right place, nothing lost, no panic.
import assert from 'node:assert/strict';
import { caseOf } from './cases.js';
import { at } from './controls.js';
import { browserTests } from './fixtures.js';
import { pattern } from './texts.js';
import { walk } from './walk.js';

const journey = browserTests();
const given = caseOf('09.birth');
const API = '**/api/v1/**';

/** Ways in which the API can fail, and the text that a page says then. */
const failures = {
  'is not there': [(route) => route.abort('connectionrefused'), 'state_unreached_next'],
  'answers 500': [
    (route) => route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"type":"/problems/internal","title":"x","status":500,"traceId":"t-1"}' }),
    'state_down_next',
  ],
  'answers HTML': [
    (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html><title>wifi</title><h1>Welcome to the free wifi</h1>' }),
    'problem_foreign',
  ],
  'answers JSON of another kind': [(route) => route.fulfill({ status: 200, contentType: 'application/json', body: '{"a":[1,2,3]}' }), 'problem_foreign'],
  'answers half of it': [(route) => route.fulfill({ status: 200, contentType: 'application/json', body: '{"items":[{"dossierCode":"MC' }), 'problem_foreign'],
};

// First: who has sent a dossier with a phone number is reminded of it, and not asked.
journey('a faulty answer is told in its own words, at the top and at the field', { person: 'unmarried' }, async ({ app, page }) => {
  const { words } = app;
  const filling = await app.begin('dang-ky-khai-sinh');
  const odd = caseOf('09.birth-with-recognition', { '/requester_phone': '091299001' });
  await walk(filling, odd, { until: 'lien-he' });
  await app.button(words.continue).click();
  const summary = page.getByRole('main').getByRole('alert').filter({ hasText: words.faults_title }).or(page.getByRole('group', { name: words.faults_title })).first();
  await summary.waitFor();
  const link = page.getByRole('link', { name: pattern(words.fault_pattern_phone.replace(/^\{label\}/, '')) });
  const text = (await link.innerText()).trim();
  assert.match(await page.title(), new RegExp(`^${words.error_word}: `));
  const box = at(page, '/requester_phone');
  const described = await box.getAttribute('aria-describedby');
  const told = await Promise.all(described.split(' ').map((id) => at(page, id).innerText()));
  assert.ok(told.some((line) => line.includes(text)), `${told} has ${text}`);
  assert.equal(await box.getAttribute('aria-invalid'), 'true');
  await link.click();
  assert.equal(await page.evaluate(() => document.activeElement.id), '/requester_phone');
  await box.fill('0912 990 015');
  await box.blur();
  await link.waitFor({ state: 'detached' });
  await filling.continue();
});

for (const [how, [answer, text]] of Object.entries(failures)) {
  journey(`the API ${how}: pages say so, and try again`, { person: given.person }, async ({ app, page, recorder }) => {
    recorder.expectFailedAnswers();
    const told = page.getByRole('main').getByText(app.words[text]).first();
    // The catalogue needs no API.
    await page.route(API, answer);
    await app.open('/');
    await app.link('Đăng ký khai sinh').click();
    await app.link(app.words.service_begin).waitFor();
    for (const path of ['/ho-so', '/ban-nhap']) {
      await page.route(API, answer);
      await page.goto(path);
      await told.waitFor();
      await page.unrouteAll();
      await app.button(app.words.retry).click();
      await told.waitFor({ state: 'detached' });
    }
  });

  // What comes in place of an answer is told apart on pages; for saving it is all the same.
  if (/JSON|half/.test(how)) continue;
  journey(`the API ${how} while a step is filled in: nothing is lost`, { person: given.person }, async ({ app, page, recorder }) => {
    recorder.expectFailedAnswers();
    const filling = await app.begin('dang-ky-khai-sinh');
    await walk(filling, given, { until: 'noi-nop' });
    await filling.continue();
    await page.route(API, answer);
    await filling.answer('/copy_requested', true);
    await filling.answer('/copy_count', 7);
    await page.getByText(app.words.state_not_saved, { exact: true }).waitFor();
    assert.deepEqual(await filling.answers(['/copy_count']), { '/copy_count': '7' });
    await page.unrouteAll();
    await filling.answer('/copy_count', 8);
    await page.getByText(app.words.state_saved, { exact: true }).waitFor({ timeout: 60_000 });
    await page.reload();
    await filling.arrived();
    await filling.settled(['/copy_count']);
    assert.deepEqual(await filling.answers(['/copy_count']), { '/copy_count': '8' });
  });
}

journey('what keeps a dossier from being sent is told each in its own words', { person: given.person }, async ({ app, page, sandbox, recorder }) => {
  recorder.expectFailedAnswers();
  const { words } = app;
  const filling = await app.begin('dang-ky-khai-sinh');
  await walk(filling, caseOf('09.birth', { '/copy_count': 41 }), { until: 'check' });
  await page.getByText(words.check_total, { exact: true }).waitFor();
  const problem = (status, type, headers = {}) => (route) =>
    route.fulfill({ status, contentType: 'application/problem+json', headers, body: JSON.stringify({ type: `/problems/${type}`, title: type, status, traceId: 't-1' }) });
  const ways = [
    [problem(429, 'rate-limited', { 'retry-after': '7' }), words.problem_too_often_for],
    [problem(503, 'service-unavailable'), words.problem_busy],
    [problem(500, 'internal'), words.problem_broken],
    [failures['answers HTML'][0], words.problem_foreign],
  ];
  const told = new Set();
  for (const [answer, expected] of ways) {
    await page.route('**/check', answer);
    await app.button(words.check_send).click();
    const line = page.getByRole('main').getByText(pattern(expected));
    await line.last().waitFor();
    told.add(await line.last().innerText());
    await page.unrouteAll();
  }
  assert.equal(told.size, ways.length);
  assert.deepEqual(await sandbox.dossiers(), []);
  // A draft that is no more: nothing is called saved, and there is nothing left to send; a new one can be begun.
  await page.route('**/check', problem(404, 'not-found'));
  await app.button(words.check_send).click();
  await page.getByText(words.draft_gone, { exact: true }).waitFor();
  await app.link(words.begin_again).waitFor();
  assert.equal(await app.button(words.check_send).or(page.getByText(words.state_saved, { exact: true })).count(), 0);
  await page.unrouteAll();
  await page.reload();
  // The figures are the same: nothing has changed, and it is sent.
  await page.getByText(words.check_total, { exact: true }).waitFor();
  await app.button(words.check_send).click();
  await page.waitForURL(/\/bien-nhan\//);
});

journey('figures that were never shown are shown before anything is sent, and are no change', { person: given.person }, async ({ app, page, sandbox, recorder }) => {
  recorder.expectFailedAnswers();
  const { words } = app;
  const before = await sandbox.dossiers();
  await page.route('**/check', failures['is not there'][0]);
  const filling = await app.begin('dang-ky-khai-sinh');
  await walk(filling, caseOf('09.birth', { '/copy_count': 42 }), { until: 'check' });
  await page.getByText(words.problem_offline).first().waitFor();
  await page.unrouteAll();
  await app.button(words.check_send).click();
  await page.getByText(words.figures_first).waitFor();
  await page.getByText(words.check_total, { exact: true }).waitFor();
  assert.equal(await page.getByText(words.figures_changed_title).count(), 0);
  assert.deepEqual(await sandbox.dossiers(), before);
  await app.button(words.check_send).click();
  await page.waitForURL(/\/bien-nhan\//);
});

journey('a session that has ended: told, answers stay, saved after signing in again', { person: given.person }, async ({ app, page, context, recorder }) => {
  recorder.expectFailedAnswers();
  const filling = await app.begin('dang-ky-khai-sinh');
  await walk(filling, given, { until: 'noi-nop' });
  await filling.continue();
  await context.clearCookies();
  await filling.answer('/copy_requested', true);
  await filling.answer('/copy_count', 6);
  const told = page.getByText(app.words.session_ended_here);
  await told.waitFor();
  assert.deepEqual(await filling.answers(['/copy_count']), { '/copy_count': '6' });
  const [tab] = await Promise.all([context.waitForEvent('page'), app.link(app.words.sign_in_new_tab).click()]);
  await tab.locator(`button[name="person"][value="${given.person}"]`).click();
  await tab.getByRole('heading', { level: 1 }).waitFor();
  await app.button(app.words.signed_in_go_on).click();
  await page.getByText(app.words.state_saved, { exact: true }).waitFor();
  assert.deepEqual(await filling.answers(['/copy_count']), { '/copy_count': '6' });
});

for (const [how, block] of Object.entries({
  'refuses every use': () => {
    const refuse = { get: () => { throw new DOMException('blocked', 'SecurityError'); } };
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) Object.defineProperty(window, name, refuse);
  },
  'is full': () => {
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
  },
})) {
  journey(`storage ${how}: the whole job is done all the same`, { context: {} }, async ({ app, page, context, sandbox }) => {
    await context.addInitScript(block);
    await app.signIn(given.person);
    const filling = await app.begin('dang-ky-khai-sinh');
    const copies = how === 'is full' ? 21 : 22;
    const { code } = await walk(filling, caseOf('09.birth', { '/copy_count': copies }));
    assert.ok((await sandbox.dossiers()).includes(code));
  });
}

journey('names of 60 letters and decomposed accents arrive as they should', { person: 'unmarried' }, async ({ app, page, sandbox }) => {
  const long = 'Công Tằng Tôn Nữ Hoàng Nguyễn Phương Thảo Nguyên Diễm Quỳnh Hương';
  assert.ok(long.length >= 60);
  const filling = await app.begin('dang-ky-khai-sinh');
  const odd = caseOf('09.birth-with-recognition', { '/father_name': long.normalize('NFD') });
  const { code } = await walk(filling, odd, {
    onPage: async ({ page: kind }) => {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${kind}: ${wide} px too wide`);
      if (kind === 'check') await page.getByText(long.normalize('NFC'), { exact: true }).first().waitFor();
    },
  });
  assert.ok((await sandbox.dossiers()).includes(code));
});

journey('offices that come late are waited for: Continue goes on by itself and blames nobody', { person: given.person }, async ({ app, page }) => {
  const { words } = app;
  let come;
  const office = new Promise((done) => { come = done; });
  await page.route('**/authorities?*', async (route) => {
    await office;
    return route.continue();
  });
  const filling = await app.begin('dang-ky-khai-sinh');
  await walk(filling, given, { until: 'noi-nop' });
  const here = page.url();
  await page.getByText(words.offices_asked, { exact: true }).waitFor();
  await app.button(words.continue).click();
  await page.locator('button[type=submit][aria-disabled=true]').waitFor();
  assert.equal(page.url(), here);
  assert.equal(await page.getByText(words.faults_title, { exact: true }).count(), 0);
  assert.equal(await page.locator('[aria-invalid=true]').count(), 0);
  come();
  await page.waitForURL((url) => String(url) !== here);
});

journey('offices that cannot be had are told, and asked for again', { person: given.person }, async ({ app, page, recorder }) => {
  recorder.expectFailedAnswers();
  const { words } = app;
  await page.route('**/authorities?*', failures['answers 500'][0]);
  const filling = await app.begin('dang-ky-khai-sinh');
  await walk(filling, given, { until: 'noi-nop' });
  const here = page.url();
  const told = page.getByText(words.offices_out, { exact: true });
  await told.waitFor();
  await app.button(words.retry).click();
  await told.waitFor();
  await app.button(words.continue).click();
  await told.waitFor();
  assert.equal(page.url(), here);
  assert.equal(await page.getByText(words.faults_title, { exact: true }).count(), 0);
  await page.unrouteAll();
  await app.button(words.continue).click();
  await page.waitForURL((url) => String(url) !== here);
});

journey('no network is told once', { person: given.person }, async ({ app, page, context, recorder }) => {
  recorder.expectFailedAnswers();
  const { words } = app;
  const told = page.getByText(words.state_offline, { exact: true }).filter({ visible: true });
  await app.open('/tra-cuu');
  await page.getByRole('link', { name: new RegExp(`^${words.signed_in}`) }).waitFor();
  await context.setOffline(true);
  await page.getByText(words.state_offline_next).waitFor();
  assert.equal(await told.count(), 1);
  await app.link(words.my_dossiers).click();
  await page.getByText(words.state_unreached_next).waitFor();
  assert.equal(await told.count(), 1);
  await context.setOffline(false);
  await told.waitFor();
  await app.button(words.retry).click();
  await told.waitFor({ state: 'detached' });
});

journey('an office that is known stays when its box is passed before the names of provinces are there', { person: given.person }, async ({ app, page }) => {
  let come;
  const asked = new Promise((done) => { come = done; });
  await page.route('**/lists/provinces.json', async (route) => {
    await asked;
    await route.continue();
  });
  const filling = await app.begin('dang-ky-khai-sinh');
  await walk(filling, given, { until: 'known' });
  await filling.press(app.words.known_right);
  const box = at(page, '/receiving_authority:province');
  await box.focus();
  await box.blur();
  come();
  await page.waitForFunction((id) => document.getElementById(id).value !== '', '/receiving_authority:province');
  await filling.continue();
});
