import { ChangeControl } from '../__testUtils__/ChangeControl';
import { startScaffolder } from '../__testUtils__/startScaffolder';

const RACHEL = 'user:default/rachel';
const VALUES = {
  environment: 'harbour-civil/production',
  clone: 'harbour-civil-19',
  release: '19.0-2026.11.1',
  reason: 'Support of 18.0 ends',
};

describe('odoo:series-upgrade:begin, run by the Scaffolder from its template', () => {
  const changeControl = new ChangeControl();
  let scaffolder: Awaited<ReturnType<typeof startScaffolder>>;

  beforeAll(async () => {
    scaffolder = await startScaffolder(await changeControl.start());
  }, 60_000);
  afterAll(async () => {
    await scaffolder?.stop();
    await changeControl.stop();
  });

  it('begins it for the person who asks, and leads to its page', async () => {
    changeControl.answerWith();
    const { error, output } = await scaffolder.run(
      RACHEL,
      VALUES,
      'odoo-series-upgrade',
    );
    expect(error).toBeUndefined();
    expect(changeControl.begun).toEqual([
      {
        ...VALUES,
        environment: { tenant: 'harbour-civil', stage: 'production' },
        dryRun: false,
      },
    ]);
    expect(JSON.stringify(output)).toContain('/releases/series-upgrades/upg-7');
  });

  it('names what is wrong as the form does', async () => {
    changeControl.answerWith({
      status: 400,
      error: {
        name: 'InputError',
        message: '1 field is wrong',
        details: [
          {
            path: 'clone',
            message: 'is a tenant already',
            accepted: 'another',
          },
        ],
      },
    });
    const { error } = await scaffolder.run(
      RACHEL,
      VALUES,
      'odoo-series-upgrade',
    );
    expect(error?.message).toContain(
      'The series upgrade was not begun:\nclone: is a tenant already',
    );
  });
});
