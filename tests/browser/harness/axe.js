// What axe finds on a page.
import AxeBuilder from '@axe-core/playwright';

/** The rules that the page breaks, each with where. */
export async function axe(page) {
  const builder = new AxeBuilder({ page });
  const { violations } = await builder.analyze();
  return violations.map(({ id, help, nodes }) => {
    const where = nodes.map((node) => `${node.target.join(' ')} · ${node.any.concat(node.all, node.none)[0]?.message ?? ''}`);
    return `${id}: ${help}\n    ${where.join('\n    ')}`;
  });
}
