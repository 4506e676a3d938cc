// What a register says is to be paid once a dossier is sent: the contribution of a household, the price of wishes. Once is once.
import assert from 'node:assert/strict';
import { caseOf } from './cases.js';
import { assertAccessible, browserTests } from './fixtures.js';
import { atGateway, isPaid, order, payNow } from './paying.js';
import { pattern, say } from './texts.js';
import { walk } from './walk.js';

const journey = browserTests();

/** A sum as the app writes it. */
const money = (amount) => `${String(amount).replace(/\B(?=(\d{3})+$)/g, '.')} ₫`;

/** Files a case and opens the page on which it is paid. Gives the dossier's code. */
async function toPay(app, slug, given, amount, onPage) {
  const { page, words } = app;
  const { code } = await walk(await app.begin(slug), given, { onPage });
  await page.getByText(say(words.fee_due, { amount: money(amount) })).waitFor();
  assert.equal(await app.link(words.fee_pay).count(), 1, 'it is demanded once');
  await app.link(words.fee_pay).click();
  await page.waitForURL(/\/nop-tien\//);
  await payNow(app).waitFor();
  return code;
}

/** Pays by the gateway; the receipt tells it, and at the dossier nothing is demanded any more. */
async function paidAt(app, code, what, amount) {
  const { page, words } = app;
  await assertAccessible(page, 'to pay');
  await order(app, 'national-gateway');
  await atGateway(page, 'pay');
  await isPaid(page);
  await page.getByText(say(words.pay_done, { amount: money(amount) })).first().waitFor();
  await page.getByText(what).first().waitFor();
  await assertAccessible(page, 'receipt of the payment');
  await app.open(`/ho-so/${encodeURIComponent(code)}`);
  await page.waitForLoadState('networkidle');
  assert.equal(await app.link(words.fee_pay).count(), 0);
}

for (const language of ['vi', 'en']) {
  journey(`17: the contribution of a household, less for each further person, in ${language}`, { person: 'household-of-four', language }, async ({ app, page }) => {
    // 100, 70 and 60 % of 4.5 % of 2,530,000 đ a month; each language pays for months of its own.
    const months = { vi: 12, en: 6 }[language];
    const shares = [100, 70, 60].map((share) => (113_850 * share * months) / 100);
    const total = shares.reduce((sum, share) => sum + share);
    const given = caseOf('17.renew-household', { '/months': String(months) });
    const code = await toPay(app, 'gia-han-bhyt-ho-gia-dinh', given, total, async (where) => {
      if (where.page !== 'check') return;
      for (const sum of [...shares, total]) await page.getByText(money(sum)).first().waitFor();
    });
    await paidAt(app, code, app.words.pay_for_contribution, total);
    await page.getByText(say(app.words.fee_paid, { amount: money(total), what: app.words.pay_for_contribution })).waitFor();
  });
}

journey('21: the wishes, by a way that is left for another, paid once for the round', { person: 'pupil' }, async ({ app, page }) => {
  const { words } = app;
  const given = caseOf('21.admission');
  const price = 4 * 15_000;
  const code = await toPay(app, 'dang-ky-thi-thpt-xet-tuyen', given, price);
  await order(app, 'counter');
  await page.getByText(/^Q-\d{10}$/).waitFor();
  await app.open(`/ho-so/${encodeURIComponent(code)}`);
  await page.getByText(say(words.dossier_not_arrived, { amount: money(price) })).waitFor();
  assert.equal(await app.link(words.fee_pay).count(), 0, 'it is being paid, and not demanded again');
  await app.link(words.fee_see).click();
  await app.button(words.pay_other_way).click();
  await page.getByText(words.pay_other_way_next).waitFor();
  await paidAt(app, code, words.pay_for_exam, price);
});
