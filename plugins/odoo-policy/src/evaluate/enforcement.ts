import type { PolicyBinding } from '../policy/schema';
import type { CompiledPolicy } from './compilePolicy';
import type { Finding } from './runPolicy';

const UNBOUND = 'no binding: a cluster would not enforce this policy';

/** What a binding makes of a policy's findings. */
export interface BindingOutcome {
  name?: string;
  applies: boolean;
  /** What blocks the object. */
  findings: Finding[];
  /** What is reported without blocking. */
  notes: string[];
  /** Those of them that a cluster tells the client, under the action Warn. */
  warnings: string[];
}

/**
 * Splits findings into what blocks and what is only reported. Without a
 * binding they block, and every message says that no cluster would.
 */
export function enforce(
  { policy }: CompiledPolicy,
  binding: PolicyBinding | undefined,
  found: Finding[],
): BindingOutcome {
  const notes = binding ? [] : [UNBOUND];
  const actions = binding?.spec.validationActions ?? ['Deny'];
  const denies = actions.includes('Deny');
  const ignoresErrors = policy.spec.failurePolicy === 'Ignore';
  const outcome: BindingOutcome = {
    name: binding?.metadata.name,
    applies: true,
    findings: [],
    notes: [...notes],
    warnings: [],
  };
  for (const finding of found) {
    if (finding.unknown) {
      outcome.findings.push(finding);
    } else if (finding.kind === 'error' && ignoresErrors) {
      outcome.notes.push(`error ignored by failurePolicy: ${finding.message}`);
    } else if (!denies) {
      outcome.notes.push(`${actions.join(', ')} only: ${finding.message}`);
      if (actions.includes('Warn')) outcome.warnings.push(finding.message);
    } else {
      const message = [finding.message, ...notes].join('; ');
      outcome.findings.push({ ...finding, message });
    }
  }
  return outcome;
}
