export { PolicyAdmission } from './policyAdmission';
export type { Admit, AdmissionRequest } from './admissionRequest';
