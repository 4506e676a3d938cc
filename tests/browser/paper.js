// Paper: the PDF of a page that prints, its text, its pictures.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { definition, nameOf } from './texts.js';

const run = promisify(execFile);

/** What the browser would print, as a PDF in a folder of its own that is removed after `use`. */
export async function printed(page, use) {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-paper-'));
  try {
    const file = join(folder, 'paper.pdf');
    await writeFile(file, await page.pdf({ preferCSSPageSize: true }));
    return await use(new Paper(folder, file));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

class Paper {
  constructor(folder, file) {
    this.folder = folder;
    this.file = file;
  }

  /** The text of every page, in the order in which it was written, without the white space that lines break at. */
  async pages() {
    const { stdout } = await run('pdftotext', ['-raw', this.file, '-']);
    return stdout.split('\f').slice(0, -1).map(bare);
  }

  /** Width in millimetres of every page. */
  async widths() {
    const { stdout } = await run('pdfinfo', ['-l', '-1', this.file]);
    return [...stdout.matchAll(/size:\s+([\d.]+) x/g)].map(([, points]) => Math.round((points / 72) * 25.4));
  }

  /** A small picture of every page. */
  async pictures() {
    const { folder } = this;
    await run('pdftoppm', ['-png', '-gray', '-r', '36', this.file, join(folder, 'page')]);
    const files = (await readdir(folder)).filter((name) => name.endsWith('.png')).sort();
    return Promise.all(files.map((name) => readFile(join(folder, name))));
  }
}

/** Text as it is compared: lower case, one spelling, no white space. */
export function bare(text) {
  return text.normalize('NFC').toLowerCase().replace(/\s+/gu, '');
}

/**
 * What must stand on paper of a dossier's data, in this order: the answers that the form's layout places, then the rest
 * as the definition has it. Each `{ pointer, parts }`: parts of an answer stand one after the other.
 */
export function expected(id, caseCode, data) {
  const service = definition(id, 'vi');
  const fields = new Map(service.steps.flatMap((step) => step.fields).map((field) => [field.id, field]));
  const { forms = [] } = service.cases.find((one) => one.code === caseCode);
  const layouts = forms.map((form) => (service.layouts ?? []).find((layout) => layout.id === form)).filter(Boolean);
  const left = new Set(answers(fields, data));
  const listed = [];
  for (const layout of layouts) {
    for (const { pointer, label } of places(fields, layout, data)) {
      if (left.has(pointer)) listed.push({ pointer, parts: written(fields, pointer, data, label) });
    }
  }
  for (const { pointer } of listed) left.delete(pointer);
  const rest = byItem(fields, forms, [...left]);
  return [...listed, ...rest.map((pointer) => ({ pointer, parts: written(fields, pointer, data) }))];
}

/** Pointers of everything that was answered, in the order of the definition, row by row. */
function answers(fields, data) {
  const found = [];
  for (const field of fields.values()) {
    if (field.id.includes('[].')) continue;
    const name = field.id.replace('[]', '');
    if (data[name] === undefined) continue;
    if (field.id.endsWith('[]')) found.push(...data[name].flatMap((row, at) => columns(fields, field.id).filter((column) => row[column] !== undefined).map((column) => `/${name}/${at}/${column}`)));
    else found.push(`/${name}`);
  }
  return found;
}

function columns(fields, list) {
  return [...fields.keys()].filter((id) => id.startsWith(`${list}.`)).map((id) => id.slice(list.length + 1));
}

/** Pointers in the order in which a layout places them, with the form's own wording. */
function places(fields, layout, data) {
  const official = (id) => !['E', undefined].includes(fields.get(id)?.items?.[layout.id]);
  const rows = (list, ids) => (data[list.replace('[]', '')] ?? []).flatMap((_, at) => ids.map((id) => ({ pointer: `/${list.replace('[]', '')}/${at}/${id.split('[].')[1]}` })));
  const row = ({ field, label, columns: named }) => {
    if (!field.endsWith('[]')) return [{ pointer: `/${field}`, label }];
    return rows(field, named?.map((column) => column.field) ?? columns(fields, field).map((column) => `${field}.${column}`).filter(official));
  };
  const signature = ({ rows: signed = [] }) => {
    const ids = signed.map(({ field }) => field);
    return ids[0]?.includes('[].') ? rows(`${ids[0].split('[].')[0]}[]`, ids) : signed.map(({ field, label }) => ({ pointer: `/${field}`, label }));
  };
  return [
    ...(layout.to ? [{ pointer: `/${layout.to}` }] : []),
    ...(layout.blocks ?? []).flatMap((block) => (block.rows ?? []).flatMap(row)),
    ...(layout.signatures ?? []).flatMap(signature),
  ];
}

/** Those with a number first, in the order of the numbers. */
function byItem(fields, forms, pointers) {
  const number = (pointer) => {
    const [list, , column] = pointer.slice(1).split('/');
    const items = (fields.get(`${list}[]`) ?? fields.get(list))?.items ?? {};
    const item = forms.map((form) => items[form]).find((one) => one !== undefined && one !== 'E');
    return column !== undefined && item === undefined ? undefined : item;
  };
  const rank = (pointer) => (number(pointer) === undefined ? Infinity : Number.parseInt(number(pointer).replace(/\D/g, '') || '0', 10));
  return pointers.map((pointer, at) => ({ pointer, at })).sort((a, b) => rank(a.pointer) - rank(b.pointer) || a.at - b.at).map(({ pointer }) => pointer);
}

function written(fields, pointer, data, label) {
  const [name, at, column] = pointer.slice(1).split('/');
  const field = fields.get(column ? `${name}[].${column}` : name);
  return parts(field, column ? data[name][at][column] : data[name], label);
}

/** What is written of an answer. */
function parts(field, value, label = field.label) {
  const kind = typeof field.kind === 'string' ? field.kind : Object.keys(field.kind)[0];
  const limits = field.kind[kind] ?? {};
  const option = (one) => {
    const name = limits.options.find((each) => each.value === (one.value ?? one)).label;
    return one.text ? `${name}: ${one.text}` : name;
  };
  const code = (one) => one.text ?? (limits.open || kind === 'unit' ? one.name : nameOf(one.list, one.code, 'vi'));
  switch (kind) {
    case 'one-of': return [option(value)];
    case 'several-of': return value.map(option);
    case 'yes-no': return [value ? 'Có' : 'Không'];
    case 'statement': return [label];
    case 'lookup': case 'unit': return [code(value)];
    case 'ordered-list': return value.map(code);
    case 'date': case 'partial-date': return [value.split('-').reverse().join('/')];
    case 'date-time': {
      const [day, time] = value.split('T');
      return [`${time} ngày ${day.split('-').reverse().join('/')}`];
    }
    case 'address': return [value.text];
    case 'identity-paper': return [value.number, ...(value.issued_on ? [value.issued_on.split('-').reverse().join('/')] : []), ...(value.issued_by ? [value.issued_by] : [])];
    case 'file': return value.map((file) => file.name);
    case 'money': return [String(value).replace(/\B(?=(\d{3})+$)/g, '.')];
    default: return [String(value)];
  }
}

/** The first answer that does not stand after the ones before it, or nothing. */
export function missing(text, wanted) {
  let from = 0;
  for (const { pointer, parts: all } of wanted) {
    for (const part of all) {
      const found = text.indexOf(bare(part), from);
      if (found < 0) return `${pointer}: “${part}” is not there after “${text.slice(Math.max(0, from - 60), from)}”`;
      from = found + bare(part).length;
    }
  }
  return undefined;
}
