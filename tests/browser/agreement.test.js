// What needs somebody else's agreement: asked in the form, answered by that person, and what the one who files sees of it.
import assert from 'node:assert/strict';
import { caseOf } from './cases.js';
import { assertAccessible, browserTests, saved, savedAs } from './fixtures.js';
import { App } from './pages/app.js';
import { definition, pattern, say } from './texts.js';
import { lastCode, walk } from './walk.js';

const journey = browserTests();

// Joins the household of `full` in a dwelling that belongs to her husband.
const given = caseOf('04.family', {
  '/consent_method': 'vneid',
  '/head_full_name': 'Nguyễn Thị Mẫu Đơn',
  '/head_personal_id': '001195999001',
  '/owners': [{ kind: 'person', full_name: 'Phạm Văn Toàn', personal_id: '036093999004' }],
});

/** Walks to the check page, on which both were asked. */
async function ask(app) {
  const filling = await app.begin(definition(given.service, app.language).slug);
  await walk(filling, given, { until: 'check' });
  const waiting = app.page.getByText(pattern(app.words.agreement_waiting));
  await waiting.nth(1).waitFor();
  return filling;
}

/** Another person in a browser of their own, on the page of what was asked. */
async function asked(app, person) {
  const context = await app.page.context().browser().newContext({ baseURL: new URL(app.page.url()).origin, viewport: app.page.viewportSize(), serviceWorkers: 'block' });
  const other = new App(await context.newPage(), app.language);
  await other.signIn(person);
  await other.open('/dong-y');
  await other.page.getByRole('main').getByRole('link', { name: pattern(other.words.agreement_from) }).or(other.page.getByRole('link', { name: definition(given.service, app.language).cases.find((one) => one.code === given.case).name })).first().click();
  await other.page.getByText(other.words.agreement_covers).waitFor();
  return other;
}

const line = (app, role) => app.page.getByRole('listitem').filter({ has: app.page.getByRole('heading', { level: 3, name: role }) });

