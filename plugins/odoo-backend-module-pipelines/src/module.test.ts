import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  PipelineEvidenceReader,
  odooPipelineEvidenceExtensionPoint,
} from '@plumbline/plugin-odoo-node';
import odooModulePipelines from '.';

it('asks both providers by the integrations of the configuration', async () => {
  const readers: PipelineEvidenceReader[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        odooPipelineEvidenceExtensionPoint,
        { addReader: reader => readers.push(reader) },
      ],
    ],
    features: [
      odooModulePipelines,
      mockServices.rootConfig.factory({
        data: { integrations: { github: [{ host: 'github.example' }] } },
      }),
    ],
  });
  expect(readers.map(({ provider }) => provider)).toEqual([
    'github-actions',
    'azure-pipelines',
  ]);
  // A host of its own without the address of its API is not guessed.
  await expect(
    readers[0].read(
      {
        provider: 'github-actions',
        repository: 'harbour/odoo-addons',
        run: '1',
        url: 'https://ghes.example/harbour/odoo-addons/actions/runs/1',
      },
      'main',
    ),
  ).rejects.toThrow('There is no integration for ghes.example');
  await backend.stop();
});
