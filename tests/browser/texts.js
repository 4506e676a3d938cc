// The words of the app, from the files that people edit and from the definitions as they were built.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dist, root } from './harness/settings.js';

const memory = new Map();
const once = (name, read) => {
  if (!memory.has(name)) memory.set(name, read());
  return memory.get(name);
};
const json = (file) => JSON.parse(readFileSync(join(dist, file), 'utf8'));

/** All texts of a language by name: `words('vi').continue`. */
export function words(language) {
  return once(`words/${language}`, () => {
    const folder = join(root, 'locales', language);
    const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.toml'));
    const lines = files.flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'));
    const texts = lines.map((line) => /^(\w+)\s*=\s*(".*")\s*$/.exec(line)).filter(Boolean);
    return Object.fromEntries(texts.map(([, name, text]) => [name, JSON.parse(text)]));
  });
}

/** A text with its gaps as a pattern: anything stands in them. */
export function pattern(text) {
  const parts = text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.*'));
}

/** A text with its gaps filled. */
export function say(text, gaps) {
  return text.replace(/\{(\w+)\}/g, (_, name) => gaps[name]);
}

/** A service as it was built. */
export function definition(id, language) {
  return once(`service/${id}/${language}`, () => json(`services/${id}.${language}.json`));
}

/** The same by its slug. */
export function bySlug(slug, language) {
  const id = defined().find((one) => definition(one, language).slug === slug);
  return definition(id, language);
}

/** Ids of the services that are defined. */
export function defined() {
  const files = readdirSync(join(dist, 'services'));
  return files.map((file) => /^(\d\d)\.vi\.json$/.exec(file)?.[1]).filter(Boolean).sort();
}

/** The field with this pointer; the pointer of a list is that of the whole, and a cell's names its row. */
export function field(service, pointer) {
  const [list, , column] = pointer.slice(1).split('/');
  const ids = column ? [`${list}[].${column}`] : [list, `${list}[]`];
  const found = service.steps.flatMap((step) => step.fields).find((one) => ids.includes(one.id));
  if (!found) throw new Error(`service ${service.id} has no field ${pointer}`);
  return found;
}

/** Pointers of all fields that stand on pages of their own: lists as a whole. */
export function pointers(service) {
  const ids = service.steps.flatMap((step) => step.fields).map((one) => one.id);
  return ids.filter((id) => !id.includes('[].')).map((id) => `/${id.replace('[]', '')}`);
}

/** The name of a code of a closed list, as the app shows it. */
export function nameOf(list, code, language) {
  const entry = listOf(list, language).items.find((item) => item.code === code);
  if (!entry) throw new Error(`${list} has no code ${code}`);
  return entry.name;
}

function listOf(list, language) {
  const own = ['provinces'].includes(list) || list.startsWith('communes/');
  const path = own ? `lists/${list}.json` : `lists/${list}.${language}.json`;
  return once(`list/${list}/${language}`, () => (existsSync(join(dist, path)) ? json(path) : sample(list, language)));
}

// A list that is open comes from the portal: the sandbox serves its samples.
function sample(list, language) {
  const text = readFileSync(join(root, 'sandbox', 'lists', `${list}.toml`), 'utf8');
  const rows = text.matchAll(/\{ code = "([^"]+)", vi = "([^"]+)", en = "([^"]+)"/g);
  return { items: [...rows].map(([, code, vi, en]) => ({ code, name: { vi, en }[language] })) };
}
