import { Link } from '@backstage/core-components';
import { environmentRefSchema } from '@plumbline/plugin-odoo-common';
import { releaseTabPath } from '@plumbline/plugin-odoo-react';

export interface EnvironmentLinkProps {
  /** `<tenant>/<stage>` */
  environment: string;
}

/** To the Release tab of an environment. */
export function EnvironmentLink(props: EnvironmentLinkProps) {
  const { environment } = props;
  const ref = environmentRefSchema.safeParse(environment).data;
  return ref ? (
    <Link to={releaseTabPath(ref)}>{environment}</Link>
  ) : (
    <>{environment}</>
  );
}
