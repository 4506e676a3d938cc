// Papers: what was sent once is not sent again, what a source can spare is spared when it answers, and what the person
// holds is found, read and used.
import assert from 'node:assert/strict';
import { caseOf } from './cases.js';
import { at } from './controls.js';
import { pdf } from './files.js';
import { assertAccessible, browserTests, savedAs } from './fixtures.js';
import { pattern, say } from './texts.js';
import { walk } from './walk.js';

const journey = browserTests();

const item = (filling, code) => {
  const { name } = filling.service.papers.find((one) => one.code === code);
  return filling.page.getByRole('listitem').filter({ has: filling.page.getByText(name, { exact: true }) });
};

journey('one file does for two papers, and again for another service', { person: 'plain' }, async ({ app, page, sandbox }) => {
  const [LEASE, CONSENT] = ['04.hop-dong-thue-muon', '04.van-ban-dong-y'];
  const given = { ...caseOf('04.rent-borrow'), papers: { [LEASE]: 'leave', [CONSENT]: 'leave' } };
  const { words } = app;
  const filling = await app.begin('dang-ky-tam-tru');
  await walk(filling, given, { until: 'check' });
  // A paper that is missing is told where everything is checked, and the link leads to it.
  const { name } = filling.service.papers.find((one) => one.code === LEASE);
  await page.locator('.summary').getByRole('link', { name: pattern(name) }).click();
  await page.waitForURL(/\/giay-to$/);
  await page.waitForFunction((code) => document.activeElement.closest('.paper')?.id === `${code}:paper`, LEASE);
  const ready = (code) => item(filling, code).getByText(pattern(words.file_ready));
  await at(page, `${LEASE}:file`).setInputFiles(pdf('hop-dong.pdf'));
  await ready(LEASE).first().waitFor();
  const offer = item(filling, CONSENT).getByRole('button', { name: say(words.again_take, { name: 'hop-dong.pdf' }), exact: true });
  await offer.click();
  await ready(CONSENT).first().waitFor();
  const { draft } = filling.where;
  const isFor = (code) => (one) => one.documentCode === code;
  await savedAs(page, draft, ({ attachments = [] }) => attachments.some(isFor(CONSENT)));

  // Taken out in one place it stays in the other, also for the server.
  await item(filling, CONSENT).getByRole('button', { name: say(words.remove_what, { what: 'hop-dong.pdf' }) }).click();
  await ready(CONSENT).first().waitFor({ state: 'detached' });
  await savedAs(page, draft, ({ attachments = [] }) => attachments.some(isFor(LEASE)) && !attachments.some(isFor(CONSENT)));
  await page.reload();
  await filling.arrived();
  await ready(LEASE).first().waitFor();
  await offer.click();
  await ready(CONSENT).first().waitFor();
  await assertAccessible(page, 'one file for two papers');
  const { code } = await walk(filling, given);
  const sent = await (await page.request.get(`/officer/${code}/components`)).json();
  const files = sent.filter((one) => one.TenTepDinhKem === 'hop-dong.pdf').map((one) => one.MaThanhPhanHoSo);
  assert.deepEqual(files.sort(), [LEASE, CONSENT].sort());

  // P19: the same lease is a paper of permanent residence.
  const PAPER = '03.hop-dong-thue-muon';
  const next = await app.begin('dang-ky-thuong-tru');
  await walk(next, { ...caseOf('03.family-a', { '/case': 'rent_borrow', '/dwelling_owner_kind': 'rented', '/floor_area_m2': '60', '/occupants_count': '3', '/owners': given.answers['/owners'] }), papers: { [PAPER]: 'leave' } }, { until: 'papers' });
  const paper = item(next, PAPER);
  await paper.getByText(pattern(say(words.own_sent_with, { at: '{at}', code }))).waitFor();
  const [opened] = await Promise.all([
    page.waitForEvent('download'),
    paper.getByRole('button', { name: say(words.own_see_of, { name: 'hop-dong.pdf' }) }).click(),
  ]);
  assert.equal(opened.suggestedFilename(), 'hop-dong.pdf');
  await paper.getByRole('button', { name: say(words.own_take_of, { name: 'hop-dong.pdf' }), exact: true }).click();
  await paper.getByText(words.own_used).waitFor();
  await savedAs(page, next.where.draft, ({ attachments = [] }) => attachments.some(isFor(PAPER)));
  await page.reload();
  await next.arrived();
  await paper.getByText(words.own_used).waitFor();
  assert.equal(await paper.getByRole('button', { name: say(words.own_take_of, { name: 'hop-dong.pdf' }), exact: true }).count(), 0);
  await assertAccessible(page, 'a file of before');
  await sandbox.makeRoom(code);
});

