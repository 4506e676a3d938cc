// Where answers come from: sources that differ, what is wrong at its source, what was changed and put back, the contact
// profile, consent taken back, and the ledger in all its places.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { caseOf } from './cases.js';
import { at } from './controls.js';
import { assertAccessible, browserTests, prefills, savedAs } from './fixtures.js';
import { pattern } from './texts.js';
import { walk } from './walk.js';

const journey = browserTests();

/** The row of an answer among those that are told. */
const row = (page, label) => page.locator('.known-row').filter({ has: page.locator('dt', { hasText: new RegExp(`^\\s*${pattern(label).source}\\s*$`) }) }).first();

journey('sources that differ: how old, what the office goes by, and what is wrong is reported', { person: 'disagreeing' }, async ({ app, page }) => {
  const { words } = app;
  const filling = await app.begin('dang-ky-khai-sinh');
  await walk(filling, caseOf('09.birth'), { until: 'known', settle: false });
  const open = page.getByRole('group').filter({ hasText: words.conflict_lead });
  const group = open.filter({ hasText: filling.field('/requester_phone').label });
  const text = await group.innerText();
  assert.match(text, /cập nhật 12\/05\/2019, 7 năm trước/, 'the age of a side');
  assert.match(text, pattern(words.age_read), 'the age of the other');
  assert.equal(await group.getByText(pattern(words.conflict_followed)).count(), 1, 'what the office goes by');
  await assertAccessible(page, 'open conflicts');

  // The report: which source, who keeps it and how it is corrected, a note that must be there; kept over a reload.
  const conflict = page.locator('.conflict').filter({ has: page.getByText(filling.field('/requester_phone').label) });
  await conflict.getByText(words.dispute_open, { exact: true }).click();
  await conflict.getByText(words.dispute_which, { exact: true }).waitFor();
  await conflict.getByText(pattern(words.dispute_owner)).waitFor();
  await conflict.getByText(words.dispute_unconfirmed).waitFor();
  await conflict.getByRole('button', { name: words.dispute_keep }).click();
  await conflict.getByText(words.dispute_note_missing).waitFor();
  await conflict.getByLabel(pattern(words.dispute_note)).fill('Số này đã bỏ từ lâu');
  await conflict.getByLabel(words.dispute_asked).check();
  await assertAccessible(page, 'a report');
  // Half-written, it outlives a switch of the language; so does the side that is chosen.
  await group.locator('input[type="radio"]').nth(1).check();
  await app.speak('en');
  const english = app.words;
  const there = page.locator('.conflict').filter({ has: page.getByText(app.filling(filling.slug).field('/requester_phone').label) });
  await there.getByLabel(pattern(english.dispute_note)).waitFor();
  assert.equal(await there.getByLabel(pattern(english.dispute_note)).inputValue(), 'Số này đã bỏ từ lâu');
  assert.ok(await there.getByLabel(english.dispute_asked).isChecked());
  assert.ok(await there.locator('input[type="radio"]').nth(1).isChecked());
  await app.speak('vi');
  await conflict.getByRole('button', { name: words.dispute_keep }).click();
  await conflict.getByText(/“Số này đã bỏ từ lâu”/).waitFor();
  await page.getByText(words.state_saved, { exact: true }).waitFor();
  await page.reload();
  await group.waitFor();
  await conflict.getByText(/“Số này đã bỏ từ lâu”/).waitFor();
  // Decided otherwise than the office: the report stays with the answer, and can be taken back.
  await filling.settle('/requester_phone', 1);
  const known = row(page, filling.field('/requester_phone').label);
  await known.getByText(/“Số này đã bỏ từ lâu”/).waitFor();
  await known.getByRole('button', { name: pattern(words.change_what) }).click();
  await app.button(words.dispute_drop).click();
  await page.getByText(words.dispute_open, { exact: true }).first().waitFor();
  assert.equal(await page.getByText(/“Số này đã bỏ từ lâu”/).count(), 0);
});

