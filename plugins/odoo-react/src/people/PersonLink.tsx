import { EntityRefLink } from '@backstage/plugin-catalog-react';

const USER = /^user:[^/]+\/.+$/;

export interface PersonLinkProps {
  /** Who it was, as change control knows them. */
  person: string;
}

/** A user by name, with the way to their page; anybody else as they are written. */
export function PersonLink(props: PersonLinkProps) {
  const { person } = props;
  if (!USER.test(person)) return <>{person}</>;
  return <EntityRefLink entityRef={person} hideIcon />;
}
