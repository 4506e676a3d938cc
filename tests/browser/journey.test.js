// The main job: every row of every service's case table that is filed here, in both languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from './controls.js';
import { browserTests } from './fixtures.js';
import { cases } from './cases.js';
import { defined, definition, pattern } from './texts.js';
import { walk } from './walk.js';

const journey = browserTests();

// Services of which every row is walked here. Of the others at least one is: the tests of the engine try every row.
const WHOLE = ['04', '09', '20'];

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

for (const given of cases) {
  for (const language of ['vi', 'en']) {
    journey(`${given.case} in ${language}`, { person: given.person, language }, async ({ app, page, sandbox }) => {
      const service = definition(given.service, language);
      const filling = await app.begin(service.slug);
      const { code, information, paid } = await walk(filling, given);
      if (given.ends === 'information') {
        assert.ok(information);
        const { name } = service.cases.find((one) => one.code === given.case);
        await page.getByRole('heading', { level: 1, name }).waitFor();
        await app.link(app.words.to_home).waitFor();
        return;
      }
      if (given.ends === 'paid') {
        assert.ok(paid);
        await page.getByText(pattern(app.words.pay_done)).first().waitFor();
        return;
      }
      assert.match(code, /\S/);
      await page.getByText(code, { exact: true }).first().waitFor();

      const mine = await app.dossiers();
      await mine.getByText(code).first().waitFor();

      const tracked = await app.track(code, given.digits);
      await tracked.getByText(app.words.dossier_registered).first().waitFor();
      // While it is open the same is not taken again in the other language.
      await sandbox.officer('refuse', code, '--reason', 'sent again in the other language');
    });
  }
}
