/** Quantities as Kubernetes writes them. */
export const mebibytes = (value: number) => `${Math.ceil(value)}Mi`;
export const gibibytes = (value: number) => `${Math.ceil(value)}Gi`;
export const millicores = (cores: number) => `${Math.ceil(cores * 1000)}m`;