for (const language of ['vi', 'en']) {
  journey(`both agree, each in their own browser, in ${language}`, { person: given.person, language }, async ({ app, page }) => {
    const { words } = app;
    const filling = await ask(app);
    await assertAccessible(page, 'check with agreements');
    for (const person of ['full', 'full-spouse']) {
      const other = await asked(app, person);
      await assertAccessible(other.page, 'what is asked');
      await other.page.getByText('Trần Văn Thường').first().waitFor();
      await other.button(words.agreement_yes).click();
      await other.page.getByText(words.agreement_answered_yes).waitFor();
      await other.page.context().close();
    }
    await app.button(words.agreement_look).first().click();
    await page.getByText(words.agreement_agreed, { exact: true }).nth(1).waitFor();
    await page.getByText(words.check_total, { exact: true }).waitFor();
    await app.button(words.check_send).click();
    await page.waitForURL(/\/bien-nhan\//);
    await filling.arrived();
    assert.equal(await page.getByText(pattern(words.dossier_agreeing)).count(), 0);
  });
}

journey('who has yet to agree is named on the receipt and the page of the dossier', { person: given.person }, async ({ app, page }) => {
  const filling = await app.begin(definition(given.service, 'vi').slug);
  const { code } = await walk(filling, { ...given, answers: { ...given.answers, '/stay_to': '2027-10-31' } });
  for (const path of [`/bien-nhan/${encodeURIComponent(code)}`, `/ho-so/${encodeURIComponent(code)}`]) {
    await app.open(path);
    for (const name of ['Nguyễn Thị Mẫu Đơn', 'Phạm Văn Toàn']) {
      await page.getByText(say(app.words.dossier_agreeing, { name })).first().waitFor();
    }
  }
  // Who asked and opens the other's link sees how it stands, and is not asked.
  const waiting = await page.evaluate(async () => (await (await fetch('/api/v1/me/confirmations?box=sent&state=waiting')).json()).items);
  await app.open(`/dong-y/${waiting[0].confirmationId}`);
  await page.getByRole('heading', { level: 1, name: pattern(app.words.agreement_to) }).waitFor();
  await page.getByText(pattern(app.words.agreement_waiting)).waitFor();
  assert.equal(await app.button(app.words.agreement_yes).count(), 0);
  // One refuses now: the page of the dossier says who.
  const other = await asked(app, 'full');
  await other.button(app.words.agreement_no).first().click();
  await other.button(app.words.agreement_no).last().click();
  await other.page.getByText(app.words.agreement_answered_no).waitFor();
  await other.page.context().close();
  await app.open(`/ho-so/${encodeURIComponent(code)}`);
  await page.getByText(say(app.words.dossier_refusing, { name: 'Nguyễn Thị Mẫu Đơn' })).waitFor();
});

journey('one refuses and says why: told, and asked again', { person: given.person }, async ({ app, page }) => {
  const { words } = app;
  const head = definition('04', 'vi').confirmations.find((one) => one.id === 'head').name;
  await ask(app);
  const other = await asked(app, 'full');
  await other.button(words.agreement_no).first().click();
  await other.page.getByLabel(words.agreement_why_not, { exact: false }).fill('Nhà đã đủ người ở');
  await other.button(words.agreement_no).last().click();
  await other.page.getByText(words.agreement_answered_no).waitFor();
  await other.page.context().close();
  await line(app, head).getByRole('button', { name: words.agreement_look }).click();
  await line(app, head).getByText(words.agreement_refused).waitFor();
  await line(app, head).getByText('Nhà đã đủ người ở').waitFor();
  await line(app, head).getByRole('button', { name: words.agreement_ask_again }).click();
  await line(app, head).getByText(pattern(words.agreement_waiting)).waitFor();
});

journey('who stands beside agrees by a code on their own phone', { person: given.person }, async ({ app, page, context, recorder }) => {
  recorder.expectFailedAnswers();
  const { words } = app;
  const head = definition('04', 'vi').confirmations.find((one) => one.id === 'head').name;
  await ask(app);
  const person = line(app, head);
  await person.getByText(words.agreement_here).click();
  await person.getByRole('button', { name: words.code_send }).click();
  const box = person.getByLabel(pattern(words.code_digits));
  // What is no code costs no try; each wrong one does, and after the fifth only a new code is left, whose box outlives a reload.
  const confirm = person.getByRole('button', { name: words.agreement_confirm });
  await confirm.click();
  await person.getByText(say(words.code_short, { n: 6 })).first().waitFor();
  for (const n of [4, 3, 2, 1]) {
    await box.fill(`00000${n}`);
    await confirm.click();
    await person.getByText(say(words.code_tries, { n })).waitFor();
  }
  await box.fill('000000');
  await confirm.click();
  await person.getByText(words.code_spent).waitFor();
  assert.equal(await box.or(confirm).count(), 0);
  await person.getByRole('button', { name: words.code_send }).click();
  await box.waitFor();
  await page.reload();
  await person.getByText(words.agreement_here).click();
  await box.fill(await lastCode(context));
  await person.getByRole('button', { name: words.agreement_confirm }).click();
  await person.getByText(words.agreement_agreed, { exact: true }).waitFor();
});

journey('what was agreed to is changed: it must be asked again', { person: given.person }, async ({ app, page }) => {
  const { words } = app;
  const filling = await ask(app);
  const other = await asked(app, 'full');
  await other.button(words.agreement_yes).click();
  await other.page.getByText(words.agreement_answered_yes).waitFor();
  const { draft } = filling.where;
  const step = filling.service.steps.find((one) => one.fields.some((field) => field.id === 'stay_to'));
  await app.open(`/dich-vu/${filling.slug}/${draft}/cau-hoi/${step.id}`);
  await filling.settled(['/stay_to']);
  await filling.answer('/stay_to', '2027-09-30');
  await app.button(words.continue).click();
  await page.waitForURL((url) => !url.pathname.endsWith(step.id));
  await app.open(`/dich-vu/${filling.slug}/${draft}/kiem-tra`);
  const head = line(app, filling.service.confirmations.find((one) => one.id === 'head').name);
  await head.getByText(words.agreement_void).waitFor();
  await head.getByRole('button', { name: words.agreement_ask_again }).waitFor();
  // Who agreed is told that it no longer counts.
  await other.page.reload();
  await other.page.getByText(words.agreement_outdated).waitFor();
  await other.page.context().close();
});

const marriage = caseOf('11.marriage');

/** The bride asks the groom, `plain`, to let his data be read. He agrees, and his part of the form is filled. */
async function shared(app) {
  const { page, words } = app;
  const filling = await app.begin(definition('11', app.language).slug);
  await walk(filling, marriage, { until: 'ben-nam' });
  await app.button(words.agreement_ask).click();
  await page.getByText(pattern(words.agreement_waiting)).first().waitFor();
  const other = await askedToShare(app, 'plain');
  await other.button(words.agreement_yes).click();
  await other.page.getByText(pattern(words.given_since)).waitFor();
  await app.button(words.agreement_look).click();
  await page.getByText(words.agreement_agreed, { exact: true }).waitFor();
  await savedAs(page, filling.where.draft, ({ data }) => data.groom_birth_date === '1992-04-18' && data.groom_address);
  return { filling, other };
}

/** The other party in a browser of their own, on the page of what was asked last. */
async function askedToShare(app, person) {
  const context = await app.page.context().browser().newContext({ baseURL: new URL(app.page.url()).origin, viewport: app.page.viewportSize(), serviceWorkers: 'block' });
  const other = new App(await context.newPage(), app.language);
  await other.signIn(person);
  await other.open('/dong-y');
  await other.page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
  await other.page.getByText(other.words.agreement_sources).waitFor();
  return other;
}

/** Whether a draft holds nothing of what was read by an agreement. */
const isFree = ({ data, provenance, subjects = [] }, other) => !data.groom_birth_date && !data.groom_address && !subjects.length && Object.values(provenance).every((one) => one.recordId !== other);

for (const language of ['vi', 'en']) {
  journey(`who let their data be read takes it back: it goes, and who asked is told, in ${language}`, { person: marriage.person, language }, async ({ app, page, recorder }) => {
    recorder.expectFailedAnswers();
    const { words } = app;
    const { filling, other } = await shared(app);
    const { draft } = filling.where;
    const before = await saved(page, draft);
    const record = before.provenance[before.origins['/groom_birth_date'].prov].recordId;
    // Nobody is called husband before they are.
    const asked = await other.page.locator('.statement').innerText();
    assert.doesNotMatch(asked, /vợ|chồng|spouse|husband|wife/i);
    // Among all that he has agreed to, with what taking it back does.
    await other.open('/su-dong-y');
    const section = other.page.locator('section').filter({ has: other.page.getByRole('heading', { level: 2, name: words.given_title }) });
    const given = section.locator('.given').first();
    await given.getByText(words.given_back_what).waitFor();
    await assertAccessible(other.page, 'who may read my data');
    await given.getByRole('button', { name: pattern(words.consents_withdraw_what) }).click();
    await given.getByText(pattern(words.given_back)).waitFor();
    assert.match(await other.page.evaluate(() => document.activeElement.textContent), pattern(words.given_back), 'the focus is on what became of it');
    await assertAccessible(other.page, 'taken back');
    // The form that is open learns of it on its next look: what was filled goes, what was typed stays, and it is told who.
    await app.go(`/dich-vu/${filling.slug}/${draft}/da-biet`);
    await page.getByText(say(words.agreement_gone, { name: 'Trần Văn Thường' })).waitFor();
    const now = await savedAs(page, draft, (draft) => isFree(draft, record));
    assert.deepEqual([now.data.groom_name, now.data.groom_personal_id], ['Trần Văn Thường', '001092999002']);
    assert.equal(await page.getByText(words.draft_stale_title).count(), 0, 'nobody is asked which version to keep');
    await assertAccessible(page, 'told that it was taken back');
    await app.go(`/dich-vu/${filling.slug}/${draft}/cau-hoi/ben-nam`);
    await page.getByText(say(words.agreement_taken_back, { name: 'Trần Văn Thường', on: '25/11/2026' })).waitFor();
    // Asked anew, he may agree anew.
    await app.button(words.agreement_ask_again).click();
    await page.getByText(pattern(words.agreement_waiting)).first().waitFor();
    const again = await askedToShare(app, 'plain');
    await again.button(words.agreement_yes).click();
    await again.page.getByText(pattern(words.given_since)).waitFor();
    await app.button(words.agreement_look).click();
    await savedAs(page, draft, ({ data }) => data.groom_birth_date === '1992-04-18');
    await again.page.context().close();
    await other.page.context().close();
  });
}

journey('taken back while what was filled is being changed: nothing comes back with the next save', { person: marriage.person }, async ({ app, page, recorder }) => {
  recorder.expectFailedAnswers();
  const { words } = app;
  const { filling, other } = await shared(app);
  const { draft } = filling.where;
  const record = Object.values((await saved(page, draft)).provenance).find((one) => one.source === 'residence' || one.source === 'population').recordId;
  await app.button(words.continue).click();
  await page.waitForURL(/ben-nam-/);
  // On the page of what was agreed to itself.
  await other.button(words.consents_withdraw).or(other.page.getByRole('button', { name: pattern(words.consents_withdraw_what) })).click();
  await other.page.getByText(pattern(words.given_back)).waitFor();
  await other.page.context().close();
  await filling.answer('/groom_id_doc', marriage.answers['/groom_id_doc']);
  await page.getByText(say(words.agreement_gone, { name: 'Trần Văn Thường' })).waitFor();
  const now = await savedAs(page, draft, (draft) => !draft.data.groom_birth_date && draft.data.groom_id_doc?.number === '001092999002');
  assert.ok(isFree(now, record));
  await filling.settled(['/groom_birth_date']);
  // Opened anew it stays so.
  await page.reload();
  await filling.settled(['/groom_birth_date']);
  assert.equal((await saved(page, draft)).data.groom_birth_date, undefined);
});

for (const language of ['vi', 'en']) {
  journey(`taken back before what was filled in is saved: it is not saved, what was typed is, in ${language}`, { person: marriage.person, language }, async ({ app, page, recorder }) => {
    recorder.expectFailedAnswers();
    const { words } = app;
    // Somebody who let nothing else be read: what another agreement lets be read stays.
    const name = 'Phạm Văn Toàn';
    const filling = await app.begin(definition('11', language).slug);
    await walk(filling, caseOf('11.marriage', { '/groom_name': name, '/groom_personal_id': '036093999004' }), { until: 'ben-nam' });
    const { draft } = filling.where;
    await app.button(words.agreement_ask).click();
    await page.getByText(pattern(words.agreement_waiting)).first().waitFor();
    const other = await askedToShare(app, 'full-spouse');
    await other.button(words.agreement_yes).click();
    await other.page.getByText(pattern(words.given_since)).waitFor();
    // The first save with his data is on its way for as long as he needs to take them back.
    let back, underway;
    const isBack = new Promise((resolve) => (back = resolve));
    const isUnderway = new Promise((resolve) => (underway = resolve));
    const answers = [];
    await page.route(`**/api/v1/drafts/${draft}`, async (route) => {
      if (route.request().method() === 'PUT' && route.request().postData().includes('"groom_birth_date"')) {
        underway();
        await isBack;
      }
      await route.continue();
    });
    page.on('response', (answer) => answer.request().method() === 'PUT' && answers.push(answer.status()));
    await app.button(words.agreement_look).click();
    await isUnderway;
    await other.button(words.consents_withdraw).or(other.page.getByRole('button', { name: pattern(words.consents_withdraw_what) })).click();
    await other.page.getByText(pattern(words.given_back)).waitFor();
    await other.page.context().close();
    back();
    // Who took it back, what has gone, and the way on.
    const told = page.locator('.notice').filter({ hasText: say(words.agreement_gone, { name }) });
    await told.waitFor();
    const label = filling.service.steps.flatMap((step) => step.fields).find((field) => field.id === 'groom_birth_date').label;
    assert.match(await told.innerText(), pattern(label));
    await assertAccessible(page, 'told that it was taken back before it was saved');
    const now = await savedAs(page, draft, ({ data }) => data.groom_name === name);
    assert.ok(isFree(now, '') && !now.origins['/groom_birth_date'], JSON.stringify(now.data));
    assert.ok(answers.includes(409), `the server refused it: ${answers}`);
    await filling.settled([]);
    // What is typed in its place is theirs, and nothing is said against it.
    await app.button(words.continue).click();
    await page.waitForURL(/ben-nam-/);
    await filling.answer('/groom_birth_date', '1990-02-03');
    const own = await savedAs(page, draft, ({ data }) => data.groom_birth_date === '1990-02-03');
    assert.equal(own.origins['/groom_birth_date']?.origin ?? 'manual', 'manual');
    const found = await page.evaluate(async (id) => (await (await fetch(`/api/v1/drafts/${id}/check`, { method: 'POST', headers: { 'X-Portal-Client': 'web/1' } })).json()).errors, draft);
    assert.deepEqual(found.filter((one) => one.code === 'mismatch-with-source'), []);
  });
}

journey('who agreed by a code takes it back by one, and a refusal is told as what it is', { person: marriage.person }, async ({ app, page, context, recorder }) => {
  recorder.expectFailedAnswers();
  const { words } = app;
  const filling = await app.begin(definition('11', 'vi').slug);
  // Somebody whose phone the register has.
  await walk(filling, caseOf('11.marriage', { '/groom_name': 'Phạm Văn Toàn', '/groom_personal_id': '036093999004' }), { until: 'ben-nam' });
  const { draft } = filling.where;
  await app.button(words.agreement_ask).click();
  await page.getByText(pattern(words.agreement_waiting)).first().waitFor();
  const other = await askedToShare(app, 'full-spouse');
  await other.button(words.agreement_no).first().click();
  await other.button(words.agreement_no).last().click();
  await other.page.getByText(words.agreement_answered_no).waitFor();
  await other.page.context().close();
  await app.button(words.agreement_look).click();
  const refused = page.locator('.notice').filter({ hasText: words.sharing_refused });
  await refused.waitFor();
  assert.match(await refused.getAttribute('class'), /\binfo\b/, 'a decision, not a fault');
  await app.button(words.agreement_ask_again).click();
  await page.getByText(pattern(words.agreement_waiting)).first().waitFor();
  const byCode = async (title, confirm) => {
    await page.getByText(title).click();
    await app.button(words.code_send).click();
    const box = page.getByLabel(pattern(words.code_digits));
    await box.waitFor();
    await box.fill(await lastCode(context));
    await app.button(confirm).click();
  };
  await byCode(words.agreement_here, words.agreement_confirm);
  await savedAs(page, draft, ({ data }) => data.groom_birth_date);
  await assertAccessible(page, 'agreed, with the way back');
  await byCode(words.sharing_back_here, words.sharing_back_confirm);
  await page.getByText(say(words.agreement_gone, { name: 'Phạm Văn Toàn' })).waitFor();
  await savedAs(page, draft, ({ data }) => !data.groom_birth_date);
});

journey('what was agreed to for the dossier itself says that it stays', { person: given.person }, async ({ app }) => {
  const { words } = app;
  await ask(app);
  const other = await asked(app, 'full');
  await other.button(words.agreement_yes).click();
  await other.page.getByText(words.agreement_stays).waitFor();
  assert.equal(await other.page.getByRole('button', { name: pattern(words.consents_withdraw_what) }).count(), 0);
  await other.page.context().close();
});
