import { mockCredentials } from '@backstage/backend-test-utils';
import { contentHashOf } from '@plumbline/plugin-odoo-common/testUtils';
import { ChangeControl } from '../__testUtils__/ChangeControl';
import { startScaffolder } from '../__testUtils__/startScaffolder';

const RACHEL = 'user:default/rachel';
const VALUES = {
  tenant: 'harbour-civil',
  stage: 'staging',
  tier: 3,
  businessServices: ['finance', 'payroll'],
  namedUsers: 60,
  reason: 'Rehearse the month end',
  contentHash: contentHashOf('a'),
};

describe('odoo:environment:propose, run by the Scaffolder from its template', () => {
  const changeControl = new ChangeControl();
  let scaffolder: Awaited<ReturnType<typeof startScaffolder>>;

  beforeAll(async () => {
    scaffolder = await startScaffolder(await changeControl.start());
  }, 60_000);
  afterAll(async () => {
    await scaffolder?.stop();
    await changeControl.stop();
  });

  it('proposes in the name of the user what the form says, and links to the change', async () => {
    changeControl.answerWith();
    const { output, error } = await scaffolder.run(RACHEL, VALUES);
    expect(error).toBeUndefined();
    expect(changeControl.received).toEqual([
      {
        authorization: `Bearer ${mockCredentials.service.token({
          onBehalfOf: mockCredentials.user(RACHEL),
          targetPluginId: 'odoo',
        })}`,
        idempotencyKey: expect.stringMatching(/^[0-9a-f]{64}$/),
        proposal: {
          kind: 'create',
          environment: { tenant: 'harbour-civil', stage: 'staging' },
          spec: {
            tier: 3,
            businessServices: ['finance', 'payroll'],
            users: { named: 60 },
          },
          reason: 'Rehearse the month end',
          expectedContentHash: contentHashOf('a'),
          dryRun: false,
        },
      },
    ]);
    expect(output).toEqual({
      links: [
        { title: 'Open the change', icon: 'docs', url: '/changes/chg-7' },
      ],
      text: [
        {
          title: 'Proposed',
          content:
            'The change for **harbour-civil/staging** is awaiting-approval.\n',
        },
      ],
    });
  });

  it('uses another key for another task', async () => {
    changeControl.answerWith();
    await scaffolder.run(RACHEL, VALUES);
    await scaffolder.run(RACHEL, VALUES);
    const keys = changeControl.received.map(
      ({ idempotencyKey }) => idempotencyKey,
    );
    expect(new Set(keys).size).toBe(2);
  });

  it('passes every field of the form on', async () => {
    changeControl.answerWith();
    await scaffolder.run(RACHEL, {
      ...VALUES,
      owner: 'group:default/harbour-civil-erp',
      tenancy: 'dedicated',
      region: 'northeurope',
      recoveryRegion: 'westeurope',
      series: '18.0',
      release: '18.0-2026.11.1',
      databaseGiB: 40,
      filestoreGiB: 80,
      database: 'cloudnative-pg',
      hostname: 'rehearsal.erp.example',
      calendar: 'ireland',
      timeZone: 'Europe/Dublin',
      schedule: 'office-hours',
    });
    expect(changeControl.received[0].proposal.spec).toEqual({
      owner: 'group:default/harbour-civil-erp',
      businessServices: ['finance', 'payroll'],
      tenancy: 'dedicated',
      tier: 3,
      region: 'northeurope',
      recoveryRegion: 'westeurope',
      odoo: { series: '18.0', release: '18.0-2026.11.1' },
      users: { named: 60 },
      data: { databaseGiB: 40, filestoreGiB: 80 },
      database: { kind: 'cloudnative-pg' },
      hostnames: ['rehearsal.erp.example'],
      legalEntities: [
        { id: 'ireland', calendar: 'ireland', timeZone: 'Europe/Dublin' },
      ],
      schedule: 'office-hours',
    });
  });

  it('names every wrong field by its name in the form, with what it takes', async () => {
    changeControl.answerWith({
      status: 400,
      error: {
        name: 'InputError',
        message: '2 fields are wrong',
        details: [
          {
            path: 'spec.users.named',
            message: 'Too big',
            accepted: 'a whole number from 1 to 5000',
          },
          {
            path: 'spec.legalEntities.0.timeZone',
            message: 'is not an IANA time zone',
            accepted: 'an IANA time zone like Europe/Dublin',
          },
        ],
      },
    });
    const { error, output } = await scaffolder.run(RACHEL, VALUES);
    expect(error).toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(
        [
          'The change was not proposed:',
          'namedUsers: Too big (accepted: a whole number from 1 to 5000)',
          'timeZone: is not an IANA time zone (accepted: an IANA time zone like Europe/Dublin)',
        ].join('\n'),
      ),
    });
    expect(output).toBeUndefined();
  });

  it.each([
    [409, 'ConflictError', 'The content has changed since the preview'],
    [403, 'NotAllowedError', 'You may not propose changes of harbour-civil'],
  ])(
    'fails a refusal %s with the sentence of change control',
    async (status, name, message) => {
      changeControl.answerWith({ status, error: { name, message } });
      const { error } = await scaffolder.run(RACHEL, VALUES);
      expect(error).toMatchObject({
        name,
        message: expect.stringContaining(
          `The change was not proposed; caused by ${name}: ${message}`,
        ),
      });
    },
  );

  it('stores nothing in a dry run, and says what would be', async () => {
    changeControl.answerWith();
    const { output } = await scaffolder.dryRun(RACHEL, VALUES);
    expect(changeControl.received[0].proposal.dryRun).toBe(true);
    expect(output.links).toEqual([]);
    expect(output.text[0].content).toMatch(/harbour-civil\/staging/);
  });
});
