import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  platformOf,
  releaseOf,
  specOf,
} from '@plumbline/plugin-odoo-common/testUtils';
import {
  planEnvironment,
  renderRestoreTest,
} from '@plumbline/plugin-odoo-golden-path';
import { parseAllDocuments } from 'yaml';
import { readSettings } from './readSettings';

const ref = { tenant: 'harbour-civil', stage: 'production' } as const;

/** The variables of the Job that the golden path renders. */
function renderedVariables(): Record<string, string> {
  const spec = specOf();
  const platform = platformOf({
    restoreTest: {
      image: `registry.example/restore-test@sha256:${'d'.repeat(64)}`,
      storeAddresses: ['10.20.4.5/32'],
    },
  });
  const files = renderRestoreTest({
    ref,
    spec,
    platform,
    release: releaseOf(),
    placement: planEnvironment({ ref, spec, platform }).placement,
    test: {
      id: '0f4d2c1e-5a52-4f0c-9f0e-3f8b1c2d4e5f',
      nonce: '0123456789abcdef0123456789abcdef',
      point: {
        backup: '20261121T013001',
        timeline: 1,
        segment: '000000010000000100000020',
        at: '2026-11-21T11:55:00.000Z',
        systemId: '7708150322908187512',
        lineage: 'odoo-db',
      },
    },
  });
  const [job] = files
    .flatMap(({ content }) => parseAllDocuments(content))
    .map(document => document.toJS())
    .filter(({ kind }) => kind === 'Job');
  const [{ env }] = job.spec.template.spec.containers;
  return Object.fromEntries(
    env.map(({ name, value }: { name: string; value: string }) => [
      name,
      value,
    ]),
  );
}

describe('the settings that the golden path renders', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'settings-'));
    const key = generateKeyPairSync('ed25519').privateKey;
    await writeFile(join(folder, 'sas'), '?sv=2026-06-06&sig=abc%3D\n');
    await writeFile(
      join(folder, 'key'),
      key.export({ type: 'pkcs8', format: 'pem' }),
    );
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('are all that the program needs besides what its image sets, and none that it does not know', () => {
    const rendered = renderedVariables();
    const settings = readSettings({
      ...rendered,
      // Mounted in the cluster.
      RESTORE_TEST_READ_SAS_FILE: join(folder, 'sas'),
      RESTORE_TEST_RESULT_SAS_FILE: join(folder, 'sas'),
      RESTORE_TEST_SIGNING_KEY_FILE: join(folder, 'key'),
      RESTORE_TEST_POSTGRES_BIN: '/usr/lib/postgresql/17/bin',
    });
    expect(settings).toMatchObject({
      ENVIRONMENT: 'harbour-civil/production',
      POINT: { segment: '000000010000000100000020' },
      READ_SAS_FILE: 'sv=2026-06-06&sig=abc%3D',
      FILESTORE_LAG_SECONDS: 300,
    });
    expect(
      Object.keys(rendered).filter(
        name => !(name.replace('RESTORE_TEST_', '') in settings),
      ),
    ).toEqual([]);
  });
});
