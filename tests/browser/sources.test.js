// Sources that are out, silent, or know half; old addresses; whose data: what can still be done, and what is never touched.
import assert from 'node:assert/strict';
import { caseOf } from './cases.js';
import { at } from './controls.js';
import { assertAccessible, browserTests, saved, savedAs } from './fixtures.js';
import { definition, pattern, say } from './texts.js';
import { walk } from './walk.js';

const journey = browserTests();

const PREFILL = '**/api/v1/prefill';
const sourceOf = (request) => request.postDataJSON().sources[0];

/** The step that asks for a field. */
function stepOf(service, pointer) {
  return service.steps.find((step) => (step.fields ?? []).some((one) => `/${one.id}` === pointer)).id;
}

/** Goes to the page that asks for a field, within the app. */
async function toField({ app, page }, filling, pointer) {
  const { draft } = filling.where;
  await app.go(`/dich-vu/${filling.slug}/${draft}/cau-hoi/${stepOf(filling.service, pointer)}`);
  await page.locator(`[id="${pointer}"], label[for="${pointer}"]`).first().waitFor();
}

/** Walks the case questions to the page that asks for consent. */
async function toConsent(filling, given) {
  const reached = new Error('consent');
  const onPage = ({ page }) => {
    if (page === 'consent') throw reached;
  };
  await walk(filling, given, { onPage }).catch((error) => {
    if (error !== reached) throw error;
  });
}

journey('one source answers 500, one is silent, one knows half', { person: 'full' }, async (stage) => {
  const { app, page, recorder } = stage;
  recorder.expectFailedAnswers();
  const order = [];
  let release;
  const released = new Promise((resolve) => { release = resolve; });
  await page.route(PREFILL, async (route) => {
    const source = sourceOf(route.request());
    if (source === 'residence' && !order.includes('500')) {
      order.push('500');
      return route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"type":"about:blank","title":"x","status":500}' });
    }
    if (source === 'population') {
      await released;
      order.push('late answer');
    }
    const answer = await route.fetch();
    if (source !== 'birth-notice') return route.fulfill({ response: answer });
    const json = await answer.json();
    for (const one of json.sources) {
      for (const record of one.records) delete record.attributes.child_name;
      one.absent = [...(one.absent ?? []), 'birth_notice.child_name'];
    }
    return route.fulfill({ response: answer, json });
  });
  const filling = await app.begin('dang-ky-khai-sinh');
  const { words, service } = filling;
  const label = (pointer) => filling.field(pointer).label;
  const name = (id) => service.sources.find((one) => one.id === id).name;
  await toConsent(filling, caseOf('09.birth'));
  await app.button(words.consent_all).click();
  // The silent one is not waited for.
  // Pressing goes on, with the focus on the next page; the notes stay to be read.
  await app.button(words.go_on_without).first().click();
  await page.waitForURL(/\/(cau-hoi|giay-to|kiem-tra)/);
  await page.locator('h1:focus').waitFor();
  await page.goBack();
  await app.button(words.known_right).waitFor();
  // Three different notes; each says what it means for the form (P16).
  const main = page.getByRole('main');
  await main.getByText(say(words.source_out, { source: name('residence') })).waitFor();
  await main.getByText(say(words.source_late, { source: name('population') })).waitFor();
  const partial = main.getByText(pattern(words.source_partial)).filter({ hasText: name('birth-notice') });
  const names = (await partial.first().innerText()).split(': ')[1].split('. ')[0].split('; ');
  assert.deepEqual(names, [label('/child_name')], 'exactly what is missing, in the words of the form');
  await assertAccessible(page, 'three sources');

  // The form is usable: what is missing is typed and saved, before the silent one has spoken.
  await toField(stage, filling, '/child_name');
  await filling.answer('/child_name', 'Phạm Mẫu Gõ');
  await toField(stage, filling, '/mother_birth');
  const typed = '1990-01-02';
  await filling.answer('/mother_birth', typed);
  const { draft } = filling.where;
  await savedAs(page, draft, ({ data }) => data.child_name === 'Phạm Mẫu Gõ' && data.mother_birth === typed);
  order.push('typed and saved');
  release();
  // The late answer is taken in: what is empty is filled, what was typed stays and both are shown.
  const conflict = page.getByRole('group').filter({ hasText: words.conflict_lead });
  await conflict.first().waitFor();
  const now = await savedAs(page, draft, ({ data }) => Boolean(data.mother_ethnicity));
  assert.equal(now.data.mother_birth, typed, 'what was typed is not touched');
  assert.equal(now.data.child_name, 'Phạm Mẫu Gõ');
  assert.deepEqual(order, ['500', 'typed and saved', 'late answer']);

  // The one that failed is asked again, and answers.
  await app.go(`/dich-vu/${filling.slug}/${draft}/da-biet`);
  await app.button(words.source_again).first().click();
  await main.getByText(say(words.source_out, { source: name('residence') })).waitFor({ state: 'detached' });
});

