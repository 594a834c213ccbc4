import {
  PolicyParam,
  PolicySet,
  parsePolicyFiles,
} from '@plumbline/plugin-odoo-policy';
import { TextFile } from './readFiles';

const idOf = ({ apiVersion, kind, metadata }: PolicyParam) =>
  [apiVersion, kind, metadata.namespace, metadata.name].join(' ');

/** The policies of a folder with the parameters that lie there; those that are given by name win. */
export function policySetOf(
  folder: readonly TextFile[],
  given: readonly TextFile[],
): PolicySet {
  const more = parsePolicyFiles(given);
  const set = parsePolicyFiles(folder, more.params);
  const named = new Set(more.params.map(idOf));
  // Left out in silence, a rule would seem to be kept.
  const misplaced = [...more.policies, ...more.bindings].map(
    ({ kind, metadata }) => ({
      file: given.map(({ file }) => file).join(', '),
      message: `${kind} ${metadata.name} is no parameter: it belongs into the folder of policies`,
    }),
  );
  return {
    ...set,
    params: [
      ...more.params,
      ...set.params.filter(param => !named.has(idOf(param))),
    ],
    errors: [
      ...set.errors,
      ...(misplaced.length > 0 ? misplaced : more.errors),
    ],
  };
}
