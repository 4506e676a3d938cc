// axe finds nothing on the pages around the filling. The journeys look at the pages of each service, axe-steps-* at its steps.
import assert from 'node:assert/strict';
import { assertAccessible, browserTests } from './fixtures.js';
import { axe } from './harness/axe.js';
import { caseOf } from './cases.js';
import { walk } from './walk.js';

const journey = browserTests();
const birth = caseOf('09.birth');
const PATHS = ['/', '/dang-nhap', '/tra-cuu', '/ho-so', '/ban-nhap', '/khong-co-trang-nay', '/dich-vu/dang-ky-khai-sinh'];

for (const language of ['vi', 'en']) {
  journey(`pages around the filling in ${language}`, { language }, async ({ app, page }) => {
    await every(app, PATHS);
    await app.open('/tra-cuu');
    await app.button(app.words.track_find).click();
    await assertAccessible(page, 'tracking with faults');
  });

  journey(`the same in ${language} for somebody with a draft`, { language, person: birth.person }, async ({ app }) => {
    await walk(await app.begin('dang-ky-khai-sinh'), birth, { until: 'known' });
    await every(app, PATHS);
  });
}

async function every(app, paths) {
  for (const path of paths) {
    await app.open(path);
    await app.page.waitForLoadState('networkidle');
    await assertAccessible(app.page, path);
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
