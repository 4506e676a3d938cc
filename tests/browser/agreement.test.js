// What needs somebody else's agreement: asked in the form, answered by that person, and what the one who files sees of it.
import assert from 'node:assert/strict';
import { caseOf } from './cases.js';
import { assertAccessible, browserTests } from './fixtures.js';
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
