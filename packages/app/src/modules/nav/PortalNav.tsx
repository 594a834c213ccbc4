import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import MenuIcon from '@material-ui/icons/Menu';
import NotificationsIcon from '@material-ui/icons/Notifications';
import PersonIcon from '@material-ui/icons/Person';
import {
  NavContentComponentProps,
  NavContentNavItem,
} from '@backstage/plugin-app-react';
import {
  NotificationsRenderItemProps,
  NotificationsSidebarItem,
} from '@backstage/plugin-notifications';
import { SignedInAs } from './SignedInAs';
import { SidebarLogo } from './SidebarLogo';

// The stock item cuts off what does not fit.
const useStyles = makeStyles({
  item: {
    '& .MuiTypography-root': { whiteSpace: 'normal', lineHeight: 1.2 },
  },
});

function NavItem(props: NavContentNavItem) {
  const { icon, href, title } = props;
  return (
    <div className={useStyles().item}>
      <SidebarItem icon={() => icon} to={href} text={title} />
    </div>
  );
}

/** The stock item leaves how many there are out of the name that it gives to assistive technology. */
function Notifications(props: NotificationsRenderItemProps) {
  const { unreadCount, to, onClick } = props;
  const text =
    unreadCount > 0 ? `Notifications (${unreadCount})` : 'Notifications';
  return (
    <SidebarItem
      icon={NotificationsIcon}
      to={to}
      text={text}
      onClick={onClick}
    />
  );
}

/** The way through the portal: the daily pages first, what other plugins bring below, the person last. */
export function PortalNav(props: NavContentComponentProps) {
  const nav = props.navItems.withComponent(NavItem);
  // Shown as the item with the number of unread ones instead.
  const notifications = nav.take('page:notifications');
  // Reached from an entity, where it has something to show.
  nav.take('page:catalog-graph');
  const settings = nav.take('page:user-settings');
  return (
    <Sidebar>
      <SidebarLogo />
      <SidebarDivider />
      <SidebarGroup label="Menu" icon={<MenuIcon />}>
        {nav.take('page:app/home')}
        {nav.take('page:tenant-health')}
        {nav.take('page:release-status')}
        {nav.take('page:change-control')}
        {nav.take('page:dr-readiness')}
        {nav.take('page:scaffolder')}
        {nav.take('page:catalog')}
        {nav.take('page:release-status/calendar')}
        {nav.take('page:release-status/drift')}
        {nav.take('page:tenant-health/golden-path')}
        {nav.take('page:tenant-health/database-servers')}
        {nav.take('page:tenant-health/sources')}
        <SidebarDivider />
        <SidebarScrollWrapper>
          {nav.rest({ sortBy: 'title' })}
        </SidebarScrollWrapper>
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      {/* A group of its own: on a narrow screen only groups are shown. */}
      <SidebarGroup label="You" icon={<PersonIcon />}>
        {notifications && (
          <NotificationsSidebarItem renderItem={Notifications} />
        )}
        {settings}
        <SignedInAs />
      </SidebarGroup>
    </Sidebar>
  );
}
