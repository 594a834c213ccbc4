import { isDeepStrictEqual } from 'node:util';
import { GateResult, Platform } from '@plumbline/plugin-odoo-common';
import {
  PolicyResult,
  PolicySet,
  evaluatePolicies,
  explain,
  parsePolicyFiles,
} from '@plumbline/plugin-odoo-policy';
import { Gate } from './Gate';
import { serverNamespaces } from './serverNamespaces';

type Evidence = GateResult['evidence'][number];

/** An expression that could not be decided is as bad as one that is false. */
const isBad = ({ verdict }: PolicyResult) =>
  verdict === 'fail' || verdict === 'error';

const isChecked = ({ verdict }: PolicyResult) => verdict !== 'not-matched';

/** What leads to an environment is judged in every cluster, whatever the bindings of the others select. */
const isInside = ({ object }: PolicyResult) =>
  !/^(Namespace|Application|Kustomization)\//.test(object);

/** Reads the policies of a commit once, not for each change that waits on it: they are compiled with that. */
function policyReader() {
  let last: { text: string; set: PolicySet } | undefined;
  return (policies: ReadonlyMap<string, string>): PolicySet => {
    const files = [...policies].map(([file, content]) => ({ file, content }));
    const text = JSON.stringify(files);
    if (last?.text !== text) last = { text, set: parsePolicyFiles(files) };
    return last.set;
  };
}
const readPolicies = policyReader();

/**
 * Every ValidatingAdmissionPolicy of the repository at the change's commit holds for every object. No policy,
 * or a file that cannot be read, blocks: a rule that is not known to hold is not kept.
 */
export const policyGate = (platform: Platform): Gate => ({
  id: 'policy',
  async evaluate({ change, objects }) {
    const files = change.snapshot.policies;
    const set = readPolicies(files);
    const { policies, bindings, params, errors } = set;
    const unread = change.snapshot.errors.filter(({ file }) =>
      file.startsWith('policies/'),
    );
    if (errors.length > 0 || unread.length > 0) {
      const evidence = [...errors, ...unread].map(brokenFile);
      // One file can have many errors.
      const broken = new Set(evidence.map(({ link }) => link)).size;
      return {
        verdict: 'blocked',
        summary: `${broken} of ${
          files.size + unread.length
        } policy files cannot be read: ${evidence[0].title}`,
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
      paramsRequired: true,
      objects,
      namespaces: serverNamespaces(platform),
    }).map(result => ({ ...result, message: explain(set, result) }));
    const fileOf = new Map(set.rules.map(({ policy, file }) => [policy, file]));
    const evidence = policies.flatMap(({ metadata: { name } }) =>
      evidenceOf(name, results, fileOf.get(name)),
    );
    const onlyTakesAway = objects.every(
      ({ operation, object, oldObject }) =>
        operation === 'DELETE' || isDeepStrictEqual(object, oldObject),
    );
    return {
      ...verdictOf(results, policies.length, onlyTakesAway),
      evidence,
    };
  },
});

/** @param onlyTakesAway - no object is added or changed */
export function verdictOf(
  results: readonly PolicyResult[],
  policies: number,
  onlyTakesAway: boolean,
): Pick<GateResult, 'verdict' | 'summary'> {
  const checked = results.filter(isChecked);
  const bad = checked.filter(isBad);
  if (bad.length > 0) {
    const more = bad.length > 1 ? ` (and ${bad.length - 1} more)` : '';
    return {
      verdict: 'fail',
      summary: `${bad[0].object}: ${bad[0].message}${more}`,
    };
  }
  const inside = results.filter(isInside);
  const nothing = !(inside.length > 0 ? inside : results).some(isChecked);
  if (nothing && onlyTakesAway) {
    return {
      verdict: 'pass',
      summary: `Nothing is added or changed: none of ${policies} policies forbids what is taken away`,
    };
  }
  // Policies whose bindings select no environment are as good as none.
  if (nothing) {
    return {
      verdict: 'blocked',
      summary: `None of ${policies} policies applies to any object of the environment: nothing was checked`,
    };
  }
  const objects = new Set(checked.map(({ object }) => object)).size;
  const applied = new Set(checked.map(({ policy }) => policy)).size;
  return {
    verdict: 'pass',
    summary: `${objects} objects hold ${applied} of ${policies} policies${
      applied < policies ? '; the others apply to none of them' : ''
    }`,
  };
}

function evidenceOf(
  policy: string,
  all: readonly PolicyResult[],
  link: string | undefined,
): Evidence[] {
  const results = all.filter(result => result.policy === policy);
  const checked = results.filter(isChecked);
  const bad = checked.filter(isBad);
  const held = checked.length > 0 ? 'pass' : 'note';
  return [
    {
      title: policy,
      detail: `${checked.length} objects checked, ${bad.length} do not hold`,
      link,
      verdict: bad.length > 0 ? 'fail' : held,
    },
    ...reported(checked).map(detail => ({
      title: policy,
      detail,
      link,
      verdict: 'note' as const,
    })),
    ...bad.map(({ object, message, verdict }) => ({
      title: object,
      detail: message,
      link,
      verdict: verdict === 'error' ? ('error' as const) : ('fail' as const),
    })),
  ];
}

/** What a binding only warns of, or an error that the policy ignores: it blocks nothing, and people must see it. */
function reported(checked: readonly PolicyResult[]): string[] {
  const objects = new Map<string, string[]>();
  for (const { verdict, message, object } of checked) {
    if (verdict !== 'pass' || !message) continue;
    objects.set(message, [...(objects.get(message) ?? []), object]);
  }
  return [...objects].map(
    ([message, names]) =>
      `reported without blocking: ${message} (${names.join(', ')})`,
  );
}

function brokenFile(error: {
  file: string;
  line?: number;
  path?: string;
  message: string;
}): Evidence {
  return {
    title: error.line ? `${error.file}:${error.line}` : error.file,
    detail: error.path ? `${error.path}: ${error.message}` : error.message,
    link: error.file,
    verdict: 'error',
  };
}
