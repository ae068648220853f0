/** The report's tables as a workbook: what is printed, to be reckoned with. */

import { dateTimeText } from '../../../../form/shanghai-time.ts'
import { type TableSheet, workbookBytes } from '../../../../form/table-workbook.ts'
import { inWorkbook } from './figures-table.ts'
import { furtherTables } from './further-tables.ts'
import { sitingReportTitle } from './siting-document.tsx'
import { assumptionFacts } from './siting-facts.ts'
import type { SitingReportContext } from './siting-source.ts'
import { countiesTable, sitesTable } from './siting-tables.ts'
import { proofLines, summaryText } from './siting-words.ts'

/** Sheets in the order of the report; the conditions are a sheet, and below each table in one line. */
export const annexSheets = (context: SitingReportContext): TableSheet[] => {
  const { source, texts, language } = context
  const { siting, report, coverage } = texts
  const { answer } = source
  const title = sitingReportTitle(context)
  const stamp = [
    report('sheet.date', { time: dateTimeText(Date.parse(answer.timeStamp)) }),
    coverage('summary.revision', { revision: answer.revision }),
  ].join(' · ')
  const facts = assumptionFacts(context)
  const below = [
    facts.map(([label, value]) => `${label} ${value}`).join(language === 'zh' ? '；' : '; '),
    ...(answer.notice ? [answer.notice[language]] : []),
  ]
  const figures = [sitesTable(context), countiesTable(context), ...furtherTables(context)].map(
    (table): TableSheet => ({
      name: table.title,
      title: siting('annex.sheet', { report: title, table: table.title }),
      facts: [stamp, ...(table.note === undefined ? [] : [table.note])].join(' · '),
      ...inWorkbook(table),
      remarks: below,
    }),
  )
  const words = (
    name: string,
    header: readonly string[],
    rows: readonly (readonly string[])[],
  ): TableSheet => ({
    ...{
      name,
      title: siting('annex.sheet', { report: title, table: name }),
      facts: stamp,
      header,
      rows,
      kinds: [],
      total: null,
    },
    remarks: [],
  })
  return [
    ...figures,
    words(
      siting('tables.assumptions'),
      [siting('columns.condition'), siting('columns.value')],
      facts,
    ),
    words(
      siting('tables.proof'),
      [siting('columns.sentence')],
      [[summaryText(context)], ...proofLines(context).map((line) => [line])],
    ),
  ]
}

export const annexBytes = (context: SitingReportContext): Uint8Array<ArrayBuffer> =>
  workbookBytes(annexSheets(context))
