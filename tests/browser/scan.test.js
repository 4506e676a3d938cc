// Codes on cards and papers are read on the device: by camera, photo, scanner; what was read is told, and sent nowhere.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { after } from 'node:test';
import { dist } from './harness/settings.js';
import { caseOf } from './cases.js';
import { cards, photoOf, videoOf } from './cards.js';
import { at } from './controls.js';
import { assertAccessible, browserTests, savedAs } from './fixtures.js';
import { definition, say } from './texts.js';
import { walk } from './walk.js';

const TEXT = '001199000071|012345678|NGUYỄN THỊ MẪU QUÉT|31011990|Nữ|Thôn 1, Xã Đông Xuân, Huyện Sóc Sơn, Hà Nội|01052021';
const [good, another] = cards(TEXT, TEXT.replace('001199000071', '001199000072').replace('MẪU QUÉT', 'MẪU HAI'));
const video = videoOf(good);
after(() => rm(dirname(video), { recursive: true }));
const journey = browserTests({ args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${video}`] });
const given = { ...caseOf('06.household'), english: {} };

/** Walks to the guests; opens the part that reads a card. */
async function toGuests(app) {
  const filling = await app.begin('thong-bao-luu-tru');
  await walk(filling, { ...given, answers: { ...given.answers, '/guests': [] } }, { until: 'nguoi-luu-tru' });
  const part = app.page.getByRole('region', { name: app.words.scan_card_of_other });
  await part.getByRole('button', { name: app.words.scan_card_of_other }).click();
  return { filling, part };
}

/** Waits until the guests are these, by name; gives what the controls of each say. */
async function guests(page, names) {
  await page.waitForFunction((names) => {
    const found = [...document.querySelectorAll('[id^="/guests/"][id$="/full_name"]')].map((one) => one.value);
    return JSON.stringify(found) === JSON.stringify(names);
  }, names);
  return page.evaluate(() => {
    const all = {};
    for (const input of document.querySelectorAll('input[id^="/guests/"]')) {
      if (input.type === 'radio' && !input.checked) continue;
      (all[input.id.split('/')[2]] ??= []).push(input.value);
    }
    return Object.values(all);
  });
}

const NAME = 'NGUYỄN THỊ MẪU QUÉT';

async function filled({ page, words }) {
  await page.getByRole('status').filter({ hasText: words.scan_done }).waitFor();
  const [values] = await guests(page, [NAME]);
  assert.ok(values.includes('1990') && values.includes('female'), `${values}`);
}

journey('the camera reads a card, goes out, and nothing of the card is sent but the draft', { person: given.person }, async ({ app, page }) => {
  await page.addInitScript(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    window.streams = [];
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted);
      window.streams.push(stream);
      return stream;
    };
  });
  const { filling, part } = await toGuests(app);
  const sent = [];
  page.on('request', (request) => sent.push([request.method(), decodeURIComponent(request.url()), request.postData() ?? '']));
  await part.getByRole('button', { name: app.words.scan_camera }).click();
  await filled(app);
  await page.getByText(app.words.scan_filled.split('{')[0]).waitFor();
  const live = () => page.evaluate(() => window.streams.flatMap((stream) => stream.getTracks()).filter((track) => track.readyState === 'live').length);
  assert.equal(await live(), 0, 'the camera is out');
  assert.ok(sent.some(([, path]) => /\/code-reader-[0-9a-f]{16}\.wasm$/.test(path)), 'the decoder came when it was needed');
  const NUMBER = '001199000071';
  await savedAs(page, filling.where.draft, ({ data }) => JSON.stringify(data).includes(NUMBER));
  assert.ok(sent.some(([, url, body]) => url.includes('/drafts/') && body.includes(NUMBER)), 'what is sent is seen here');
  for (const [method, url, body] of sent) {
    assert.ok(!`${url} ${body}`.includes('|'), `the text itself is in no request: ${method} ${url}`);
    assert.ok(!url.includes(NUMBER), `no address has the number: ${method} ${url}`);
    if (!url.includes('/drafts/')) assert.ok(!body.includes(NUMBER), `${method} ${url}`);
  }
  // Closing the part, and leaving the page, put the camera out as well.
  const open = part.getByRole('button', { name: app.words.scan_card_of_other });
  await page.evaluate(() => (window.BarcodeDetector = class { detect() { return new Promise(() => {}); } }));
  await open.click();
  await part.getByRole('button', { name: app.words.scan_camera }).click();
  await part.getByText(app.words.scan_looking).waitFor();
  assert.equal(await live(), 1);
  await assertAccessible(page, 'the camera');
  await open.click();
  await page.waitForFunction(() => window.streams.every((stream) => stream.getTracks().every((track) => track.readyState === 'ended')));
  await open.click();
  await part.getByRole('button', { name: app.words.scan_camera }).click();
  await part.getByText(app.words.scan_looking).waitFor();
  await app.go('/ho-so');
  await page.waitForFunction(() => window.streams.every((stream) => stream.getTracks().every((track) => track.readyState === 'ended')));
});

journey('a refused camera is told in the page, and a photo and typing are ways on', { person: given.person, language: 'en' }, async ({ app, page }) => {
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException('no', 'NotAllowedError');
    };
  });
  page.on('dialog', () => assert.fail('no dialog'));
  const { part } = await toGuests(app);
  await part.getByRole('button', { name: app.words.scan_camera }).click();
  await part.getByText(app.words.scan_refused_next).waitFor();
  await assertAccessible(page, 'a refused camera');
  const photo = part.getByLabel(app.words.scan_photo);
  await photo.setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await part.getByText(app.words.scan_no_picture_next).waitFor();
  await photo.setInputFiles(photoOf(good));
  await filled(app);
  // A second guest gets a row of their own, the first keeps theirs.
  await part.getByRole('button', { name: app.words.scan_card_of_other }).click();
  await photo.setInputFiles(photoOf(another));
  await guests(page, [NAME, 'NGUYỄN THỊ MẪU HAI']);
});

journey('a scanner fills the form; a mangled text, and what a hand types, fill nothing', { person: given.person }, async ({ app, page }) => {
  const { part } = await toGuests(app);
  await part.getByRole('button', { name: app.words.scan_scanner }).click();
  const zone = part.getByLabel(app.words.scan_scanner_field);
  await zone.and(page.locator(':focus')).waitFor();
  const scan = async (text) => {
    await page.keyboard.insertText(text.slice(0, 30));
    await page.keyboard.insertText(text.slice(30));
    await page.keyboard.press('Enter');
  };
  const before = page.url();
  // Telex is active; the layout is another; letters were lost.
  for (const mangled of [TEXT.replace('NGUYỄN THỊ', 'NGÙYỄN THỊ'), TEXT.replaceAll('|', '~'), TEXT.replace('NGUYỄN THỊ MẪU', 'NGUY?N TH? M?U'), TEXT.replace(NAME, 'NGUYN TH MU QUT')]) {
    await scan(mangled);
    await part.getByText(app.words.scan_again_next).waitFor();
    assert.equal(await zone.inputValue(), '');
    await zone.and(page.locator(':focus')).waitFor();
  }
  // Caps Lock is on.
  await scan([...TEXT].map((one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase())).join(''));
  await part.getByText(app.words.scan_caps_lock_next).waitFor();
  await guests(page, ['']);
  // Days that cannot be: issued after today, issued before the birth.
  for (const impossible of [TEXT.replace('|01052021', '|01052030'), TEXT.replace('|31011990|', '|31012022|')]) {
    await scan(impossible);
    await part.getByText(app.words.scan_days_next).waitFor();
    await guests(page, ['']);
  }
  await page.keyboard.type('001199000071', { delay: 90 });
  await page.keyboard.press('Enter');
  await part.getByText(app.words.scan_by_hand_next).waitFor();
  await guests(page, ['']);
  // The focus is elsewhere: the scanner begins with F9.
  await part.getByRole('button', { name: app.words.scan_camera }).focus();
  await page.keyboard.press('F9');
  await zone.and(page.locator(':focus')).waitFor();
  await scan(TEXT);
  await filled(app);
  assert.equal(page.url(), before, 'its Enter sends no page');
  await part.getByRole('button', { name: app.words.scan_card_of_other }).and(page.locator(':focus')).waitFor();
});

journey('a box that was emptied is filled by the next scan of the same card', { person: given.person }, async ({ app, page }) => {
  const { part } = await toGuests(app);
  const photo = part.getByLabel(app.words.scan_photo);
  await photo.setInputFiles(photoOf(good));
  await guests(page, [NAME]);
  const name = page.locator('[id^="/guests/"][id$="/full_name"]').first();
  const open = part.getByRole('button', { name: app.words.scan_card_of_other });
  const again = {
    photo: () => photo.setInputFiles(photoOf(good)),
    scanner: async () => {
      await part.getByRole('button', { name: app.words.scan_scanner }).click();
      await part.getByLabel(app.words.scan_scanner_field).and(page.locator(':focus')).waitFor();
      await page.keyboard.insertText(TEXT);
      await page.keyboard.press('Enter');
    },
  };
  for (const way of Object.values(again)) {
    await name.fill('');
    await guests(page, ['']);
    await open.click();
    await way();
    await guests(page, [NAME]);
    await part.getByText(app.words.scan_done).waitFor();
  }
});

journey("the browser's own detector is used where there is one", { person: given.person }, async ({ app, page }) => {
  await page.addInitScript((text) => {
    window.BarcodeDetector = class {
      async detect(source) {
        return source instanceof HTMLVideoElement ? [{ rawValue: text }] : [];
      }
    };
  }, TEXT);
  const decoders = [];
  page.on('request', (request) => /code-reader-.*\.wasm$/.test(request.url()) && decoders.push(request.url()));
  const { part } = await toGuests(app);
  await part.getByRole('button', { name: app.words.scan_camera }).click();
  await filled(app);
  assert.deepEqual(decoders, [], 'ours is not fetched');
});

journey('what is typed stays beside a scanned card, and both are offered', { person: given.person }, async ({ app, page, context }) => {
  const { filling, part } = await toGuests(app);
  const row = await page.locator('[id^="/guests/"][id$="/full_name"]').first().getAttribute('id');
  const born = row.replace('full_name', 'date_of_birth');
  await filling.page.locator(`[id="${born}:year"]`).fill('1990');
  const yearOnly = at(page, born).getByText(app.words.day_and_month_not_known);
  await yearOnly.click();
  await part.getByLabel(app.words.scan_photo).setInputFiles(photoOf(good));
  // Both are offered, and nothing is lost (P13).
  await part.getByText(app.words.scan_differs).waitFor();
  const conflict = page.getByRole('group').filter({ hasText: app.words.conflict_lead });
  await conflict.getByText('31/01/1990').first().waitFor();
  await conflict.getByText('1990', { exact: true }).first().waitFor();
  // The card's own day says how old it is, not the day on which it was read.
  await conflict.getByText('01/05/2021', { exact: false }).first().waitFor();
  // Only the card said so: it is asked again after a reload and in another tab, until it is decided.
  const { draft } = filling.where;
  const { undecided, provenance } = await savedAs(page, draft, (now) => now.undecided);
  const [[pointer, [said]]] = Object.entries(undecided);
  assert.deepEqual([pointer, said.value, provenance[said.prov].issuedOn], ['/guests/0/date_of_birth', '1990-01-31', '2021-05-01']);
  await page.getByText(app.words.state_saved, { exact: true }).waitFor();
  await page.reload();
  const other = await context.newPage();
  await other.goto(page.url());
  for (const tab of [page, other]) {
    const again = tab.getByRole('group').filter({ hasText: app.words.conflict_lead });
    for (const text of ['31/01/1990', '1990', app.words.conflict_typed]) await again.getByText(text, { exact: true }).first().waitFor();
    assert.match(await again.first().innerText(), /01\/05\/2021/);
  }
  await other.close();
  await filling.settle(born, 0);
  await savedAs(page, draft, (now) => !now.undecided && now.data.guests[0].date_of_birth === '1990-01-31');
  await page.getByText(app.words.state_saved, { exact: true }).waitFor();
  await page.reload();
  await page.locator(`[id="${born}:year"]`).waitFor();
  assert.equal(await page.locator('.conflict').count(), 0);
});

journey('everybody who was scanned is told and hidden as what other sources say', { person: given.person }, async ({ app, page }) => {
  const { filling, part } = await toGuests(app);
  const title = filling.field('/guests').label;
  const scan = async (picture, names) => {
    await part.getByLabel(app.words.scan_photo).setInputFiles(photoOf(picture));
    await guests(page, names);
    await part.getByText(say(app.words.scan_in_row, { row: `${title} ${names.length}` })).waitFor();
  };
  await scan(good, [NAME]);
  await part.getByRole('button', { name: app.words.scan_card_of_other }).click();
  await scan(another, [NAME, 'NGUYỄN THỊ MẪU HAI']);
  const numbers = page.locator('.group').filter({ has: page.locator('[id^="/guests/"]') });
  assert.equal(await numbers.count(), 2);
  for (const row of await numbers.all()) {
    assert.match(await row.innerText(), /••• ••• ••• 07[12]/);
  }
  // What is typed here is seen while it is typed.
  const id = await page.locator('[id^="/guests/"][id$="/personal_id:show"]').first().getAttribute('id');
  await page.locator(`[id="${id}"]`).click();
  const box = page.locator(`[id="${id.replace(':show', '')}"]`);
  await box.and(page.locator(':focus')).waitFor();
  await box.fill('001 199 000 079');
  assert.equal(await box.inputValue(), '001 199 000 079');
  // Each is told with its source and the day of the card.
  await app.go(`/dich-vu/${filling.slug}/${filling.where.draft}/da-biet`);
  const mark = say(app.words.origin_issued, { day: '01/05/2021', source: app.words.scan_source_card });
  await page.getByText(mark).nth(8).waitFor();
  assert.equal(await page.getByText(mark).count(), 9, 'five answers of each, but the number that was changed');
});

journey('a sex that the number contradicts is told where it is chosen, and is in nobody\'s way', { person: given.person }, async ({ app, page }) => {
  const { part } = await toGuests(app);
  await part.getByLabel(app.words.scan_photo).setInputFiles(photoOf(good));
  await guests(page, [NAME]);
  const label = app.filling('thong-bao-luu-tru').service.steps.flatMap((step) => step.fields ?? []).find((one) => one.id === 'guests[].personal_id').label;
  const sex = page.getByRole('status').filter({ hasText: say(app.words.fault_odd_sex, { label }) });
  const year = page.getByRole('status').filter({ hasText: say(app.words.fault_odd_year, { label }) });
  // Born in 1990 by the card, in 1999 by its number.
  await year.waitFor();
  assert.equal(await sex.count(), 0);
  await page.locator('input[id^="/guests/"][value="male"]').first().check();
  await sex.waitFor();
  await page.locator('[id^="/guests/"][id$="/date_of_birth:year"]').fill('1999');
  await year.waitFor({ state: 'detached' });
  await assertAccessible(page, 'what the number tells');
});

const renewal = caseOf('17.renew-household');

journey('a health card of another name than the person\'s is told, and so is another name typed beside it', { person: renewal.person }, async ({ app, page }) => {
  const filling = await app.begin(definition('17', 'vi').slug);
  await walk(filling, renewal, { until: 'the-hien-co', consent: false });
  const part = page.getByRole('region', { name: app.words.scan_health_card });
  await part.getByRole('button', { name: app.words.scan_health_card }).click();
  await part.getByRole('button', { name: app.words.scan_scanner }).click();
  await part.getByLabel(app.words.scan_scanner_field).and(page.locator(':focus')).waitFor();
  await at(page, '/card_holder').fill('');
  await part.getByLabel(app.words.scan_scanner_field).focus();
  await page.keyboard.insertText('GD4019990000077|4e677579e1bb856e2056c4836e204de1baab75|31011990|1|-');
  await page.keyboard.press('Enter');
  await part.getByText(app.words.scan_not_yours).waitFor();
  const other = page.getByRole('status').filter({ hasText: app.words.scan_other_holder });
  await at(page, '/card_holder').fill('Trần Thị Thử');
  await other.waitFor();
  await at(page, '/card_holder').fill('nguyễn văn mẫu');
  await other.waitFor({ state: 'detached' });
});

journey('of 200 pictures of cards our decoder reads the mildly damaged, and none wrongly', {}, async ({ app, page }) => {
  const all = cards();
  await page.route('**/cards/*', (route) => route.fulfill({ contentType: 'image/png', body: photoOf(all[Number(route.request().url().split('/').pop())]).buffer }));
  await app.open('/');
  const module = readdirSync(dist).find((name) => /^code-reader-[0-9a-f]{16}\.js$/.test(name));
  const begun = Date.now();
  const read = await page.evaluate(async ([module, count]) => {
    delete globalThis.BarcodeDetector;
    await import(`/${module}`);
    const texts = [];
    for (let number = 0; number < count; number += 1) {
      const picture = await (await fetch(`/cards/${number}`)).blob();
      const { what, text } = await new Promise((done) => globalThis.codeReader.photo(picture, (what, text) => done({ what, text })));
      if (!['found', 'nothing'].includes(what)) throw new Error(`${number}: ${what}`);
      texts.push(text ?? null);
    }
    return texts;
  }, [module, all.length]);
  const wrong = read.flatMap((text, number) => (text !== null && text !== all[number].text ? [number] : []));
  assert.deepEqual(wrong, [], 'none is read wrongly');
  const half = all.length / 2;
  const rate = (from) => read.slice(from, from + half).filter((text) => text !== null).length / half;
  console.log(`cards: ${all.length}, mildly damaged ${rate(0) * 100} % read, badly ${rate(half) * 100} %, in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  assert.ok(all.length === 200 && rate(0) >= 0.95, `mildly damaged: ${rate(0)}`);
});
