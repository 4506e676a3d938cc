// What axe finds on a page.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

// Put into the page as it is: the package for Playwright would open a page of its own for every look.
const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules that the page breaks, each with where. */
export async function axe(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const violations = await page.evaluate(async () => (await window.axe.run({ resultTypes: ['violations'] })).violations);
  return violations.map(({ id, help, nodes }) => {
    const where = nodes.map((node) => `${node.target.join(' ')} · ${node.any.concat(node.all, node.none)[0]?.message ?? ''}`);
    return `${id}: ${help}\n    ${where.join('\n    ')}`;
  });
}
