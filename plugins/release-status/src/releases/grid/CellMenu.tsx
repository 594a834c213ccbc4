import { Link } from '@backstage/core-components';
import ListItemText from '@material-ui/core/ListItemText';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import { formatEnvironmentRef } from '@plumbline/plugin-odoo-common';
import { useMayPropose } from '../../proposal';
import { CellAction, ChosenCell, actionsOf } from './cellActions';

export interface CellMenuProps extends ChosenCell {
  anchor: HTMLElement;
  onClose: () => void;
  onDialog: (dialog: NonNullable<CellAction['dialog']>) => void;
}

/** What can be done from a cell; what cannot says why. */
export function CellMenu(props: CellMenuProps) {
  const { tenant, cell, nextStage, anchor, onClose, onDialog } = props;
  const environment = formatEnvironmentRef({ tenant, stage: cell.stage });
  const refusal = useMayPropose(environment);
  return (
    <Menu
      anchorEl={anchor}
      getContentAnchorEl={null}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      open
      onClose={onClose}
      MenuListProps={{ 'aria-label': `Actions of ${environment}` }}
    >
      {actionsOf({ tenant, cell, nextStage }, refusal).map(
        ({ title, not, link, dialog }) => {
          if (not) {
            return (
              <MenuItem key={title} disabled>
                <ListItemText primary={title} secondary={not} />
              </MenuItem>
            );
          }
          return link ? (
            <MenuItem key={title} component={Link} to={link} onClick={onClose}>
              {title}
            </MenuItem>
          ) : (
            <MenuItem
              key={title}
              aria-haspopup="dialog"
              onClick={() => {
                onClose();
                if (dialog) onDialog(dialog);
              }}
            >
              {title}
            </MenuItem>
          );
        },
      )}
    </Menu>
  );
}
