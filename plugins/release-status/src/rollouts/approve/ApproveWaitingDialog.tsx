import { useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { Change, RolloutDetail } from '@plumbline/plugin-odoo-common';
import {
  FormDialog,
  LineField,
  QueryPanel,
  fieldErrorOf,
  useOdooMutation,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { ApprovalOutcome } from './ApprovalOutcome';
import { WaitingChange } from './WaitingChange';

export interface ApproveWaitingDialogProps {
  rollout: RolloutDetail;
  /** Ids of the changes that wait. */
  changes: readonly string[];
  onApproved: () => void;
  onClose: () => void;
}

const mayApprove = ({ actions }: Change) => actions?.approve.allowed === true;

/**
 * The same as approving each on its own page: every ticked change by the content that is shown here. What changes
 * meanwhile is refused by the server.
 */
export function ApproveWaitingDialog(props: ApproveWaitingDialogProps) {
  const { rollout, onApproved, onClose } = props;
  const id = useId();
  const [comment, setComment] = useState('');
  // As it was when it was opened: nothing is approved that came in meanwhile.
  const [asked] = useState(props.changes);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const changes = useOdooQuery(
    (api, signal) =>
      Promise.all(asked.map(change => api.getChange(change, signal))),
    { key: asked.join(' ') },
  );
  const approval = useOdooMutation(
    (api, contentHashes: Record<string, string>) =>
      api.approveRollout(rollout.id, {
        comment: comment.trim(),
        contentHashes,
      }),
  );
  const approvable = (changes.data ?? []).filter(mayApprove);
  const chosen = approvable.flatMap(({ id: change, contentHash }) =>
    change && ticked.has(change) ? [[change, contentHash]] : [],
  );
  const tick = (change: string, isTicked: boolean) => {
    const next = new Set(ticked);
    if (isTicked) next.add(change);
    else next.delete(change);
    setTicked(next);
  };
  return (
    <FormDialog
      title={`Approve ${rollout.release} in ring ${rollout.ring}`}
      submitLabel={`Approve ${chosen.length}`}
      isOpen
      isRunning={approval.status === 'running'}
      canSubmit={
        chosen.length > 0 && comment.trim() !== '' && approval.status !== 'done'
      }
      error={approval.error}
      onSubmit={async () => {
        await approval.submit(Object.fromEntries(chosen));
        onApproved();
      }}
      onClose={onClose}
      actions={
        <Button
          onClick={() =>
            setTicked(new Set(approvable.flatMap(change => change.id ?? [])))
          }
          disabled={approvable.length === 0}
        >
          Tick all
        </Button>
      }
    >
      <Typography variant="body2">
        Each is approved by its content as it is shown here.
      </Typography>
      <QueryPanel
        query={changes}
        what="The changes that wait"
        stillWorks="Each can be approved on its own page."
      >
        {loaded => (
          <>
            {loaded.map(change => (
              <WaitingChange
                key={change.id}
                change={change}
                isTicked={ticked.has(change.id ?? '')}
                onTick={isTicked => tick(change.id ?? '', isTicked)}
              />
            ))}
          </>
        )}
      </QueryPanel>
      <LineField
        id={`${id}-comment`}
        label="Comment"
        helperText="Stays with each of them."
        value={comment}
        onChange={setComment}
        error={
          approval.status === 'failed'
            ? fieldErrorOf(approval.fieldErrors, 'comment')
            : undefined
        }
      />
      {approval.status === 'done' && (
        <ApprovalOutcome outcome={approval.data.items} />
      )}
    </FormDialog>
  );
}
