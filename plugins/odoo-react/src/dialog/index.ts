export { fieldErrorOf } from './fieldError';
export { FormDialog } from './FormDialog';
export type { FormDialogProps } from './FormDialog';
export { LineField } from './LineField';
export type { LineFieldProps } from './LineField';