journey('a paper is asked for while its source is out, and no longer when it answers', { person: 'full' }, async ({ app, page, recorder }) => {
  recorder.expectFailedAnswers();
  const PAPER = '20.giay-kham-suc-khoe';
  let out = true;
  await page.route('**/api/v1/prefill', (route) => {
    const isHealth = route.request().postDataJSON().sources.includes('health');
    return isHealth && out ? route.fulfill({ status: 500, body: '' }) : route.continue();
  });
  const given = { ...caseOf('20.exchange', { '/health_certificate_ref': 'KSK-1', '/health_exam_date': '2026-10-05' }), papers: { [PAPER]: 'leave' } };
  const { words } = app;
  const filling = await app.begin('doi-cap-lai-giay-phep-lai-xe');
  await walk(filling, given, { until: 'papers' });
  const source = filling.service.sources.find((one) => one.id === 'health').name;
  const paper = item(filling, PAPER);
  await paper.getByText(say(words.paper_out, { source })).waitFor();
  await at(page, `${PAPER}:file`).setInputFiles(pdf('kham.pdf'));
  await paper.getByText(pattern(words.file_ready)).first().waitFor();
  await assertAccessible(page, 'a source is out');

  out = false;
  await paper.getByRole('button', { name: say(words.paper_ask_again, { source }) }).click();
  // Who asked stays at the paper.
  const isHere = () => page.waitForFunction((code) => document.activeElement?.id.startsWith(code), PAPER);
  await isHere();
  // What was sent meanwhile stays until the person takes it off.
  await paper.getByText(pattern(words.paper_spared_now)).waitFor();
  await paper.getByRole('button', { name: words.paper_take_off }).click();
  await paper.getByText(pattern(words.paper_already)).waitFor();
  assert.equal(await at(page, `${PAPER}:file`).count(), 0);

  // The draft says that a record spares it. Opened again while the source is out, nothing does.
  const { draft } = filling.where;
  const isSpared = ({ attachments = [] }) => attachments.some((one) => one.documentCode === PAPER && one.kind === 'record');
  await savedAs(page, draft, isSpared);
  out = true;
  await page.reload();
  await filling.arrived();
  await paper.getByText(say(words.paper_out, { source })).waitFor();
  await at(page, `${PAPER}:file`).waitFor({ state: 'attached' });
  // The draft says so once the person goes on.
  await app.button(words.save_and_leave).click();
  await page.waitForURL(/\/ban-nhap$/);
  await savedAs(page, draft, (saved) => !isSpared(saved));
  await page.goBack();
  await filling.arrived();
  out = false;
  await paper.getByRole('button', { name: say(words.paper_ask_again, { source }) }).click();
  await paper.getByText(pattern(words.paper_already)).waitFor();
  // It moves to another part of the page, and whoever asked goes along.
  await isHere();

  // The record is wrong: what is wrong is noted for the office, and the paper is sent. It can be taken back.
  await paper.getByText(words.paper_wrong, { exact: true }).click();
  await paper.getByText(pattern(words.dispute_owner)).waitFor();
  // A note is kept whole or not at all.
  const note = paper.getByLabel(pattern(words.dispute_note));
  await note.fill('a'.repeat(1001));
  await paper.getByRole('button', { name: words.dispute_keep }).click();
  await paper.getByText(say(words.dispute_note_long, { max: '1000' })).waitFor();
  assert.equal((await note.inputValue()).length, 1001);
  await note.fill('Ngày khám không đúng');
  await assertAccessible(page, 'a record is wrong');
  await paper.getByRole('button', { name: words.dispute_keep }).click();
  await paper.getByText(pattern(words.paper_disputed)).waitFor();
  await at(page, `${PAPER}:file`).waitFor({ state: 'attached' });
  await assertAccessible(page, 'a paper in place of a wrong record');
  await savedAs(page, draft, (saved) => !isSpared(saved) && saved.disputes[`/${PAPER}`]?.note === 'Ngày khám không đúng');
  await page.reload();
  await filling.arrived();
  await paper.getByText(pattern(words.paper_disputed)).waitFor();
  await paper.getByText(/“Ngày khám không đúng”/).waitFor();
  await paper.getByRole('button', { name: words.dispute_drop }).click();
  await paper.getByText(pattern(words.paper_already)).waitFor();
});

journey('a record that the server does not accept is told at the check, and leads to the paper', { person: 'full' }, async ({ app, page, recorder }) => {
  recorder.expectFailedAnswers();
  const PAPER = '20.giay-kham-suc-khoe';
  const filling = await app.begin('doi-cap-lai-giay-phep-lai-xe');
  await walk(filling, caseOf('20.exchange'), { until: 'papers' });
  await page.route('**/api/v1/drafts/*', (route) => {
    if (route.request().method() !== 'PUT') return route.continue();
    const body = route.request().postDataJSON();
    const attachments = body.attachments.map((one) => (one.documentCode === PAPER ? { ...one, prov: 'unknown' } : one));
    return route.continue({ postData: JSON.stringify({ ...body, attachments }) });
  });
  await walk(filling, caseOf('20.exchange', { '/phone': '0912000999' }), { until: 'check' });
  await app.button(app.words.check_send).click();
  const { name } = filling.service.papers.find((one) => one.code === PAPER);
  const line = page.getByRole('alert').getByRole('link', { name: new RegExp(name) });
  await line.click();
  await page.waitForURL(/\/giay-to$/);
});

