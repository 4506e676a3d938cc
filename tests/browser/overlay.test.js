// A province's overlay: what the app shows of it, without having been built again.
import assert from 'node:assert/strict';
import { assertAccessible, browserTests } from './fixtures.js';
import { caseOf } from './cases.js';
import { unseen } from './steps.js';
import { definition } from './texts.js';
import { walk } from './walk.js';

const journey = browserTests({ overlay: new URL('overlay.toml', import.meta.url).pathname });

const SAID = {
  vi: { service: 'Tỉnh mẫu chưa nhận hộ chiếu qua mạng.', case: 'Tỉnh mẫu chưa nhận việc này qua mạng.', remark: 'Tỉnh mẫu trả kết quả tại nhà.' },
  en: { service: 'The sample province takes no passports online yet.', case: 'The sample province does not take this online yet.', remark: 'The sample province brings the result to your home.' },
};

for (const language of ['vi', 'en']) {
  journey(`a service that is switched off says why, in ${language}`, { language }, async ({ app, page }) => {
    const { name, slug } = definition('12', language);
    await app.open('/');
    const card = page.getByRole('listitem').filter({ hasText: name });
    await card.getByText(app.words.service_closed).waitFor();
    // The portal's list may be older than the overlay: it opens nothing.
    const listed = page.waitForResponse((answer) => /\/api\/v1\/procedures/.test(answer.url()));
    await page.route(/\/api\/v1\/procedures(\?|$)/, (route) => route.fulfill({ contentType: 'application/json', body: '{"items":[]}' }));
    await app.open(`/dich-vu/${slug}`);
    await listed;
    await page.getByText(SAID[language].service).waitFor();
    await app.link(app.words.service_begin).waitFor({ state: 'detached' });
    await assertAccessible(page);
  });

  journey(`a case that is switched off says why, in ${language}`, { language }, async ({ app, page }) => {
    const service = definition('09', language);
    const filling = await app.begin(service.slug);
    const { information } = await walk(filling, caseOf('09.again'));
    assert.ok(information);
    const { name } = service.cases.find((one) => one.code === '09.again');
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByText(SAID[language].case).waitFor();
    await app.link(app.words.to_home).waitFor();
    await assertAccessible(page);
  });
}

for (const language of ['vi', 'en']) {
  journey(`a request that only this province takes: every step in ${language}`, { language, person: 'farmer' }, async ({ app, page }) => {
    assert.deepEqual(await unseen(app, page, '01'), [], 'steps that no case shows');
  });
}

journey('a request that only this province takes is sent', { person: 'farmer' }, async ({ app, page }) => {
  const filling = await app.begin(definition('01', 'vi').slug);
  const { code } = await walk(filling, caseOf('01.old-number', { '/delivery': 'electronic', '/declaration': true }));
  await page.getByText(code, { exact: true }).first().waitFor();
});

journey('the fee of the province is shown, and what is to be known; the dossier is sent', { person: 'full' }, async ({ app, page }) => {
  await app.open('/dich-vu/dang-ky-khai-sinh');
  await page.getByText('5.000').first().waitFor();
  const filling = await app.begin('dang-ky-khai-sinh');
  const seen = [];
  await walk(filling, caseOf('09.birth'), {
    onPage: async ({ page: kind }) => {
      if (kind === 'known') await page.getByText(SAID.vi.remark).waitFor();
      if (kind === 'check') await page.getByText('10.000').first().waitFor();
      seen.push(kind);
    },
  });
  assert.ok(seen.includes('known') && seen.includes('check'));
});

journey('a definition of today closes a case, and leaves what was sent as it was', { person: 'full' }, async ({ app, page, recorder }) => {
  recorder.expectFailedAnswers();
  const { words } = app;
  const today = '**/services/09.vi.json';
  const changed = (change) => async (route) => {
    const json = await (await route.fetch()).json();
    change(json);
    await route.fulfill({ json });
  };
  const filling = await app.begin('dang-ky-khai-sinh');
  await walk(filling, caseOf('09.birth', { '/copy_count': 3 }), { until: 'check' });
  await page.getByText(words.check_total, { exact: true }).waitFor();
  // Closed after it was filled in: the province's own words say why, and no answer is blamed.
  const why = 'Tỉnh mẫu tạm dừng việc này.';
  await page.route(today, changed((json) => (json.cases.find((one) => one.code === '09.birth').closed = why)));
  await page.reload();
  await page.getByText(why).first().waitFor();
  await page.unrouteAll();
  await page.reload();
  await page.getByText(words.check_total, { exact: true }).waitFor();
  await app.button(words.check_send).click();
  await page.waitForURL(/\/bien-nhan\//);
  const code = decodeURIComponent(page.url().split('/').pop());
  // Today's form is another one: what was sent is printed on the form of then, or said to be on today's.
  await page.route(today, changed((json) => {
    json.form_version = '9.9.9+0123456789abcdef';
    for (const form of json.layouts) form.title = 'MẪU CỦA NGÀY MAI';
  }));
  const sheets = page.locator('.sheets');
  await page.goto(`/ho-so/${encodeURIComponent(code)}/ban-in`);
  await sheets.getByText('Tờ khai đăng ký khai sinh').first().waitFor();
  assert.equal(await sheets.getByText('MẪU CỦA NGÀY MAI').count() + (await page.getByText(words.form_of_now).count()), 0);
  await page.route('**/services/*/09.vi.json', (route) => route.fulfill({ status: 404, body: '' }));
  await page.reload();
  await page.getByText(words.form_of_now).waitFor();
  await sheets.getByText('MẪU CỦA NGÀY MAI').first().waitFor();
});
