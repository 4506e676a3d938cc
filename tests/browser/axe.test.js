// axe finds nothing: every page once per language. The steps of the services have files of their own (axe-steps-*).
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
