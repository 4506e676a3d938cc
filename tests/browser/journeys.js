// The main job: a case is filed, listed and tracked; or its information is read, or its receipt had.
import assert from 'node:assert/strict';
import { cases, principal } from './cases.js';
import { assertAccessible, browserTests } from './fixtures.js';
import { onPaper, openPrint } from './sheets.js';
import { definition, pattern } from './texts.js';
import { walk } from './walk.js';

/** Services of which every row is walked, in both languages. Of the others at least one is: the tests of the engine try every row. */
export const WHOLE = ['04', '09', '20'];

/** A test for each case file that is walked in this language: the principal one of a service in both, others in turn. */
export function journeys(language) {
  const journey = browserTests();
  for (const [index, given] of cases.entries()) {
    const isPrincipal = given === principal(given.service);
    if (!isPrincipal && !WHOLE.includes(given.service) && language !== ['vi', 'en'][index % 2]) continue;
    journey(`${given.case} in ${language}`, { person: given.person, language }, (seat) => oneJourney(seat, given, isPrincipal));
  }
}

/** Walks a case to its end. With `look` axe looks at the pages on the way – the steps have files of their own (axe-steps-*) – and the form is printed. */
async function oneJourney({ app, page, sandbox }, given, look) {
  const seen = (where) => look && assertAccessible(page, where);
  const service = definition(given.service, app.language);
  const filling = await app.begin(service.slug);
  const { code, information, paid } = await walk(filling, given, { onPage: ({ page: kind, step }) => !step && seen(kind) });
  if (given.ends === 'information') {
    assert.ok(information);
    const { name } = service.cases.find((one) => one.code === given.case);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await app.link(app.words.to_home).waitFor();
    await seen('information');
    return;
  }
  if (given.ends === 'paid') {
    assert.ok(paid);
    await page.getByText(pattern(app.words.pay_done)).first().waitFor();
    await seen('receipt of a payment');
    return;
  }
  assert.match(code, /\S/);
  await page.getByText(code, { exact: true }).first().waitFor();
  await seen('receipt');

  const mine = await app.dossiers();
  await mine.getByRole('listitem').filter({ hasText: code }).getByRole('link').first().click();
  await page.getByText(app.words.dossier_registered).first().waitFor();
  await seen('dossier');

  if (look) {
    await openPrint(app, code);
    await seen('print');
    if (app.language === 'vi') await onPaper({ app, page }, given, code);
  }

  const tracked = await app.track(code, given.digits);
  await tracked.getByText(app.words.dossier_registered).first().waitFor();
  await sandbox.makeRoom(code);
}
