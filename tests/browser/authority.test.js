// Another person's records: read once they agree in their own account, or by a paper that gives authority; never before.
import assert from 'node:assert/strict';
import { caseOf, cases } from './cases.js';
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

/** The news of the box about somebody's records. */
const news = (page, about) => page.locator(`[id="basis:${about}"]`);

const AUTHORISED = 'other-by-authorisation';

/** Of service 25, the walk of somebody whom the landlord has authorised, to the page where the customer code is asked. */
async function authorised(app, until) {
  const filling = await app.begin(definition('25', 'vi').slug);
  const given = caseOf('25.lease', { '/occupancy': 'authorised', '/authorization_by': 'Trang Thị Mẫu Chủ', '/authorization_no': 'UQ-0099064', '/authorization_date': '2026-11-01' });
  await walk(filling, given, { until });
  return { filling, given };
}

journey('a paper that gives authority opens the contract: what it opens is told, and asked about before it is taken back', { person: 'lapsed-agent' }, async ({ app, page }) => {
  const { words } = app;
  const asked = askedAbout(page, AUTHORISED);
  const { filling } = await authorised(app, 'ma-khach-hang');
  const { draft } = filling.where;
  const PAPER = '25.uy-quyen';
  const paper = filling.service.papers.find((one) => one.code === PAPER);
  const source = filling.service.sources.find((one) => one.id === 'electricity');
  const told = news(page, AUTHORISED);
  await told.getByText(say(words.source_not_proved, { source: source.short })).waitFor();
  // Why the authorisation in VNeID does not do.
  await told.getByText(say(words.basis_mandate_over, { number: say(words.held_number, { number: 'UQ-0099083' }), day: '31/10/2026' })).waitFor();
  await page.getByText(words.basis_paper).waitFor();
  await assertAccessible(page, 'what would entitle');
  assert.deepEqual(asked, [], 'nothing is asked without a basis');
  assert.equal(await told.getAttribute('role'), 'status');
  const [box, picker] = [await told.elementHandle(), at(page, `${PAPER}:file`)];
  await picker.focus();
  await picker.setInputFiles(pdf('uy-quyen.pdf'));
  const now = await savedAs(page, draft, ({ data, subjects = [] }) => data.current_holder_id && subjects.length);
  assert.equal(now.data.current_holder_name, 'Trang Thị Mẫu Chủ');
  assert.equal(now.origins['/current_holder_id'].origin, 'auto');
  const upload = now.attachments.find((one) => one.documentCode === PAPER).uploadId;
  assert.deepEqual(now.subjects[0].proof, { kind: 'upload', uploadId: upload });
  assert.ok(asked.every((one) => one.subject.proof.uploadId === upload));
  // It is told in the very box that asked for it, and the focus stays where it was.
  await told.getByText(say(words.basis_read_title, { whom: 'Trang Thị Mẫu Chủ' })).waitFor();
  await told.getByText(say(words.basis_by_file, { paper: paper.name })).waitFor();
  const field = (id) => filling.field(id).label;
  assert.ok((await told.innerText()).includes(field('/current_holder_id')), 'what it filled is named');
  assert.ok(await box.evaluate((element) => element.isConnected));
  assert.equal(await page.evaluate(() => document.activeElement.id), `${PAPER}:file`);
  await assertAccessible(page, 'what the paper opened');

  // Among the papers it is what lets the records be read, and nothing that could be spared.
  await app.go(`/dich-vu/${filling.slug}/${draft}/giay-to`);
  const item = page.getByRole('listitem').filter({ has: page.getByText(paper.name, { exact: true }) });
  await item.getByText(say(words.paper_basis, { whom: 'Trang Thị Mẫu Chủ', sources: source.short })).waitFor();
  assert.equal(await item.getByText(pattern(words.paper_spared_now)).count(), 0);
  assert.equal(await at(page, `${PAPER}:later`).count(), 0);
  const remove = item.getByRole('button', { name: say(words.remove_what, { what: 'uy-quyen.pdf' }) });
  await remove.click();
  const sure = item.getByRole('group', { name: pattern(words.file_loses) });
  assert.ok((await sure.innerText()).includes(field('/current_holder_id')), 'what would be emptied');
  await sure.evaluate((element) => element === document.activeElement || Promise.reject(new Error('the question has the focus')));
  await assertAccessible(page, 'what goes with the file');
  await sure.getByRole('button', { name: words.file_keep }).click();
  await remove.waitFor();
  const kept = await savedAs(page, draft, ({ attachments = [] }) => attachments.some((one) => one.documentCode === PAPER));
  assert.ok(kept.data.current_holder_id);
  await remove.click();
  await sure.getByRole('button', { name: words.file_remove_sure }).click();
  await savedAs(page, draft, ({ data, subjects = [], attachments = [] }) => !data.current_holder_id && !subjects.length && !attachments.some((one) => one.documentCode === PAPER));
});

