// Each service is found by its name, and has its journeys (journey-vi, journey-en).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from './controls.js';
import { browserTests } from './fixtures.js';
import { cases } from './cases.js';
import { WHOLE } from './journeys.js';
import { defined, definition } from './texts.js';

const journey = browserTests();

test('every service is walked, some in every row', () => {
  for (const id of defined()) {
    const files = cases.filter((one) => one.service === id);
    assert.ok(files.length > 0, `${id} has no file in cases/`);
    const rows = definition(id, 'vi').cases;
    if (WHOLE.includes(id)) assert.deepEqual(files.map((one) => one.case).sort(), rows.map((one) => one.code).sort());
    for (const file of files) {
      const { online } = rows.find((one) => one.code === file.case);
      assert.equal(file.ends === 'information', !['full', 'partial'].includes(online), file.case);
    }
  }
});

for (const language of ['vi', 'en']) {
  journey(`each service is found by its name, in ${language}`, { language }, async ({ app, page }) => {
    await app.open('/');
    const box = at(page, '/search');
    for (const id of defined()) {
      const { name, slug } = definition(id, language);
      await box.fill(plain(name));
      const found = page.getByRole('main').getByRole('link', { name });
      await found.first().waitFor();
      assert.ok((await page.getByRole('main').getByRole('listitem').count()) < defined().length, `${name} narrows the list`);
      await found.first().click();
      await page.waitForURL((url) => decodeURIComponent(url.pathname) === `/dich-vu/${slug}`);
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await page.goBack();
      await box.waitFor();
    }
  });
}

/** As it is typed in a hurry: small letters without accents. */
function plain(text) {
  return text.toLowerCase().replaceAll('đ', 'd').normalize('NFD').replace(/\p{M}/gu, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
