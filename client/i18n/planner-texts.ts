/** Texts that only planners need; they come with the coverage panel. */

import { coverage as coverageEn } from './en/coverage.ts'
import { planning as planningEn } from './en/planning.ts'
import { report as reportEn } from './en/report.ts'
import { addTexts } from './text.ts'
import { coverage as coverageZh } from './zh/coverage.ts'
import { planning as planningZh } from './zh/planning.ts'
import { report as reportZh } from './zh/report.ts'

addTexts({
  zh: { coverage: coverageZh, planning: planningZh, report: reportZh },
  en: { coverage: coverageEn, planning: planningEn, report: reportEn },
})
