import { run } from 'axe-core';

/** What axe-core finds wrong; colours have no meaning where nothing is drawn, the browser tests look at them. */
export async function violationsOf(element: Element): Promise<string[]> {
  const { violations } = await run(element, {
    rules: { 'color-contrast': { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}
