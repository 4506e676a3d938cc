// axe finds nothing: every page once per language, every step of every service with its controls.
import assert from 'node:assert/strict';
import { assertAccessible, browserTests } from './fixtures.js';
import { axe } from './harness/axe.js';
import { cases } from './cases.js';
import { defined, definition } from './texts.js';
import { walk } from './walk.js';

const journey = browserTests();

for (const language of ['vi', 'en']) {
  journey(`pages around the filling in ${language}`, { language }, async ({ app, page }) => {
    for (const path of ['/', '/dang-nhap', '/tra-cuu', '/ho-so', '/ban-nhap', '/khong-co-trang-nay', '/dich-vu/dang-ky-khai-sinh']) {
      await app.open(path);
      await page.waitForLoadState('networkidle');
      await assertAccessible(page, path);
    }
    await app.open('/tra-cuu');
    await app.button(app.words.track_find).click();
    await assertAccessible(page, 'tracking with faults');
  });

  for (const id of defined()) {
    const given = cases.find((one) => one.service === id);
    if (!given) continue;
    journey(`pages of ${id} in ${language}`, { language, person: given.person }, async ({ app, page, sandbox }) => {
      const filling = await app.begin(definition(id, language).slug);
      const { code, information } = await walk(filling, given, {
        onPage: ({ page: kind, step }) => (step ? undefined : assertAccessible(page, kind)),
      });
      await assertAccessible(page, information ? 'information' : 'receipt');
      if (!code) return;
      for (const path of ['/ho-so', `/ho-so/${encodeURIComponent(code)}`, '/ban-nhap', '/dang-nhap']) {
        await app.open(path);
        await page.waitForLoadState('networkidle');
        await assertAccessible(page, path);
      }
      // While it is open the same is not taken again in the other language.
      await sandbox.officer('refuse', code, '--reason', 'sent again in the other language');
    });

    // Without any help of a source.
    journey(`every step of ${id} in ${language}`, { language, person: given.person }, async ({ app, page }) => {
      const wanted = new Set(definition(id, language).steps.filter((step) => step.kind === 'questions').map((step) => step.id));
      for (const one of variants(id)) {
        if (wanted.size === 0) break;
        await stepsOf(app, page, one, wanted);
      }
      assert.deepEqual([...wanted], [], 'steps that no case shows');
    });
  }
}

/** The files of a service, and what they name under `besides`: other answers, for steps that no file shows. */
function variants(id) {
  return cases
    .filter((one) => one.service === id)
    .flatMap((one) => [one, ...(one.besides ?? []).map((answers) => ({ ...one, answers: { ...one.answers, ...answers }, changed: answers }))]);
}

/** Opens the steps of a case that are still wanted, and those where `besides` answers otherwise: later ones may hang on it. */
async function stepsOf(app, page, given, wanted) {
  const { slug, steps } = definition(given.service, app.language);
  const filling = await app.begin(slug);
  await walk(filling, given, { until: 'known', consent: false });
  const { draft } = filling.where;
  const isChanged = (step) => step.fields.some(({ id }) => `/${id.replace('[]', '')}` in (given.changed ?? {}));
  for (const { id: step } of steps.filter((one) => wanted.has(one.id) || (one.kind === 'questions' && isChanged(one)))) {
    await app.open(`/dich-vu/${slug}/${draft}/cau-hoi/${step}`);
    await filling.arrived();
    if (!wanted.has(step)) {
      await answerStep(filling, given);
      continue;
    }
    const isAsked = (await filling.asked()).length > 0;
    if (!isAsked && (await page.getByRole('term').count()) === 0) continue;
    wanted.delete(step);
    // Empty in one language, with its faults in the other.
    if (app.language === 'en' && isAsked) await app.button(app.words.continue).click();
    if (filling.where.step !== step) continue;
    await assertAccessible(page, step);
    await answerStep(filling, given);
  }
}

/** What is answered here may decide about later steps. */
async function answerStep(filling, given) {
  for (const pointer of await filling.asked()) if (pointer in given.answers) await filling.answer(pointer, given.answers[pointer]);
}

journey('axe finds what is planted', {}, async ({ app, page }) => {
  await app.open('/');
  // What is planted stays once nothing is drawn any more.
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.querySelector('main').insertAdjacentHTML('beforeend', '<input type="text">'));
  const found = await axe(page);
  assert.equal(found.filter((line) => line.startsWith('label:')).length, 1, found.join('\n'));
});
