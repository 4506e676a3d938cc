// Sending that takes a one-time code: none, a wrong one, the right one.
import assert from 'node:assert/strict';
import { caseOf } from './cases.js';
import { assertAccessible, browserTests } from './fixtures.js';
import { definition, pattern, say } from './texts.js';
import { lastCode, walk } from './walk.js';

const journey = browserTests();
const given = caseOf('21.admission');

for (const language of ['vi', 'en']) {
  journey(`wishes are sent with a code, in ${language}`, { language, person: given.person }, async ({ app, page, context, sandbox, recorder }) => {
    recorder.expectFailedAnswers();
    const { words } = app;
    const before = await sandbox.dossiers();
    await walk(await app.begin(definition(given.service, language).slug), given, { until: 'check' });
    await page.getByText(words.check_total, { exact: true }).waitFor();
    const send = app.button(words.check_send);
    // Without a code: told where it is asked for, and nothing is sent.
    await page.getByRole('heading', { name: words.code_title, exact: true }).waitFor();
    await send.click();
    await page.getByRole('alert').getByRole('link', { name: words.code_missing, exact: true }).waitFor();
    await app.button(words.code_send).click();
    const box = page.getByLabel(pattern(words.code_digits));
    await box.fill('000000');
    await assertAccessible(page, 'the box for the code');
    await send.click();
    await page.getByText(say(words.code_tries, { n: 4 }), { exact: true }).waitFor();
    assert.deepEqual(await sandbox.dossiers(), before);
    await app.link(words.to_check).click();
    await page.getByText(words.check_total, { exact: true }).waitFor();
    await box.fill(await lastCode(context));
    await send.click();
    await page.waitForURL(/\/bien-nhan\//);
    assert.equal((await sandbox.dossiers()).length, before.length + 1);
    await sandbox.makeRoom((await sandbox.dossiers())[0]);
  });
}
