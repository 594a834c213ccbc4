import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { IdentityApi } from '@backstage/core-plugin-api';
import { PortalSignInPage } from './PortalSignInPage';

const server = setupServer();
registerMswTestHooks(server);

const token = (name: string) =>
  ['{}', JSON.stringify({ sub: `user:default/${name}`, exp: 9_999_999_999 })]
    .map(part => Buffer.from(part).toString('base64url'))
    .concat('signature')
    .join('.');

/** As the backend's persona provider answers. */
const sandboxAnswers = () =>
  server.use(
    http.get('http://localhost/api/auth/sandbox/refresh', ({ request }) => {
      const name = request.headers.get('X-Plumbline-Persona');
      return name === 'auditor'
        ? HttpResponse.json({
            providerInfo: {},
            profile: { displayName: 'Auditor' },
            backstageIdentity: {
              token: token(name),
              identity: {
                type: 'user',
                userEntityRef: `user:default/${name}`,
                ownershipEntityRefs: [`user:default/${name}`],
              },
            },
          })
        : HttpResponse.json(
            {
              error: {
                name: 'AuthenticationError',
                message: 'No such persona',
              },
              response: { statusCode: 401 },
            },
            { status: 401 },
          );
    }),
  );

const personas = {
  requester: { title: 'Requester', description: 'Proposes changes' },
  auditor: { title: 'Auditor', description: 'Reads everything' },
};

const open = (sandbox: { enabled: boolean; personas: typeof personas }) => {
  const signedIn: IdentityApi[] = [];
  const rendered = renderInTestApp(
    <PortalSignInPage
      onSignInSuccess={identity => {
        signedIn.push(identity);
      }}
    />,
    {
      apis: [mockApis.discovery({ baseUrl: 'http://localhost' })],
      config: {
        app: { title: 'Plumbline', baseUrl: 'http://localhost' },
        backend: { baseUrl: 'http://localhost' },
        odoo: { sandbox },
      },
    },
  );
  return { ...rendered, signedIn };
};

describe('PortalSignInPage', () => {
  beforeEach(() => window.sessionStorage.clear());

  it('offers the personas of the sandbox, stays signed in over a reload, and forgets on sign-out', async () => {
    sandboxAnswers();
    const first = open({ enabled: true, personas });
    expect(await screen.findByText('Proposes changes')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Sign in as Auditor' }),
    );
    await waitFor(() => expect(first.signedIn).toHaveLength(1));
    const [identity] = first.signedIn;
    expect(await identity.getBackstageIdentity()).toMatchObject({
      userEntityRef: 'user:default/auditor',
    });
    expect(await identity.getCredentials()).toEqual({
      token: token('auditor'),
    });
    first.unmount();

    const reloaded = open({ enabled: true, personas });
    await waitFor(() => expect(reloaded.signedIn).toHaveLength(1));
    await reloaded.signedIn[0].signOut();
    reloaded.unmount();

    open({ enabled: true, personas });
    expect(
      await screen.findByRole('button', { name: 'Sign in as Requester' }),
    ).toBeVisible();
  });

  it('says why a persona is refused and lets another be chosen', async () => {
    sandboxAnswers();
    open({ enabled: true, personas });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Sign in as Requester' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'No such persona',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Choose a persona' }),
    );
    expect(
      screen.getByRole('button', { name: 'Sign in as Auditor' }),
    ).toBeVisible();
  });

  it('asks for Microsoft Entra ID outside the sandbox, whatever personas are configured', async () => {
    server.use(
      http.get(
        'http://localhost/api/auth/microsoft/refresh',
        () => new HttpResponse(undefined, { status: 401 }),
      ),
    );
    open({ enabled: false, personas });
    expect(await screen.findByText('Microsoft Entra ID')).toBeVisible();
    expect(screen.queryByText('Auditor')).not.toBeInTheDocument();
  });
});
