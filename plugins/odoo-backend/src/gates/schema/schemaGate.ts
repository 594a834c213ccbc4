import { GateResult } from '@plumbline/plugin-odoo-common';
import { identityOf } from '../changedObjects';
import { Gate, GateInput } from '../Gate';
import { checkStructure } from './checkStructure';
import { namespacesOf } from './namespaces';
import { SchemaCatalog } from './SchemaCatalog';

type Evidence = GateResult['evidence'][number];

/** The spec holds its rules at this commit, and every object what is published of its kind. */
export function schemaGate(catalog: SchemaCatalog | undefined): Gate {
  return {
    id: 'schema',
    async evaluate(input) {
      const { change, objects } = input;
      const published = await checkPublished(catalog, input);
      const evidence: Evidence[] = [
        ...change.specErrors.map(({ path, message, accepted }) => ({
          title: path,
          detail: `${message}; accepted: ${accepted}`,
          verdict: 'fail' as const,
        })),
        ...checkStructure(namespacesOf(change), objects).map(
          ({ object, path, problem }) => ({
            title: object,
            detail: problem,
            link: path,
            verdict: 'fail' as const,
          }),
        ),
        ...published.evidence,
      ];
      const failed = evidence.filter(({ verdict }) => verdict === 'fail');
      const kept = objects.filter(({ operation }) => operation !== 'DELETE');
      return failed.length > 0
        ? {
            verdict: 'fail',
            summary: `${failed[0].title}: ${failed[0].detail}`,
            evidence,
          }
        : {
            verdict: 'pass',
            summary: `${kept.length} objects are well formed, ${published.checked} of them by their published schema`,
            evidence,
          };
    },
  };
}

async function checkPublished(
  catalog: SchemaCatalog | undefined,
  { objects }: GateInput,
): Promise<{ checked: number; evidence: Evidence[] }> {
  const evidence: Evidence[] = [];
  const unchecked = new Set<string>();
  let checked = 0;
  for (const { object, path, operation } of objects) {
    if (operation === 'DELETE') continue;
    const problems = await catalog?.check(object);
    if (!problems) {
      unchecked.add(`${object.apiVersion} ${object.kind}`);
      continue;
    }
    checked += 1;
    for (const detail of problems) {
      evidence.push({
        title: identityOf(object),
        detail,
        link: path,
        verdict: 'fail',
      });
    }
  }
  for (const kind of [...unchecked].sort()) {
    evidence.push({
      title: kind,
      detail: catalog
        ? 'not checked: no published schema of this kind is configured'
        : 'not checked: odoo.schemas.directory is not configured',
      verdict: 'note',
    });
  }
  return { checked, evidence };
}
