import { FROZEN_UNTIL_ANNOTATION } from '@plumbline/plugin-odoo-common';

/** Where the pod finds what it is told. */
export const FREEZER_DIRECTORY = '/freezes';
export const FREEZER_FILES = { program: 'freezer.mjs', data: 'freezes.json' };

/** Of its writes: neither Flux nor kubectl takes such a field for its own and undoes it. */
const FIELD_MANAGER = 'plumbline-freezes';

/** A minute until it is started, and one until it has started. */
const EARLY_MS = 2 * 60_000;

/** Calls at a time. */
const PARALLEL = 10;

/** What the program reads; moments are RFC 3339 in UTC. */
export interface FreezerData {
  knownUntil: string;
  /** By tenant, sorted: from, to, why. One that is not there is closed, and nobody knows until when. */
  tenants: Record<string, [from: string, to: string, because: string][]>;
  /** By the name of the Kustomization. Without a tenant it keeps no freezes. */
  environments: Record<string, { tenant?: string; passesUntil?: string }>;
}

/**
 * The program of the CronJob, for Node.js 20 or later without any library. It suspends what is closed and takes back
 * what it did itself, so that an environment that somebody has suspended by hand stays so. One that is already suspended
 * has no mark of ours, one of ours says until when. It writes against the version that it read: whoever changes the
 * object meanwhile wins, and the next minute looks again.
 */
export const FREEZER = `import { readFileSync } from 'node:fs';

const MARK = '${FROZEN_UNTIL_ANNOTATION}';
const {
  KUBERNETES_API = 'https://kubernetes.default.svc',
  TOKEN_FILE = '/var/run/secrets/kubernetes.io/serviceaccount/token',
  FREEZES = '${FREEZER_DIRECTORY}/${FREEZER_FILES.data}',
  FLUX_NAMESPACE,
} = process.env;
const token = readFileSync(TOKEN_FILE, 'utf8').trim();
const { knownUntil, tenants, environments } = JSON.parse(readFileSync(FREEZES, 'utf8'));
const now = Date.now();

/** Until when and why an environment is closed now; undefined: it is open. What is not known is closed. */
function closureOf({ tenant, passesUntil }) {
  if (tenant === undefined || (passesUntil && now < Date.parse(passesUntil))) return undefined;
  const closed = tenants[tenant] ?? [];
  const found = closed.find(([from, to]) => Date.parse(from) - ${EARLY_MS} <= now && now < Date.parse(to));
  if (found) return { until: found[1], because: found[2] };
  return now < Date.parse(knownUntil) && tenant in tenants
    ? undefined
    : { until: 'unknown', because: 'its calendars are not known' };
}

/** The change that is needed; undefined: none. */
function changeFor({ metadata, spec }, closure) {
  const mark = metadata.annotations?.[MARK];
  if (closure) {
    // Somebody has suspended it by hand, and ends that by hand.
    if (spec.suspend && mark === undefined) return undefined;
    if (spec.suspend && mark === closure.until) return undefined;
    return { suspend: true, mark: closure.until };
  }
  return mark === undefined ? undefined : { suspend: null, mark: null };
}

async function call(name, patch) {
  const path = \`/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/\${FLUX_NAMESPACE}/kustomizations/\${name}\`;
  const answer = await fetch(\`\${KUBERNETES_API}\${path}\${patch ? '?fieldManager=${FIELD_MANAGER}' : ''}\`, {
    method: patch ? 'PATCH' : 'GET',
    headers: { authorization: \`Bearer \${token}\`, 'content-type': 'application/merge-patch+json' },
    body: patch && JSON.stringify(patch),
    signal: AbortSignal.timeout(10_000),
  });
  // It is not there yet, or not any more.
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Error(\`\${answer.status} \${await answer.text()}\`);
  return answer.json();
}

async function keep(name, environment) {
  const found = await call(name);
  const closure = closureOf(environment);
  const change = found && changeFor(found, closure);
  if (!change) return;
  await call(name, {
    metadata: { resourceVersion: found.metadata.resourceVersion, annotations: { [MARK]: change.mark } },
    spec: { suspend: change.suspend },
  });
  console.log(closure ? \`\${name}: suspended until \${closure.until}: \${closure.because}\` : \`\${name}: resumed\`);
}

const left = Object.entries(environments);
async function work() {
  for (let next = left.shift(); next; next = left.shift()) {
    const [name, environment] = next;
    try {
      await keep(name, environment);
    } catch (error) {
      // One that cannot be written keeps nobody else from being closed.
      console.error(\`\${name}: \${error}\`);
      process.exitCode = 1;
    }
  }
}
// Slow answers to some must not use up the minute of the others.
await Promise.all(Array.from({ length: ${PARALLEL} }, work));
`;
