import { screen, within } from '@testing-library/react';
import { Change, PullRequest } from '@plumbline/plugin-odoo-common';
import { changeOf } from '@plumbline/plugin-odoo-common/testUtils';
import {
  answer,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { openChanges } from '../__testUtils__/openChanges';

registerOdooServer();

const pullRequest: PullRequest = {
  url: 'https://github.com/acme/gitops/pull/12',
  number: 12,
  branch: 'plumbline/changes/chg-7',
  commit: 'c0ffee1234567890c0ffee1234567890c0ffee12',
  parent: 'deadbeef',
  state: 'open',
  checks: [
    { name: 'hint', outcome: 'passed', required: false },
    {
      name: 'build',
      outcome: 'failed',
      required: true,
      url: 'https://ci.example/1',
    },
    { name: 'lint', outcome: 'pending', required: true },
  ],
  approval: 'given',
};

async function open(change: Partial<Change>) {
  answer('GET /changes/chg-7', () =>
    changeOf({ state: 'approved', pullRequest, ...change }),
  );
  openChanges('/chg-7');
  return within(await screen.findByRole('region', { name: 'Pull request' }));
}

describe('the page of a change whose commit is merged by a host', () => {
  it('leads to the pull request and to its checks, the required ones first', async () => {
    const facts = await open({});
    expect(
      facts.getByRole('link', { name: /Pull request 12/ }),
    ).toHaveAttribute('href', pullRequest.url);
    expect(facts.getByText('open')).toBeVisible();
    expect(facts.getByRole('link', { name: /^build/ })).toHaveAttribute(
      'href',
      'https://ci.example/1',
    );
    expect(
      within(facts.getByRole('list', { name: 'Checks' }))
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      expect.stringMatching(/^failedbuild/),
      'not reported yetlint',
      'passedhintnot required',
    ]);
  });

  it('says what is awaited there, and where to look when it is stuck', async () => {
    const awaiting = {
      what: 'required checks of pull request 12 on GitHub that have failed: build',
      since: '2026-11-23T09:30:00.000Z',
      stuck: true,
    };
    const withheld = { ...pullRequest, approval: 'withheld' as const };
    const facts = await open({ awaiting, pullRequest: withheld });
    expect(facts.getByText(/does not stand behind it now/)).toBeVisible();
    const card = screen.getByText(/^Stuck: required checks/).closest('article');
    expect(card).toHaveTextContent(/not merged.*pull request/i);
    expect(card).not.toHaveTextContent(/Health tab/);
  });
});
