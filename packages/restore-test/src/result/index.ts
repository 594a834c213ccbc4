export { Protocol } from './Protocol';
export { signResult } from './signResult';
export { uploadResult } from './uploadResult';
