import { ReactNode } from 'react';
import MuiLink from '@material-ui/core/Link';

export interface ExternalLinkProps {
  /** From observed objects, so not trusted: only http and https become a link. */
  href: string;
  children: ReactNode;
}

/** A link out of the portal, in a new tab that cannot reach back. */
export function ExternalLink(props: ExternalLinkProps) {
  const { href, children } = props;
  if (!/^https?:\/\//i.test(href)) return <span>{children}</span>;
  return (
    <MuiLink
      href={href}
      underline="always"
      target="_blank"
      rel="noopener noreferrer"
    >
      {children}
    </MuiLink>
  );
}
