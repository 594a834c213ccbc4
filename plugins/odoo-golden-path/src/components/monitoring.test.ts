import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  EXAMPLE_REF,
  examplePlatform,
  exampleSpec,
  renderInputFor,
} from '../__testUtils__/examples';
import { idOf, objectsIn } from '../__testUtils__/objects';
import { renderEnvironment } from '../render/renderEnvironment';

interface Rule {
  alert: string;
  expr: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

const render = (...input: Parameters<typeof renderInputFor>) =>
  objectsIn(renderEnvironment(renderInputFor(...input)));

function rulesOf(...input: Parameters<typeof renderInputFor>): Rule[] {
  const object = render(...input).find(
    candidate => idOf(candidate) === 'PrometheusRule/odoo-health',
  );
  const groups = (object?.spec?.groups ?? []) as unknown as { rules: Rule[] }[];
  return groups.flatMap(({ rules }) => rules);
}

const RUNBOOK = resolve(__dirname, '../../../../docs/runbooks/health.md');

describe('monitoring', () => {
  it('wakes somebody for what does not run, in this namespace only', () => {
    const rules = rulesOf();
    expect(rules.map(({ alert }) => alert)).toEqual([
      'OdooWebUnavailable',
      'OdooWebsocketUnavailable',
      'OdooCronUnavailable',
      'OdooQueueUnavailable',
      'OdooDatabaseUnavailable',
      'OdooDatabaseInstanceMissing',
      'OdooAutoscalerAtMaximum',
      'OdooVolumeFull',
    ]);
    for (const { expr } of rules) {
      const selectors = expr.match(/\w+\{[^}]*\}/g) ?? [];
      expect(selectors).not.toEqual([]);
      for (const selector of selectors) {
        expect(selector).toContain('namespace="odoo-harbour-civil-production"');
      }
    }
  });

  it('fires when the metric of what must run is missing, and not while a migration runs', () => {
    const [web] = rulesOf();
    expect(web.expr).toMatch(/^\(max\((.+)\) == 0 or absent\(\1\)\) unless /);
    expect(web.expr).toContain('job_name=~"odoo-migrate-.*"');
  });

  it('calls no autoscaler limited that has one number only', () => {
    const alertsOf = (named: number) =>
      rulesOf(exampleSpec({ users: { named } })).map(({ alert }) => alert);
    expect(alertsOf(250)).toContain('OdooAutoscalerAtMaximum');
    expect(alertsOf(10)).not.toContain('OdooAutoscalerAtMaximum');
  });

  it('leads to sections of the runbook of health that exist', () => {
    const sections = readFileSync(RUNBOOK, 'utf8')
      .split('\n')
      .filter(line => line.startsWith('## '))
      .map(line => `#${line.slice(3)}`);
    for (const { annotations } of rulesOf()) {
      expect(sections).toContain(new URL(annotations.runbook_url).hash);
    }
  });

  it('says nothing of an environment that sleeps, or where the platform wants no alerts', () => {
    const asleep = exampleSpec({ tier: 3, schedule: 'office-hours' });
    expect(rulesOf(asleep, { ...EXAMPLE_REF, stage: 'qa' })).toEqual([]);
    const silent = examplePlatform({ alerts: undefined });
    expect(rulesOf(exampleSpec(), EXAMPLE_REF, silent)).toEqual([]);
  });

  it('finds the metrics of a database of its own, by the group that the platform names', () => {
    const monitorsOf = (...input: Parameters<typeof renderInputFor>) =>
      render(...input)
        .filter(({ kind }) => kind === 'PodMonitor')
        .map(({ apiVersion, spec }) => ({ apiVersion, spec }));
    const azure = examplePlatform({
      monitoring: { apiVersion: 'azmonitoring.coreos.com/v1' },
    });
    expect(monitorsOf(exampleSpec(), EXAMPLE_REF, azure)).toMatchObject([
      {
        apiVersion: 'azmonitoring.coreos.com/v1',
        spec: { selector: { matchLabels: { 'cnpg.io/cluster': 'odoo-db' } } },
      },
    ]);
    expect(monitorsOf(exampleSpec({ tenancy: 'shared' }))).toEqual([]);
    expect(
      monitorsOf(
        exampleSpec(),
        EXAMPLE_REF,
        examplePlatform({ monitoring: undefined }),
      ),
    ).toEqual([]);
  });

  it.each([
    ['monitoring', undefined],
    ['monitoring', {}],
    ['kube-system', { namespace: 'kube-system' }],
  ])('lets Prometheus in from the namespace %s', (namespace, monitoring) => {
    const policy = render(
      exampleSpec(),
      EXAMPLE_REF,
      examplePlatform({ monitoring }),
    ).find(({ metadata }) => metadata.name === 'allow-database')!;
    expect(policy.spec?.ingress).toContainEqual({
      from: [
        {
          namespaceSelector: {
            matchLabels: { 'kubernetes.io/metadata.name': namespace },
          },
        },
      ],
      ports: [{ port: 9187, protocol: 'TCP' }],
    });
  });
});
