import { platformSchema } from '@plumbline/plugin-odoo-common';
import { parseAllDocuments } from 'yaml';
import { environmentDocument } from '../../__testUtils__/documents';
import { platformInput } from '../../__testUtils__/platform';
import { parseCalendar } from '../../calendar';
import { RegistrySnapshot } from '../../registry';
import { ComingEnvironment } from '../input/comingEnvironments';
import { dueFiles } from './dueFiles';
import { sourceKey } from '../input/sourceKey';

const FLUX = 'clusters/aks-north-1/freezes.yaml';
const ARGO = 'clusters/aks-north-1/sync-windows.yaml';
const NOW = new Date('2026-11-25T00:00:10.000Z');

const platformOf = (gitops: 'flux' | 'argo-cd', changeWindows = {}) =>
  platformSchema.parse({
    ...platformInput,
    changeWindows,
    clusters: platformInput.clusters
      .filter(({ name }) => name === 'aks-north-1')
      .map(cluster => ({ ...cluster, gitops })),
    restoreTest: {
      image: `registry.example/restore-test@sha256:${'a'.repeat(64)}`,
      storeAddresses: ['10.0.0.0/24'],
    },
  });

const freeze = (from: string, to: string, rule?: string) =>
  parseCalendar(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'BEGIN:VEVENT',
      'UID:freeze',
      'SUMMARY:Year end',
      'CATEGORIES:FREEZE',
      `DTSTART:${from}T000000Z`,
      `DTEND:${to}T000000Z`,
      ...(rule ? [`RRULE:${rule}`] : []),
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  );

function snapshotOf(
  refs: readonly `${string}/qa`[],
  over: Partial<Record<keyof RegistrySnapshot, unknown>> = {},
): RegistrySnapshot {
  const { metadata, spec, placement } = environmentDocument(
    'harbour-civil/qa',
    { tier: 2 },
  );
  const environments = new Map(
    refs.map(ref => {
      const [tenant] = ref.split('/');
      return [ref, { ...metadata, tenant, spec, placement }];
    }),
  );
  const calendar = freeze('20261110', '20261125');
  return {
    head: 'head',
    environments,
    named: new Set(refs),
    calendars: new Map([['harbour-civil', calendar]]),
    files: new Map(),
    errors: [],
    ...over,
  } as unknown as RegistrySnapshot;
}

const due = (
  snapshot: RegistrySnapshot,
  gitops: 'flux' | 'argo-cd',
  {
    now = NOW,
    found = '',
    passing = new Map<string, number>(),
    changeWindows = {},
    coming = [] as ComingEnvironment[],
    texts = undefined as ReadonlyMap<string, string> | undefined,
  } = {},
) =>
  dueFiles(snapshot, {
    platform: platformOf(gitops, changeWindows),
    repository: {
      read: async (_: string, [path]: readonly string[]) =>
        texts ?? new Map([[path, found]]),
    } as unknown as Parameters<typeof dueFiles>[1]['repository'],
    passing,
    coming,
    now,
  });

function freezesIn(content: string | undefined) {
  const found = parseAllDocuments(content ?? '')
    .map(each => each.toJS())
    .find(({ kind }) => kind === 'ConfigMap');
  return JSON.parse(found.data['freezes.json']);
}

