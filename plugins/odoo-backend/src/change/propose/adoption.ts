import { InputError } from '@backstage/errors';
import {
  EnvironmentSpec,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { isDeepStrictEqual } from 'node:util';
import { RegistrySnapshot, belongsTo } from '../../registry';
import {
  PreparedChange,
  ProposedContent,
  WorldOfChange,
} from './PreparedChange';

/** What decides which gates and whose approvals a change needs: nobody takes it over without them. */
const JUDGED: Record<string, (spec: EnvironmentSpec) => unknown> = {
  'spec.odoo.release': ({ odoo }) => odoo.release,
  'spec.tier': ({ tier }) => tier,
  'spec.owner': ({ owner }) => owner,
  'spec.copyOf': ({ copyOf }) => copyOf,
};

/**
 * What the commits that are adopted have done to the environment since change control last knew it. Fails with
 * InputError where that is none of an adoption.
 */
export async function differenceOfAdoption(
  { ref, spec }: Pick<ProposedContent, 'ref' | 'spec'>,
  { governed, snapshot }: Record<'governed' | 'snapshot', RegistrySnapshot>,
  { repository }: Pick<WorldOfChange, 'repository'>,
): Promise<Pick<PreparedChange, 'touched' | 'base'>> {
  const environment = formatEnvironmentRef(ref);
  const before = governed.environments.get(environment);
  if (!before) {
    throw new InputError(
      `${environment} cannot be adopted: change control knows no readable ${environment} to compare it with. An update of its spec is judged and renders it anew`,
    );
  }
  const other = Object.entries(JUDGED)
    .filter(([_, of]) => !isDeepStrictEqual(of(before.spec), of(spec)))
    .map(([field]) => field);
  if (other.length > 0) {
    throw new InputError(
      `${environment} cannot be adopted: ${other.join(
        ', ',
      )} was changed past change control, and no gate has judged that. Take that commit back; a release then comes by a promotion, anything else by an update`,
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
