import { Platform, ProposeChange } from '@plumbline/plugin-odoo-common';
import { RegistrySnapshot } from '../../registry';
import { ChangeStore } from '../store';
import { ProposedContent, WorldOfChange } from './PreparedChange';

/** What a request is read against. */
export interface WorldOfProposal
  extends Pick<WorldOfChange, 'unledgered' | 'registry'> {
  snapshot: RegistrySnapshot;
  platform: Platform;
  store: Pick<ChangeStore, 'find' | 'deploymentsIn'>;
  authorGroups: readonly string[];
  now: Date;
}

/** `restoreTest`: what was asked for; what is restored is drawn later. */
export type ParsedProposal = Omit<ProposedContent, 'restoreTest'> &
  Pick<
    ProposeChange,
    'reason' | 'expectedContentHash' | 'dryRun' | 'restoreTest'
  >;
