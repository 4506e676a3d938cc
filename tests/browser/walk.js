// Walks a service with the answers of a case file, from its first question to the receipt.
import { at } from './controls.js';
import { pdf } from './files.js';
import { atGateway, isPaid, order, payNow } from './paying.js';
import { pattern } from './texts.js';

/**
 * Walks from the page where the filling stands until `until` (a page's name; default: the receipt).
 * Without `consent` every source is refused; without `settle` conflicts on the page of what is known stay open. `onPage(where, asked)` runs on every page once it is answered, before going on.
 * Gives `{ code, asked }`: the dossier's code and the pointers that were asked, page by page. A case that is not filed
 * here ends with its information: `{ information: true }`; what is only paid with its receipt: `{ paid: true }`.
 */
export async function walk(filling, file, { until = 'receipt', consent = true, settle = true, onPage = async () => {} } = {}) {
  const given = filling.app.language === 'en' ? { ...file, answers: { ...file.answers, ...file.english } } : file;
  const asked = new Map();
  for (let pages = 0; pages < 60; pages += 1) {
    const { page, step, code } = filling.where;
    if (page === 'receipt') return { code, asked };
    if (page.startsWith('bien-lai')) return { paid: true, asked };
    const name = page === 'step' ? step : page;
    const reached = page === 'known' ? await reachedKnown(filling) : page;
    if (reached === 'information') return { information: true, asked };
    if (reached === 'consent') {
      await onPage({ page: 'consent' }, []);
      await (consent ? filling.agreeToAll() : filling.agreeToNone());
    }
    if (page === 'check') await figures(filling);
    if (page === 'known' && consent && settle && given.chooses) await filling.choose(given.chooses);
    const pointers = page === 'known' && !settle ? [] : await answers(filling, given, page);
    asked.set(name, pointers);
    if (page === 'papers') await papers(filling, given);
    if (page === 'check') await askOthers(filling);
    await onPage({ page, step, name }, pointers);
    if (page === until || step === until) return { asked };
    await goOn(filling, page);
  }
  throw new Error(`no end in sight at ${filling.page.url()}`);
}

/** Waits for what comes after the case questions: the information of a case, consent, or what is known. */
async function reachedKnown(filling) {
  const { app, page, words } = filling;
  const signs = { information: page.getByText(words.case_in_person).or(page.getByText(words.case_info)).or(page.getByText(words.service_closed)), consent: app.button(words.consent_all), known: app.button(words.known_right) };
  await signs.information.or(signs.consent).or(signs.known).first().waitFor();
  for (const [name, sign] of Object.entries(signs)) if (await sign.count()) return name;
  throw new Error('none of them');
}

/** Gives every answer of the file that the page asks for. What the page asks besides and needs not is left empty. */
export async function answers(filling, given, page) {
  const done = [];
  const looked = [];
  if (page === 'known') {
    await filling.settleConflicts(given.conflicts);
    return done;
  }
  if (page === 'papers') return done;
  for (;;) {
    // The office's times are asked for again with each office.
    await filling.page.getByText(filling.words.appointment_asking).waitFor({ state: 'hidden' });
    const open = (await filling.asked()).filter((pointer) => !done.includes(pointer));
    if (open.length === 0 && (await lookUp(filling, given, looked))) continue;
    if (open.length === 0) return done;
    for (const pointer of open) {
      // An answer may hide those after it, or have them drawn again.
      const isThere = (await at(filling.page, pointer).count()) || (await filling.page.locator(`label[for="${pointer}"]`).count());
      if (!isThere) continue;
      done.push(pointer);
      if (pointer in given.answers) await filling.answer(pointer, given.answers[pointer]);
    }
    await filling.settleConflicts(given.conflicts);
  }
}

/**
 * Asks the next register that the file names under `lookups`, by what is asked of it or its id: `true`, or the text by
 * which one of several is picked. Whether there was one.
 */
async function lookUp(filling, given, looked) {
  const { page, words } = filling;
  for (const lookup of filling.service.lookups ?? []) {
    const name = lookup.of ?? lookup.id;
    const how = given.lookups?.[name];
    if (!how || looked.includes(name)) continue;
    const here = page.getByRole('button', { name: lookup.text, exact: true }).locator('..');
    if (!(await here.count())) continue;
    looked.push(name);
    await here.getByRole('button', { name: lookup.text, exact: true }).click();
    if (how !== true) await here.getByRole('listitem').filter({ hasText: how }).getByRole('button', { name: words.lookup_pick }).click();
    await here.getByText(words.lookup_found).waitFor();
    return true;
  }
  return false;
}