journey('a paper that does not do says why', { person: 'lapsed-agent' }, async ({ app, page, recorder }) => {
  recorder.expectFailedAnswers();
  const { words } = app;
  const { filling } = await authorised(app, 'ma-khach-hang');
  // No contract has this code.
  await filling.answer('/customer_code', 'PC99040099999');
  await at(page, '25.uy-quyen:file').setInputFiles(pdf('uy-quyen.pdf'));
  const told = news(page, AUTHORISED);
  await told.getByText(words.basis_refused).waitFor();
  await told.getByText(/Không tìm thấy người hoặc hợp đồng đã khai/).waitFor();
  await assertAccessible(page, 'what does not do');
  // It is asked again with what was mended.
  await filling.answer('/customer_code', 'PC99040099064');
  await app.button(words.continue).click();
  await savedAs(page, filling.where.draft, ({ data, subjects = [] }) => data.current_holder_id && subjects.length);
});

journey('an authorisation in VNeID is enough: no paper, and the office reads its number', { person: 'renter' }, async ({ app, page }) => {
  const { words } = app;
  const asked = askedAbout(page, AUTHORISED);
  const { filling, given } = await authorised(app, 'ma-khach-hang');
  const { draft } = filling.where;
  const number = say(words.held_number, { number: 'UQ-0099064' });
  const by = say(words.basis_by_mandate, { whom: 'Trang Thị Mẫu Chủ', number });
  await news(page, AUTHORISED).getByText(by).waitFor();
  assert.equal(await at(page, '25.uy-quyen:file').count(), 0, 'no paper is asked for');
  await assertAccessible(page, 'authorised in VNeID');
  await app.button(words.continue).click();
  const now = await savedAs(page, draft, ({ data, subjects = [] }) => data.current_holder_id && subjects.length);
  assert.equal(now.data.current_holder_name, 'Trang Thị Mẫu Chủ');
  const { proof } = now.subjects[0];
  assert.equal(proof.kind, 'register-link');
  const record = Object.values(now.provenance).find((one) => one.recordId === proof.recordId);
  assert.deepEqual([record.source, record.recordRef], ['vneid', 'UQ-0099064']);
  // After a reload it is read on the same footing.
  const before = asked.length;
  await page.reload();
  await filling.arrived();
  for (let tries = 0; asked.length === before && tries < 100; tries += 1) await page.waitForTimeout(100);
  assert.ok(asked.length > before && asked.every((one) => one.subject.proof.recordId === proof.recordId));
  const paper = filling.service.papers.find((one) => one.code === '25.uy-quyen');
  const { code } = await walk(filling, given, {
    onPage: async ({ page: kind }) => {
      if (kind !== 'papers') return;
      const spared = page.locator('.paper.spared').filter({ hasText: paper.name });
      await spared.waitFor();
    },
  });
  await app.open(`/ho-so/${encodeURIComponent(code)}/nguon`);
  await page.getByText(say(words.ledger_by_mandate, { number })).waitFor();
  await page.goto(`/officer/${code}`);
  await page.getByText('Được ủy quyền trên VNeID · số UQ-0099064').waitFor();
});

