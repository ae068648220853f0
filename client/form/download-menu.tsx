import { DownloadOutlined } from '@ant-design/icons'
import { useState } from 'react'
import type { CollectionId } from '../../data/collections.ts'
import { type FileQuery, fetchBytes } from '../api/request.ts'
import { useText } from '../i18n/text.ts'
import { FilingFields, useFiling } from './filing.tsx'
import { FormLinks } from './form-links.tsx'
import { Choice, Message } from './pieces.tsx'
import { saveFile } from './save-file.ts'
import { useAttempt } from './use-attempt.ts'
import './download-menu.css'

/**
 * What can be had: at an address, some features of a collection, whose ids no address has room for, or
 * what is asked for otherwise, with the name of its file without the ending.
 */
export type DownloadSource = { readonly label: string } & (
  | { readonly hrefOf: (query: FileQuery) => string }
  | { readonly collection: CollectionId; readonly ids: readonly string[] }
  | { readonly bytesOf: (query: FileQuery) => Promise<ArrayBuffer>; readonly fileName: string }
)

/** @throws ApiProblem */
const fetchSource = (
  source: Exclude<DownloadSource, { hrefOf: unknown }>,
  query: FileQuery,
): Promise<ArrayBuffer> => {
  if ('bytesOf' in source) return source.bytesOf(query)
  const { collection, ids } = source
  const asked = { param: { collection }, query, json: { ids } }
  return fetchBytes('/api/collections/:collection/files', asked)
}

const SPREADSHEETS = [
  { label: 'Excel', f: 'xlsx', ending: 'xlsx' },
  { label: 'CSV', f: 'csv', ending: 'csv' },
] as const
const MAP_FILES = [
  { label: 'GeoJSON', f: 'geojson', ending: 'geojson' },
  { label: 'GeoPackage', f: 'gpkg', ending: 'gpkg' },
  { label: 'Shapefile', f: 'shp', ending: 'zip' },
  { label: 'Shapefile GBK', f: 'shp', ending: 'zip', encoding: 'gbk' },
  { label: 'KML', f: 'kml', ending: 'kml' },
] as const

const SYSTEMS = { wgs84: undefined, gcj02: '/api/crs/gcj-02' } as const

interface DownloadMenuProps {
  label: string
  /** By key; the first is chosen at first. */
  sources: Readonly<Record<string, DownloadSource>>
  /** Whether a workbook of it is a paper with its head. */
  isFiled?: boolean
  /** Of which collection the forms of authorities are offered besides. */
  formsOf?: CollectionId
}

/** Files of a list or an answer: of what, in which coordinates, in which format. */
export const DownloadMenu = ({ label, sources, isFiled = false, formsOf }: DownloadMenuProps) => {
  const { t, language } = useText('panels', 'download')
  const keys = Object.keys(sources)
  const [wanted, setWanted] = useState<string | null>(null)
  const [system, setSystem] = useState<keyof typeof SYSTEMS>('wgs84')
  const { isBusy, problem, attempt } = useAttempt()
  const current = wanted !== null && wanted in sources ? wanted : keys[0]!
  const source = sources[current]!
  const crs = SYSTEMS[system]
  const [isOpen, setIsOpen] = useState(false)
  const filing = useFiling()
  return (
    <details
      className="download-menu"
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
    >
      <summary className="target">
        <DownloadOutlined aria-hidden /> {label}
      </summary>
      <div className="column framed download-choices">
        {keys.length > 1 && (
          <Choice
            label={t('of')}
            value={current}
            values={keys}
            textOf={(key) => sources[key]!.label}
            onChange={setWanted}
          />
        )}
        <Choice
          label={t('system')}
          value={system}
          values={Object.keys(SYSTEMS) as (keyof typeof SYSTEMS)[]}
          textOf={(each) => t(each)}
          onChange={setSystem}
        />
        {isFiled && <FilingFields />}
        <p className="row wrapped download-files">
          {[...SPREADSHEETS, ...MAP_FILES].map((format) => {
            const encoding = 'encoding' in format ? { encoding: format.encoding } : {}
            const query: FileQuery = {
              f: format.f,
              lang: language,
              ...(crs && { crs }),
              ...encoding,
              ...(isFiled && filing),
            }
            if ('hrefOf' in source) {
              return (
                <a key={format.label} className="target" download href={source.hrefOf(query)}>
                  {format.label}
                </a>
              )
            }
            const fileName = 'fileName' in source ? source.fileName : source.collection
            const save = async (): Promise<void> => {
              const bytes = await fetchSource(source, query)
              saveFile(`${fileName}.${format.ending}`, 'application/octet-stream', bytes)
            }
            return (
              <button
                key={format.label}
                type="button"
                className="bare target"
                disabled={isBusy || ('ids' in source && source.ids.length === 0)}
                onClick={() => void attempt(save)}
              >
                {format.label}
              </button>
            )
          })}
        </p>
        {formsOf && isOpen && (
          <FormLinks collection={formsOf} ids={'ids' in source ? source.ids : undefined} />
        )}
        {isBusy && <p role="status">{t('busy')}</p>}
        {problem && (
          <Message type="error" title={t('failed', { detail: problem.sentence[language] })} />
        )}
      </div>
    </details>
  )
}
