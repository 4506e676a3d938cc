// The case files: one per row of a case table, with the answers by pointer.
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('cases/', import.meta.url);

/** All of them. */
export const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')));

/** The file of a case, with some answers changed. */
export function caseOf(code, answers = {}) {
  const given = cases.find((one) => one.case === code);
  return { ...given, answers: { ...given.answers, ...answers } };
}

/**
 * The file of a service of which the most is looked at: walked in both languages, by axe, and on paper. It is the one
 * that says `printed`, else the first that is filed here, else the first.
 */
export function principal(id) {
  const files = cases.filter((one) => one.service === id);
  return files.find((one) => one.printed) ?? files.find((one) => !one.ends) ?? files[0];
}
