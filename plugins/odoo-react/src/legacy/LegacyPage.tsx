import { ReactNode } from 'react';
import { Header, Page } from '@backstage/core-components';

export interface LegacyPageProps {
  title: string;
  children: ReactNode;
}

/** The frame that an app of the old frontend system does not draw around a page. */
export function LegacyPage(props: LegacyPageProps) {
  const { title, children } = props;
  return (
    <Page themeId="tool">
      <Header title={title} />
      {children}
    </Page>
  );
}
