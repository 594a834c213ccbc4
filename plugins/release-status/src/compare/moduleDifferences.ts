import { Comparison } from '@plumbline/plugin-odoo-common';
import { Difference } from './DifferenceTable';

/** All modules that differ, by name; a side that has none says so. */
export function moduleDifferences({
  added,
  removed,
  changed,
}: Comparison['modules']): Difference[] {
  const differences = [
    ...added.map(({ name, version }) => ({ name, from: 'none', to: version })),
    ...removed.map(({ name, version }) => ({
      name,
      from: version,
      to: 'none',
    })),
    ...changed,
  ];
  return differences.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
