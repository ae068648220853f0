/** Forms that authorities ask for. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { ExportForm, ExportFormInput } from '../../data/export-form.ts'
import { addressOf, ask, changing, reading } from './request.ts'

const STALE_MILLISECONDS = 60_000
const FORMS = ['export-forms'] as const

export const useExportForms = (): UseQueryResult<ExportForm[]> =>
  useQuery({ ...reading(FORMS, '/api/export-forms'), staleTime: STALE_MILLISECONDS })

/** Where the form is filled in, as a workbook. */
export const formFileAddress = (
  id: string,
  query: { lang: 'zh' | 'en'; unit?: string; period?: string; ids?: string },
): string => addressOf('/api/export-forms/:id/file', { param: { id }, query })

/** Keeps a new form, or changes the given one. @throws ApiProblem */
export const saveExportForm = (
  form: ExportForm | null,
  json: ExportFormInput,
): Promise<ExportForm> =>
  changing(
    [FORMS],
    form === null
      ? ask('post', '/api/export-forms', { json })
      : ask('put', '/api/export-forms/:id', {
          param: { id: form.id },
          json,
          version: form.version,
        }),
  )

/** @throws ApiProblem */
export const deleteExportForm = ({ id, version }: ExportForm): Promise<null> =>
  changing([FORMS], ask('delete', '/api/export-forms/:id', { param: { id }, version }))
