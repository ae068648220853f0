/** Texts that only planners need; they come with the coverage panel. */

import { coverage } from './coverage.ts'
import { planning } from './planning.ts'
import { report } from './report.ts'
import { addTexts } from './text.ts'

addTexts({ coverage, planning, report })
