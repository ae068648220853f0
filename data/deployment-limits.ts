/** Limits of deployments; apart from the schemas, so that the first screen comes without them. */
export const DEPLOYMENT_LIMITS = {
  mostLabelCharacters: 120,
  mostIncidentCharacters: 80,
  /** A mark that was a mistake is taken back within so many minutes; later the station comes back. */
  undoMinutes: 10,
  /** After so many minutes the desk is asked whether the station is back. */
  askBackMinutes: 120,
} as const
