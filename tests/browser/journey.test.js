// The main job: every row of every service's case table that is filed here, in both languages.
import assert from 'node:assert/strict';
import { cases } from './cases.js';
import { browserTests } from './fixtures.js';
import { defined, definition } from './texts.js';
import { walk } from './walk.js';

const journey = browserTests();

for (const given of cases) {
  for (const language of ['vi', 'en']) {
    journey(`${given.case} in ${language}`, { person: given.person, language }, async ({ app, page }) => {
      const service = definition(given.service, language);
      const filling = await app.begin(service.slug);
      const { code } = await walk(filling, given);
      assert.match(code, /\S/);
      await page.getByText(code, { exact: true }).first().waitFor();

      const mine = await app.dossiers();
      await mine.getByText(code).first().waitFor();

      const tracked = await app.track(code, given.digits);
      await tracked.getByText(app.words.dossier_registered).first().waitFor();
    });
  }
}
