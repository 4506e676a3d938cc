// The main job: every row of every service's case table that is filed here, in both languages.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { browserTests } from './fixtures.js';
import { definition } from './texts.js';
import { walk } from './walk.js';

const journey = browserTests();
const folder = new URL('cases/', import.meta.url);
const cases = readdirSync(folder).filter((file) => file.endsWith('.json')).map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')));

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
