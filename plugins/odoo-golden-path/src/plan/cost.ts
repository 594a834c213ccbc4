import { MonthlyCost, Plan, Platform } from '@plumbline/plugin-odoo-common';
import {
  Priced,
  backupsPrice,
  filestorePrice,
  instancePrice,
  podPrice,
  shareOf,
  storageShareOf,
} from './prices';

interface Item {
  title: string;
  amount: number;
  /** What of it goes on once the environment is decommissioned: its data is kept, detached. */
  detached: number;
}

const cents = (amount: number) => Math.round(amount * 100) / 100;

/**
 * Monthly cost at the planned number of pods, from the platform's price table. The recovery part
 * is what the tier adds over the same load on one database instance, the web pods that the users
 * alone ask for, one websocket pod, one queue pod and no backups.
 */
export function monthlyCost(
  priced: Priced,
  platform: Platform,
): Plan['monthlyCost'] {
  const { odoo, database } = priced;
  const instance = shareOf(priced, platform) * instancePrice(priced, platform);
  const extraWebPods = odoo.web.pods - odoo.neededPods;
  return {
    ...costOf(itemsOf(priced, platform), ({ amount }) => amount, platform),
    recoveryAmount: cents(
      (database.instances - 1) * instance +
        extraWebPods * podPrice(odoo.web, platform) +
        (odoo.websocket.pods - 1) * podPrice(odoo.websocket, platform) +
        (odoo.queue
          ? (odoo.queue.pods - 1) * podPrice(odoo.queue, platform)
          : 0) +
        backupsPrice(priced, platform),
    ),
  };
}

/**
 * What goes on being paid each month after a decommission, until a person deletes the data: the database server that
 * is kept or the part of a shared one that the data fills, the filestore, and the backups. The items are those of
 * `monthlyCost`, 0 for what goes.
 */
export function detachedCost(priced: Priced, platform: Platform): MonthlyCost {
  return costOf(
    itemsOf(priced, platform),
    ({ detached }) => detached,
    platform,
  );
}

function costOf(
  items: readonly Item[],
  amountOf: (item: Item) => number,
  { prices }: Platform,
): MonthlyCost {
  const priced = items.map(item => ({
    title: item.title,
    amount: cents(amountOf(item)),
  }));
  return {
    amount: cents(priced.reduce((sum, { amount }) => sum + amount, 0)),
    currency: prices.currency,
    items: priced,
  };
}

function itemsOf(priced: Priced, platform: Platform): Item[] {
  const { odoo, database, server } = priced;
  const goes = (title: string, amount: number) => ({
    title,
    amount,
    detached: 0,
  });
  const stays = (title: string, amount: number, detached = amount) => ({
    title,
    amount,
    detached,
  });
  const pods = (title: string, group: typeof odoo.websocket) =>
    goes(title, group.pods * podPrice(group, platform));
  const instances = database.instances * instancePrice(priced, platform);
  return [
    pods('Web pods', odoo.web),
    pods('Websocket pods', odoo.websocket),
    pods('Cron pods', odoo.cron),
    ...(odoo.queue ? [pods('Queue pods', odoo.queue)] : []),
    stays(
      server ? `Share of the database server ${server.name}` : 'Database',
      shareOf(priced, platform) * instances,
      storageShareOf(priced, platform) * instances,
    ),
    stays('Filestore', filestorePrice(priced, platform)),
    stays('Backups', backupsPrice(priced, platform)),
    goes('Certificate and ingress', platform.prices.certificateAndIngress),
  ];
}
