// Paying: once is once, whatever the person presses and whatever gateway, bank and network do.
import assert from 'node:assert/strict';
import { caseOf } from './cases.js';
import { at } from './controls.js';
import { assertAccessible, browserTests } from './fixtures.js';
import { atGateway, isPaid, order, payNow } from './paying.js';
import { pattern } from './texts.js';
import { walk } from './walk.js';

const journey = browserTests();
const given = caseOf('09.birth');
let copies = 20;

/** Files a birth registration with a fee, and opens the page on which it is paid. Gives the dossier's code. */
async function toPay(app) {
  const filling = await app.begin('dang-ky-khai-sinh');
  copies += 1;
  const { code } = await walk(filling, caseOf('09.birth', { '/copy_count': copies }));
  await app.page.getByText(pattern(app.words.fee_due)).waitFor();
  await app.link(app.words.fee_pay).click();
  await app.page.waitForURL(/\/nop-tien\//);
  await payNow(app).waitFor();
  return code;
}

/** What bank or counter bring, at the sandbox's desk. */
async function desk(context, code, act) {
  const tab = await context.newPage();
  await tab.goto('/sandbox/payments');
  await tab.locator('tr', { hasText: code }).locator(`button[value="${act}"]`).click();
  await tab.waitForURL(/\/sandbox\/payments$/);
  await tab.close();
}

/** How many payments of an amount the sandbox has: rows of its desk. */
async function payments(context) {
  const tab = await context.newPage();
  await tab.goto('/sandbox/payments');
  const rows = await tab.locator('tr').filter({ has: tab.locator('td') }).count();
  await tab.close();
  return rows;
}

journey('by the gateway: paid, receipt with file, told at the dossier', { person: given.person }, async ({ app, page }) => {
  const { words } = app;
  const code = await toPay(app);
  await assertAccessible(page);
  await order(app, 'national-gateway');
  await atGateway(page, 'pay');
  await isPaid(page);
  await page.getByText(pattern(words.pay_done)).first().waitFor();
  await assertAccessible(page);
  const [file] = await Promise.all([page.waitForEvent('download'), app.button(words.payment_file).click()]);
  assert.equal(file.suggestedFilename(), `${words.payment_file_name}.pdf`);
  await page.reload();
  await page.getByText(pattern(words.pay_done)).first().waitFor();
  await app.link(words.receipt_follow).click();
  await page.getByText(pattern(words.fee_paid)).waitFor();
  assert.ok(page.url().endsWith(`/ho-so/${encodeURIComponent(code)}`));
});

journey('a payment that fails is told, and another one pays', { person: given.person }, async ({ app, page }) => {
  const { words } = app;
  await toPay(app);
  await order(app, 'national-gateway');
  await atGateway(page, 'fail');
  await page.getByText(words.pay_failed_title, { exact: true }).waitFor();
  await app.button(words.pay_again).click();
  await order(app, 'national-gateway');
  await atGateway(page, 'pay');
  await isPaid(page);
});

journey('a payment that was cancelled is told, and another one pays', { person: given.person }, async ({ app, page }) => {
  const { words } = app;
  await toPay(app);
  await order(app, 'national-gateway');
  await atGateway(page, 'cancel');
  await page.getByText(words.pay_cancelled_title, { exact: true }).waitFor();
  await app.button(words.pay_again).click();
  await order(app, 'national-gateway');
  await atGateway(page, 'pay');
  await isPaid(page);
});

journey('the gateway gives no answer: nothing is paid twice, and the outcome comes', { person: given.person }, async ({ app, page, context }) => {
  const { words } = app;
  const before = await payments(context);
  await toPay(app);
  await order(app, 'national-gateway');
  await atGateway(page, 'lost');
  await page.getByText(words.pay_unknown_title, { exact: true }).waitFor();
  assert.equal(await app.button(words.pay_again).count(), 0);
  assert.equal(await payNow(app).count(), 0);
  await isPaid(page);
  assert.equal(await payments(context), before + 1);
});

journey('by VietQR: the code says what stands beside it, a reload keeps it, and the money is seen', { person: given.person, language: 'en' }, async ({ app, page, context }) => {
  const { words } = app;
  const before = await payments(context);
  await toPay(app);
  await payNow(app).click();
  await page.getByText(words.pay_how_missing).first().waitFor();
  await order(app, 'vietqr');
  await page.getByRole('img', { name: words.pay_qr_name }).waitFor();
  await assertAccessible(page);
  const text = /MC\d{10}/;
  const memo = (await page.getByText(text).first().innerText()).match(text)[0];
  await page.reload();
  await page.getByText(memo).waitFor();
  await app.button(words.pay_transfer_done).click();
  await page.getByText(words.pay_still).waitFor();
  await desk(context, memo, 'paid');
  await isPaid(page);
  assert.equal(await payments(context), before + 1);
});

journey('a VietQR code that says something else is not shown', { person: given.person }, async ({ app, page }) => {
  const { words } = app;
  await toPay(app);
  await page.route('**/api/v1/payments**', async (route) => {
    const answer = await route.fetch();
    const payment = await answer.json();
    const { payload } = payment.vietqr;
    payment.vietqr.payload = payload.replace('9990000000001', '9990000000002');
    return route.fulfill({ response: answer, json: payment });
  });
  await order(app, 'vietqr');
  await page.getByText(words.pay_bad_code_title, { exact: true }).waitFor();
  assert.equal(await page.getByRole('img', { name: words.pay_qr_name }).count(), 0);
  assert.equal(await page.getByText('9990000000001').count(), 0);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

journey('at the counter: a code to say, paid there, seen here', { person: given.person }, async ({ app, page, context }) => {
  const { words } = app;
  await toPay(app);
  await order(app, 'counter');
  await page.getByText(words.pay_counter_code, { exact: true }).waitFor();
  const code = (await page.getByText(/^Q-\d{10}$/).innerText()).trim();
  await desk(context, code, 'paid');
  await isPaid(page);
});

journey('a double click orders one payment', { person: given.person }, async ({ app, page, context }) => {
  const before = await payments(context);
  await toPay(app);
  await at(page, '/way=counter').check();
  await payNow(app).dblclick();
  await page.getByText(/^Q-\d{10}$/).waitFor();
  assert.equal(await payments(context), before + 1);
});

journey('what is being paid elsewhere is gone on with here', { person: given.person }, async ({ app, page, context, recorder }) => {
  recorder.expectFailedAnswers();
  const { words } = app;
  const before = await payments(context);
  await toPay(app);
  const other = await context.newPage();
  await other.goto(page.url());
  await other.locator('[id="/way=counter"]').check();
  await order(app, 'counter');
  const code = await page.getByText(/^Q-\d{10}$/).innerText();
  await other.getByRole('button', { name: pattern(words.pay_now) }).click();
  await other.getByText(words.pay_under_way).waitFor();
  assert.equal(await other.getByText(/^Q-\d{10}$/).innerText(), code);
  assert.equal(await payments(context), before + 1);
});

for (const how of ['is lost', 'never comes']) {
  journey(`the answer to an order ${how}: we find out, and nothing is ordered twice`, { person: given.person }, async ({ app, page, context, recorder }) => {
    recorder.expectFailedAnswers();
    const before = await payments(context);
    await toPay(app);
    let orders = 0;
    await page.route('**/api/v1/payments', async (route) => {
      orders += 1;
      await route.fetch();
      return how === 'is lost' ? route.abort('connectionreset') : undefined;
    });
    await order(app, 'counter');
    if (how === 'never comes') {
      while ((await payments(context)) === before) await page.waitForTimeout(200);
      await page.reload();
    }
    await page.getByText(/^Q-\d{10}$/).waitFor();
    assert.equal(orders, 1);
    assert.equal(await payments(context), before + 1);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
}

journey('an order that never arrives is offered again', { person: given.person }, async ({ app, page, context, recorder }) => {
  recorder.expectFailedAnswers();
  const { words } = app;
  const before = await payments(context);
  await toPay(app);
  let tries = 0;
  await page.route('**/api/v1/payments', (route) => {
    tries += 1;
    return tries === 1 ? route.abort('connectionfailed') : route.continue();
  });
  await order(app, 'counter');
  await page.getByText(words.pay_not_arrived).waitFor();
  assert.equal(await payments(context), before);
  await order(app, 'counter');
  await page.getByText(/^Q-\d{10}$/).waitFor();
  assert.equal(await payments(context), before + 1);
});

journey('an amount that has changed is told before anything is paid', { person: given.person }, async ({ app, page, context, recorder }) => {
  recorder.expectFailedAnswers();
  const { words } = app;
  const before = await payments(context);
  await toPay(app);
  let times = 1;
  await page.route('**/api/v1/dossiers/*', async (route) => {
    times -= 1;
    if (times < 0) return route.continue();
    const answer = await route.fetch();
    const dossier = await answer.json();
    dossier.payments[0].total += 1000;
    return route.fulfill({ response: answer, json: dossier });
  });
  await page.reload();
  await payNow(app).waitFor();
  await order(app, 'counter');
  await page.getByText(pattern(words.pay_changed)).waitFor();
  assert.equal(await payments(context), before);
  await order(app, 'counter');
  await page.getByText(/^Q-\d{10}$/).waitFor();
  assert.equal(await payments(context), before + 1);
});

/** Walks from the case question to the page on which a fine is paid. `meanwhile` runs where the register is asked. */
async function fine(app, kind, lookups, answers, meanwhile) {
  const { page, words } = app;
  const filling = await app.begin('nop-phat-giao-thong');
  const file = { answers: { '/lookup_kind': kind, '/agree': true, '/return_papers': false, ...answers }, papers: {}, lookups };
  if (meanwhile) {
    await walk(filling, file, { until: 'tra-cuu' });
    await meanwhile(filling);
  }
  await walk(filling, file, { until: 'check' });
  await app.button(words.check_pay_fine).click();
  await page.waitForURL(/\/nop-tien$/);
  await payNow(app).waitFor();
}

journey('a fine by its decision: who, what and how much, paid by the gateway; the draft is gone', { person: 'driver' }, async ({ app, page }) => {
  const { words } = app;
  await fine(app, 'by_decision', { decision: true }, { '/decision_no': '0099/QĐ-XPHC' }, async (filling) => {
    // What cannot be a number is not sent to the register.
    let asked = 0;
    page.on('request', (request) => (asked += request.url().includes('/lookups/')));
    await filling.answer('/decision_no', 'x'.repeat(101));
    await app.button(filling.service.lookups[0].text).click();
    await page.getByText(words.lookup_first).waitFor();
    assert.equal(asked, 0);
  });
  await page.getByText('Cao V. L.').first().waitFor();
  await page.getByText('0099/QĐ-XPHC').first().waitFor();
  await assertAccessible(page);
  await order(app, 'national-gateway');
  await atGateway(page, 'pay');
  await isPaid(page);
  await page.getByText(words.pay_for_violation).waitFor();
  for (const named of ['0099/QĐ-XPHC', 'Cao V. L.', '29A99999', 'Cao Văn Lái']) await page.getByText(named, { exact: true }).first().waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), app.button(words.payment_file).click()]);
  assert.match(file.suggestedFilename(), /\.pdf$/);
  await app.open('/ban-nhap');
  await page.getByText(words.state_empty).waitFor();
});

journey('of several fines of one\'s own one is chosen; papers are held', { person: 'driver', language: 'en' }, async ({ app, page, context }) => {
  const { words } = app;
  await fine(app, 'my_fines', { mine: '0100/QĐ-XPHC' }, {});
  await page.getByText('0100/QĐ-XPHC').first().waitFor();
  await page.getByText(words.fine_papers_held).waitFor();
  await order(app, 'counter');
  const code = await page.getByText(/^Q-\d{10}$/).innerText();
  await desk(context, code, 'paid');
  await isPaid(page);
});

journey('a debt is told before sending, paid, and asked for again', { person: 'unmarried' }, async ({ app, page, recorder }) => {
  // Nothing proves that the old holder's records may be read.
  recorder.expectFailedAnswers();
  const { words } = app;
  const filling = await app.begin('thay-doi-hop-dong-dien');
  const file = { answers: { '/ground': 'sale_gift', '/new_holder_type': 'individual', '/occupancy': 'owner', '/customer_code': 'PD99010099010' }, lookups: { 'electricity-customer': true }, papers: {} };
  await walk(filling, file, { until: 'ma-khach-hang' });
  await page.getByText(words.state_saved, { exact: true }).waitFor();
  const check = page.url().replace(/cau-hoi\/.*$/, 'kiem-tra');
  await page.goto(check);
  await page.getByText(pattern(words.check_debt)).waitFor();
  await app.link(words.check_debt_pay).click();
  await payNow(app).waitFor();
  await order(app, 'national-gateway');
  await atGateway(page, 'pay');
  await isPaid(page);
  await app.link(words.payment_back_to_draft).click();
  await page.waitForURL(/\/kiem-tra$/);
  await page.getByRole('heading', { level: 1, name: words.check_title }).waitFor();
  assert.equal(await app.link(words.check_debt_pay).count(), 0);
});
