import { act, screen, within } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { ComingEvent } from '@plumbline/plugin-odoo-common';
import {
  answer,
  fetchApi,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { NextEvents } from './NextEvents';

registerOdooServer();

const HOUR_MS = 3600_000;
const inHours = (hours: number) =>
  new Date(Date.now() + hours * HOUR_MS).toISOString();

const eventOf = (change: Partial<ComingEvent> = {}): ComingEvent => ({
  calendar: 'civil',
  uid: 'payroll',
  kind: 'payroll',
  title: 'Payroll',
  from: inHours(50),
  to: inHours(54),
  timeZone: 'Europe/Dublin',
  tenant: 'harbour-civil',
  legalEntities: ['civil-ie'],
  answer: 'yes',
  reasons: [
    { about: 'health', says: 'yes', text: 'Production is ok' },
    { about: 'freeze', says: 'yes', text: 'Changes are open now' },
  ],
  knownUntil: inHours(1),
  changesNow: 'open',
  closesFrom: inHours(2),
  production: { stage: 'production', status: 'ok', evidence: 'fresh' },
  ...change,
});

const open = () => renderInTestApp(<NextEvents />, { apis: [fetchApi] });
const rowOf = async (name: RegExp) =>
  within((await screen.findByRole('link', { name })).closest('tr')!);

describe('next business events', () => {
  it('says one word to each, with what stands against it', async () => {
    answer('GET /calendar/coming', () => ({
      items: [
        eventOf(),
        eventOf({
          tenant: 'harbour-rail',
          answer: 'at-risk',
          changesNow: 'closed',
          reasons: [
            { about: 'health', says: 'yes', text: 'Production is ok' },
            { about: 'recovery', says: 'unknown', text: 'Nobody knows' },
            { about: 'changes', says: 'at-risk', text: 'A change goes on' },
          ],
          production: {
            stage: 'production',
            status: 'ok',
            evidence: 'fresh',
            pendingChange: 'c1',
          },
        }),
      ],
      total: 7,
      errors: [{ calendar: 'x', file: 'calendars/x.ics', message: 'no' }],
    }));
    open();
    const good = await rowOf(/harbour-civil/);
    expect(good.getByText('yes')).toBeVisible();
    expect(good.getByText('Production is ok')).toBeVisible();
    expect(
      good.getByText(/Europe\/Dublin on/, { selector: 'time' }),
    ).toBeVisible();
    expect(good.getByText('in 2 d')).toBeVisible();
    const bad = await rowOf(/harbour-rail/);
    expect(bad.getByText('at risk')).toBeVisible();
    expect(bad.queryByText('Production is ok')).toBeNull();
    expect(
      bad
        .getByText('A change goes on')
        .compareDocumentPosition(bad.getByText('Nobody knows')),
    ).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(
      bad.getByRole('link', { name: 'the change on its way' }),
    ).toHaveAttribute('href', '/changes/c1');
    expect(bad.getByText('Closed now')).toBeVisible();
    expect(screen.getByText(/calendars\/x\.ics/)).toBeVisible();
    expect(screen.getByRole('link', { name: /All 7/ })).toBeVisible();
  });

  it('takes a yes back when what it rests on is over', async () => {
    answer('GET /calendar/coming', () => ({
      items: [eventOf({ knownUntil: inHours(-1) })],
      total: 1,
      errors: [],
    }));
    open();
    const row = await rowOf(/harbour-civil/);
    expect(row.getByText('not known')).toBeVisible();
    expect(row.queryByText('yes')).toBeNull();
    expect(row.getByText(/It was yes/)).toBeVisible();
  });

  it('says how calendars come to be when there is nothing, and what failed', async () => {
    let fails = true;
    answer('GET /calendar/coming', () =>
      fails
        ? refusal(503, 'ServiceUnavailableError', 'the registry is not read')
        : { items: [], total: 0, errors: [] },
    );
    open();
    const retry = await screen.findByRole('button', {
      name: /retry|try again/i,
    });
    expect(screen.getByText(/could not be loaded/)).toBeVisible();
    fails = false;
    act(() => retry.click());
    expect(
      await screen.findByText('No business event in 14 days'),
    ).toBeVisible();
  });
});
