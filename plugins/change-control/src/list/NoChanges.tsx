import { LinkButton } from '@backstage/core-components';
import {
  CREATE_ENVIRONMENT_PATH,
  EmptyState,
  NothingMatches,
} from '@plumbline/plugin-odoo-react';

export interface NoChangesProps {
  isFiltered: boolean;
  onClear: () => void;
}

/** Nothing to show: because there is nothing, or because the filters hide it. */
export function NoChanges(props: NoChangesProps) {
  if (props.isFiltered) {
    return <NothingMatches title="No changes match" onClear={props.onClear} />;
  }
  return (
    <EmptyState
      title="No changes yet"
      description="Every change to an environment starts with a form and shows up here."
      action={
        <LinkButton to={CREATE_ENVIRONMENT_PATH} variant="outlined">
          Create an environment
        </LinkButton>
      }
    />
  );
}
