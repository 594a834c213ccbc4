import { Link } from '@backstage/core-components';
import ListItemText from '@material-ui/core/ListItemText';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import {
  EnvironmentRef,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { DAY_TWO_FORMS, formPath } from './dayTwoForms';

export interface DayTwoMenuProps {
  id: string;
  environment: EnvironmentRef;
  /** The button that opened it; closed without. */
  anchor?: HTMLElement;
  onClose: () => void;
}

export function DayTwoMenu(props: DayTwoMenuProps) {
  const { id, environment, anchor, onClose } = props;
  const name = formatEnvironmentRef(environment);
  return (
    <Menu
      id={id}
      anchorEl={anchor}
      getContentAnchorEl={null}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      open={Boolean(anchor)}
      onClose={onClose}
      MenuListProps={{ 'aria-label': `Change ${name}` }}
    >
      {DAY_TWO_FORMS.map(({ template, title, not }) => {
        const reason = not?.(environment);
        return reason ? (
          <MenuItem key={template} disabled>
            <ListItemText primary={title} secondary={reason} />
          </MenuItem>
        ) : (
          <MenuItem
            key={template}
            component={Link}
            to={formPath(template, name)}
            onClick={onClose}
          >
            {title}
          </MenuItem>
        );
      })}
    </Menu>
  );
}
