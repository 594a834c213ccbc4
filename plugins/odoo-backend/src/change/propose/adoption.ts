import { InputError } from '@backstage/errors';
import { formatEnvironmentRef } from '@plumbline/plugin-odoo-common';
import { RegistrySnapshot, belongsTo } from '../../registry';
import { Governed } from './governed';
import {
  PreparedChange,
  ProposedContent,
  WorldOfChange,
} from './PreparedChange';

/**
 * What the commits that are adopted have done to the environment since change control last knew it. Fails with
 * InputError where that is none of an adoption.
 */
export async function differenceOfAdoption(
  { ref }: Pick<ProposedContent, 'ref'>,
  {
    governed: { document, snapshot: governed },
    snapshot,
  }: { governed: Governed; snapshot: RegistrySnapshot },
  { repository }: Pick<WorldOfChange, 'repository'>,
): Promise<Pick<PreparedChange, 'touched' | 'base'>> {
  const environment = formatEnvironmentRef(ref);
  if (!document) {
    throw new InputError(
      `${environment} cannot be adopted: change control knows no readable ${environment} to compare it with. An update of its spec is judged and renders it anew`,
    );
  }
  const paths = [
    ...new Set([...governed.files.keys(), ...snapshot.files.keys()]),
  ]
    .filter(path => belongsTo(ref, path))
    .filter(path => governed.files.get(path) !== snapshot.files.get(path));
  const contentAt = ({ head, files }: RegistrySnapshot) =>
    repository.read(
      head,
      paths.filter(path => files.has(path)),
    );
  const after = await contentAt(snapshot);
  return {
    touched: new Map(paths.map(path => [path, after.get(path)])),
    base: await contentAt(governed),
  };
}
