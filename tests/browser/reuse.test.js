// Reuse: what is known is not asked; what was issued is used by the next service.
import assert from 'node:assert/strict';
import { caseOf } from './cases.js';
import { at } from './controls.js';
import { browserTests, savedAs } from './fixtures.js';
import { atGateway, isPaid, order, payNow } from './paying.js';
import { definition, field, pointers } from './texts.js';
import { walk } from './walk.js';

const journey = browserTests();

/** The step that asks for a field. */
function stepOf(service, pointer) {
  return service.steps.find((step) => (step.fields ?? []).some((one) => `/${one.id}` === pointer)).id;
}

/** Official items of a form that a list of fields stands for (decision 23: an item other than `E`). */
function items(service, some) {
  const all = some.flatMap((pointer) => Object.entries(field(service, pointer).items ?? {}));
  return new Set(all.filter(([form, item]) => form === 'TKKS' && item !== 'E').map(([, item]) => item));
}

journey('with full records, birth registration asks at most a third', { person: 'full' }, async ({ app }) => {
  const filling = await app.begin('dang-ky-khai-sinh');
  const { asked } = await walk(filling, caseOf('09.birth'), { until: 'check' });
  const service = definition('09', 'vi');
  const whole = items(service, pointers(service));
  const really = items(service, [...asked.values()].flat());
  assert.ok(whole.size >= 27, `the form has its items: ${whole.size}`);
  assert.ok(really.size <= whole.size / 3, `asked ${really.size} of ${whole.size}: ${[...really]}`);
  assert.ok(really.size > 0, 'something only the person can tell');
});

journey('with few records more is asked', { person: 'plain' }, async ({ app }) => {
  const filling = await app.begin('dang-ky-khai-sinh');
  const given = caseOf('09.foreign-birth');
  const { asked } = await walk(filling, given, { until: 'check' });
  const service = definition('09', 'vi');
  assert.ok(items(service, [...asked.values()].flat()).size > 9);
});

journey('who is named on the land certificate beside the holder is not asked', { person: 'full' }, async ({ app, page }) => {
  const filling = await app.begin(definition('18', 'vi').slug);
  const { asked } = await walk(filling, caseOf('18.holder-id'), { until: 'papers' });
  assert.deepEqual([...asked.values()].flat().filter((pointer) => pointer.includes('co_holders')), []);
  const { data } = await savedAs(page, filling.where.draft, ({ data }) => data.co_holders);
  assert.deepEqual(data.co_holders, [{ full_name: 'Phạm Văn Toàn', id_no: '036093999004' }]);
});

