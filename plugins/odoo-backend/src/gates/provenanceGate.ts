import { judgeProvenance } from '@plumbline/plugin-odoo-common';
import { Gate } from './Gate';

/** The image is the one that was built from the named commit, signed, and without criticals that an update mends. */
export const provenanceGate: Gate = {
  id: 'provenance',
  async evaluate({ change: { release } }) {
    return judgeProvenance(release, { now: new Date() });
  },
};
