import { ReactElement, useState } from 'react';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { EnvironmentRelease } from '@plumbline/plugin-odoo-common';
import { changeOf } from '@plumbline/plugin-odoo-common/testUtils';
import {
  answer,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { openElement } from '../__testUtils__/openPages';
import { environmentReleaseOf } from '../__testUtils__/rollout';
import { HoldDialog } from './HoldDialog';
import { RollBackDialog } from './RollBackDialog';
import { touchedInWords } from './rollBack';

registerOdooServer();

const close = () => {};
const proposed = () =>
  answer('POST /changes', () => changeOf({ id: undefined }));

/** A page around a dialog whose live data become `then` by a refresh. */
function Live<T>(props: {
  first: T;
  then: T;
  dialog: (data: T) => ReactElement;
}) {
  const [data, setData] = useState(props.first);
  return (
    <>
      <button onClick={() => setData(props.then)}>refresh</button>
      {props.dialog(data)}
    </>
  );
}

const refresh = () =>
  fireEvent.click(
    screen.getByRole('button', { name: 'refresh', hidden: true }),
  );

const rollBack = (release: EnvironmentRelease) => (
  <RollBackDialog release={release} reason="It failed" onClose={close} />
);

const { rollBack: ways } = environmentReleaseOf();

describe('RollBackDialog', () => {
  it('chooses nothing by itself when the earlier image is closed', async () => {
    const asked = proposed();
    const closed = ways.map(way =>
      way.move === 'image-only' ? { ...way, allowed: false } : way,
    );
    const configuration = {
      ...ways[0],
      move: 'configuration-only' as const,
      to: 'chg-900-1',
    };
    openElement(
      rollBack(environmentReleaseOf({ rollBack: [...closed, configuration] })),
    );
    const radios = await screen.findAllByRole('radio');
    expect(radios).toHaveLength(2);
    radios.forEach(radio => expect(radio).not.toBeChecked());
    expect(screen.getByRole('button', { name: 'Preview' })).toBeDisabled();
    fireEvent.click(screen.getByRole('radio', { name: /Configuration/ }));
    await waitFor(() =>
      expect(asked.map(({ body }) => body)).toEqual([
        expect.objectContaining({
          rollBack: { move: 'configuration-only', to: 'chg-900-1' },
        }),
      ]),
    );
  });

  it('keeps what was chosen while the ways back change behind it', async () => {
    const asked = proposed();
    const first = environmentReleaseOf();
    openElement(
      <Live
        first={first}
        then={{ ...first, rollBack: [...ways].reverse().slice(1) }}
        dialog={rollBack}
      />,
    );
    const submit = await screen.findByRole('button', {
      name: 'Propose the roll-back',
    });
    await waitFor(() => expect(submit).toBeEnabled());
    refresh();
    expect(screen.getByRole('radio', { name: /Earlier image/ })).toBeChecked();
    expect(submit).toBeEnabled();
    expect(asked).toHaveLength(1);
  });
});

describe('HoldDialog', () => {
  it('does not turn into the end of a hold that somebody else made', async () => {
    openElement(
      <Live<string | undefined>
        first={undefined}
        then="2026-12-31"
        dialog={heldUntil => (
          <HoldDialog
            environment="quay-rail/qa"
            heldUntil={heldUntil}
            onClose={close}
          />
        )}
      />,
    );
    const dialog = within(await screen.findByRole('dialog'));
    refresh();
    expect(
      dialog.getByRole('button', { name: 'Propose the hold' }),
    ).toBeVisible();
    expect(dialog.getByLabelText('Up to and with')).toBeVisible();
  });
});

it('counts whom a way back touches and the reader may not see', () => {
  const touches = ['harbour-rail/qa'];
  expect(touchedInWords({ touches, touchesUnnamed: 2 })).toBe(
    'harbour-rail/qa, 2 environments of others',
  );
  expect(touchedInWords({ touches: [] })).toBe('nobody else');
});
