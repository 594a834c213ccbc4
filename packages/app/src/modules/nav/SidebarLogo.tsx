import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { PlumbLine } from './PlumbLine';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: 12,
    height: sidebarConfig.logoHeight * 2,
    paddingLeft: 20,
    width: '100%',
    color: '#ffffff',
    fontSize: 20,
    fontWeight: 600,
  },
});

/** The way home; the name while there is room for it. */
export function SidebarLogo() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  return (
    <Link
      to="/"
      underline="none"
      className={classes.root}
      aria-label="Plumbline, home"
    >
      <PlumbLine />
      {isOpen && <span>Plumbline</span>}
    </Link>
  );
}