journey('something else than the sources say is typed where it is asked, and stays so after a reload', { person: 'disagreeing' }, async ({ app, page }) => {
  const { words } = app;
  const filling = await app.begin('dang-ky-khai-sinh');
  await walk(filling, caseOf('09.birth'), { until: 'known', settle: false });
  const { draft } = filling.where;
  const conflict = page.locator('.conflict').filter({ has: page.getByText(filling.field('/requester_phone').label) });
  await conflict.getByRole('button', { name: words.conflict_other }).click();
  await page.waitForURL(/\/cau-hoi\//);
  await at(page, '/requester_phone').waitFor();
  await savedAs(page, draft, ({ origins = {} }) => origins['/requester_phone']?.origin === 'manual');
  await page.reload();
  await at(page, '/requester_phone').waitFor();
  assert.equal(await page.getByText(words.origin_typed, { exact: true }).count(), 0, 'nobody has said anything');
  await at(page, '/requester_phone').fill('0900000099');
  await at(page, '/requester_phone').blur();
  await savedAs(page, draft, ({ data }) => data.requester_phone === '0900000099');
  await app.go(`/dich-vu/${filling.slug}/${draft}/da-biet`);
  await filling.arrived();
  await row(page, filling.field('/requester_phone').label).getByText('0900 000 099').waitFor();
});

journey('what a decision brings into view is filled at once', { person: 'driver' }, async ({ app, page }) => {
  const filling = await app.begin('doi-cap-lai-giay-phep-lai-xe');
  await walk(filling, caseOf('20.exchange'), { until: 'known', settle: false });
  const expiry = row(page, filling.field('/licence_expiry').label);
  assert.equal(await expiry.count(), 0, 'a class without a term may yet be chosen');
  const classes = page.locator('.conflict').filter({ has: page.getByText(filling.field('/licence_class').label) });
  await classes.getByText(pattern(app.words.conflict_several)).waitFor();
  assert.equal(await classes.getByText(pattern(app.words.conflict_followed)).count(), 0, 'one record contradicts nobody');
  const side = classes.getByRole('radio', { name: /B2/ });
  await filling.settle('/licence_class', Number((await side.getAttribute('id')).split('=')[1]));
  await expiry.getByText('20/12/2026').waitFor();
});

journey('who refuses all sources is not asked again, and can decide again', { person: 'full' }, async ({ app, page }) => {
  const { words } = app;
  const filling = await app.begin('dang-ky-khai-sinh');
  await walk(filling, caseOf('09.birth'), { until: 'known', consent: false });
  await savedAs(page, filling.where.draft, ({ progress }) => progress.step === 'known');
  await page.reload();
  await app.button(words.known_right).waitFor();
  assert.equal(await app.button(words.consent_all).count(), 0);
  await app.button(words.consents_ask_again).click();
  await app.button(words.consent_all).waitFor();
  // Asked and not answered, it is asked after a reload.
  await savedAs(page, filling.where.draft, ({ progress }) => progress.step === 'consent');
  await page.reload();
  await app.button(words.consent_all).waitFor();
});

journey('what was typed about one who has died does not describe another', { person: 'bereaved' }, async ({ app, page }) => {
  const { words } = app;
  const filling = await app.begin('dang-ky-khai-tu');
  await walk(filling, caseOf('10.death'), { until: 'known', settle: false });
  const { draft } = filling.where;
  const family = page.locator('.family').first();
  const pick = (name) => family.getByRole('button', { name: new RegExp(name) }).click();
  await pick('Tống Mẫu Phụ');
  await app.go(`/dich-vu/${filling.slug}/${draft}/cau-hoi/che-do`);
  await filling.arrived();
  await filling.answer('/had_benefits', true);
  await savedAs(page, draft, ({ data }) => data.had_benefits === true);
  await app.go(`/dich-vu/${filling.slug}/${draft}/da-biet`);
  await filling.arrived();
  await pick('Lã Thị Mẫu Mẫu');
  await family.getByText(pattern(words.family_parted)).waitFor();
  await assertAccessible(page, 'another person');
  await savedAs(page, draft, ({ data }) => data.deceased_name === 'Lã Thị Mẫu Mẫu' && data.had_benefits === undefined);
  await pick('Tống Mẫu Phụ');
  await savedAs(page, draft, ({ data }) => data.deceased_name === 'Tống Mẫu Phụ' && data.had_benefits === true);
  await family.getByText(pattern(words.family_parted)).waitFor({ state: 'detached' });
});

journey('what is wrong at its source goes along to the office, and the ledger tells it everywhere', { person: 'full' }, async ({ app, page, sandbox }) => {
  const { words } = app;
  const filling = await app.begin('dang-ky-khai-sinh');
  // Beside each question: why it is asked, and who sees it.
  const saysWhoSees = async () => {
    const why = page.locator('details.why').filter({ hasText: words.why_asked }).first();
    await why.locator('summary').click();
    assert.ok((await why.innerText()).includes(words.why_seen));
  };
  const cases = [];
  const onPage = async ({ page: kind }) => {
    if (kind === 'case') {
      cases.push(kind);
      await saysWhoSees();
    }
  };
  await walk(filling, caseOf('09.birth'), { until: 'known', onPage });
  assert.ok(cases.length > 0, 'also of what decides the case');
  const phone = filling.field('/requester_phone').label;
  await row(page, phone).getByRole('button', { name: pattern(words.change_what) }).click();
  await saysWhoSees();
  await page.getByText(words.dispute_open, { exact: true }).first().click();
  await page.getByLabel(pattern(words.dispute_note)).first().fill('Số <cũ>');
  await app.button(words.dispute_keep).first().click();
  await page.getByText(/“Số <cũ>”/).waitFor();
  await filling.continue();
  const { code } = await walk(filling, caseOf('09.birth'), {
    onPage: async ({ page: kind }) => {
      if (kind === 'check') await page.getByText(/“Số <cũ>”/).first().waitFor();
    },
  });
  await page.getByText(pattern(words.spared_minutes)).waitFor();
  await page.getByText(words.spared_how, { exact: true }).click();
  await page.getByText(words.spared_how_text).waitFor();

  await app.link(words.ledger_link).click();
  await page.getByRole('heading', { level: 1, name: words.ledger_title }).waitFor();
  const line = row(page, phone);
  await line.waitFor();
  const told = await line.innerText();
  for (const part of ['“Số <cũ>”', 'đọc ', 'Không phải nộp lại: ', words.ledger_unchanged]) assert.ok(told.includes(part), `${part} in ${told}`);
  assert.equal(await page.getByRole('heading', { level: 2, name: words.ledger_papers }).count(), 1);
  await assertAccessible(page, 'the ledger');
  const [file] = await Promise.all([page.waitForEvent('download'), app.button(words.ledger_json).click()]);
  const asFile = JSON.parse(await readFile(await file.path(), 'utf8'));
  const changed = asFile.answers.filter((one) => one.how !== 'typed' && one.how !== 'computed');
  assert.ok(changed.some((one) => one.label && one.source?.name && one.source.ground), JSON.stringify(changed[0]));
  assert.ok(asFile.papers.length > 0);

  // Numbers of persons are hidden until they are asked for.
  const number = row(page, filling.field('/requester_personal_id').label);
  assert.match(await number.innerText(), /•/);
  await number.getByRole('button').click();
  assert.doesNotMatch(await number.innerText(), /•/);

  // On paper: no buttons, the same lines.
  await page.emulateMedia({ media: 'print' });
  assert.equal(await app.button(words.ledger_print).isVisible(), false);
  assert.ok(await line.isVisible());
  await page.emulateMedia({ media: 'screen' });

  // The officer reads the same.
  const desk = await page.request.get(`${sandbox.url}/officer/${encodeURIComponent(code)}`, { headers: { 'accept-language': 'vi' } });
  const html = await desk.text();
  assert.ok(html.includes('Số &lt;cũ&gt;') && html.includes('Lấy từ: '), html.slice(0, 2000));
});

journey('what is changed can be put back, stays on resume, and the profile follows only when told', { person: 'disagreeing' }, async ({ app, page, recorder }) => {
  const { words } = app;
  const filling = await app.begin('dang-ky-khai-sinh');
  await walk(filling, caseOf('09.birth'), { until: 'known' });
  const phone = '/requester_phone';
  const label = filling.field(phone).label;
  const known = row(page, label);
  const change = async () => {
    await known.getByRole('button', { name: pattern(words.change_what) }).click();
    await filling.settled([phone]);
    // The answer itself has the focus, in sight above the bar of buttons.
    await at(page, phone).and(page.locator(':focus')).waitFor();
    const [box, bar] = await Promise.all([at(page, phone).boundingBox(), page.locator('.bar').boundingBox()]);
    assert.ok(box.y >= 0 && box.y + box.height <= bar.y, JSON.stringify([box, bar]));
  };
  // Opened and left as it is: nothing is marked as changed (P03).
  const before = await known.innerText();
  await change();
  await filling.continue();
  assert.equal(await known.innerText(), before);

  await change();
  await filling.answer(phone, '0912990077');
  const profile = page.getByLabel(words.profile_update, { exact: true });
  assert.equal(await profile.isChecked(), false, 'off unless the person says so');
  await profile.check();
  // The profile cannot be had: told, and nothing is lost.
  recorder.expectFailedAnswers();
  await page.route('**/me/contact', (route) => route.abort());
  await app.button(words.continue).click();
  await page.getByText(words.profile_failed, { exact: true }).waitFor();
  assert.deepEqual(await filling.answers([phone]), { [phone]: '0912 990 077' });
  await page.unroute('**/me/contact');
  // Somebody else changed it meanwhile: the second try goes by what is there now.
  let stale = 0;
  await page.route('**/me/contact', (route) => {
    stale += 1;
    const headers = stale === 1 ? { ...route.request().headers(), 'if-match': '"old"' } : route.request().headers();
    return route.continue({ headers });
  });
  await filling.continue();
  assert.equal(stale, 2);
  await page.unroute('**/me/contact');
  const contact = await page.evaluate(() => fetch('/api/v1/me?include=contact').then((answer) => answer.json()));
  assert.equal(contact.contact.phone, '0912990077');
  assert.equal(contact.contact.verified.phone, false);

  // Changed, with what stood there before; the same after the sources are asked again (P07).
  const isChanged = async () => {
    await known.getByText(words.origin_changed, { exact: true }).waitFor();
    const text = await known.innerText();
    assert.ok(text.includes('0912 990 077') && /trước đó: 0912 990 0(11|99)/.test(text), text);
  };
  await isChanged();
  await page.getByText(words.state_saved, { exact: true }).waitFor();
  await page.reload();
  await filling.arrived();
  await page.waitForLoadState('networkidle');
  await isChanged();
  await known.getByRole('button', { name: pattern(words.put_back_what) }).click();
  await known.getByText(words.origin_changed, { exact: true }).waitFor({ state: 'detached' });
  assert.match(await known.innerText(), /0912 990 0(11|99)/);
});

journey('a consent is seen, taken back, and what it filled is gone', { person: 'full' }, async ({ app, page, recorder }) => {
  recorder.expectFailedAnswers();
  const { words } = app;
  const filling = await app.begin('dang-ky-khai-sinh');
  await walk(filling, caseOf('09.birth'), { until: 'known' });
  const birth = row(page, filling.field('/mother_birth').label);
  // Only the account says it.
  const name = row(page, filling.field('/requester_name').label);
  await name.waitFor();
  const address = new URL(page.url()).pathname;
  await page.getByText(words.state_saved, { exact: true }).waitFor();
  await app.go('/su-dong-y');
  await page.getByRole('heading', { level: 1, name: words.consents_title }).waitFor();
  const cards = page.locator('.known-card');
  await cards.first().waitFor();
  await assertAccessible(page, 'the consents');
  const count = await cards.count();
  assert.ok(count > 3);
  for (const source of ['VNeID', 'Hồ sơ liên hệ']) {
    // The person may have agreed before: the latest is of this draft.
    const card = cards.filter({ has: page.getByRole('heading', { level: 2, name: new RegExp(source) }) }).last();
    await card.getByRole('button', { name: pattern(words.consents_withdraw_what) }).click();
    await card.getByRole('button', { name: words.consents_withdraw, exact: true }).click();
    await card.getByText(words.consents_withdrawn).waitFor();
  }
  const answered = prefills(page);
  await app.go(address);
  await page.getByText(words.notices_title, { exact: true }).waitFor();
  await birth.waitFor();
  await answered();
  assert.equal(await name.count(), 0, 'what the account said is gone');
  // From the page of what is known itself. The list stays open, and the focus where it was.
  await app.button(words.consents_show).click();
  const here = page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: words.consents_here }) });
  const { draft } = filling.where;
  for (const source of ['population', 'residence']) {
    const { name } = filling.service.sources.find((one) => one.id === source);
    const card = here.locator('.known-card').filter({ has: page.getByRole('heading', { level: 3, name, exact: true }) });
    await card.getByRole('button', { name: pattern(words.consents_withdraw_what) }).click();
    await card.getByRole('button', { name: words.consents_withdraw, exact: true }).click();
    await card.getByText(words.consents_withdrawn).waitFor();
    await page.waitForFunction((text) => document.activeElement.textContent === text, words.consents_withdrawn);
    await savedAs(page, draft, ({ provenance }) => Object.values(provenance).every((one) => one.source !== source));
  }
  assert.equal(await here.getByText(words.consents_withdrawn).count(), 2);
  await app.button(words.known_right).waitFor();
  await assertAccessible(page, 'the list after taking back');
});

