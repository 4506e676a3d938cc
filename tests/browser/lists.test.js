// Boxes of long lists, as people type and tab: what names one entry is taken, what does not stays with its fault.
import assert from 'node:assert/strict';
import { caseOf } from './cases.js';
import { at } from './controls.js';
import { assertAccessible, browserTests, savedAs } from './fixtures.js';
import { pattern, say } from './texts.js';
import { walk } from './walk.js';

const journey = browserTests();

/** Types over what stands in a box, letter by letter, and tabs on. */
async function typeAndTab(page, box, text) {
  await box.click();
  await box.press('Control+a');
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
}

journey('what is typed into a list and left names its entry, or stays there with its fault', { person: 'full' }, async ({ app, page }) => {
  const filling = await app.begin('dang-ky-khai-sinh');
  await walk(filling, caseOf('09.birth'), { until: 'known', consent: false });
  const { draft } = filling.where;
  const step = `/dich-vu/${filling.slug}/${draft}/cau-hoi/dan-toc-que-quan`;
  await app.go(step);
  const [province, commune, ethnicity] = ['/child_hometown:province', '/child_hometown:commune', '/child_ethnicity'].map((id) => at(page, id));
  const fault = (id) => at(page, `${id}:fault`);
  const value = async (box, text) => {
    for (let tries = 0; tries < 50 && (await box.inputValue()) !== text; tries += 1) await page.waitForTimeout(100);
    assert.equal(await box.inputValue(), text);
  };

  // Named: the full name stands there, is told, and the next box has the focus.
  await province.waitFor();
  await typeAndTab(page, province, 'hn');
  await value(province, 'Thành phố Hà Nội');
  assert.equal(await page.locator('#said').textContent(), say(app.words.chosen, { name: 'Thành phố Hà Nội' }));
  await commune.and(page.locator(':focus')).waitFor();
  await typeAndTab(page, commune, 'p ba dinh');
  await value(commune, 'Phường Ba Đình');
  await savedAs(page, draft, ({ data }) => data.child_hometown?.commune === '00004' && !data.child_hometown.typed);

  // Several, or none: the text stays, the fault stands at the part.
  await typeAndTab(page, commune, 'sơn');
  const some = await fault('/child_hometown:commune').innerText();
  assert.match(some, pattern(app.words.fault_fits));
  assert.match(some, /^[^(]*Xã, phường, đặc khu \(Quê quán\)/);
  assert.equal(await fault('/child_hometown').count(), 0);
  assert.equal(await commune.getAttribute('aria-invalid'), 'true');
  assert.match(await page.locator('#said').textContent(), pattern(app.words.fault_fits));
  await typeAndTab(page, ethnicity, 'người kinh');
  await fault('/child_ethnicity').getByText(pattern(app.words.fault_fits_none)).waitFor();
  await assertAccessible(page, 'typed and not found');
  await savedAs(page, draft, ({ data }) => data.child_hometown?.typed?.text === 'sơn' && data.child_ethnicity?.typed?.text === 'người kinh');

  // It holds the step up, from where a line leads to the box.
  await app.button(app.words.continue).click();
  const summary = page.locator('.summary');
  await summary.getByRole('link', { name: /Xã, phường, đặc khu/ }).click();
  await commune.and(page.locator(':focus')).waitFor();

  // Another language, and a reload: text and fault are still there.
  await app.speak('en');
  await value(commune, 'sơn');
  await value(ethnicity, 'người kinh');
  await app.speak('vi');
  await page.reload();
  await value(commune, 'sơn');
  await value(province, 'Thành phố Hà Nội');
  await value(ethnicity, 'người kinh');
  await fault('/child_hometown:commune').waitFor();
  await fault('/child_ethnicity').waitFor();
  await app.go(`/dich-vu/${filling.slug}/${draft}/kiem-tra`);
  await page.getByText(pattern(app.words.fault_fits)).first().waitFor();

  // Mended by typing on.
  await app.go(step);
  await typeAndTab(page, commune, 'Xã Sóc Sơn');
  await value(commune, 'Xã Sóc Sơn');
  await typeAndTab(page, ethnicity, 'kinh');
  await value(ethnicity, 'Kinh');
  assert.equal(await fault('/child_hometown:commune').count(), 0);
  await savedAs(page, draft, ({ data }) => data.child_hometown?.commune && !data.child_hometown.typed && data.child_ethnicity?.code);
  await typeAndTab(page, province, 'sơn');
  await fault('/child_hometown:province').waitFor();
  assert.equal(await commune.count(), 0);
});
