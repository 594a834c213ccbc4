import { mockServices } from '@backstage/backend-test-utils';
import { Signals } from './Signals';

describe('Signals', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2026-11-23T10:00:00Z') });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('tells at once, and what comes within a second once at its end', () => {
    const told: string[] = [];
    const signals = new Signals({
      service: {
        async publish({ channel, message }) {
          told.push(`${channel} ${JSON.stringify(message)}`);
        },
      },
      logger: mockServices.logger.mock(),
    });
    for (let wait = 0; wait < 900; wait += 100) {
      signals.tell('verdicts');
      jest.advanceTimersByTime(100);
    }
    signals.tell('sources');
    expect(told).toEqual([
      'odoo:verdicts {"at":"2026-11-23T10:00:00.000Z"}',
      'odoo:sources {"at":"2026-11-23T10:00:00.900Z"}',
    ]);
    jest.advanceTimersByTime(100);
    expect(told.slice(2)).toEqual([
      'odoo:verdicts {"at":"2026-11-23T10:00:01.000Z"}',
    ]);
    jest.advanceTimersByTime(5000);
    expect(told).toHaveLength(3);
  });

  it('goes on when nobody can be told', async () => {
    const logger = mockServices.logger.mock();
    const signals = new Signals({
      service: {
        async publish() {
          throw new Error('no events');
        },
      },
      logger,
    });
    signals.tell('changes');
    await jest.advanceTimersByTimeAsync(0);
    expect(logger.warn).toHaveBeenCalledWith(
      'Open pages could not be told of changes: no events',
    );
  });
});
