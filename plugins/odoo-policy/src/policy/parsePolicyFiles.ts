import { z } from 'zod';
import { compilePolicy } from '../evaluate/compilePolicy';
import { resolveParams } from '../evaluate/params';
import { PolicyFile, PolicyFileError, PolicySet } from './policySet';
import { bindingSchema, paramSchema, policySchema } from './schema';
import type { AdmissionPolicy, PolicyBinding, PolicyParam } from './schema';
import { rulesOf } from './rules';
import { readYamlDocuments, YamlDocument } from './yaml';

type ParsedDocument = Extract<YamlDocument, { value: unknown }>;
type Report = (message: string, path?: readonly PropertyKey[]) => void;

/**
 * Reads the files of a policy folder: policies, bindings, and every other
 * object as a parameter. Nothing is thrown; what is wrong is in `errors`, and
 * includes expressions that do not compile and bindings that lead nowhere.
 *
 * @param given - parameters that lie elsewhere
 */
export function parsePolicyFiles(
  files: readonly PolicyFile[],
  given: readonly PolicyParam[] = [],
): PolicySet {
  const set: PolicySet = {
    policies: [],
    bindings: [],
    params: [],
    rules: [],
    errors: [],
  };
  const references: { binding: PolicyBinding; report: Report }[] = [];
  const seen = new Set<string>();

  for (const { file, content } of files) {
    for (const document of readYamlDocuments(content)) {
      if ('problem' in document) {
        const { problem: message, line } = document;
        set.errors.push({ file, ...(line && { line }), message });
        continue;
      }
      const report = reporter(set.errors, file, document);
      const added = addDocument(set, document.value, report);
      if (!added) continue;
      if (added.policy) {
        set.rules.push(...rulesOf(added.policy, file, document.lineOf));
      }
      if (seen.has(added.id)) report(`${added.id} is defined twice`);
      seen.add(added.id);
      if (added.binding) references.push({ binding: added.binding, report });
    }
  }
  for (const { binding, report } of references) {
    checkReference(
      binding,
      { policies: set.policies, params: [...set.params, ...given] },
      report,
    );
  }
  return set;
}

function checkReference(
  binding: PolicyBinding,
  { policies, params }: Pick<PolicySet, 'policies' | 'params'>,
  report: Report,
): void {
  const { policyName, paramRef } = binding.spec;
  const policy = policies.find(({ metadata }) => metadata.name === policyName);
  if (!policy) {
    report(`there is no policy '${policyName}'`, ['spec', 'policyName']);
  } else if (paramRef && !policy.spec.paramKind) {
    report(`the policy '${policyName}' has no paramKind`, ['spec', 'paramRef']);
  } else if (paramRef?.name) {
    // In a cluster it would deny everything, the pods of all tenants too.
    const found = resolveParams(policy, binding, params, paramRef.namespace);
    if ('missing' in found && found.missing === 'Deny') {
      const { name, namespace } = paramRef;
      const place = namespace ? `${namespace}/${name}` : name;
      report(
        `there is no ${policy.spec.paramKind?.kind} '${place}', which the policy '${policyName}' needs`,
        ['spec', 'paramRef'],
      );
    }
  }
}

function reporter(
  errors: PolicyFileError[],
  file: string,
  document: ParsedDocument,
): Report {
  return (message, path = []) =>
    errors.push({
      file,
      line: document.lineOf(path),
      ...(path.length > 0 && { path: path.join('.') }),
      message,
    });
}

/** Adds a valid document to the set and says what it is; reports an invalid one. */
function addDocument(
  set: PolicySet,
  value: unknown,
  report: Report,
):
  | { id: string; policy?: AdmissionPolicy; binding?: PolicyBinding }
  | undefined {
  switch (kindOf(value)) {
    case 'ValidatingAdmissionPolicy': {
      const policy = parseWith(policySchema, value, report);
      if (!policy) return undefined;
      for (const { message, path } of compilePolicy(policy).problems) {
        report(message, path);
      }
      set.policies.push(policy);
      return { id: `${policy.kind} ${policy.metadata.name}`, policy };
    }
    case 'ValidatingAdmissionPolicyBinding': {
      const binding = parseWith(bindingSchema, value, report);
      if (!binding) return undefined;
      set.bindings.push(binding);
      return { id: `${binding.kind} ${binding.metadata.name}`, binding };
    }
    default: {
      const param = parseWith(paramSchema, value, report);
      if (!param) return undefined;
      set.params.push(param);
      const { name, namespace } = param.metadata;
      return {
        id: [param.apiVersion, param.kind, namespace, name].join(' '),
      };
    }
  }
}

function kindOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'kind' in value
    ? value.kind
    : undefined;
}

function parseWith<T>(
  schema: z.ZodType<T>,
  value: unknown,
  report: Report,
): T | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const { message, path } of parsed.error.issues) report(message, path);
  return undefined;
}
