/** Forms that authorities ask for: the one that comes with the program, and the bureau's own by name. */
import { CENSUS_FORM, CENSUS_FORM_ID, CENSUS_FORM_NAME } from '../../../data/census-form.ts'
import { COLLECTIONS } from '../../../data/collections.ts'
import type { ExportForm, ExportFormContent, ExportFormInput } from '../../../data/export-form.ts'
import { toLocalIso } from '../../../data/local-time.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { invalidParameter } from '../../http/problem-error.ts'
import type { AllItemsQuery } from '../../store/items.ts'
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

/** Which features the form is of; said in the file. */
export type Selection = Pick<AllItemsQuery, 'box' | 'filter'>

/** Who reports, and of which period; said in the file. */
export interface Reporting {
  readonly unit: string
  readonly period: string
}

/** A sheet of all rows beside sheets of a county would be taken for the county's. */
const refuseUnfiltered = ({ sheets }: ExportForm, { filter }: Selection): void => {
  for (const { name, collection } of sheets) {
    const { title, fields }: ResourceDeclaration = COLLECTIONS[collection]
    const missing = Object.keys(filter).find(
      (each) => each !== 'id' && !Object.hasOwn(fields, each),
    )
    if (missing === undefined) continue
    throw invalidParameter(missing, {
      en: `is no field of ${title.en}, which a sheet of the form is of`,
      zh: `工作表“${name}”的数据集没有该字段，不能按它筛选`,
    })
  }
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

  /**
   * The form filled in, a workbook. @throws ProblemError where there is none of this id, or a sheet's
   * collection cannot be chosen from by what is asked.
   */
  async file(id: string, reporting: Reporting, selection: Selection): Promise<TableSheet> {
    const { store, registers, tables, now } = this.context
    const form = await this.get(id)
    refuseUnfiltered(form, selection)
    const collections = [...new Set(form.sheets.map(({ collection }) => collection))]
    const { notice } = await store.read((snapshot) => registers.stamp(snapshot, collections))
    const circumstances = { at: toLocalIso(now()), notice }
    const name = 'export-form'
    return {
      name,
      write: (asked) => ({
        title: form.name,
        bytes: tables.open({
          ...asked,
          name,
          contents: { form, reporting, selection, circumstances },
        }),
      }),
    }
  }
}
