import { SidebarItem } from '@backstage/core-components';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useUserProfile } from '@backstage/plugin-user-settings';
import ExitToAppIcon from '@material-ui/icons/ExitToApp';
import PersonIcon from '@material-ui/icons/Person';

/** Who one is here, and the way to become somebody else. */
export function SignedInAs() {
  const identityApi = useApi(identityApiRef);
  const { displayName } = useUserProfile();
  return (
    <>
      <SidebarItem
        icon={PersonIcon}
        to="/settings"
        text={`Signed in as ${displayName}`}
      />
      <SidebarItem
        icon={ExitToAppIcon}
        text="Sign out"
        onClick={() => identityApi.signOut()}
      />
    </>
  );
}
