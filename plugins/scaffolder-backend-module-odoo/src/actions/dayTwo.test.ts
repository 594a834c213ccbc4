import { contentHashOf } from '@plumbline/plugin-odoo-common/testUtils';
import { ChangeControl } from '../__testUtils__/ChangeControl';
import { startScaffolder } from '../__testUtils__/startScaffolder';

const RACHEL = 'user:default/rachel';
const VALUES = {
  environment: 'harbour-civil/qa',
  reason: 'The rail division joins',
  contentHash: contentHashOf('a'),
};
const PROPOSAL = {
  environment: { tenant: 'harbour-civil', stage: 'qa' },
  reason: 'The rail division joins',
  expectedContentHash: contentHashOf('a'),
  dryRun: false,
};

describe('the actions that change an environment, run by the Scaffolder from their templates', () => {
  const changeControl = new ChangeControl();
  let scaffolder: Awaited<ReturnType<typeof startScaffolder>>;

  beforeAll(async () => {
    scaffolder = await startScaffolder(await changeControl.start());
  }, 60_000);
  afterAll(async () => {
    await scaffolder?.stop();
    await changeControl.stop();
  });

  it.each([
    [
      'odoo-resize',
      { namedUsers: 320, databaseGiB: 160 },
      { users: { named: 320 }, data: { databaseGiB: 160 } },
    ],
    [
      'odoo-change-tier',
      {
        tier: 2,
        recoveryRegion: 'westeurope',
        residency: ['northeurope', 'westeurope'],
      },
      {
        tier: 2,
        recoveryRegion: 'westeurope',
        residency: ['northeurope', 'westeurope'],
      },
    ],
    [
      'odoo-schedule',
      { schedule: 'office-hours' },
      { schedule: 'office-hours' },
    ],
    [
      'odoo-restart',
      { restartedAt: '2026-11-23T08:00:00.000Z' },
      { restartedAt: '2026-11-23T08:00:00.000Z' },
    ],
    ['odoo-expiry', { expires: 'never' }, { expires: 'never' }],
    [
      'odoo-host-names',
      { hostnames: ['old.odoo.example'] },
      { hostnames: ['old.odoo.example'] },
    ],
  ])(
    '%s names what is to be another, and nothing else',
    async (name, more, spec) => {
      changeControl.answerWith();
      const { output, error } = await scaffolder.run(
        RACHEL,
        { ...VALUES, ...more },
        name,
      );
      expect(error).toBeUndefined();
      expect(changeControl.received.map(({ proposal }) => proposal)).toEqual([
        { ...PROPOSAL, kind: 'update', spec },
      ]);
      expect(output).toMatchObject({
        links: [{ title: 'Open the change', url: '/changes/chg-7' }],
      });
    },
  );

  it('odoo-decommission says nothing of the spec', async () => {
    changeControl.answerWith();
    const { error } = await scaffolder.run(RACHEL, VALUES, 'odoo-decommission');
    expect(error).toBeUndefined();
    expect(changeControl.received.map(({ proposal }) => proposal)).toEqual([
      { ...PROPOSAL, kind: 'decommission' },
    ]);
  });

  it.each([
    [
      'odoo-promote',
      { release: '18.0-2026.11.1' },
      { kind: 'promote', release: '18.0-2026.11.1' },
    ],
    [
      'odoo-roll-back',
      { move: 'image-only', to: '18.0-2026.10.1' },
      {
        kind: 'roll-back',
        rollBack: { move: 'image-only', to: '18.0-2026.10.1' },
      },
    ],
  ])(
    '%s names the release and nothing of the spec',
    async (name, more, proposal) => {
      changeControl.answerWith();
      const { error } = await scaffolder.run(
        RACHEL,
        { ...VALUES, ...more },
        name,
      );
      expect(error).toBeUndefined();
      expect(changeControl.received.map(one => one.proposal)).toEqual([
        { ...PROPOSAL, ...proposal },
      ]);
    },
  );

  it('names a wrong release by the field that asks for it', async () => {
    const refuse = (path: string) =>
      changeControl.answerWith({
        status: 400,
        error: {
          name: 'InputError',
          message: '1 field is wrong',
          details: [{ path, message: 'is what it has', accepted: 'another' }],
        },
      });
    refuse('release');
    const promotion = await scaffolder.run(
      RACHEL,
      { ...VALUES, release: '18.0-2026.11.1' },
      'odoo-promote',
    );
    expect(promotion.error?.message).toContain('release: is what it has');
    refuse('rollBack.to');
    const rollBack = await scaffolder.run(
      RACHEL,
      { ...VALUES, move: 'image-only', to: '18.0-2026.11.1' },
      'odoo-roll-back',
    );
    expect(rollBack.error?.message).toContain('\nto: is what it has');
  });

  it('names a wrong field as the form does', async () => {
    changeControl.answerWith({
      status: 400,
      error: {
        name: 'InputError',
        message: '2 fields are wrong',
        details: [
          {
            path: 'environment',
            message: 'is none',
            accepted: '<tenant>/<stage>',
          },
          {
            path: 'spec.data.databaseGiB',
            message: 'a volume cannot shrink; it has 120 GiB',
            accepted: '120 or more',
          },
        ],
      },
    });
    const { error } = await scaffolder.run(
      RACHEL,
      { ...VALUES, databaseGiB: 20 },
      'odoo-resize',
    );
    expect(error?.message).toContain(
      [
        'environment: is none (accepted: <tenant>/<stage>)',
        'databaseGiB: a volume cannot shrink; it has 120 GiB (accepted: 120 or more)',
      ].join('\n'),
    );
  });
});