/** Another window saves the draft too. */
const savedElsewhere = (page, draft) => page.evaluate(async (id) => {
  const held = await fetch(`/api/v1/drafts/${id}`);
  const content = await held.json();
  content.progress.percent = 1;
  const headers = { 'content-type': 'application/json', 'x-portal-client': 'web/1', 'if-match': held.headers.get('etag') };
  const put = await fetch(`/api/v1/drafts/${id}`, { method: 'PUT', headers, body: JSON.stringify(content) });
  if (!put.ok) throw new Error(`not saved: ${put.status}`);
}, draft);

for (const isAlone of [true, false]) {
  const which = isAlone ? 'with the next save' : 'where another window wrote too and this version is kept';
  journey(`what a consent that was taken back elsewhere had filled does not come back, ${which}`, { person: 'full' }, async ({ app, page, context, recorder }) => {
    recorder.expectFailedAnswers();
    const { words } = app;
    const filling = await app.begin('dang-ky-khai-sinh');
    await walk(filling, caseOf('09.birth'), { until: 'known' });
    const phone = row(page, filling.field('/requester_phone').label);
    await phone.waitFor();
    await page.waitForLoadState('networkidle');
    await page.getByText(words.state_saved, { exact: true }).waitFor();
    const { draft } = filling.where;

    const other = await context.newPage();
    await other.goto('/su-dong-y');
    const cards = other.locator('.known-card');
    await cards.first().waitFor();
    for (const source of ['VNeID', 'Hồ sơ liên hệ']) {
      const all = cards.filter({ has: other.getByRole('heading', { level: 2, name: new RegExp(source) }) });
      for (const card of await all.all()) {
        await card.getByRole('button', { name: pattern(words.consents_withdraw_what) }).click();
        await card.getByRole('button', { name: words.consents_withdraw, exact: true }).click();
        await card.getByText(words.consents_withdrawn).waitFor();
      }
    }
    if (!isAlone) await savedElsewhere(other, draft);
    await other.close();

    // What a person made of it stays theirs, without a trace of what had stood there.
    await phone.getByRole('button').click();
    await filling.settled(['/requester_phone']);
    await filling.answer('/requester_phone', '0912345678');
    if (isAlone) {
      // Nobody else wrote, so nobody is asked which version to keep.
      await page.getByText(pattern(words.consents_gone)).waitFor();
      // What is told speaks the language that is spoken now.
      await app.speak('en');
      await page.getByText(pattern(app.words.consents_gone)).waitFor();
      await app.speak('vi');
      await page.getByText(pattern(words.consents_gone)).waitFor();
      assert.equal(await page.getByText(words.draft_stale_title).count(), 0);
    } else {
      const written = page.waitForResponse((response) => response.request().method() === 'PUT' && response.ok());
      await app.button(words.draft_keep_this).click();
      await written;
    }
    const isTakenBack = ({ source }) => ['vneid', 'profile'].includes(source);
    const now = await savedAs(page, draft, ({ provenance, origins }) => !Object.values(provenance).some(isTakenBack) && origins['/mother_birth']?.origin === 'auto');
    assert.equal(now.data.requester_phone, '0912345678');
    assert.deepEqual(now.origins['/requester_phone'], { origin: 'manual' });
  });
}
