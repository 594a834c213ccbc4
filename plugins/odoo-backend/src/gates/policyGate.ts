import { GateResult } from '@plumbline/plugin-odoo-common';
import {
  PolicyResult,
  evaluatePolicies,
  parsePolicyFiles,
} from '@plumbline/plugin-odoo-policy';
import { Gate } from './Gate';

type Evidence = GateResult['evidence'][number];

/** An expression that could not be decided is as bad as one that is false. */
const isBad = ({ verdict }: PolicyResult) =>
  verdict === 'fail' || verdict === 'error';

/**
 * Every ValidatingAdmissionPolicy of the repository at the change's commit holds for every object. No policy,
 * or a file that cannot be read, blocks: a rule that is not known to hold is not kept.
 */
export const policyGate: Gate = {
  id: 'policy',
  async evaluate({ change, objects }) {
    const files = [...change.snapshot.policies].map(([file, content]) => ({
      file,
      content,
    }));
    const { policies, bindings, params, errors } = parsePolicyFiles(files);
    const unread = change.snapshot.errors.filter(({ file }) =>
      file.startsWith('policies/'),
    );
    if (errors.length > 0 || unread.length > 0) {
      const evidence = [...errors, ...unread].map(brokenFile);
      return {
        verdict: 'blocked',
        summary: `${evidence.length} policy files cannot be read: ${evidence[0].title}`,
        evidence,
      };
    }
    if (policies.length === 0) {
      return {
        verdict: 'blocked',
        summary:
          'policies/ holds no ValidatingAdmissionPolicy: nothing was checked',
        evidence: [],
      };
    }

    const results = evaluatePolicies({
      policies,
      bindings,
      params,
      objects,
      namespaces: [],
    });
    const fileOf = new Map(
      files.flatMap(({ file, content }) =>
        parsePolicyFiles([{ file, content }]).policies.map(
          ({ metadata }) => [metadata.name, file] as const,
        ),
      ),
    );
    const evidence = policies.flatMap(({ metadata: { name } }) =>
      evidenceOf(name, results, fileOf.get(name)),
    );
    const bad = results.filter(isBad);
    return {
      verdict: bad.length > 0 ? 'fail' : 'pass',
      summary:
        bad.length > 0
          ? `${bad[0].object}: ${bad[0].message}${
              bad.length > 1 ? ` (and ${bad.length - 1} more)` : ''
            }`
          : `${objects.length} objects hold all ${policies.length} policies`,
      evidence,
    };
  },
};

function evidenceOf(
  policy: string,
  all: readonly PolicyResult[],
  link: string | undefined,
): Evidence[] {
  const results = all.filter(result => result.policy === policy);
  const checked = results.filter(({ verdict }) => verdict !== 'not-matched');
  const bad = checked.filter(isBad);
  return [
    {
      title: policy,
      detail: `${checked.length} objects checked, ${bad.length} do not hold`,
      link,
      verdict: bad.length > 0 ? 'fail' : 'pass',
    },
    ...bad.map(({ object, message, verdict }) => ({
      title: object,
      detail: message,
      link,
      verdict: verdict === 'error' ? ('error' as const) : ('fail' as const),
    })),
  ];
}

function brokenFile(error: {
  file: string;
  line?: number;
  message: string;
}): Evidence {
  return {
    title: error.line ? `${error.file}:${error.line}` : error.file,
    detail: error.message,
    link: error.file,
    verdict: 'error',
  };
}
