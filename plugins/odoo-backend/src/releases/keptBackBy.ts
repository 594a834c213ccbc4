import { Change } from '@plumbline/plugin-odoo-common';

/** Title and words of the first gate that keeps a change back; undefined: none does. */
export function keptBackBy({ gates }: Pick<Change, 'gates'>) {
  const gate = gates.find(
    ({ verdict }) => verdict === 'fail' || verdict === 'blocked',
  );
  return gate && `${gate.title}: ${gate.summary}`;
}
