import type { Language } from '../../../data/bilingual.ts'
import type { SnapSummary } from '../../../data/nearest.ts'
import { roadClassLabel, roadLabel } from './main-roads.ts'

/** The road that a place was joined to: its name and number, else what kind of road it is. */
export const roadOfSnap = (
  { roadName, roadRef, roadClass }: SnapSummary,
  language: Language,
): string => roadLabel(roadName, roadRef, language) || roadClassLabel(roadClass, language)