describe('files of freezes', () => {
  it('have the project of a tenant before its first environment, on its cluster alone, and are the same once that is there', async () => {
    const coming = (cluster: string): ComingEnvironment[] => [
      { ref: { tenant: 'first', stage: 'qa' }, cluster, keeps: true },
    ];
    const projects = async (...args: Parameters<typeof due>) => {
      const { files } = await due(...args);
      return parseAllDocuments(files.get(ARGO) ?? '').map(
        each => each.toJS().metadata.name,
      );
    };
    const before = snapshotOf(['harbour-civil/qa']);
    const there = { coming: coming('aks-north-1') };
    expect(await projects(before, 'argo-cd', there)).toEqual([
      'odoo-first',
      'odoo-harbour-civil',
    ]);
    const elsewhere = { coming: coming('aks-west-1') };
    expect(await projects(before, 'argo-cd', elsewhere)).toEqual([
      'odoo-harbour-civil',
    ]);
    const after = snapshotOf(['harbour-civil/qa', 'first/qa']);
    const { files } = await due(after, 'argo-cd', there);
    expect(files).toEqual((await due(after, 'argo-cd')).files);
  });

  it('keep closed what cannot be read, wherever its entry lies, and let no sibling that passes open it', async () => {
    const snapshot = snapshotOf(['harbour-civil/qa'], {
      named: new Set([
        'harbour-civil/qa',
        'harbour-civil/production',
        'lost/qa',
      ]),
      files: new Map([
        ['clusters/aks-north-1/harbour-civil-production.yaml', 'b'],
      ]),
    });
    const { files } = await due(snapshot, 'flux');
    expect(freezesIn(files.get(FLUX)).environments).toEqual({
      'harbour-civil-production': { tenant: 'harbour-civil' },
      'harbour-civil-qa': { tenant: 'harbour-civil' },
    });
    const passing = new Map([['harbour-civil/qa', Date.parse('2026-11-26')]]);
    const { files: argo } = await due(snapshot, 'argo-cd', { passing });
    const [project] = parseAllDocuments(argo.get(ARGO) ?? '').map(each =>
      each.toJS(),
    );
    expect(project.spec.syncWindows[0].applications).toEqual([
      'harbour-civil-production',
    ]);
  });

  it('hold back who comes last after a freeze that ends at midnight, when the file is made anew', async () => {
    const { files } = await due(snapshotOf(['harbour-civil/qa']), 'flux');
    const [[, to]] = freezesIn(files.get(FLUX)).tenants['harbour-civil'];
    expect(Date.parse(to)).toBeGreaterThanOrEqual(Date.parse('2026-11-25'));
  });

  it('are renewed well before they close, however short the horizon is', async () => {
    const changeWindows = { horizon: 'P4D' };
    const snapshot = snapshotOf(['harbour-civil/qa'], {
      files: new Map([[ARGO, 'blob']]),
    });
    const first = await due(snapshot, 'argo-cd', { changeWindows });
    const found = first.files.get(ARGO) ?? '';
    const isDue = async (now: string) =>
      (
        await due(snapshot, 'argo-cd', {
          changeWindows,
          found,
          now: new Date(now),
        })
      ).files.size > 0;
    expect(await isDue('2026-11-26T12:00:00Z')).toBe(false);
    expect(await isDue('2026-11-27T00:00:10Z')).toBe(true);
  });

  const crowd = (count: number, name = 'tenant') =>
    snapshotOf(
      Array.from(
        { length: count },
        (_, index) => `${name}-${index}/qa` as const,
      ),
      {
        calendars: new Map([
          ['harbour-civil', freeze('20261124', '20261126', 'FREQ=WEEKLY')],
        ]),
      },
    );

  it('of Argo CD are several where the tenants need it, none of them too large to read, and go when they are not needed', async () => {
    const { files, failed } = await due(crowd(2_000), 'argo-cd');
    expect([...failed]).toEqual([]);
    expect(files.size).toBeGreaterThan(1);
    const sizes = [...files.values()].map(text => text?.length ?? 0);
    expect(Math.max(...sizes)).toBeLessThan(1_000_000);
    const names = [...files.values()].flatMap(
      text => text?.match(/^ {2}name: odoo-tenant-\d+$/gm) ?? [],
    );
    expect([names.length, new Set(names).size]).toEqual([2_000, 2_000]);

    const blobs = new Map([...files.keys()].map(path => [path, 'blob']));
    const texts = new Map([...files].map(([path, text]) => [path, text ?? '']));
    const same = { ...crowd(2_000), files: blobs };
    expect((await due(same, 'argo-cd', { texts })).files.size).toBe(0);
    const fewer = { ...crowd(20), files: blobs };
    const { files: left } = await due(fewer, 'argo-cd', { texts });
    expect([...left.keys()]).toEqual([...files.keys()]);
    const [first, ...others] = [...left.values()];
    expect(first).toContain('odoo-tenant-19');
    expect(new Set(others)).toEqual(new Set([undefined]));
  }, 120_000);

  it('of Flux tell of fewer days where a ConfigMap has no room for more, and are renewed in time', async () => {
    const { files, clusters } = await due(crowd(1_000), 'flux');
    expect(Buffer.byteLength(files.get(FLUX) ?? '')).toBeLessThan(1_000_000);
    const [{ knownUntil }] = clusters;
    const { knownUntil: told } = freezesIn(files.get(FLUX));
    expect(told).toBe(knownUntil.toISOString());
    const days = (knownUntil.getTime() - NOW.getTime()) / 86_400_000;
    expect(days).toBeGreaterThan(10);
    expect(days).toBeLessThan(89);
  }, 120_000);

  it('that have no room at all are not published, and that is said', async () => {
    const { files, failed } = await due(crowd(2_000, 't'.repeat(200)), 'flux');
    expect(files.size).toBe(0);
    expect(failed.get('aks-north-1')).toMatch(/no room for so many tenants/);
  }, 120_000);

  it('are looked at anew when a calendar, a tier, a file or what can be read changes, and by no other commit', () => {
    const refs = ['harbour-civil/qa'] as const;
    const calendars = new Map([
      ['harbour-civil', freeze('20261110', '20261125')],
    ]);
    const key = (over: Parameters<typeof snapshotOf>[1]) =>
      sourceKey(snapshotOf(refs, { calendars, ...over }), platformOf('flux'));
    const before = key({});
    expect(
      key({
        head: 'other',
        files: new Map([
          ['environments/harbour-civil/qa/catalog-info.yaml', 'b'],
        ]),
      }),
    ).toBe(before);
    const changed = [
      key({ calendars: new Map() }),
      key({
        calendars: new Map([['harbour-civil', freeze('20261110', '20261126')]]),
      }),
      key({ named: new Set([...refs, 'harbour-civil/staging']) }),
      key({ files: new Map([[FLUX, 'by hand']]) }),
      key({ environments: new Map() }),
    ];
    expect(new Set([before, ...changed]).size).toBe(changed.length + 1);
  });
});
