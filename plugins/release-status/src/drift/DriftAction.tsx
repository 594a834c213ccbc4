import { Link } from '@backstage/core-components';
import { Drift } from '@plumbline/plugin-odoo-common';
import {
  ExternalLink,
  changeLabel,
  changePath,
} from '@plumbline/plugin-odoo-react';

export interface DriftActionProps {
  drift: Pick<Drift, 'action' | 'pendingChange'>;
}

/** The one thing to do, or the change that does it already. */
export function DriftAction(props: DriftActionProps) {
  const { action, pendingChange } = props.drift;
  if (pendingChange) {
    return (
      <Link to={changePath(pendingChange)}>
        {`change ${changeLabel(pendingChange)} is on its way`}
      </Link>
    );
  }
  if (!action.link) return <>{action.title}</>;
  return action.link.startsWith('/') ? (
    <Link to={action.link}>{action.title}</Link>
  ) : (
    <ExternalLink href={action.link}>{action.title}</ExternalLink>
  );
}
