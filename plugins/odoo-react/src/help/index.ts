export { HelpButton } from './HelpButton';
export type { HelpButtonProps } from './HelpButton';
