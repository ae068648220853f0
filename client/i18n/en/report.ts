import type { Translated } from '../../form/panel-text.ts'
import type { report as chinese } from '../zh/report.ts'

/** Texts of the printed report. */
export const report: Translated<typeof chinese> = {
  title: 'Coverage report',
}
