// The page that asks for consent: what is ticked stays, and everything that a source would fill in can be seen.
import assert from 'node:assert/strict';
import { caseOf } from './cases.js';
import { browserTests } from './fixtures.js';
import { definition } from './texts.js';
import { answers } from './walk.js';

const journey = browserTests();
const given = caseOf('12.renew-adult');

async function asked(app) {
  const filling = await app.begin(definition('12', app.language).slug);
  await answers(filling, given, 'case');
  await filling.continue();
  await app.button(app.words.consent_all).waitFor();
}

journey('what is ticked outlives a switch of the language', { person: given.person }, async ({ app, page }) => {
  await asked(app);
  const box = page.getByRole('checkbox').nth(1);
  await box.check();
  await app.button(app.words.consent_some).waitFor();
  await app.speak('en');
  await app.button(app.words.consent_some).waitFor();
  assert.equal(await box.isChecked(), true);
  assert.equal(await page.getByRole('checkbox', { checked: true }).count(), 1);
});

journey('all that a source would fill in can be seen', { person: given.person }, async ({ app, page }) => {
  await asked(app);
  const full = page.locator('details', { hasText: app.words.consent_in_full });
  const last = 'Tôn giáo';
  const short = await page.locator('.option .hint, .option [id$=":hint"]').allInnerTexts();
  assert.ok(short.some((text) => / và \d+ mục khác$/.test(text)), short.join('\n'));
  assert.equal(await full.getByText(last, { exact: true }).isVisible(), false);
  await full.locator('summary').click();
  assert.equal(await full.getByText(last, { exact: true }).isVisible(), true);
});

journey('every source says what it is for, also where that hangs on another source', { person: 'full' }, async ({ app, page }) => {
  const filling = await app.begin(definition('20', app.language).slug);
  await answers(filling, caseOf('20.exchange'), 'case');
  await filling.continue();
  await app.button(app.words.consent_all).waitFor();
  const options = await page.locator('.option').allInnerTexts();
  assert.deepEqual(options.filter((text) => !/\n./.test(text.trim())), [], 'a name alone');
  const health = options.find((text) => /khám sức khỏe/.test(text));
  assert.match(health, /Số giấy khám sức khỏe/);
});

for (const language of ['vi', 'en']) {
  journey(`large texts fit on a small phone: ${language}`, { person: given.person, language }, async ({ app, page }) => {
    await asked(app);
    await page.setViewportSize({ width: 320, height: 640 });
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    const wide = await page.evaluate(() => {
      const { clientWidth } = document.documentElement;
      const all = [...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > clientWidth + 1);
      return all.map((one) => `${one.tagName} ${one.textContent}`);
    });
    assert.deepEqual(wide, []);
  });
}

journey('without a network what went wrong is told where it is seen', { person: given.person }, async ({ app, page, context, recorder }) => {
  recorder.expectFailedAnswers();
  await asked(app);
  await page.evaluate(() => scrollTo(0, 0));
  await context.setOffline(true);
  await app.button(app.words.consent_all).click();
  const told = page.locator('main .notice', { hasText: app.words.problem_offline });
  await told.waitFor();
  await page.waitForFunction((notice) => {
    const { top, bottom } = notice.getBoundingClientRect();
    const bar = document.querySelector('.bar').getBoundingClientRect();
    return top >= 0 && bottom <= Math.max(bar.top, 0);
  }, await told.elementHandle());
  await context.setOffline(false);
  await app.button(app.words.consent_all).click();
  await app.button(app.words.known_right).waitFor();
});

journey('a source that was left out can be allowed later', { person: given.person }, async ({ app, page }) => {
  await asked(app);
  await page.getByRole('checkbox').first().check();
  await app.button(app.words.consent_some).click();
  await app.button(app.words.known_right).waitFor();
  const father = 'Nguyễn Văn Cội';
  assert.equal(await page.getByText(father).count(), 0, 'civil status was not asked');
  await app.button(app.words.consents_ask_again).click();
  await app.button(app.words.consent_all).waitFor();
  assert.equal(await page.getByRole('checkbox').count(), 5, 'what is allowed already is not asked again');
  await app.button(app.words.consent_all).click();
  await page.getByText(father).first().waitFor();
  await app.button(app.words.consents_show).waitFor();
  assert.equal(await app.button(app.words.consents_ask_again).count(), 0);
});
