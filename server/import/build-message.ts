/** What the program that builds roads reports to the service that has started it. */
import type { Bilingual } from '../../data/bilingual.ts'

export type BuildMessage =
  /** Of the file that is read twice, from 0 to 1. */
  | { readonly share: number }
  | { readonly built: Bilingual }
  | { readonly refused: Bilingual; readonly isElsewhere: boolean }
