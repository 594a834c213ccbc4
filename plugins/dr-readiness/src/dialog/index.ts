export { fieldErrorOf } from './fieldError';
export { FormDialog } from './FormDialog';
export { LineField } from './LineField';
