import { render, screen } from '@testing-library/react';
import { TimelineEntry } from '@plumbline/plugin-odoo-common';
import { Timeline } from './Timeline';
import { timelineSteps } from './timelineSteps';

const timeline: TimelineEntry[] = [
  {
    state: 'proposed',
    at: '2026-11-26T10:00:00.000Z',
    actor: 'user:default/a',
  },
  { state: 'awaiting-approval', at: '2026-11-26T10:00:04.000Z' },
  { state: 'approved', at: '2026-11-26T11:00:04.000Z', note: 'Looks right' },
];
const now = Date.parse('2026-11-26T11:02:04.000Z');

describe('timelineSteps', () => {
  it('measures each state to the next one and the current state to now', () => {
    expect(timelineSteps(timeline, now).map(step => step.tookMs)).toEqual([
      4_000, 3_600_000, 120_000,
    ]);
    expect(timelineSteps(timeline, now).map(step => step.isCurrent)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('lets a final state neither last nor be current', () => {
    const ended: TimelineEntry[] = [
      ...timeline,
      { state: 'failed', at: '2026-11-26T11:01:04.000Z' },
    ];
    const steps = timelineSteps(ended, now);
    expect(steps[2].tookMs).toBe(60_000);
    expect(steps[3]).toMatchObject({ isCurrent: false, tookMs: undefined });
  });
});

it('shows who, why and how long, and marks the current step', () => {
  render(<Timeline timeline={timeline} />);
  const steps = screen.getAllByRole('listitem');
  expect(steps[0]).toHaveTextContent(/proposedtook 4 s.*by user:default\/a/);
  expect(steps[1]).toHaveTextContent('took 1 h');
  expect(steps[2]).toHaveTextContent('Looks right');
  expect(steps[2]).toHaveAttribute('aria-current', 'step');
});
