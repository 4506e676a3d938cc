// Another person's records: read once they agree in their own account, or by a paper that gives authority; never before.
import assert from 'node:assert/strict';
import { caseOf } from './cases.js';
import { at } from './controls.js';
import { pdf } from './files.js';
import { assertAccessible, browserTests, savedAs } from './fixtures.js';
import { App } from './pages/app.js';
import { definition, pattern, say } from './texts.js';
import { walk } from './walk.js';

const journey = browserTests();

/** The number of the one who is asked, in any grouping. */
const WHOLE = /001\s?092\s?999\s?002/;

/** All that is asked of operation 16 about others, as it goes out. */
function askedAbout(page, kind) {
  const asked = [];
  page.on('request', (request) => {
    if (!request.url().endsWith('/prefill')) return;
    const body = request.postDataJSON();
    if (body.subject.kind === kind) asked.push(body);
  });
  return asked;
}

/** Another person in a browser of their own agrees to what was asked. */
async function agrees(app, person) {
  const context = await app.page.context().browser().newContext({ baseURL: new URL(app.page.url()).origin, viewport: app.page.viewportSize(), serviceWorkers: 'block' });
  const other = new App(await context.newPage(), app.language);
  const { words } = other;
  await other.signIn(person);
  await other.open('/dong-y');
  await other.page.getByRole('main').getByRole('link').filter({ hasText: pattern(words.agreement_from) }).or(other.page.getByRole('main').getByRole('listitem').getByRole('link')).first().click();
  const covered = other.page.locator('.known-card').filter({ hasText: words.agreement_covers });
  await covered.waitFor();
  // Whose number it is, is to be seen.
  assert.equal(await covered.getByText(WHOLE).count(), 0, 'hidden at first');
  await covered.locator('.show-number').first().click();
  await covered.getByText(WHOLE).waitFor();
  await assertAccessible(other.page, 'what is asked');
  await other.button(words.agreement_yes).click();
  await other.page.getByText(pattern(words.given_since)).waitFor();
  await context.close();
}

journey('the other party agrees in their own account, and their part fills itself', { person: 'divorced' }, async ({ app, page }) => {
  const { words } = app;
  const asked = askedAbout(page, 'other-by-authorisation');
  const filling = await app.begin(definition('11', 'vi').slug);
  await walk(filling, caseOf('11.marriage'), { until: 'ben-nam' });
  const { draft } = filling.where;
  await app.button(words.agreement_ask).click();
  await page.getByText(pattern(words.agreement_waiting)).first().waitFor();
  assert.deepEqual(asked, [], 'nothing is read before they agree');
  await agrees(app, 'plain');
  await app.button(words.agreement_look).click();
  await page.getByText(words.agreement_agreed, { exact: true }).waitFor();
  const now = await savedAs(page, draft, ({ data, subjects = [] }) => data.groom_birth_date && subjects.length);
  assert.equal(now.data.groom_birth_date, '1992-04-18');
  const origin = now.origins['/groom_birth_date'];
  assert.equal(origin.origin, 'auto');
  assert.equal(now.provenance[origin.prov].source, 'population');
  assert.deepEqual([now.subjects[0].kind, now.subjects[0].proof.kind], ['other-by-authorisation', 'confirmation']);
  assert.equal(now.applicant.kind, 'self', 'who marries files for themselves');
  await app.button(words.continue).click();
  await page.locator('.told-rows').filter({ hasText: '18/04/1992' }).waitFor();
  // After a reload it is read on the same footing.
  const before = asked.length;
  let release;
  const held = new Promise((done) => { release = done; });
  await page.route('**/api/v1/prefill', async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await page.reload();
  await page.locator('.told-rows').filter({ hasText: '18/04/1992' }).waitFor();
  await page.waitForFunction(() => document.querySelector('h1'));
  await assert.doesNotReject(async () => {
    for (let tries = 0; asked.length === before && tries < 100; tries += 1) await page.waitForTimeout(100);
  });
  assert.ok(asked.length > before && asked.every((one) => one.subject.proof.kind === 'confirmation'));
  // Somebody else is named while that is still on its way: what was read of the one who agreed goes.
  await app.go(`/dich-vu/${filling.slug}/${draft}/cau-hoi/ben-nam`);
  await filling.settled(['/groom_name']);
  await filling.answer('/groom_name', 'Phạm Văn Toàn');
  await filling.answer('/groom_personal_id', '036093999004');
  await app.button(words.continue).click();
  await savedAs(page, draft, ({ data }) => data.groom_name === 'Phạm Văn Toàn' && !data.groom_birth_date);
  release();
});

journey('a paper that gives authority opens the contract, and goes with the dossier', { person: 'renter' }, async ({ app, page }) => {
  const { words } = app;
  const asked = askedAbout(page, 'other-by-authorisation');
  const filling = await app.begin(definition('25', 'vi').slug);
  const given = caseOf('25.lease', { '/occupancy': 'authorised' });
  await walk(filling, given, { until: 'ma-khach-hang' });
  const { draft } = filling.where;
  const paper = filling.service.papers.find((one) => one.code === '25.uy-quyen');
  const source = filling.service.sources.find((one) => one.id === 'electricity');
  const place = page.getByText(say(words.source_not_proved, { source: source.name }));
  await place.waitFor();
  await page.getByText(words.basis_paper).waitFor();
  await page.getByText(paper.name, { exact: false }).first().waitFor();
  await assertAccessible(page, 'what would entitle');
  assert.deepEqual(asked, [], 'nothing is asked without a basis');
  await at(page, '25.uy-quyen:file').setInputFiles(pdf('uy-quyen.pdf'));
  const now = await savedAs(page, draft, ({ data, subjects = [] }) => data.current_holder_id && subjects.length);
  assert.equal(now.data.current_holder_name, 'Trang Thị Mẫu Chủ');
  assert.equal(now.origins['/current_holder_id'].origin, 'auto');
  const upload = now.attachments.find((one) => one.documentCode === '25.uy-quyen').uploadId;
  assert.deepEqual(now.subjects[0].proof, { kind: 'upload', uploadId: upload });
  await place.waitFor({ state: 'detached' });
  assert.ok(asked.every((one) => one.subject.proof.uploadId === upload));
});
