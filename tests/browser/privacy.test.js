// Personal data stand in no address, no store of the browser, and no log; what searches for them can find them.
import assert from 'node:assert/strict';
import { caseOf } from './cases.js';
import { browserTests } from './fixtures.js';
import { walk } from './walk.js';

const journey = browserTests();
const given = caseOf('09.birth-with-recognition');
// Of the person who signs in, of her child, and of whom she types: as written, folded, escaped, in pieces.
const personal = ['Ngô Thị Riêng', 'Ngo Thi Rieng', '024199999015', '999015', 'Ngô Mẫu Lan', 'Lý Văn Thân', '024097999016', '0912990015', '0912 990 015', '00994.GCS', 'Số 15, ngõ Mẫu', 'Số 7, ngõ Mẫu'];

/** Which of the personal data a text holds, also percent-encoded or in base64. */
function found(text) {
  const texts = [text, decoded(text), ...base64(text)].map((one) => one.normalize('NFC').toLowerCase());
  return personal.filter((one) => texts.some((all) => all.includes(one.toLowerCase())));
}

function decoded(text) {
  return text.replace(/(%[0-9a-f]{2})+/gi, (escaped) => Buffer.from(escaped.replaceAll('%', ''), 'hex').toString());
}

function base64(text) {
  return (text.match(/[A-Za-z0-9+/_-]{16,}/g) ?? []).map((one) => Buffer.from(one, 'base64').toString());
}

/** Everything that the browser keeps for this site, decoded as far as it goes. */
async function stores(page) {
  return page.evaluate(async () => {
    const out = [];
    for (const [name, store] of Object.entries({ localStorage, sessionStorage })) {
      for (let index = 0; index < store.length; index += 1) out.push(`${name} ${store.key(index)} = ${store.getItem(store.key(index))}`);
    }
    out.push(`cookies ${document.cookie}`);
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise((done, failed) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
      for (const store of database.objectStoreNames) {
        const values = await new Promise((done) => {
          const request = database.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => done(request.result);
        });
        const text = (value) => (value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder().decode(value) : value);
        out.push(`indexedDB ${name}/${store} = ${JSON.stringify(values, (_, value) => text(value))}`);
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        out.push(`caches ${name} ${request.url} = ${await answer.text()}`);
      }
    }
    out.push(`title and history ${document.title} ${JSON.stringify(history.state)}`);
    return out;
  });
}

journey('personal data stand in no address, store or log', { person: given.person }, async ({ app, page, context, sandbox }) => {
  const addresses = [];
  context.on('request', (request) => addresses.push(request.url(), request.headers().referer ?? ''));
  page.on('framenavigated', (frame) => addresses.push(frame.url()));
  const kept = [];
  const filling = await app.begin('dang-ky-khai-sinh');
  const { code } = await walk(filling, given, { onPage: async () => kept.push(...(await stores(page))) });
  await app.dossiers();
  await app.open(`/ho-so/${encodeURIComponent(code)}`);
  await app.track(code, given.digits);
  kept.push(...(await stores(page)));

  assert.ok(addresses.length > 50 && kept.length > 20, 'there was something to search');
  for (const line of [...addresses, ...kept]) assert.deepEqual(found(line), [], line.slice(0, 300));
  assert.match(sandbox.log, /POST \/api\/v1\/dossiers 20\d/);
  for (const line of sandbox.log.split('\n')) {
    // At the start it prints the test persons for people to sign in as.
    if (/trace=/.test(line)) assert.deepEqual(found(line), [], line);
  }
});

journey('the search finds what is planted in every place', {}, async ({ app, page }) => {
  await app.open('/');
  const name = 'Ngô Thị Riêng';
  await page.evaluate(async (planted) => {
    localStorage.setItem('a', planted);
    sessionStorage.setItem('b', btoa(unescape(encodeURIComponent(planted))));
    document.cookie = `c=${encodeURIComponent(planted)}`;
    const database = await new Promise((done) => {
      const request = indexedDB.open('planted', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('store');
      request.onsuccess = () => done(request.result);
    });
    await new Promise((done) => {
      const transaction = database.transaction('store', 'readwrite');
      transaction.objectStore('store').put({ bytes: new TextEncoder().encode(planted) }, 1);
      transaction.oncomplete = done;
    });
    database.close();
    await (await caches.open('planted')).put('/planted', new Response(planted));
    history.replaceState({ planted }, '', `/?q=${encodeURIComponent(planted)}`);
  }, name);
  const lines = (await stores(page)).filter((line) => found(line).length > 0).map((line) => line.split(' ')[0]);
  assert.deepEqual(lines.sort(), ['caches', 'cookies', 'indexedDB', 'localStorage', 'sessionStorage', 'title']);
  assert.deepEqual(found(page.url()), [name]);
  assert.deepEqual(found('GET /api/v1/drafts?person=024199999015 200 1ms trace=x'), ['024199999015', '999015']);
});
