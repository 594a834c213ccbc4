const FACTORS: Record<string, number> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/**
 * The number behind a Kubernetes quantity: bytes for `2Gi`, cores for `500m`; 0 when absent or
 * unreadable. Source: Kubernetes API reference, "Quantity".
 */
export function parseQuantity(quantity: unknown): number {
  const text = quantity === undefined ? '' : String(quantity);
  const match = /^([+-]?\d+(?:\.\d+)?)(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/.exec(text);
  return match ? Number(match[1]) * FACTORS[match[2] ?? ''] : 0;
}

/** Cores as Kubernetes writes them: `2`, `1500m`. */
export function formatCores(cores: number): string {
  const milli = Math.round(cores * 1000);
  return milli % 1000 === 0 ? String(milli / 1000) : `${milli}m`;
}

/** Bytes as Kubernetes writes them: `4Gi`, `1536Mi`. */
export function formatBytes(bytes: number): string {
  for (const unit of ['Gi', 'Mi', 'Ki']) {
    if (bytes >= FACTORS[unit] && bytes % FACTORS[unit] === 0) {
      return `${bytes / FACTORS[unit]}${unit}`;
    }
  }
  return String(Math.round(bytes));
}
