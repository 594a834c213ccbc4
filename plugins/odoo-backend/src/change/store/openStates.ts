import { CHANGE_STATES, isFinal } from '@plumbline/plugin-odoo-common';

/** Of changes that are not over. */
export const openStates = CHANGE_STATES.filter(state => !isFinal(state));
