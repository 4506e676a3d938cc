// Answers a field through its control, by its pointer and the kind that the definition gives it (decision 3: the
// control or fieldset has the pointer as its id, parts `pointer:part`, options `pointer=value`).
import { png } from './files.js';
import { field as fieldOf, nameOf, pattern, words } from './texts.js';

export const at = (page, id) => page.locator(`[id="${id}"]`);

/** Gives the answer. Values are written as in the exchanged data: codes, ISO dates, parts of an address. */
export async function answer(page, service, pointer, value) {
  const { language } = service;
  const [kind, limits] = kindOf(fieldOf(service, pointer));
  await reveal(page, pointer);
  switch (kind) {
    case 'yes-no':
      return at(page, `${pointer}=${value}`).check();
    case 'one-of': {
      const { value: choice, text } = typeof value === 'object' ? value : { value };
      await at(page, `${pointer}=${choice}`).check();
      if (text) await at(page, `${pointer}:text`).fill(text);
      return undefined;
    }
    case 'several-of':
      for (const each of value) {
        const { value: choice, quantity } = typeof each === 'object' ? each : { value: each };
        await at(page, `${pointer}=${choice}`).check();
        if (quantity) await at(page, `${pointer}=${choice}:quantity`).fill(String(quantity));
      }
      return undefined;
    case 'statement':
      return at(page, pointer).setChecked(value);
    case 'date':
    case 'partial-date':
      return date(page, pointer, value);
    case 'time':
      return time(page, pointer, value);
    case 'date-time': {
      const [day, hours] = value.split('T');
      await date(page, pointer, day);
      return time(page, pointer, hours);
    }
    case 'lookup':
      return pick(page, pointer, limits, value, language);
    case 'unit':
      return unit(page, pointer, value);
    case 'address':
      return address(page, pointer, value, language);
    case 'identity-paper':
      return paper(page, pointer, limits, value);
    case 'group-list':
      return rows(page, service, pointer, value);
    case 'file': {
      const { portrait } = limits;
      await at(page, `${pointer}:file`).setInputFiles(png(value, portrait ? portrait.width * 300 : 1, portrait ? portrait.height * 300 : 1));
      if (portrait) {
        await at(page, `${pointer}:tick`).check();
        await page.getByRole('button', { name: words(language).portrait_use }).click();
      }
      return at(page, pointer).getByText(pattern(words(language).file_ready)).first().waitFor();
    }
    case 'ordered-list':
      for (const code of value) await choose(page, at(page, `${pointer}:add`), nameOf(limits.list, code, language));
      return undefined;
    default:
      return at(page, pointer).fill(String(value));
  }
}

/** What stands in the control now, in the form that `answer` takes; `undefined` where nothing is answered. */
export async function read(page, pointer, field) {
  const [kind] = kindOf(field);
  return page.evaluate(
    ({ pointer, kind }) => {
      const box = (id) => document.getElementById(id);
      const written = (part) => box(`${pointer}:${part}`)?.value || undefined;
      switch (kind) {
        case 'yes-no':
        case 'one-of':
          return document.querySelector(`input[name="${CSS.escape(pointer)}"]:checked`)?.id.slice(pointer.length + 1);
        case 'statement':
          return box(pointer).checked;
        case 'date':
        case 'partial-date':
          return ['year', 'month', 'day'].map(written).filter(Boolean).join('-') || undefined;
        case 'time':
          return ['hour', 'minute'].map(written).filter(Boolean).join(':') || undefined;
        case 'address':
          return written('detail');
        case 'unit':
          return written('commune');
        case 'identity-paper':
          return written('number');
        case 'several-of':
          return [...document.querySelectorAll(`input[name="${CSS.escape(pointer)}"]:checked`)].map((one) => one.id).join() || undefined;
        default:
          return box(pointer).value || undefined;
      }
    },
    { pointer, kind },
  );
}

/** The kind of a field and its limits. */
export function kindOf(field) {
  return typeof field.kind === 'string' ? [field.kind, {}] : Object.entries(field.kind)[0];
}

// A hidden number is shown before it can be changed.
async function reveal(page, pointer) {
  const show = page.locator(`[id="${pointer}"], label[for="${pointer}"]`).locator('..').getByRole('button', { name: /^(Hiện số|Show the number)$/ });
  if (await show.count()) await show.first().click();
}

async function date(page, pointer, value) {
  if (value === 'booked') return book(page, pointer);
  const [year, month, day] = value.split('-');
  const box = (part) => at(page, `${pointer}:${part}`);
  if (!month) await tick(page, `${pointer}:no-month`);
  else if (!day) await tick(page, `${pointer}:no-day`);
  if (day) await box('day').fill(day);
  if (month) await box('month').fill(month);
  await box('year').fill(year);
}

async function time(page, pointer, value) {
  const [hour, minute] = value.split(':');
  await at(page, `${pointer}:hour`).fill(hour);
  await at(page, `${pointer}:minute`).fill(minute);
}

/** Takes the first time that the office has. */
async function book(page, pointer) {
  const { appointment_booked: booked, appointment_take: take } = words(await page.locator('html').getAttribute('lang'));
  await at(page, pointer).selectOption({ index: 1 });
  await at(page, `${pointer}:time`).selectOption({ index: 1 });
  await page.getByRole('button', { name: take }).click();
  return page.getByText(booked).waitFor();
}

async function tick(page, id) {
  const box = at(page, id);
  if (await box.count()) await box.check();
}

async function pick(page, pointer, list, code, language) {
  const { value: entry, text } = typeof code === 'object' ? code : { value: code };
  const box = at(page, pointer);
  if ((await box.evaluate((element) => element.tagName)) === 'SELECT') await box.selectOption(entry);
  else await choose(page, box, nameOf(list.list, entry, language));
  if (text) await at(page, `${pointer}:text`).fill(text);
}

/** Takes an entry out of a combobox by its whole name. */
export async function choose(page, box, name) {
  await box.fill(name);
  const list = page.locator(`[id="${await box.getAttribute('aria-controls')}"]`);
  // Other names of a unit stand below its own.
  const exact = list.getByRole('option').filter({ hasText: new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`) });
  await exact.first().click();
}

async function unit(page, pointer, { province, commune }) {
  await choose(page, at(page, `${pointer}:province`), nameOf('provinces', province));
  if (commune) await choose(page, at(page, `${pointer}:commune`), nameOf(`communes/${province}`, commune));
}

async function address(page, pointer, value, language) {
  if (value.country) {
    const box = at(page, `${pointer}:country`);
    const name = nameOf('countries', value.country, language);
    if ((await box.inputValue()) !== name) await choose(page, box, name);
  }
  if (value.province) await unit(page, pointer, value);
  if (value.detail) await at(page, `${pointer}:detail`).fill(value.detail);
}

// A row's controls go by the key of the row.
async function rows(page, service, pointer, given) {
  const titles = page.locator(`[id^="${pointer}:row:"]`);
  for (const [index, row] of given.entries()) {
    if ((await titles.count()) <= index) await at(page, `${pointer}:add`).click();
    const key = (await titles.nth(index).getAttribute('id')).slice(`${pointer}:row:`.length);
    for (const [column, value] of Object.entries(row)) await answer(page, service, `${pointer}/${key}/${column}`, value);
  }
}

async function paper(page, pointer, limits, value) {
  await at(page, `${pointer}:type`).selectOption(value.type);
  await at(page, `${pointer}:number`).fill(value.number);
  if (value.issued_on) await date(page, `${pointer}:issued_on`, value.issued_on);
  if (value.issued_by) await at(page, `${pointer}:issued_by`).fill(value.issued_by);
}
