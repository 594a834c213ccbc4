import {
  evaluatePolicies,
  parsePolicyFiles,
} from '@plumbline/plugin-odoo-policy';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT, readText } from '../plugins';
import {
  Manifest,
  kustomization,
  manifestFiles,
  portalManifests,
  targetClusterManifests,
} from './manifests';
import { problemsOf, schemasPresent } from './publishedSchemas';

const POLICIES = 'plugins/odoo-policy/policies';
/** They ask for a tenant's labels and for what an environment consists of: the portal is none. */
const OF_TENANTS = ['resources-and-labels.yaml', 'kinds-allowed.yaml'];

const policies = parsePolicyFiles(
  readdirSync(join(ROOT, POLICIES))
    .filter(file => file.endsWith('.yaml') && !OF_TENANTS.includes(file))
    .map(file => ({ file, content: readText(POLICIES, file) })),
);

/** What the golden path adds to the namespaces that the policies are enforced in. */
const MANAGED = {
  'plumbline.dev/managed': 'true',
  'plumbline.dev/tier': '1',
  'plumbline.dev/network-policy': 'default-deny',
};

const asManaged = (object: Manifest) => ({
  ...object,
  metadata: {
    ...object.metadata,
    labels: { ...object.metadata.labels, ...MANAGED },
  },
});

const manifest = (kind: string) =>
  portalManifests().find(each => each.kind === kind)!;

if (!schemasPresent) {
  process.stderr.write('The published schemas are absent: not compared\n');
}

describe('the manifests of the portal', () => {
  it('are all part of the kustomization, but for the clusters that Odoo runs on', () => {
    expect([...kustomization().resources].sort()).toEqual(
      manifestFiles()
        .filter(
          name => !['kustomization.yaml', 'targetCluster.yaml'].includes(name),
        )
        .sort(),
    );
  });

  it('keep the policies that it holds others to', () => {
    const objects = portalManifests().map(object => ({
      object: object.kind === 'Namespace' ? asManaged(object) : object,
      operation: 'CREATE' as const,
    }));
    const results = evaluatePolicies({ ...policies, objects, namespaces: [] });
    const verdict = (wanted: string) =>
      results.filter(result => result.verdict === wanted);
    expect([...verdict('fail'), ...verdict('error')]).toEqual([]);
    expect(verdict('pass').map(({ policy }) => policy)).toEqual(
      expect.arrayContaining(['images-by-digest', 'no-privileged-containers']),
    );
  });

  it('may only list, on the clusters that Odoo runs on, and no Secrets', () => {
    const role = targetClusterManifests().find(
      ({ kind }) => kind === 'ClusterRole',
    )!;
    const rules = role.rules as { resources: string[]; verbs: string[] }[];
    expect(new Set(rules.flatMap(({ verbs }) => verbs))).toEqual(
      new Set(['list']),
    );
    expect(rules.flatMap(({ resources }) => resources)).not.toContain(
      'secrets',
    );
    const readme = readText('plugins/odoo-backend-module-kubernetes/README.md');
    const [, documented] =
      readme.match(/```yaml\n(apiVersion: rbac[\s\S]*?)```/) ?? [];
    expect(parse(documented).rules).toEqual(rules);
  });

  it('start replicas one after the other: two at once lock each other out of an empty database', () => {
    expect(manifest('StatefulSet').spec).toMatchObject({
      podManagementPolicy: 'OrderedReady',
      serviceName: manifest('Service').metadata.name,
      template: {
        spec: {
          containers: [
            {
              readinessProbe: {
                httpGet: { path: '/.backstage/health/v1/readiness' },
              },
            },
          ],
        },
      },
    });
  });

  it('give the portal what its configuration asks for', () => {
    const asked = readText('app-config.production.yaml').match(
      /(?<=\$\{)[A-Z0-9_]+(?=\})/g,
    );
    const text = JSON.stringify([
      manifest('ConfigMap'),
      manifest('StatefulSet'),
    ]);
    const missing = [...new Set(asked)].filter(
      name => !text.includes(`"${name}"`),
    );
    expect(missing).toEqual([]);
  });
});

const describeWithSchemas = schemasPresent ? describe : describe.skip;

describeWithSchemas('the manifests of the portal and its clusters', () => {
  it('are as the APIs of the cluster have it', () => {
    const all = [...portalManifests(), ...targetClusterManifests()];
    expect(all.flatMap(problemsOf)).toEqual([]);
  });
});

describe('the image of the portal', () => {
  it('is built from a base that is named by the builder, and does not run as root', () => {
    const lines = readText('deploy/Dockerfile').split('\n');
    const bases = lines.filter(line => line.startsWith('FROM '));
    expect(bases.every(line => line.startsWith('FROM ${NODE_IMAGE}'))).toBe(
      true,
    );
    expect(lines).toContain('ARG NODE_IMAGE');
    expect(lines.filter(line => line.startsWith('USER '))).toEqual([
      'USER 1000:1000',
    ]);
  });

  it('has every file that it copies', () => {
    const sources = readText('deploy/Dockerfile')
      .split('\n')
      .filter(line => line.startsWith('COPY ') && !line.includes('--from'))
      .flatMap(line => line.split(' ').slice(1, -1));
    const present = readdirSync(ROOT);
    expect(
      sources.filter(file => file !== '.' && !present.includes(file)),
    ).toEqual([]);
  });
});
