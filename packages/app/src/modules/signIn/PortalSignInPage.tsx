import { SignInPage } from '@backstage/core-components';
import {
  SignInPageProps,
  configApiRef,
  microsoftAuthApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import { PersonaSignInPage } from './PersonaSignInPage';
import { readPersonas } from './personas';

/** Microsoft Entra ID; in the sandbox, the personas. */
export function PortalSignInPage(props: SignInPageProps) {
  const config = useApi(configApiRef);
  if (config.getOptionalBoolean('odoo.sandbox.enabled')) {
    return <PersonaSignInPage {...props} personas={readPersonas(config)} />;
  }
  return (
    <SignInPage
      {...props}
      provider={{
        id: 'microsoft-auth-provider',
        title: 'Microsoft Entra ID',
        message: 'Sign in with the account of your company',
        apiRef: microsoftAuthApiRef,
      }}
    />
  );
}
