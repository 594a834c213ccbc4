/**
 * Channels of live updates. A message says that something changed, never what: it goes to everybody,
 * and each asks the API for what they may read.
 */
export const SIGNAL_CHANNELS = {
  verdicts: 'odoo:verdicts',
  changes: 'odoo:changes',
  sources: 'odoo:sources',
} as const;
