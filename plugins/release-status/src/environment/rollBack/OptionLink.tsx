import { Link } from '@backstage/core-components';
import { ExternalLink } from '@plumbline/plugin-odoo-react';
import { RollBackOption } from '../../proposal';

export interface OptionLinkProps {
  option: RollBackOption;
}

/** Where to go for a way back that is no change of this kind. */
export function OptionLink(props: OptionLinkProps) {
  const { link } = props.option;
  if (!link) return <>none</>;
  return link.startsWith('/') ? (
    <Link to={link}>Open</Link>
  ) : (
    <ExternalLink href={link}>Open</ExternalLink>
  );
}
