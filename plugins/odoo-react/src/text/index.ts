export { ExternalLink } from './ExternalLink';
export type { ExternalLinkProps } from './ExternalLink';
export { VisuallyHidden } from './VisuallyHidden';
export type { VisuallyHiddenProps } from './VisuallyHidden';
