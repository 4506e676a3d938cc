// Paying as a person does: a way is chosen, the gateway answers, the receipt stands.
import { at } from './controls.js';
import { pattern } from './texts.js';

/** The button that orders a payment; its text holds the amount. */
export function payNow(app) {
  return app.page.getByRole('button', { name: pattern(app.words.pay_now) });
}

/** Chooses a way and orders the payment. */
export async function order(app, way) {
  await at(app.page, `/way=${way}`).check();
  await payNow(app).click();
}

/** At the gateway: pay, fail, cancel, lost, leave. */
export async function atGateway(page, act) {
  await page.waitForURL(/\/sandbox\/gateway\//);
  await page.locator(`button[name="act"][value="${act}"]`).click();
}

/** Waits for the receipt of a payment. */
export async function isPaid(page) {
  await page.waitForURL(/\/bien-lai\/[^?]+$/);
}