journey('a source that is out is told before it is asked, and the office checks it later', { person: 'plain' }, async (stage) => {
  const { app, page, sandbox } = stage;
  await sandbox.source('residence', 'down', '--until', '2026-11-25T17:00:00+07:00');
  const filling = await app.begin('dang-ky-khai-sinh');
  const { words, service } = filling;
  const residence = service.sources.find((one) => one.id === 'residence').name;
  await toConsent(filling, caseOf('09.foreign-birth', { '/foreign_element': false }));
  const told = page.getByRole('status').filter({ hasText: say(words.source_down, { source: residence }) });
  await told.waitFor();
  assert.match(await told.innerText(), /17:00 ngày 25\/11\/2026/);
  await filling.agreeToAll();
  await page.getByText(say(words.source_out, { source: residence })).waitFor();
  const { draft } = filling.where;
  const { verifyLater } = await savedAs(page, draft, (now) => now.verifyLater?.length > 0);
  assert.equal(verifyLater.length, 1, 'a note for the office');
  await sandbox.source('residence', 'up');
  await app.button(words.source_again).click();
  await page.getByText(say(words.source_out, { source: residence })).waitFor({ state: 'detached' });
  // Prefilled values are there again after a reload before any typing.
  const before = await savedAs(page, draft, ({ data }) => Boolean(data.requester_name));
  await page.reload();
  await app.button(words.known_right).waitFor();
  const after = await saved(page, draft);
  for (const [pointer, origin] of Object.entries(before.origins)) {
    if (origin.how === 'auto') assert.deepEqual(after.data[pointer.slice(1)], before.data[pointer.slice(1)], pointer);
  }
});

journey('an old address is kept, and the unit of today proposed', { person: 'old-address' }, async (stage) => {
  const { app, page } = stage;
  const filling = await app.begin('dang-ky-khai-sinh');
  const { words } = filling;
  const given = caseOf('09.foreign-birth', { '/foreign_element': false });
  await walk(filling, given, { until: 'known' });
  const old = 'Số 8, xóm Mẫu, Xã Đặng Xá, Huyện Gia Lâm, Thành phố Hà Nội';
  const { draft } = filling.where;
  await toField(stage, filling, '/requester_address');
  const group = page.getByRole('group', { name: words.address_now_list });
  await group.getByText(words.address_split).waitFor();
  assert.ok((await group.getByRole('button').count()) > 1, 'the old commune was split: the person is asked');
  const take = group.getByRole('button').first();
  const name = (await take.innerText()).split(' ').slice(1).join(' ');
  await assertAccessible(page, 'a proposal');
  const before = await savedAs(page, draft, ({ data }) => data.requester_address);
  assert.equal(before.data.requester_address.commune, undefined, 'nothing is taken silently');
  await take.click();
  const taken = (await savedAs(page, draft, ({ data }) => data.requester_address.commune)).data.requester_address;
  assert.equal(taken.legacy.text, old);
  assert.equal(taken.text, `Số 8, xóm Mẫu, ${name}`);
  assert.equal(taken.vintage, 'current');

  // A commune that was merged before July 2025 (A01): the district narrows the choice, and the app says that it does not know it.
  const place = '/child_birth_place';
  await toField(stage, filling, place);
  const field = at(page, place);
  const write = async (text) => at(page, `${place}:old`).fill(text);
  await field.getByRole('button', { name: words.address_old_write }).click();
  const merged = 'Xã Đông Xuân, H. Đông Hưng, Thái Bình';
  await write(merged);
  await field.getByText(say(words.address_district, { district: 'Huyện Đông Hưng' })).waitFor();
  const choices = field.getByRole('group', { name: words.address_now_list }).getByRole('button');
  assert.ok((await choices.count()) > 1);
  for (const choice of await choices.allInnerTexts()) assert.match(choice, /Hưng Yên$/);
  // The old name alone will do here: the place keeps the name that it had.
  const kept = (await savedAs(page, draft, ({ data }) => data.child_birth_place?.text === merged)).data.child_birth_place;
  assert.deepEqual([kept.vintage, kept.legacy.text], ['legacy', merged]);
  // All of this one lies in one of today.
  await write('Số 2, P. Phúc Xá, Q. Ba Đình, TP. Hà Nội');
  await field.getByText(words.address_now, { exact: true }).waitFor();
  assert.equal(await choices.count(), 1);
  await choices.first().click();
  const now = (await savedAs(page, draft, ({ data }) => data.child_birth_place?.commune)).data.child_birth_place;
  assert.deepEqual([now.province, now.commune, now.detail], ['01', '00097', 'Số 2']);
  // Another field has not changed with it (A07), and another province empties the commune and says so (A04).
  assert.deepEqual((await saved(page, draft)).data.requester_address, taken);
  await at(page, `${place}:province`).click();
  await at(page, `${place}:province`).fill('cao bang');
  await page.getByRole('option').first().click();
  await page.getByText(words.lower_units_emptied).waitFor({ state: 'attached' });
  // By its old name today's commune is found.
  await at(page, `${place}:commune`).fill('thach an');
  await page.getByRole('option').first().waitFor();
});

