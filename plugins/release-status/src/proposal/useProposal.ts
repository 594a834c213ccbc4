import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { ProposeChangeInput } from '@plumbline/plugin-odoo-common';
import { changePath, useOdooMutation } from '@plumbline/plugin-odoo-react';

/** What is proposed, without the words of the person who does. */
export type Proposal = Omit<ProposeChangeInput, 'reason' | 'dryRun'>;

/** A preview, and the change that does exactly what was previewed. */
export function useProposal(proposal: Proposal | undefined) {
  const navigate = useNavigate();
  // The same for every attempt of this form, so that a repeated click proposes one change.
  const [key] = useState(() => crypto.randomUUID());
  const [previewed, setPreviewed] = useState<string>();
  const preview = useOdooMutation((api, wanted: ProposeChangeInput) =>
    api.proposeChange({ ...wanted, dryRun: true }),
  );
  const submission = useOdooMutation((api, wanted: ProposeChangeInput) =>
    api.proposeChange(wanted, { idempotencyKey: key }),
  );
  const text = JSON.stringify(proposal);
  // What was seen of another release or move says nothing about this one.
  const seen =
    preview.status === 'done' && previewed === text ? preview.data : undefined;
  const isAbout = previewed === text;
  const failed = [submission, preview].find(
    ({ status }) => status === 'failed' && isAbout,
  );
  return {
    seen,
    failed: failed?.status === 'failed' ? failed : undefined,
    isRunning: submission.status === 'running',
    isPreviewing: preview.status === 'running',
    showPreview: (reason: string) => {
      if (!proposal) return;
      submission.reset();
      setPreviewed(text);
      preview.submit({ ...proposal, reason });
    },
    submit: async (reason: string) => {
      if (!proposal || !seen) return;
      const proposed = await submission.submit({
        ...proposal,
        reason,
        expectedContentHash: seen.contentHash,
      });
      if (proposed?.id) navigate(changePath(proposed.id));
    },
  };
}
