import useAsync from 'react-use/esm/useAsync';
import { SidebarItem, useSidebarOpenState } from '@backstage/core-components';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import ExitToAppIcon from '@material-ui/icons/ExitToApp';
import PersonIcon from '@material-ui/icons/Person';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  caption: { color: theme.palette.navigation.color, paddingLeft: 24 },
  // The stock item cuts its text off; who one is should be read whole.
  name: {
    '& .MuiTypography-root': {
      flex: '1 1 0',
      whiteSpace: 'normal',
      paddingRight: 8,
    },
  },
}));

/** Who one is here, and the way to become somebody else. */
export function SignedInAs() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  const identityApi = useApi(identityApiRef);
  const { value: name } = useAsync(async () => {
    const { displayName } = await identityApi.getProfileInfo();
    if (displayName) return displayName;
    return (await identityApi.getBackstageIdentity()).userEntityRef;
  }, [identityApi]);
  return (
    <>
      {isOpen && (
        <Typography variant="caption" className={classes.caption} aria-hidden>
          Signed in as
        </Typography>
      )}
      <div className={classes.name}>
        <SidebarItem
          icon={PersonIcon}
          to="/settings"
          text={name ?? 'nobody yet'}
          aria-label={`Signed in as ${name ?? 'nobody yet'}`}
        />
      </div>
      <SidebarItem
        icon={ExitToAppIcon}
        text="Sign out"
        onClick={() => identityApi.signOut()}
      />
    </>
  );
}
