// Papers: what is refused is refused at once and says why; what is cut off goes on where it stopped.
import assert from 'node:assert/strict';
import { caseOf } from './cases.js';
import { at } from './controls.js';
import { docxAsPdf, heicAsJpeg, lockedPdf, pdf } from './files.js';
import { browserTests } from './fixtures.js';
import { pattern } from './texts.js';
import { walk } from './walk.js';

const journey = browserTests();
const CODE = '09.chung-cu-cha-me-con';
const given = { ...caseOf('09.birth-with-recognition'), papers: { [CODE]: 'leave' } };

/** Walks to the papers; gives the paper that is to be sent: its item in the list, and its picker. */
async function toPapers(app) {
  const filling = await app.begin('dang-ky-khai-sinh');
  await walk(filling, given, { until: 'papers' });
  const { name } = filling.service.papers.find((one) => one.code === CODE);
  const picker = at(app.page, `${CODE}:file`);
  await picker.waitFor({ state: 'attached' });
  return { filling, paper: app.page.getByRole('listitem').filter({ hasText: name }), picker };
}

for (const language of ['vi', 'en']) {
  journey(`files that are not what their names say are refused at once, in ${language}`, { person: given.person, language }, async ({ app, page }) => {
    const { paper, picker } = await toPapers(app);
    const uploads = [];
    page.on('request', (request) => request.url().includes('/uploads') && uploads.push(request.url()));
    const wrong = [
      [docxAsPdf('đơn.pdf'), app.words.file_other_kind],
      [heicAsJpeg('anh.jpg'), app.words.file_heic],
      [lockedPdf('khoa.pdf'), app.words.file_locked],
      [{ name: 'rong.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) }, app.words.file_empty],
    ];
    for (const [file, why] of wrong) {
      await picker.setInputFiles(file);
      await paper.getByText(why).first().waitFor();
      await paper.getByText(file.name, { exact: true }).first().waitFor();
    }
    assert.deepEqual(uploads, [], 'nothing of them was sent');
    // Names and reasons have room on the narrowest phone, whatever buttons stand beside them.
    await page.setViewportSize({ width: 320, height: 640 });
    const widths = await paper.locator('.file-name, .file-state').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
    assert.ok(Math.min(...widths) > 100, `${widths}`);
  });
}

journey('an odd file name is text everywhere, and the file is sent', { person: given.person }, async ({ app, page }) => {
  const { filling, paper, picker } = await toPapers(app);
  const name = '<img src=x onerror=alert(1)> giấy\u00ad khai.pdf';
  await picker.setInputFiles(pdf(name));
  await paper.getByText(pattern(app.words.file_ready)).first().waitFor();
  assert.equal(await page.locator('main img').count(), 0);
  const { code } = await walk(filling, given);
  await page.getByText('onerror').first().waitFor();
  assert.equal(await page.locator('main img').count(), 0);
  assert.ok(code);
});

journey('an upload that is cut off goes on where it stopped', { person: given.person }, async ({ app, page, recorder }) => {
  recorder.expectFailedAnswers();
  const { filling, paper, picker } = await toPapers(app);
  const offsets = [];
  let cut = 0;
  await page.route('**/api/v1/uploads/*', async (route) => {
    const request = route.request();
    if (request.method() !== 'PATCH') return route.continue();
    offsets.push(Number(request.headers()['upload-offset']));
    if (offsets.length === 2 && cut === 0) {
      cut += 1;
      return route.abort('connectionreset');
    }
    return route.continue();
  });
  const size = 6_000_000;
  await picker.setInputFiles(pdf('giay-to-lon.pdf', size));
  await paper.getByText(pattern(app.words.file_ready)).first().waitFor({ timeout: 60_000 });
  assert.equal(cut, 1, 'it was cut off once');
  assert.ok(offsets.at(-1) > 0, `it did not begin again: ${offsets}`);
  assert.equal(offsets.filter((offset) => offset === 0).length, 1, `it did not begin again: ${offsets}`);
  const { code } = await walk(filling, given);
  await page.getByText('giay-to-lon.pdf').first().waitFor();
  assert.ok(code);
});

journey('a file that is taken out is neither listed nor sent', { person: given.person }, async ({ app, page }) => {
  const { filling, paper, picker } = await toPapers(app);
  await picker.setInputFiles(pdf('nham.pdf'));
  await paper.getByText(pattern(app.words.file_ready)).first().waitFor();
  await paper.getByRole('button', { name: new RegExp(`${app.words.remove}.*nham`) }).click();
  await paper.getByText('nham.pdf', { exact: true }).waitFor({ state: 'detached' });
  await picker.setInputFiles(pdf('dung.pdf'));
  await paper.getByText(pattern(app.words.file_ready)).first().waitFor();
  await walk(filling, given);
  await page.getByText('dung.pdf').first().waitFor();
  assert.equal(await page.getByText('nham.pdf').count(), 0);
});

journey('uploaded files are still there after a reload', { person: given.person }, async ({ app, page }) => {
  const { filling, paper, picker } = await toPapers(app);
  await picker.setInputFiles(pdf('giay.pdf'));
  await paper.getByText(pattern(app.words.file_ready)).first().waitFor();
  await filling.continue();
  await page.goBack();
  await filling.arrived();
  await page.reload();
  await filling.arrived();
  await paper.getByText('giay.pdf', { exact: true }).first().waitFor();
  await paper.getByText(pattern(app.words.file_ready)).first().waitFor();
});