journey('a child is chosen by name, and its own records fill its part', { person: 'full' }, async (stage) => {
  const { app, page } = stage;
  const asked = [];
  page.on('request', (request) => request.url().endsWith('/prefill') && asked.push(request.postDataJSON()));
  const filling = await app.begin(definition('02', 'vi').slug);
  const { words } = filling;
  await walk(filling, caseOf('02.damaged', { '/filing_for': 'child' }), { until: 'known' });
  const child = page.getByRole('button', { name: /^Phạm Mẫu Bình – / });
  await child.waitFor();
  await assertAccessible(page, 'the family');
  assert.ok(!asked.some((one) => one.subject.kind === 'child'), 'nobody is asked about before the choice');
  await child.click();
  const { draft } = filling.where;
  const now = await savedAs(page, draft, ({ data, applicant }) => data.personal_id && applicant.proof);
  const { data, origins, provenance, applicant, subjects } = now;
  assert.deepEqual([data.full_name, data.personal_id], ['Phạm Mẫu Bình', '001220999005']);
  assert.equal(await child.getAttribute('aria-pressed'), 'true');
  // The name is the register's, not the person's word; and the dossier is the child's, by the register's link.
  assert.equal(origins['/full_name'].origin, 'auto');
  assert.equal(provenance[origins['/full_name'].prov].source, 'population');
  assert.deepEqual([applicant.kind, applicant.person.fullName, applicant.proof.kind], ['child', 'Phạm Mẫu Bình', 'register-link']);
  assert.deepEqual(subjects.map((one) => [one.kind, Boolean(one.person.ref)]), [['child', true]]);
  const about = asked.filter((one) => one.subject.kind === 'child');
  assert.ok(about.length > 0 && about.every((one) => one.subject.person.ref), 'by handle');
  // None of who asks stands in the part of the child (P18).
  const own = '001195999001';
  for (const [name, value] of Object.entries(data)) {
    if (JSON.stringify(value).includes(own)) assert.match(name, /^(rep|mother|contact|requester|head|representative)/, name);
  }
  // Opened again, the draft knows who was chosen and offers the others still.
  await page.reload();
  await filling.arrived();
  await child.waitFor();
  assert.equal(await child.getAttribute('aria-pressed'), 'true');
  // Somebody else: nothing of this child stays.
  await app.button(words.family_other).click();
  await savedAs(page, draft, (now) => !now.data.personal_id && !now.data.full_name);
});

