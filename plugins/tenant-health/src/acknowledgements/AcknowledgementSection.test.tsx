import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  answer,
  fetchApi,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { detailOf, observationOf, summaryOf } from '../__testUtils__/fixtures';
import { AcknowledgementSection } from './AcknowledgementSection';

registerOdooServer();

const open = (
  tenant: string,
  result: AuthorizeResult.ALLOW | AuthorizeResult.DENY,
) => {
  const changed = jest.fn();
  const environment = detailOf(
    summaryOf({
      tenant,
      acknowledgements: [
        {
          id: 'ack-1',
          kind: 'mute',
          probe: 'web.ready',
          reason: 'Known until the node is replaced',
          by: 'user:default/anna',
          at: new Date(Date.now() - 60_000).toISOString(),
          until: new Date(Date.now() + 3_630_000).toISOString(),
        },
      ],
    }),
    [
      observationOf({ status: 'critical' }),
      observationOf({ probe: 'pods.oom' }),
    ],
  );
  renderInTestApp(
    <AcknowledgementSection environment={environment} onChanged={changed} />,
    {
      apis: [fetchApi, mockApis.permission({ authorize: () => result })],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
  return changed;
};

const opener = () =>
  screen.findByRole('button', { name: 'Acknowledge or mute' });

describe('AcknowledgementSection', () => {
  it('lists who looks after what until when, and withdraws', async () => {
    const withdrawn = answer(
      'DELETE /environments/rail/production/acknowledgements/ack-1',
      () => new Response(undefined, { status: 204 }),
    );
    const changed = open('rail', AuthorizeResult.ALLOW);
    const [row] = await within(
      await screen.findByRole('list', { name: 'Acknowledgements' }),
    ).findAllByRole('listitem');
    expect(row).toHaveTextContent(
      /Web pods: muted by anna until .*\(in 1 h\).*Known until the node is replaced/,
    );
    const withdraw = within(row).getByRole('button', { name: /Withdraw/ });
    await waitFor(() => expect(withdraw).toBeEnabled());
    await userEvent.click(withdraw);
    await waitFor(() => expect(changed).toHaveBeenCalled());
    expect(withdrawn).toHaveLength(1);
  });

  it('says it with reason and end; a refusal names the field and loses nothing', async () => {
    let refuses = true;
    const said = answer(
      'POST /environments/dock/production/acknowledgements',
      ({ body }) =>
        refuses
          ? refusal(400, 'InputError', '1 field is wrong', [
              {
                path: 'until',
                message: 'is too far ahead',
                accepted: 'at most 30 days ahead',
              },
            ])
          : {
              ...(body as object),
              id: 'ack-2',
              by: 'user:default/ben',
              at: new Date().toISOString(),
            },
    );
    const changed = open('dock', AuthorizeResult.ALLOW);
    const button = await opener();
    await waitFor(() => expect(button).toBeEnabled());
    await userEvent.click(button);
    const dialog = within(await screen.findByRole('dialog'));
    const submit = dialog.getByRole('button', { name: 'Acknowledge' });
    expect(submit).toBeDisabled();
    await userEvent.type(dialog.getByLabelText('Reason'), 'Rolling back');
    await userEvent.click(submit);
    expect(
      await dialog.findByText(/It is too far ahead. Accepted: at most 30 days/),
    ).toBeVisible();
    expect(dialog.getByLabelText('Until')).toHaveAttribute(
      'aria-invalid',
      'true',
    );
    expect(dialog.getByLabelText('Reason')).toHaveValue('Rolling back');
    expect(changed).not.toHaveBeenCalled();

    refuses = false;
    await userEvent.click(dialog.getByLabelText(/No notifications/));
    await userEvent.click(dialog.getByRole('button', { name: 'Mute' }));
    await waitFor(() => expect(changed).toHaveBeenCalled());
    expect(said.at(-1)?.body).toMatchObject({
      kind: 'mute',
      reason: 'Rolling back',
      until: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
  });

  it('says why somebody cannot', async () => {
    open('quay', AuthorizeResult.DENY);
    expect(
      await screen.findByText(
        'Your role does not include odoo.health.acknowledge here.',
      ),
    ).toBeVisible();
    expect(await opener()).toBeDisabled();
  });
});
