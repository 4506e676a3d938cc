// What holds on every page: it fits narrow windows, begins at its heading, and is named; and the recorder of what
// goes wrong unseen can record.
import assert from 'node:assert/strict';
import { caseOf } from './cases.js';
import { browserTests } from './fixtures.js';
import { walk } from './walk.js';

const journey = browserTests();

for (const [how, context] of Object.entries({
  'at 320 px': { viewport: { width: 320, height: 640 } },
  'on a kiosk': { viewport: { width: 1080, height: 1920 } },
})) {
  journey(`no page is wider than the window ${how}`, { person: 'full', context }, async ({ app, page }) => {
    const fits = async (where) => {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${where}: ${wide} px too wide`);
    };
    for (const path of ['/', '/dich-vu/dang-ky-khai-sinh', '/tra-cuu', '/dang-nhap', '/ban-nhap']) {
      await app.open(path);
      await fits(path);
    }
    const filling = await app.begin('dang-ky-khai-sinh');
    const { code } = await walk(filling, caseOf('09.birth', { '/copy_count': how.length }), { onPage: ({ page: kind, name }) => fits(name ?? kind) });
    await fits('receipt');
    await app.open(`/ho-so/${encodeURIComponent(code)}`);
    await fits('dossier');
  });
}

journey('every page begins at its heading and has a title of its own', { person: 'full' }, async ({ app, page }) => {
  const filling = await app.begin('dang-ky-khai-sinh');
  const titles = [];
  await walk(filling, caseOf('09.birth'), {
    until: 'check',
    onPage: async () => {
      assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1);
      titles.push((await page.title()).replace(/^Lỗi: /, ''));
    },
  });
  assert.equal(new Set(titles).size, titles.length, titles.join('\n'));
  for (const title of titles) assert.match(title, /Đăng ký khai sinh/);
});

/** Buttons, boxes and rows of options that are too small for a finger, with their sizes. */
function smallTargets(page) {
  return page.evaluate(() => {
    const targets = [...document.querySelectorAll('main button, main a.button, main input:not([type=file]), main select, main label.button')];
    const size = (element) => {
      // A radio or tick is pressed by its whole row.
      const box = (['radio', 'checkbox'].includes(element.type) ? element.parentElement : element).getBoundingClientRect();
      return { text: (element.id || element.textContent).slice(0, 40), width: box.width, height: box.height };
    };
    const sizes = targets.filter((element) => element.checkVisibility()).map(size);
    return sizes.filter(({ width, height }) => width < 43.5 || height < 43.5).map(({ text, width, height }) => `${text} ${Math.round(width)} × ${Math.round(height)}`);
  });
}

journey('targets are large enough for a finger', { person: 'full' }, async ({ app, page }) => {
  const filling = await app.begin('dang-ky-khai-sinh');
  const small = new Set();
  await walk(filling, caseOf('09.birth'), {
    until: 'check',
    onPage: async ({ page: kind, name }) => {
      for (const one of await smallTargets(page)) small.add(`${name ?? kind}: ${one}`);
    },
  });
  assert.deepEqual([...small], []);
  await page.evaluate(() => {
    const button = Object.assign(document.createElement('button'), { textContent: 'planted' });
    button.style.cssText = 'all: unset; display: block; width: 30px; height: 30px';
    document.querySelector('main').append(button);
  });
  assert.deepEqual(await smallTargets(page), ['planted 30 × 30']);
});

journey('the recorder records what goes wrong unseen', {}, async ({ app, page, recorder }) => {
  await app.open('/');
  await page.evaluate(() => {
    console.error('planted');
    setTimeout(() => { throw new Error('thrown'); });
    Promise.reject(new Error('refused'));
  });
  await page.waitForTimeout(300);
  const heard = recorder.surprises.map((line) => /planted|thrown|refused/.exec(line)?.[0]);
  assert.deepEqual(heard.sort(), ['planted', 'refused', 'thrown']);
  recorder.expect(/planted|thrown|refused/);
});

for (const [how, viewport] of Object.entries({ 'a desktop': { width: 1366, height: 768 }, 'a tablet': { width: 820, height: 1180 }, 'a phone': { width: 390, height: 844 } })) {
  journey(`a service begins without scrolling on ${how}`, { context: { viewport } }, async ({ app, page }) => {
    await app.open('/dich-vu/dang-ky-khai-sinh');
    const begin = app.link(app.words.service_begin);
    await begin.waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollHeight > innerHeight), 'the page is longer than the window');
    const { y, height } = await begin.boundingBox();
    assert.ok(y >= 0 && y + height <= viewport.height, `it stands at ${y} of ${viewport.height}`);
    assert.equal(await begin.count(), 1);
  });
}
