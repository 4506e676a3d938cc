// The main job: every row of every service's case table that is filed here, in both languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserTests } from './fixtures.js';
import { cases } from './cases.js';
import { definition } from './texts.js';
import { walk } from './walk.js';

const journey = browserTests();

// Services of which every row is walked here. Of the others the tests of the engine try every row.
const walked = [...new Set(cases.map((one) => one.service))];

test('every row of every case table that is walked has its file', () => {
  for (const id of walked) {
    const rows = definition(id, 'vi').cases.map((one) => one.code);
    const files = cases.filter((one) => one.service === id);
    assert.deepEqual(files.map((one) => one.case).sort(), rows.sort());
    for (const one of definition(id, 'vi').cases) {
      const isFiled = ['full', 'partial'].includes(one.online);
      assert.equal(files.find((file) => file.case === one.code).ends === 'information', !isFiled, one.code);
    }
  }
});

for (const given of cases) {
  for (const language of ['vi', 'en']) {
    journey(`${given.case} in ${language}`, { person: given.person, language }, async ({ app, page }) => {
      const service = definition(given.service, language);
      const filling = await app.begin(service.slug);
      const { code, information } = await walk(filling, given);
      if (given.ends === 'information') {
        assert.ok(information);
        const { name } = service.cases.find((one) => one.code === given.case);
        await page.getByRole('heading', { level: 1, name }).waitFor();
        await app.link(app.words.to_home).waitFor();
        return;
      }
      assert.match(code, /\S/);
      await page.getByText(code, { exact: true }).first().waitFor();

      const mine = await app.dossiers();
      await mine.getByText(code).first().waitFor();

      const tracked = await app.track(code, given.digits);
      await tracked.getByText(app.words.dossier_registered).first().waitFor();
    });
  }
}
