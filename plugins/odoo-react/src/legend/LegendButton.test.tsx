import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  EVIDENCE_STATES,
  VERDICT_STATUSES,
} from '@plumbline/plugin-odoo-common';
import { presentStatus } from '../status';
import { LegendButton } from './LegendButton';

describe('LegendButton', () => {
  it('explains every verdict and every evidence state, by keyboard, and gives the focus back', async () => {
    render(<LegendButton />);
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    const legend = screen.getByRole('dialog', {
      name: 'What verdicts and evidence mean',
    });
    const words = [
      ...VERDICT_STATUSES.map(status => presentStatus(status).word),
      ...EVIDENCE_STATES.map(
        state =>
          presentStatus(state === 'missing' ? 'unknown' : 'ok', state).word,
      ),
    ];
    for (const word of words) {
      expect(within(legend).getByText(word)).toBeInTheDocument();
    }
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(legend).not.toBeInTheDocument());
    expect(screen.getByRole('button', { name: 'Legend' })).toHaveFocus();
  });
});
