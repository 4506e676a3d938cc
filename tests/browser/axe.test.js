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
    journey(`pages of ${id} in ${language}`, { language, person: given.person }, async ({ app, page }) => {
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
    .flatMap((one) => [one, ...(one.besides ?? []).map((answers) => ({ ...one, answers: { ...one.answers, ...answers }, changed: Object.keys(answers) }))]);
}

/** Opens the steps of a case that are still wanted, and those before them on which something was changed. */
async function stepsOf(app, page, given, wanted) {
  const filling = await app.begin(definition(given.service, app.language).slug);
  await walk(filling, given, { until: 'known', consent: false });
  const { draft } = filling.where;
  const isChanged = (step) => step.fields.some(({ id }) => given.changed?.includes(`/${id}`));
  for (const { id: step } of filling.service.steps.filter((one) => one.kind === 'questions' && (wanted.has(one.id) || isChanged(one)))) {
    await app.open(`/dich-vu/${filling.slug}/${draft}/cau-hoi/${step}`);
    await filling.arrived();
    const isAsked = (await filling.asked()).length > 0;
    if (!isAsked && (await page.getByRole('term').count()) === 0) continue;
    wanted.delete(step);
    // Empty in one language, with its faults in the other.
    if (app.language === 'en' && isAsked) await app.button(app.words.continue).click();
    if (filling.where.step !== step) continue;
    await assertAccessible(page, step);
    // What is answered here may decide about later steps.
    for (const pointer of await filling.asked()) if (pointer in given.answers) await filling.answer(pointer, given.answers[pointer]);
  }
}

journey('axe finds what is planted', {}, async ({ app, page }) => {
  await app.open('/');
  // What is planted stays once nothing is drawn any more.
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.querySelector('main').insertAdjacentHTML('beforeend', '<input type="text">'));
  const found = await axe(page);
  assert.equal(found.filter((line) => line.startsWith('label:')).length, 1, found.join('\n'));
});
