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
        : {
            kind: 'adopt',
            title: 'Render its files anew by a change',
            link: '/golden-path?state=drifted',
          };
    case 'unledgered':
      // Where every file is as it should be, the change takes over the commits alone.
      return { kind: 'adopt', title: 'Adopt it by a change' };
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
