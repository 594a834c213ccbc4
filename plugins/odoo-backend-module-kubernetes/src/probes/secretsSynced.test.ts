import { environment } from '../__testUtils__/environment';
import { look } from '../__testUtils__/judge';
import { condition } from '../__testUtils__/objects';

const planned = environment();
const synced = (
  spec: Record<string, unknown>,
  refreshTime?: string,
  syncedResourceVersion = '1-519a61da0dc68b2575b4f8efada70e42',
) =>
  look(
    {
      externalSecrets: [
        {
          metadata: {
            name: 'odoo-conf',
            namespace: planned.expectation.namespace,
            generation: 1,
          },
          spec,
          status: {
            refreshTime,
            syncedResourceVersion,
            conditions: [condition('Ready', 'True')],
          },
        },
      ],
    },
    'secrets.synced',
    planned,
  );

describe('A secret that is ready', () => {
  it.each([
    ['never tells a refresh', { refreshInterval: '1h' }, undefined],
    [
      'has an interval that nobody can read',
      { refreshInterval: '1 day' },
      '2026-07-30T09:00:00Z',
    ],
  ])('is unknown when it %s', (_, spec, refreshTime) => {
    expect(synced(spec, refreshTime)?.status).toBe('unknown');
  });

  it.each<[Record<string, unknown>]>([
    [{ refreshInterval: '0' }],
    [{ refreshPolicy: 'CreatedOnce' }],
    [{ refreshPolicy: 'OnChange', refreshInterval: '1h' }],
  ])('is not late when %j says that the clock does not refresh it', spec => {
    expect(synced(spec, '2020-01-01T00:00:00Z')?.status).toBe('ok');
    expect(synced(spec)?.status).toBe('ok');
  });

  it('is stale when it is to be fetched by a change, and was not by the last one', () => {
    expect(
      synced({ refreshPolicy: 'OnChange' }, '2026-07-30T09:00:00Z', '0-51'),
    ).toMatchObject({
      status: 'degraded',
      summary: expect.stringContaining('has not been fetched'),
    });
  });
});
