// The program travels in two parts: the first leads to the first question, the later one comes when it is needed.
import assert from 'node:assert/strict';
import { browserTests } from './fixtures.js';

const journey = browserTests();
const LATER = /\/later-[0-9a-f]{16}\.wasm$/;
// The texts of the later part come beside it.
const LATER_TEXTS = /\/text\/\w+\.later\.txt$/;
const STEP = '/dich-vu/dang-ky-khai-sinh/moi/cau-hoi/noi-nop';

/** Addresses of the WASM files that the page has asked for, as it goes on. */
function programs(page) {
  const asked = [];
  page.on('request', (request) => request.url().endsWith('.wasm') && asked.push(new URL(request.url()).pathname));
  return asked;
}

/** The test lets the later part fail: what the browser says of it. */
function expectFailedPart(recorder) {
  recorder.expectFailedAnswers();
  recorder.expect(/Failed to fetch|'integrity' attribute|integrity checks failed/);
}

journey('the first part is enough up to the first question', {}, async ({ app, page, recorder }) => {
  expectFailedPart(recorder);
  const asked = programs(page);
  await page.route(LATER, (route) => route.abort());
  await app.open('/');
  await page.waitForLoadState('networkidle');
  assert.equal(asked.length, 1, `the catalogue: ${asked}`);
  assert.doesNotMatch(asked[0], LATER);
  const filling = await app.begin('dang-ky-khai-sinh');
  assert.notDeepEqual(await filling.asked(), []);
  await page.reload();
  await filling.arrived();
  assert.notDeepEqual(await filling.asked(), []);
});

journey('at most 220 KB travel to the first question, answers of the API among them', {}, async ({ app, page }) => {
  const answers = [];
  page.on('requestfinished', (request) => answers.push(request));
  await app.open('/');
  await page.locator('a[href$="/dich-vu/dang-ky-khai-sinh"]').click();
  await app.link(app.words.service_begin).waitFor();
  await page.waitForLoadState('networkidle');
  const isLater = (request) => LATER.test(request.url()) || LATER_TEXTS.test(request.url());
  assert.ok(!answers.some((request) => LATER.test(request.url())), 'the later part comes before the first question');
  await app.link(app.words.service_begin).click();
  await page.getByRole('radio').first().waitFor();
  await page.waitForLoadState('networkidle');
  const sizes = await Promise.all(
    answers.filter((request) => !isLater(request)).map(async (request) => [(await request.sizes()).responseBodySize, new URL(request.url()).pathname]),
  );
  const total = sizes.reduce((sum, [size]) => sum + size, 0);
  assert.ok(total > 100_000 && total <= 220_000, `${total} bytes: ${sizes.map((size) => size.join(' ')).join(', ')}`);
});

journey('a program that was changed on its way does not run', {}, async ({ page, recorder }) => {
  recorder.expect(/Failed to fetch|'integrity' attribute|integrity checks failed|TypeError/);
  // Trunk writes no zeros in front of a hash.
  await page.route(/\/motcua-[0-9a-f]{12,16}_bg\.wasm$/, async (route) => {
    const body = await (await route.fetch()).body();
    body[body.length - 1] ^= 1;
    await route.fulfill({ body, contentType: 'application/wasm' });
  });
  await page.goto('/');
  await page.locator('#shell-failed').waitFor();
});

