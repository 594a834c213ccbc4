import { ChangeControl } from '../__testUtils__/ChangeControl';
import { startScaffolder } from '../__testUtils__/startScaffolder';

const RACHEL = 'user:default/rachel';
const TEMPLATE = 'odoo-restore-test';
const VALUES = {
  environment: 'harbour-civil/production',
  reason: 'Before the month end',
};

describe('odoo:restore-test:propose, run by the Scaffolder from its template', () => {
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
    ['the newest moment', {}, undefined],
    [
      'a moment',
      { to: '2026-11-23T14:05:00Z' },
      { to: '2026-11-23T14:05:00Z' },
    ],
  ])('asks for %s and links to the change', async (_, more, restoreTest) => {
    changeControl.answerWith();
    const { output, error } = await scaffolder.run(
      RACHEL,
      { ...VALUES, ...more },
      TEMPLATE,
    );
    expect(error).toBeUndefined();
    expect(changeControl.received.map(({ proposal }) => proposal)).toEqual([
      {
        kind: 'restore-test',
        environment: { tenant: 'harbour-civil', stage: 'production' },
        reason: 'Before the month end',
        dryRun: false,
        ...(restoreTest && { restoreTest }),
      },
    ]);
    expect(output).toMatchObject({
      links: [{ title: 'Follow the restore test', url: '/changes/chg-7' }],
    });
  });

  it('fails with the sentence of change control where nothing can be restored', async () => {
    changeControl.answerWith({
      status: 409,
      error: {
        name: 'ConflictError',
        message: 'The store holds nothing that can be restored',
      },
    });
    const { error } = await scaffolder.run(RACHEL, VALUES, TEMPLATE);
    expect(error?.message).toContain('nothing that can be restored');
  });
});
