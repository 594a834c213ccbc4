import { Ring } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';

/** The rule of `ringOf` in SQL, over the table `environments` as `e`; null: no ring takes it in. */
export function ringExpression(knex: Knex, rings: readonly Ring[]): Knex.Raw {
  const bindings: (string | number)[] = [];
  const among = (column: string, values?: readonly (string | number)[]) => {
    if (!values) return [];
    bindings.push(...values);
    return [`${column} in (${values.map(() => '?').join(', ')})`];
  };
  const cases = rings.map(({ name, stages, tiers, tenants }) => {
    const conditions = [
      ...among('e.stage', stages),
      ...among('e.tier', tiers),
      ...among('e.tenant', tenants),
    ];
    bindings.push(name);
    return `when ${conditions.join(' and ') || '1 = 1'} then ?`;
  });
  return knex.raw(`(case ${cases.join(' ')} end)`, bindings);
}
