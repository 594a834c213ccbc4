import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  Environment,
  LABELS,
  Platform,
  environmentDocumentSchema,
  platformSchema,
  releaseDocumentSchema,
} from '@plumbline/plugin-odoo-common';
import { expectationOf } from '@plumbline/plugin-odoo-golden-path';
import {
  PLATFORM_FILE,
  Sandbox,
  apiVersionOf,
  clusterKinds,
  startSandbox,
  type NewObject,
} from 'sandbox';
import { parse } from 'yaml';

/** A dedicated production with everything that the golden path gives one. */
const TENANT = 'harbour-civil';
const STAGE = 'production';

/** One environment of the sandbox, as its controllers made it, to make many of. */
export interface Template {
  environment: Environment;
  /** In its namespace, and what Argo CD keeps of it elsewhere. */
  objects: NewObject[];
}

export async function templateFromSandbox(): Promise<Template> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-observe-'));
  try {
    const platform = platformSchema.parse(
      parse(await readFile(PLATFORM_FILE, 'utf8')),
    );
    const sandbox = await startSandbox({ dataDir: folder });
    try {
      const environment = await environmentIn(sandbox, platform);
      return { environment, objects: await objectsOf(sandbox, environment) };
    } finally {
      await sandbox.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function environmentIn(
  { gitopsUrl }: Sandbox,
  platform: Platform,
): Promise<Environment> {
  const show = async (path: string) => {
    const { stdout } = await promisify(execFile)(
      'git',
      ['show', `main:${path}`],
      { cwd: gitopsUrl },
    );
    return parse(stdout);
  };
  const { metadata, spec, placement } = environmentDocumentSchema.parse(
    await show(`environments/${TENANT}/${STAGE}/environment.yaml`),
  );
  const release = releaseDocumentSchema.parse(
    await show(`releases/${spec.odoo.release}.yaml`),
  );
  return {
    ...metadata,
    spec,
    placement,
    expectation: expectationOf({
      ref: metadata,
      spec,
      placement,
      platform,
      release,
    }),
    revision: { commit: 'f'.repeat(40), at: new Date().toISOString() },
  };
}

async function objectsOf(
  { clusters }: Sandbox,
  { tenant, stage, placement, expectation }: Environment,
): Promise<NewObject[]> {
  const cluster = clusters.find(({ name }) => name === placement.cluster);
  if (!cluster) throw new Error(`The sandbox has no ${placement.cluster}`);
  const objects: NewObject[] = [];
  for (const kind of clusterKinds.kinds) {
    if (kind.review || kind.storedAs || !kind.namespaced) continue;
    const apiVersion = apiVersionOf(kind);
    const root = kind.group ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const { items } = await read(cluster, `${root}/${kind.plural}`);
    objects.push(
      ...items
        .filter(
          ({ metadata: { namespace, labels } }) =>
            namespace === expectation.namespace ||
            (labels?.[LABELS.tenant] === tenant &&
              labels[LABELS.stage] === stage),
        )
        .map(object => ({ ...object, apiVersion, kind: kind.kind })),
    );
  }
  return objects;
}

async function read(
  { url, caData, adminToken }: Sandbox['clusters'][number],
  path: string,
): Promise<{ items: NewObject[] }> {
  const text = await new Promise<string>((resolve, reject) => {
    request(
      `${url}${path}`,
      {
        ca: Buffer.from(caData, 'base64'),
        headers: { authorization: `Bearer ${adminToken}` },
      },
      response => {
        let body = '';
        response.setEncoding('utf8').on('data', chunk => {
          body += chunk;
        });
        response.on('end', () => resolve(body));
      },
    )
      .on('error', reject)
      .end();
  });
  return JSON.parse(text);
}