/** Fees and office push down what stands below them once they come; where they never come the page is answered all the same. */
async function figures({ page, words, service }) {
  if (service.payment?.time === 'alone') return;
  await page.getByText(words.check_total, { exact: true }).waitFor({ timeout: 5_000 }).catch(() => {});
}

/** Asks everybody whose agreement is wanted. */
async function askOthers(filling) {
  const { app, page, words } = filling;
  const ask = app.button(words.agreement_ask);
  for (let left = await ask.count(); left > 0; left = await ask.count()) {
    await ask.first().click();
    await page.waitForFunction(
      ([text, before]) => [...document.querySelectorAll('button')].filter((one) => one.textContent.trim() === text).length < before,
      [words.agreement_ask, left],
    );
  }
}

/** Sends, reuses or postpones each paper as the file says; what it does not name is sent. */
async function papers(filling, given) {
  await filling.page.getByRole('heading', { level: 1, name: filling.words.papers_title }).waitFor();
  for (const paper of filling.service.papers ?? []) {
    const box = at(filling.page, `${paper.code}:file`);
    const how = given.papers?.[paper.code] ?? 'upload';
    if (!(await box.count()) || how === 'leave') continue;
    if (how === 'later') await at(filling.page, `${paper.code}:later`).check();
    else if (how === 'reuse') await paperItem(filling, paper).getByRole('button', { name: filling.words.paper_reuse }).first().click();
    else {
      await box.setInputFiles(pdf(`${paper.code}.pdf`));
      await paperItem(filling, paper).getByText(pattern(filling.words.file_ready)).first().waitFor();
    }
  }
}

function paperItem(filling, paper) {
  return filling.page.getByRole('listitem').filter({ hasText: paper.name });
}

async function goOn(filling, page) {
  const { words, app } = filling;
  if (page === 'known') return filling.press(words.known_right);
  if (page !== 'check') return step(filling);
  if (filling.service.payment?.time === 'alone') return pay(filling);
  // Fee and office are there before sending.
  await filling.page.getByText(words.check_total, { exact: true }).waitFor();
  await proveByCode(filling);
  await app.button(words.check_send).click();
  await filling.page.waitForURL(/\/bien-nhan\//);
  return filling.arrived();
}

/** Types the one-time code, where sending takes one. */
async function proveByCode({ app, page, words }) {
  const section = page.locator('section').filter({ has: page.getByRole('heading', { name: words.code_title, exact: true }) });
  if (!(await section.count())) return;
  await section.getByRole('button', { name: words.code_send, exact: true }).click();
  const box = section.getByLabel(pattern(words.code_digits));
  await box.waitFor();
  await box.fill(await lastCode(page.context()));
}

/** The code that the sandbox's phones have got last. */
export async function lastCode(context) {
  const phones = await context.newPage();
  await phones.goto('/sandbox/messages');
  const message = await phones.getByRole('row').filter({ hasText: /\d{6}/ }).first().innerText();
  await phones.close();
  return message.match(/\b\d{6}\b/)[0];
}

/** What is only paid, by the gateway. */
async function pay({ app, page, words }) {
  await app.button(words.check_pay_fine).click();
  await payNow(app).waitFor();
  await order(app, 'national-gateway');
  await atGateway(page, 'pay');
  await isPaid(page);
}

/** Goes on; what holds the page back is told. */
async function step(filling) {
  const before = filling.page.url();
  await filling.app.button(filling.words.continue).click();
  const moved = () => filling.page.url() !== before;
  const faults = filling.page.getByRole('heading', { name: filling.words.faults_title });
  const signs = () => [
    filling.page.waitForURL((url) => String(url) !== before).then(() => false),
    faults.waitFor().then(() => true),
  ];
  // What would open somebody's records is asked for once before the page is left.
  const asks = filling.page.locator('[id^="basis:"]:focus').waitFor().then(() => 'asks');
  let held = await Promise.race([...signs(), asks].map((sign) => sign.catch(() => true)));
  if (held === 'asks' && !moved()) {
    await filling.app.button(filling.words.continue).click();
    held = await Promise.race(signs().map((sign) => sign.catch(() => true)));
  }
  if (held && !moved()) {
    const told = await filling.page.getByRole('main').innerText();
    throw new Error(`the page does not go on:\n${told}`);
  }
  await filling.arrived();
}