for (const language of ['vi', 'en']) {
  journey(`my papers are found, read, and begin a service, in ${language}`, { person: 'full', language }, async ({ app, page }) => {
    const { words } = app;
    await app.open('/ho-so');
    await app.link(words.my_papers).click();
    await page.getByRole('heading', { level: 1, name: words.my_papers }).waitFor();
    const cards = page.getByRole('main').locator('.card');
    await page.getByRole('link', { name: /C9990001/ }).waitFor();
    assert.equal(await cards.count(), 1, 'the province keeps one');

    // The national store answers for a service.
    await page.locator('summary').filter({ hasText: words.my_papers_ask }).click();
    await page.getByLabel(words.my_papers_for).selectOption('dang-ky-thuong-tru');
    await app.button(words.my_papers_ask).click();
    await page.getByText(pattern(words.my_papers_asked)).waitFor();
    assert.ok((await cards.count()) > 3, 'more are kept there');
    // For which service was asked stays, in another language and on the way back from a paper that was read anew.
    const many = await cards.count();
    const stays = async () => {
      const chosen = page.getByLabel(app.words.my_papers_for);
      await chosen.waitFor();
      assert.equal(await chosen.inputValue(), 'dang-ky-thuong-tru');
      await cards.nth(many - 1).waitFor();
      assert.equal(await cards.count(), many);
    };
    for (const spoken of [language === 'vi' ? 'en' : 'vi', language]) {
      await app.speak(spoken);
      await stays();
    }
    await page.getByRole('link', { name: /C9990001/ }).click();
    await app.link(words.my_papers_back).waitFor();
    await page.reload();
    await app.link(words.my_papers_back).waitFor();
    await page.goBack();
    await stays();

    await page.getByLabel(words.my_papers_find).fill('quyen su dung dat');
    await page.getByRole('link', { name: /C9990001/ }).waitFor({ state: 'detached' });
    assert.equal(await cards.count(), 1, 'found without accents');
    await page.getByLabel(words.my_papers_find).fill('zzz');
    await page.getByText(words.my_papers_none_found).waitFor();
    await page.getByLabel(words.my_papers_find).fill('dat');
    for (const spoken of [language === 'vi' ? 'en' : 'vi', language]) {
      await app.speak(spoken);
      await cards.first().waitFor();
      assert.equal(await cards.count(), 1, 'what is looked for stays in another language');
    }
    await assertAccessible(page, 'my papers');

    await cards.getByRole('link').click();
    await page.getByRole('heading', { level: 2, name: words.my_papers_data }).waitFor();
    const told = await page.getByRole('main').innerText();
    assert.ok(told.includes('DA09990001') && told.includes(words.signature_absent), told);
    assert.ok(!told.includes('001195999001'), 'numbers of persons are hidden');
    assert.ok(!/holder_name|land_use|parcel_number/.test(told), `attributes are named: ${told}`);
    await page.getByRole('button', { name: new RegExp(`^${words.id_show}`) }).first().click();
    await page.getByText('001195999001').first().waitFor();
    const [opened] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: pattern(words.own_see_of) }).click()]);
    assert.match(opened.suggestedFilename(), /\.pdf$/);
    await assertAccessible(page, 'a paper');

    const service = page.getByRole('listitem').filter({ hasText: pattern(words.my_papers_covers) }).first();
    await service.getByRole('button').click();
    await app.link(words.service_begin).waitFor();
  });
}

journey('my papers without a session, a network, or papers', {}, async ({ app, page, context, recorder }) => {
  recorder.expectFailedAnswers();
  const { words } = app;
  await app.open('/giay-to');
  await page.getByText(words.personal_page).waitFor();
  await app.signIn('plain');
  await app.go('/giay-to');
  await page.getByText(words.my_papers_no_results).waitFor();
  await page.getByText(words.my_papers_no_files).or(page.getByRole('button', { name: pattern(words.own_see_of) }).first()).waitFor();
  await context.route('**/api/v1/me/**', (route) => route.abort('internetdisconnected'));
  await app.go('/ho-so');
  await app.go('/giay-to');
  await page.getByText(words.state_offline).first().waitFor();
  await context.unroute('**/api/v1/me/**');
  await app.button(words.retry).first().click();
  await page.getByText(words.my_papers_no_results).waitFor();
});
