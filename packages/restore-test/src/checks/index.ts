export { checkData } from './checkData';
export { checkOdoo, waitForOdoo } from './odoo';