journey('a ward is chosen by name, and the dossier is theirs by the guardianship', { person: 'guardian' }, async (stage) => {
  const { app, page, sandbox } = stage;
  const asked = [];
  page.on('request', (request) => request.url().endsWith('/prefill') && asked.push(request.postDataJSON().subject));
  const filling = await app.begin(definition('04', 'vi').slug);
  const ofWard = { '/filing_for': 'other', '/guardian_relation': 'guardian', '/lacks_capacity': true, '/reason': 'study', '/fee_exempt_group': 'child' };
  const given = caseOf('04.facility', ofWard);
  await walk(filling, given, { until: 'known' });
  const ward = page.getByRole('button', { name: /^Hứa Mẫu Nhờ – / });
  await ward.click();
  const { draft } = filling.where;
  const now = await savedAs(page, draft, ({ data, applicant }) => data.personal_id && data.date_of_birth && applicant.proof);
  await page.getByRole('heading', { name: filling.words.about_person, exact: true }).waitFor();
  const { data, origins, provenance, applicant, subjects } = now;
  assert.deepEqual([data.full_name, data.personal_id, data.date_of_birth, data.gender], ['Hứa Mẫu Nhờ', '089211999067', '2011-11-11', 'male']);
  assert.equal(data.permanent_address.commune, '30292');
  for (const name of ['full_name', 'personal_id', 'date_of_birth', 'permanent_address']) {
    const { origin, prov } = origins[`/${name}`];
    assert.deepEqual([origin, provenance[prov].source], ['auto', 'population'], name);
  }
  assert.deepEqual([applicant.kind, applicant.person.personalId, applicant.proof.kind], ['ward', '089211999067', 'register-link']);
  assert.deepEqual(subjects.map((one) => [one.kind, Boolean(one.person.ref)]), [['ward', true]]);
  // Nobody is asked about as a child, and who files is the guardian.
  const about = asked.filter((one) => one.kind !== 'self');
  assert.ok(about.length > 0 && about.every((one) => one.kind === 'ward' && one.person.ref), JSON.stringify(about));
  assert.deepEqual([data.guardian_full_name, data.guardian_personal_id], ['Hứa Thị Mẫu Hộ', '089178999066']);
  const { code, asked: pages } = await walk(filling, given);
  const questions = [...pages.values()].flat();
  for (const known of ['/full_name', '/personal_id', '/date_of_birth', '/guardian_full_name', '/consent_method']) assert.ok(!questions.includes(known), known);
  const desk = await page.request.get(`${sandbox.url}/officer/${encodeURIComponent(code)}`, { headers: { 'accept-language': 'vi' } });
  assert.match(await desk.text(), /Hứa Mẫu Nhờ \(người được giám hộ\)/);
});

for (const code of ['10.death', '16.funeral-social-insurance']) {
  journey(`${code}: who has died is chosen by name, and a death that is registered already is told`, { person: 'bereaved' }, async (stage) => {
    const { app, page } = stage;
    const asked = [];
    page.on('request', (request) => request.url().endsWith('/prefill') && asked.push(request.postDataJSON()));
    const given = caseOf(code);
    const filling = await app.begin(definition(given.service, 'vi').slug);
    await walk(filling, given, { until: 'known', settle: false });
    const [father, mother] = ['Tống Mẫu Phụ', 'Lã Thị Mẫu Mẫu'].map((name) => page.getByRole('button', { name: new RegExp(`^${name} – `) }));
    await mother.waitFor();
    const { draft } = filling.where;
    const before = await savedAs(page, draft, ({ data }) => data.requester_name);
    assert.ok(!asked.some((one) => one.subject.kind === 'deceased'), 'nobody is asked about before the choice');
    assert.deepEqual(Object.keys(before.data).filter((name) => /^(deceased|death|notice_no)/.test(name)), [], 'nobody is guessed');
    // Nothing of a guess stands against who is chosen, nor of whoever was chosen before.
    const warned = page.getByText(/việc mất này đã được đăng ký khai tử/);
    const about = { [await father.innerText()]: ['001050999052', 'male', '2026-11-20'], [await mother.innerText()]: ['001154999053', 'female', '2015-08-10'] };
    for (const [button, [number, gender, day]] of Object.entries(about)) {
      await page.getByRole('button', { name: button }).click();
      const { data, origins } = await savedAs(page, draft, ({ data }) => data.deceased_personal_id === number && data.death_date === day);
      assert.deepEqual([data.deceased_gender, origins['/deceased_personal_id'].origin], [gender, 'auto']);
      await app.button(filling.words.known_right).waitFor();
      assert.deepEqual(await page.locator('.conflict > fieldset').evaluateAll((all) => all.map((one) => one.id)), []);
      assert.equal(await warned.count(), gender === 'female' ? 1 : 0);
      assert.equal(data.registered_on, gender === 'female' ? '2015-08-12' : undefined);
    }
    await assertAccessible(page, 'a death that is registered already');
    await page.getByText('12/08/2015').first().waitFor();
    // Their place and cause of death are known, too: the pages that ask for them are passed over.
    if (given.service !== '10') return;
    const seen = [];
    await walk(filling, { ...given, chooses: undefined }, { until: 'papers', onPage: async (_, pointers) => seen.push(...pointers) });
    for (const known of ['/death_date', '/death_place', '/death_cause', '/registered_on', '/deceased_gender']) assert.ok(!seen.includes(known), known);
  });
}