journey('an authorisation that somebody else gave says so, and that person may still agree', { person: 'renter' }, async ({ app, page }) => {
  const { words } = app;
  const filling = await app.begin(definition('03', 'vi').slug);
  const agent = { '/filing_for': 'other', '/declarant_role': 'agent', '/full_name': 'Trần Văn Thường', '/personal_id': '001092999002' };
  await walk(filling, caseOf('03.own-home', agent), { until: 'nguoi-dang-ky' });
  const number = say(words.held_number, { number: 'UQ-0099064' });
  const other = say(words.basis_mandate_other, { number, name: 'Trang Thị Mẫu Chủ', whom: 'Trần Văn Thường' });
  await news(page, AUTHORISED).getByText(other).waitFor();
  await page.getByText(words.basis_paper).waitFor();
  // The right person is named: nothing more is needed.
  await filling.answer('/full_name', 'Trang Thị Mẫu Chủ');
  await filling.answer('/personal_id', '040165999065');
  await app.button(words.continue).click();
  const now = await savedAs(page, filling.where.draft, ({ data, subjects = [] }) => data.date_of_birth && subjects.length);
  assert.equal(now.data.date_of_birth, '1965-05-05');
  assert.equal(now.applicant.proof.recordId, now.subjects[0].proof.recordId);
  assert.ok(now.applicant.proof.recordId);
});

journey('a birth certificate shows whose child it is where no register does', { person: 'shopkeeper' }, async ({ app, page, recorder }) => {
  recorder.expectFailedAnswers();
  const { words } = app;
  const asked = askedAbout(page, 'child');
  const filling = await app.begin(definition('22', 'vi').slug);
  const own = cases.find((one) => one.service === '22' && one.answers['/filing_for'] === 'child');
  const child = { '/full_name': 'Quản Thị Mẫu Hai', '/id_no': '025318999079', '/date_of_birth': '2018-03-13', '/id_issue_date': '2025-01-15', '/id_issue_place': 'Bộ Công an', '/birth_place': { province: '25' } };
  const given = { ...own, answers: { ...own.answers, ...child } };
  await walk(filling, given, { until: 'nguoi-duoc-cap' });
  const { draft } = filling.where;
  await app.button(words.continue).click();
  // The page stays: what would open her records can be chosen here.
  const told = news(page, 'child');
  await page.locator('[id="basis:child"]:focus').waitFor();
  await page.getByText(words.basis_result).waitFor();
  assert.ok(asked.length > 0 && asked.every((one) => one.subject.proof.kind === 'register-link'));
  await assertAccessible(page, 'which paper shows it');
  const certificate = (name) => page.getByRole('button', { name: `Giấy khai sinh của ${name}`, exact: true });
  await certificate('Quản Thị Mẫu Hai').waitFor();
  assert.equal(await certificate('Quản Mẫu Cả').count(), 0, 'her brother is not meant');
  await certificate('Quản Thị Mẫu Hai').click();
  await told.getByText(say(words.basis_by_result, { paper: 'Giấy khai sinh của Quản Thị Mẫu Hai' })).waitFor();
  await told.getByText(say(words.basis_read_title, { whom: 'Quản Thị Mẫu Hai' })).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'basis:child', 'what comes of it is read');
  const now = await savedAs(page, draft, ({ data, subjects = [] }) => data.date_of_birth && subjects.length);
  assert.equal(now.data.date_of_birth, '2018-03-13');
  const { proof } = now.subjects[0];
  assert.equal(proof.kind, 'prior-result');
  await assertAccessible(page, 'read by a paper that was issued');
  // After a reload it is read on the same footing.
  const before = asked.length;
  await page.reload();
  await filling.arrived();
  await news(page, 'child').getByText(say(words.basis_read_title, { whom: 'Quản Thị Mẫu Hai' })).waitFor();
  assert.equal(asked.slice(before).at(-1).subject.proof.resultId, proof.resultId);
  const { code } = await walk(filling, given);
  await app.open(`/ho-so/${encodeURIComponent(code)}/nguon`);
  await page.getByText(words.ledger_by_result).waitFor();
  await page.goto(`/officer/${code}`);
  await page.getByText(`Kết quả đã cấp · ${proof.resultId}`).first().waitFor();
});
