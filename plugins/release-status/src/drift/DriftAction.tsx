import { Link } from '@backstage/core-components';
import { Drift } from '@plumbline/plugin-odoo-common';
import {
  ExternalLink,
  changeLabel,
  changePath,
} from '@plumbline/plugin-odoo-react';

import { AdoptButton } from './AdoptButton';

export interface DriftActionProps {
  drift: Pick<Drift, 'environment' | 'summary' | 'action' | 'pendingChange'>;
}

/** The one thing to do, and beside it a change that is on its way: it may be about something else. */
export function DriftAction(props: DriftActionProps) {
  const { action, pendingChange } = props.drift;
  return (
    <>
      {action.kind === 'adopt' && !action.link ? (
        <AdoptButton drift={props.drift} />
      ) : (
        <Action action={action} />
      )}
      {pendingChange && (
        <div>
          <Link underline="always" to={changePath(pendingChange)}>
            {`change ${changeLabel(pendingChange)} is on its way`}
          </Link>
        </div>
      )}
    </>
  );
}

function Action({ action }: Pick<Drift, 'action'>) {
  if (!action.link) return <>{action.title}</>;
  return action.link.startsWith('/') ? (
    <Link to={action.link}>{action.title}</Link>
  ) : (
    <ExternalLink href={action.link}>{action.title}</ExternalLink>
  );
}
