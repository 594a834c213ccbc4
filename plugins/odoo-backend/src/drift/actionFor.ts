import { Drift, DriftKind, Observation } from '@plumbline/plugin-odoo-common';

/**
 * The one thing to do about it. The portal changes Git alone: what only a controller can do is a link to that
 * controller.
 */
export function actionFor(
  kind: DriftKind,
  { link, status }: Pick<Observation, 'link' | 'status'>,
): Drift['action'] {
  switch (kind) {
    case 'golden-path':
      // A file that cannot be read names no spec that a change could render.
      return status === 'critical'
        ? { kind: 'none', title: 'Mend its environment.yaml in Git' }
        : adopt('Render its files anew by a change');
    case 'unledgered':
      return adopt('Adopt or undo it by a change');
    case 'cluster':
      return {
        kind: 're-sync',
        title: 'Let the GitOps controller apply the repository',
        link,
      };
    default:
      return {
        kind: 're-sync',
        title: 'Let the GitOps controller roll out the released image',
        link,
      };
  }
}

const adopt = (title: string): Drift['action'] => ({
  kind: 'adopt',
  title,
  link: '/golden-path?state=drifted',
});
