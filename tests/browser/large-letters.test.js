// Letters twice as large on the smallest phone: no page of a filling is wider than the window, and no button leaves its box.
import assert from 'node:assert/strict';
import { caseOf } from './cases.js';
import { browserTests } from './fixtures.js';
import { definition } from './texts.js';
import { walk } from './walk.js';

const journey = browserTests();
const small = { viewport: { width: 320, height: 640 } };

for (const language of ['vi', 'en']) {
  for (const [code, name] of [['06', '06.household'], ['09', '09.birth'], ['17', '17.renew-household'], ['25', '25.lease']]) {
    const given = caseOf(name);
    journey(`${name} fits, in ${language}`, { person: given.person, language, context: small }, async ({ app, page }) => {
      await page.addInitScript(() => addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '200%'; }));
      const filling = await app.begin(definition(code, language).slug);
      await walk(filling, given, {
        onPage: async ({ name: where }) => {
          for (const part of await page.locator('.scan > button[aria-expanded="false"]').all()) await part.click();
          assert.deepEqual(await tooWide(page), [], where);
        },
      });
      assert.deepEqual(await tooWide(page), [], 'receipt');
    });
  }
}

/** What reaches over the right edge of the window, by its tag and text. */
const tooWide = (page) => page.evaluate(() => {
  const { clientWidth } = document.documentElement;
  const isWide = (one) => one.getBoundingClientRect().right > clientWidth + 1 && getComputedStyle(one).position !== 'absolute';
  return [...document.querySelectorAll('main *')].filter(isWide).map((one) => `${one.tagName}.${one.className} ${one.textContent.slice(0, 60)}`);
});
