import { parseArgs } from 'node:util';
import { UsageError } from '../UsageError';

export const USAGE = `Usage: ./plumb check-policies --policies DIR [--params FILE] MANIFEST... [--json]

The policy gate of the portal, for pipelines: what admission would say of the manifests.

  --policies DIR  folder with ValidatingAdmissionPolicies, their bindings and parameters, and its
                  subfolders; folders named samples hold cases of the policies and are left out
  --params FILE   more parameters; may be repeated. They win over those of the same name in DIR
  MANIFEST        a YAML or JSON file of objects, or a folder of such files; a Namespace among them
                  is the namespaceObject of what lies in it; - reads standard input
  --json          [{ policy, object, verdict: pass|fail|error|not-matched, message }] on standard
                  output, and nothing else there; object is Kind/namespace/name, in the cluster
                  scope Kind/name, and for what is wrong with a file its place

Ends with 0 when every policy holds; 1 when one does not or could not be evaluated, or none applies to
any object; 2 when an argument is wrong.`;

export interface Arguments {
  help: boolean;
  policies: string;
  params: string[];
  manifests: string[];
  json: boolean;
}

/** @throws UsageError */
export function readArguments(args: string[]): Arguments {
  const { values, positionals } = parse(args);
  const { help, policies = '', params, json } = values;
  if (!help && policies === '') {
    throw new UsageError('--policies DIR is needed');
  }
  if (!help && positionals.length === 0) {
    throw new UsageError('at least one MANIFEST is needed');
  }
  return { help, policies, params, manifests: positionals, json };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        policies: { type: 'string' },
        params: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    const code = String(Object(error).code);
    if (!code.startsWith('ERR_PARSE_ARGS')) throw error;
    // The first sentence names the argument; the rest is advice for other programs.
    const [reason] = Object(error).message.split(/\. |\n/);
    throw new UsageError(
      `${reason}; accepted are --policies, --params and --json`,
    );
  }
}
