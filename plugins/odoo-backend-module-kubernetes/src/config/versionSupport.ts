/**
 * End of standard support of each Kubernetes version on AKS, the first day of the month that Microsoft names: no day
 * is published. Source: learn.microsoft.com/azure/aks/supported-kubernetes-versions, "AKS Kubernetes release
 * calendar", as of August 2026. Long-term support is a contract of its own: who has it says so in
 * `odoo.kubernetes.versionSupport`.
 */
export const AKS_SUPPORT_ENDS: Readonly<Record<string, string>> = {
  '1.28': '2025-01-01',
  '1.29': '2025-03-01',
  '1.30': '2025-07-01',
  '1.31': '2025-11-01',
  '1.32': '2026-03-01',
  '1.33': '2026-07-01',
  '1.34': '2026-11-01',
  '1.35': '2027-03-01',
  '1.36': '2027-06-01',
  '1.37': '2027-10-01',
};