journey('the later part comes before it is needed, once', {}, async ({ app, page }) => {
  const asked = programs(page);
  const come = page.waitForResponse((answer) => LATER.test(answer.url()));
  await app.begin('dang-ky-khai-sinh');
  const answer = await come;
  assert.equal(answer.status(), 200);
  const headers = await answer.allHeaders();
  assert.match(headers['content-type'], /^application\/wasm/);
  assert.match(headers['cache-control'], /immutable/);
  await answer.finished();
  for (const name of [app.words.track_dossier, app.words.my_drafts]) {
    await page.getByRole('link', { name, exact: true }).first().click({ force: true });
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
  assert.equal(asked.filter((path) => LATER.test(path)).length, 1, `${asked}`);
});

for (const path of ['/dang-nhap', '/ho-so', STEP]) {
  journey(`${path} brings the later part`, {}, async ({ app, page }) => {
    const come = page.waitForResponse((answer) => LATER.test(answer.url()));
    await page.goto(path);
    assert.equal((await come).status(), 200);
    await page.getByRole('banner').waitFor();
    await app.heading.waitFor();
  });
}

for (const [how, answer] of Object.entries({
  'is not there': (route) => route.abort('connectionrefused'),
  'has gone with a new release': (route) => route.fulfill({ status: 404, body: '' }),
  'comes as HTML': (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html><h1>Welcome to the free wifi</h1>' }),
})) {
  journey(`the later part ${how}: told, and tried again`, {}, async ({ app, page, recorder }) => {
    expectFailedPart(recorder);
    const { words } = app;
    const told = (text) => page.getByRole('main').getByText(text, { exact: true });
    await page.route(LATER, answer);
    await page.goto('/dang-nhap');
    await told(words.state_down_next).waitFor();
    await page.unrouteAll();
    await app.button(words.retry).click();
    await app.link(words.sign_in_with_vneid).waitFor();
    // What fails twice may be another release's: the page is loaded anew.
    await page.route(LATER, answer);
    await page.goto('/dang-nhap');
    await app.button(words.retry).click();
    await told(words.broken_next).waitFor();
    await page.unrouteAll();
    await page.getByRole('main').getByRole('button', { name: words.reload, exact: true }).click();
    await app.link(words.sign_in_with_vneid).waitFor();
  });
}

journey('without a network the later part is waited for', {}, async ({ app, page, context, recorder }) => {
  expectFailedPart(recorder);
  await app.open('/');
  await context.setOffline(true);
  await page.getByRole('link', { name: app.words.sign_in, exact: true }).click();
  await page.getByRole('main').getByText(app.words.state_unreached_next).waitFor();
  await app.button(app.words.retry).click();
  await page.getByRole('main').getByText(app.words.state_unreached_next).waitFor();
  await context.setOffline(false);
  // The browser hears of it a moment later, and so does the page.
  await page.waitForFunction(() => navigator.onLine && fetch('/icon.svg', { cache: 'no-store' }).then(() => true, () => false));
  await app.button(app.words.retry).click();
  await app.link(app.words.sign_in_with_vneid).waitFor();
});

journey('who is signed in is asked again once there is a network', {}, async ({ app, page, context, recorder }) => {
  recorder.expectFailedAnswers();
  const { words } = app;
  await page.route('**/session', (route) => route.abort('internetdisconnected'));
  await page.goto('/dang-nhap');
  await page.getByRole('main').getByText(words.state_unreached_next).waitFor();
  await page.unrouteAll();
  await context.setOffline(true);
  await context.setOffline(false);
  await app.link(words.sign_in_with_vneid).waitFor();
});

journey('failures without a network do not lead to a reload', {}, async ({ app, page, context, recorder }) => {
  expectFailedPart(recorder);
  const { words } = app;
  const told = (text) => page.getByRole('main').getByText(text, { exact: true });
  await app.open('/');
  await context.setOffline(true);
  await page.getByRole('link', { name: words.sign_in, exact: true }).click();
  await told(words.state_unreached_next).waitFor();
  await context.setOffline(false);
  await page.waitForFunction(() => navigator.onLine);
  await page.route(LATER, (route) => route.abort());
  await app.button(words.retry).click();
  await told(words.state_down_next).waitFor();
  await page.unrouteAll();
  await app.button(words.retry).click();
  await app.link(words.sign_in_with_vneid).waitFor();
});

journey('the language is changed while the later texts are on their way: they come in the new one', {}, async ({ app, page }) => {
  const before = app.link(app.words.sign_in_with_vneid);
  let switched;
  const pressed = new Promise((done) => { switched = done; });
  await page.route(/\/text\/vi\.later\.txt$/, async (route) => {
    await pressed;
    await route.continue();
  });
  // The first texts of the new language arrive after the later ones of the old.
  await page.route(/\/text\/en\.txt$/, async (route) => {
    switched();
    await before.waitFor();
    await route.continue();
  });
  await page.goto('/dang-nhap');
  await app.speak('en');
  await app.link(app.words.sign_in_with_vneid).waitFor();
});
