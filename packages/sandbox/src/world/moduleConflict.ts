import {
  LABELS,
  ringOf,
  stageSchema,
  tierSchema,
} from '@plumbline/plugin-odoo-common';
import type { Crash } from '../controllers';
import type { Pod } from '../controllers/runtime';
import type { WorldFacts } from './environments';

/**
 * Until somebody opens the first approval, in milliseconds: the release has been found healthy by then. Whoever sees it
 * fail tries again at once.
 */
const FIRST_APPROVAL = 60_000;
const NEXT_TRY = 6_000;

/** What Odoo prints when an extension names a place in a view that is not there any more. */
const TRACEBACK = `Traceback (most recent call last):
  File "/opt/odoo/odoo/service/server.py", line 1352, in preload_registries
    registry = Registry.new(dbname, update_module=update_module)
  File "/opt/odoo/odoo/modules/registry.py", line 129, in new
    odoo.modules.load_modules(registry, force_demo, status, update_module)
  File "/opt/odoo/addons/construction_subcontract/models/purchase_order.py", line 88, in _register_hook
    self.env.ref('construction_subcontract.view_purchase_approval').get_combined_arch()
  File "/opt/odoo/odoo/addons/base/models/ir_ui_view.py", line 829, in apply_inheritance_specs
    self._raise_view_error(str(e), spec)
ValueError: Element '<xpath expr="//button[@name='button_approve']">' cannot be located in parent view: purchase.order.form.approval (construction_subcontract) is extended by studio_customization.approval_limits`;

export const APPROVAL_CRASH: Crash = {
  first: FIRST_APPROVAL,
  again: NEXT_TRY,
  message: TRACEBACK,
};

/**
 * Whether a pod runs the release whose purchase approvals cannot be loaded beside the group's own approval rules.
 * Only the data of the ring has these rules: on copies and in development they were never configured.
 */
export function hasModuleConflict({
  world,
  platform,
  releases,
}: WorldFacts): (pod: Pod) => boolean {
  const { release, ring, service } = world.scenarios['module-conflict'];
  const digest = releases.get(release)?.spec.digest;
  const buyers = new Set(
    world.tenants
      .filter(({ businessServices }) => businessServices.includes(service))
      .map(({ name }) => name),
  );
  return ({ metadata, spec }) => {
    const { labels = {} } = metadata;
    const tenant = labels[LABELS.tenant];
    if (labels[LABELS.component] !== 'web' || !buyers.has(tenant)) return false;
    if (spec.containers[0].image.split('@')[1] !== digest) return false;
    const stage = stageSchema.safeParse(labels[LABELS.stage]);
    const tier = tierSchema.safeParse(Number(labels[LABELS.tier]));
    return (
      stage.success &&
      tier.success &&
      ringOf(platform.rings, { tenant, stage: stage.data }, tier.data)?.name ===
        ring
    );
  };
}
