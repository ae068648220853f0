/** Forms that authorities ask for: the one that comes with the program, and the bureau's own by name. */
import { CENSUS_FORM, CENSUS_FORM_ID, CENSUS_FORM_NAME } from '../../../data/census-form.ts'
import type { ExportForm, ExportFormContent, ExportFormInput } from '../../../data/export-form.ts'
import { toLocalIso } from '../../../data/local-time.ts'
import type { NamedDocument } from '../../store/named-documents.ts'
import { NamedDocuments } from '../documents/named-documents.ts'
import type { ServiceContext } from '../service-context.ts'
import type { TableSheet } from '../tables/table-files.ts'

const CENSUS: ExportForm = {
  ...{ id: CENSUS_FORM_ID, name: CENSUS_FORM_NAME, version: 1, isBuiltIn: true },
  ...CENSUS_FORM,
}

const exportForm = (document: NamedDocument<ExportFormContent>): ExportForm => {
  const { id, name, version, content } = document
  return { id, name, version, isBuiltIn: false, ...content }
}

/** Who reports, and of which period; said in the file. */
export interface Reporting {
  readonly unit: string
  readonly period: string
}

export class ExportForms extends NamedDocuments<ExportFormInput, ExportFormContent, ExportForm> {
  constructor(context: ServiceContext) {
    super(context, {
      words: {
        one: { zh: '上报表式', en: 'export form' },
        several: { zh: '上报表式', en: 'export forms' },
      },
      reader: ({ exportForms }) => exportForms,
      writer: ({ exportForms }) => exportForms,
      contentOf: ({ name: _, ...content }) => content,
      answerOf: exportForm,
      entryOf: exportForm,
      builtIn: CENSUS,
    })
  }

  /** The form filled in, a workbook. @throws ProblemError where there is none of this id. */
  async file(id: string, reporting: Reporting): Promise<TableSheet> {
    const { store, registers, tables, now } = this.context
    const form = await this.get(id)
    const collections = [...new Set(form.sheets.map(({ collection }) => collection))]
    const { notice } = await store.read((snapshot) => registers.stamp(snapshot, collections))
    const circumstances = { at: toLocalIso(now()), notice }
    const name = 'export-form'
    return {
      name,
      write: (asked) => ({
        title: form.name,
        bytes: tables.open({ ...asked, name, contents: { form, reporting, circumstances } }),
      }),
    }
  }
}
