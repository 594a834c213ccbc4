import useAsync from 'react-use/esm/useAsync';
import { SidebarItem } from '@backstage/core-components';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import ExitToAppIcon from '@material-ui/icons/ExitToApp';
import PersonIcon from '@material-ui/icons/Person';

/** Who one is here, and the way to become somebody else. */
export function SignedInAs() {
  const identityApi = useApi(identityApiRef);
  const { value: name } = useAsync(async () => {
    const { displayName } = await identityApi.getProfileInfo();
    if (displayName) return displayName;
    return (await identityApi.getBackstageIdentity()).userEntityRef;
  }, [identityApi]);
  return (
    <>
      <SidebarItem
        icon={PersonIcon}
        to="/settings"
        text={name ? `Signed in as ${name}` : 'Settings'}
      />
      <SidebarItem
        icon={ExitToAppIcon}
        text="Sign out"
        onClick={() => identityApi.signOut()}
      />
    </>
  );
}