journey('a certificate that the officer issues is found by the next service', { person: 'full' }, async ({ app, page, sandbox }) => {
  const filling = await app.begin('dang-ky-khai-sinh');
  const { code } = await walk(filling, caseOf('09.birth'));
  // The fee comes before the result.
  await app.link(app.words.fee_pay).click();
  await payNow(app).waitFor();
  await order(app, 'national-gateway');
  await atGateway(page, 'pay');
  await isPaid(page);
  await sandbox.officer('accept', code);
  await sandbox.officer('issue', code);

  await app.open(`/ho-so/${encodeURIComponent(code)}`);
  await page.getByText(app.words.dossier_processed).first().waitFor();
  // The child's number comes days later: the dossier says so, and the certificate in the number's place.
  await page.getByText(/Số định danh cá nhân của trẻ chưa có/).waitFor();
  await page.getByRole('link', { name: 'Giấy khai sinh', exact: true }).click();
  const number = page.locator('dl > div').filter({ hasText: /^Số định danh của con/ }).getByRole('definition');
  await number.filter({ hasText: /^Chưa có: Cơ sở dữ liệu quốc gia về dân cư cấp/ }).waitFor();
  await sandbox.officer('answer', code);
  await page.reload();
  await number.getByRole('button', { name: app.words.id_show }).click();
  await number.filter({ hasText: /^0\d{11}$/ }).waitFor();

  // Registered again: the former certificate is a paper of this case, and a result of one's own covers it.
  const about = { '/filing_for': 'other', '/requester_relation': 'mother', '/child_name': 'Phạm Mẫu An', '/child_birth_date': '2026-11-10', '/child_gender': 'female', '/previous_date': '2026-11-25' };
  const again = { ...caseOf('09.again', about), papers: { '09.ban-sao-khai-sinh-cu': 'reuse' } };
  // Begun from the paper itself, it is offered as the one that was chosen.
  await app.go('/giay-to');
  await page.getByRole('link', { name: /Giấy khai sinh/ }).first().click();
  const service = page.getByRole('listitem').filter({ hasText: 'Đăng ký khai sinh' }).first();
  await service.getByRole('button').click();
  await app.link(app.words.service_begin).click();
  await page.waitForURL(/\/truong-hop$/);
  const next = app.filling('dang-ky-khai-sinh');
  await next.arrived();
  await walk(next, { ...again, papers: { '09.ban-sao-khai-sinh-cu': 'leave' } }, { until: 'papers' });
  await page.reload();
  await next.arrived();
  const offered = page.getByRole('group').filter({ hasText: app.words.paper_begun_from });
  await offered.getByText(app.words.signature_valid, { exact: false }).waitFor();
  // What the draft was begun from is kept with it: another one of the tab was begun from nothing.
  const kept = await page.evaluate((id) => Object.entries(sessionStorage).filter(([name]) => name.includes('begun-from')).map(([name]) => name.includes(id)), next.where.draft);
  assert.deepEqual(kept, [true], 'with the draft, and not with the tab');
  // The sister's is found beside it, and is told to be hers.
  const former = page.getByRole('listitem').filter({ has: offered });
  assert.equal(await former.getByRole('button', { name: app.words.paper_reuse }).count(), 1);
  const sister = former.getByRole('listitem').filter({ hasText: 'Phạm Mẫu Bình' });
  await sister.getByText(app.words.unfit_another, { exact: true }).waitFor();
  // Chosen, and then another child is named: it does not go along.
  await offered.getByRole('button', { name: app.words.paper_reuse }).click();
  const chosen = page.getByRole('listitem').filter({ hasText: 'Bản sao giấy khai sinh cũ' }).first();
  await chosen.getByText(app.words.paper_reused, { exact: true }).waitFor();
  // What was pressed is gone: the focus is on its paper, both ways.
  const isThere = () => page.waitForFunction(() => document.activeElement.id === '09.ban-sao-khai-sinh-cu:paper');
  await isThere();
  await chosen.getByRole('button', { name: app.words.paper_not_reuse }).click();
  await offered.waitFor();
  await isThere();
  await offered.getByRole('button', { name: app.words.paper_reuse }).click();
  await chosen.getByText(app.words.paper_reused, { exact: true }).waitFor();
  const { draft } = next.where;
  const paperOf = async (name) => {
    await app.go(`/dich-vu/${next.service.slug}/${draft}/cau-hoi/${stepOf(next.service, '/child_name')}`);
    await next.arrived();
    await at(page, '/child_name').fill(name);
    await at(page, '/child_name').blur();
    await app.go(`/dich-vu/${next.service.slug}/${draft}/giay-to`);
    await next.arrived();
    return page.getByRole('listitem').filter({ hasText: 'Bản sao giấy khai sinh cũ' }).first();
  };
  const other = await paperOf('Phạm Mẫu Khác');
  await other.getByText(app.words.unfit_another, { exact: true }).first().waitFor();
  assert.equal(await other.getByText(app.words.paper_reused, { exact: true }).count(), 0);
  await savedAs(page, draft, ({ attachments = [] }) => !attachments.some((one) => one.kind === 'prior-result'));
  const same = await paperOf(about['/child_name']);
  await same.getByText(app.words.paper_reused, { exact: true }).waitFor();
  await savedAs(page, draft, ({ attachments = [] }) => attachments.some((one) => one.kind === 'prior-result'));
  let reused = false;
  const { code: second } = await walk(next, again, {
    onPage: async ({ page: kind }) => {
      if (kind !== 'papers') return;
      const paper = page.getByRole('listitem').filter({ hasText: 'Bản sao giấy khai sinh cũ' });
      await paper.getByText(app.words.paper_reused, { exact: true }).waitFor();
      reused = true;
    },
  });
  assert.ok(reused);
  assert.ok((await sandbox.dossiers()).includes(second));
});

// Which notice is chosen first, and the child that it tells of.
for (const [index, code, name] of [[0, '00992.GCS.01901.26', 'Vũ Mẫu An'], [1, '00993.GCS.01901.26', 'Vũ Mẫu Bình']]) {
  journey(`of twins one notice is taken as a whole: ${name}`, { person: 'twins' }, async ({ app, page }) => {
    const filling = await app.begin('dang-ky-khai-sinh');
    const given = caseOf('09.birth');
    await walk(filling, given, { until: 'known', consent: true, settle: false });
    const conflicts = page.locator('.conflict > fieldset');
    assert.equal(await conflicts.count(), 2, 'code and name differ');
    const first = await conflicts.first().getAttribute('id');
    await filling.settle(first, index);
    assert.equal(await conflicts.count(), 0, 'the other follows');
    const told = await page.getByRole('main').innerText();
    assert.ok(told.includes(code) && told.includes(name), told);
  });
}

journey('what was typed in one dossier is proposed in the next', { person: 'plain' }, async ({ app, page }) => {
  const typed = { '/phone': '0900000077' };
  const { code } = await walk(await app.begin('khai-bao-tam-vang'), caseOf('05.long-absence', typed));
  assert.ok(code);

  const next = await app.begin('ly-lich-tu-phap');
  await walk(next, caseOf('22.number-1'), { until: 'known' });
  const known = await page.getByRole('main').innerText();
  assert.match(known, /0900 ?000 ?077[^]*Khai báo tạm vắng/, 'with the dossier that it was said in');

  // Who refuses is reminded of nothing.
  const alone = await app.begin('ly-lich-tu-phap');
  await walk(alone, caseOf('22.number-1'), { until: 'known', consent: false });
  assert.doesNotMatch(await page.getByRole('main').innerText(), /0900 ?000 ?077/);
});
