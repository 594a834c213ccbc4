import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  Collector,
  odooCollectorsExtensionPoint,
} from '@plumbline/plugin-odoo-node';
import odooModuleMetrics from '.';

async function addedBy(odoo: object) {
  const collectors: Collector[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        odooCollectorsExtensionPoint,
        { addCollector: collector => void collectors.push(collector) },
      ],
    ],
    features: [
      odooModuleMetrics,
      mockServices.rootConfig.factory({
        data: { odoo: JSON.parse(JSON.stringify(odoo)) },
      }),
    ],
  });
  await backend.stop();
  return collectors;
}

it('claims approvals, postings and queues where a Prometheus is configured', async () => {
  const prometheus = [
    { name: 'north', url: 'https://prometheus.example', clusters: ['north'] },
  ];
  expect(await addedBy({ metrics: { prometheus } })).toMatchObject([
    {
      id: 'metrics',
      probes: ['business.approvals', 'business.postings', 'business.queue'],
    },
  ]);
});

it('claims nothing where none is: a probe that nobody claims is not collected', async () => {
  expect(await addedBy({})).toEqual([]);
});
